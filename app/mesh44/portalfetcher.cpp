// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44/portalfetcher.h"

#include "core/formats/portal.h"

#include <QNetworkRequest>

namespace mesh44 {

namespace {

constexpr int kPatienceMs = 30'000;
constexpr const char *kTooLarge = "mesh44TooLarge";
constexpr const char *kTlsProblem = "mesh44TlsProblem";

int httpStatus(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

} // namespace

PortalFetcher::PortalFetcher(std::optional<QSslConfiguration> tls, QObject *parent)
    : QObject(parent), m_tls(std::move(tls))
{
    m_network.setRedirectPolicy(QNetworkRequest::SameOriginRedirectPolicy);
    m_network.setTransferTimeout(kPatienceMs);
}

QString PortalFetcher::whyNot(const QUrl &url)
{
    if (!url.isValid() || url.host().isEmpty())
        return tr("This is no address such as https://portal.ampr.org/api/v2/encap/routes.");
    if (url.scheme() != u"https")
        return tr("Only https:// is permitted: the token must not be read on the way.");
    if (!url.userInfo().isEmpty())
        return tr("The address must not hold a name or a password; the token has a field of its own.");
    return {};
}

QUrl PortalFetcher::serialUrl(const QUrl &list)
{
    return list.resolved(QUrl(QStringLiteral("serial")));
}

void PortalFetcher::fetch(const Request &request)
{
    cancel();
    m_request = request;
    if (const QString reason = whyNot(request.url); !reason.isEmpty())
        return Q_EMIT failed(reason);
    if (request.knownSerial.isEmpty())
        return fetchList();
    QNetworkReply *reply = get(serialUrl(request.url));
    connect(reply, &QNetworkReply::finished, this, [this, reply] { serialArrived(reply); });
}

void PortalFetcher::cancel()
{
    QNetworkReply *reply = m_reply;
    m_reply = nullptr;
    if (!reply)
        return;
    reply->disconnect(this);
    reply->abort();
    reply->deleteLater();
}

void PortalFetcher::fetchList()
{
    QNetworkReply *reply = get(m_request.url);
    connect(reply, &QNetworkReply::finished, this, [this, reply] { listArrived(reply); });
}

QNetworkReply *PortalFetcher::get(const QUrl &url)
{
    QNetworkRequest request(url);
    if (m_tls)
        request.setSslConfiguration(*m_tls);
    request.setRawHeader("Accept", "application/json");
    if (!m_request.token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_request.token.trimmed().toUtf8());
    QNetworkReply *reply = m_network.get(request);
    m_reply = reply;
    connect(reply, &QNetworkReply::downloadProgress, this,
            [this, reply](qint64 received, qint64 total) { limit(reply, received, total); });
    connect(reply, &QNetworkReply::sslErrors, this, [reply](const QList<QSslError> &errors) {
        if (!errors.isEmpty())
            reply->setProperty(kTlsProblem, errors.front().errorString());
    });
    return reply;
}

void PortalFetcher::limit(QNetworkReply *reply, qint64 received, qint64 total)
{
    if (received <= kLargestAnswer && total <= kLargestAnswer)
        return Q_EMIT progressed(received, total);
    reply->setProperty(kTooLarge, true);
    reply->abort();
}

// A portal without serials is no reason not to take its list; one that refuses us is.
void PortalFetcher::serialArrived(QNetworkReply *reply)
{
    m_reply = nullptr;
    reply->deleteLater();
    const bool isThere = reply->error() == QNetworkReply::NoError;
    if (!isThere && reply->error() != QNetworkReply::ContentNotFoundError)
        return Q_EMIT failed(explain(*reply));
    const std::string serial = isThere ? readPortalSerial(reply->readAll().toStdString()) : "";
    if (!serial.empty() && QString::fromStdString(serial) == m_request.knownSerial)
        return Q_EMIT unchanged();
    fetchList();
}

void PortalFetcher::listArrived(QNetworkReply *reply)
{
    m_reply = nullptr;
    reply->deleteLater();
    if (reply->error() != QNetworkReply::NoError)
        return Q_EMIT failed(explain(*reply));
    Q_EMIT fetched(reply->readAll());
}

QString PortalFetcher::explain(const QNetworkReply &reply)
{
    const QString host = reply.url().host();
    if (reply.property(kTooLarge).toBool())
        return tr("The answer of %1 is larger than 4 MiB; it was not taken.").arg(host);
    if (const QString problem = reply.property(kTlsProblem).toString(); !problem.isEmpty())
        return tr("The certificate of %1 is not accepted, and the token was not sent: %2").arg(host, problem);
    switch (reply.error()) {
    case QNetworkReply::AuthenticationRequiredError:
    case QNetworkReply::ContentAccessDenied:
        return tr("The portal does not accept this token. It stands on your profile page there.");
    case QNetworkReply::HostNotFoundError: return tr("There is no host %1, or no name server answers.").arg(host);
    case QNetworkReply::ConnectionRefusedError: return tr("%1 refuses the connection.").arg(host);
    case QNetworkReply::OperationCanceledError:
    case QNetworkReply::TimeoutError: return tr("%1 did not answer within 30 seconds.").arg(host);
    case QNetworkReply::SslHandshakeFailedError: return tr("No secure connection to %1 came to be.").arg(host);
    case QNetworkReply::InsecureRedirectError:
        return tr("%1 sends us to another place, where the token must not go.").arg(host);
    case QNetworkReply::ContentNotFoundError: return tr("%1 has nothing at this address.").arg(host);
    default: break;
    }
    const int status = httpStatus(reply);
    return status == 429   ? tr("The portal asks to be left alone for a while (429).")
           : status >= 400 ? tr("%1 answers with the error %2.").arg(host).arg(status)
                           : tr("Nothing came from %1: %2").arg(host, reply.errorString());
}

} // namespace mesh44
