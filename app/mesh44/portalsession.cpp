// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44/portalsession.h"

#include "ui/models/gatewaymodel.h"
#include "ui/models/words.h"

#include <QSettings>

namespace mesh44 {

namespace {

constexpr int64_t kOnceAnHour = int64_t{3600} * 1'000'000;
constexpr auto kUrlKey = "portal/url";
constexpr auto kTimeKey = "portal/fetched";

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

} // namespace

PortalSession::PortalSession(GatewayModel &gateway, QSettings &settings, TokenStore &tokens,
                             std::function<int64_t()> clock, std::optional<QSslConfiguration> tls, QObject *parent)
    : QObject(parent),
      m_gateway(gateway),
      m_settings(settings),
      m_clock(std::move(clock)),
      m_fetcher(std::move(tls)),
      m_tokens(tokens)
{
    m_hour.setSingleShot(true);
    connect(&m_hour, &QTimer::timeout, this, &PortalSession::refreshAge);
    connectFetcher();
    // What it says is about the gateway before, whose answer may never come.
    connect(&gateway, &GatewayModel::replaced, this, [this] {
        if (m_dialog)
            m_dialog->reject();
    });
    connect(&m_tokens, &TokenStore::loaded, this, [this](const QString &host, const QString &token) {
        if (m_dialog && m_dialog->host() == host)
            m_dialog->setToken(token);
    });
    connect(&m_tokens, &TokenStore::unavailable, this, [this](const QString &reason) {
        if (m_dialog)
            m_dialog->setKeyringMissing(reason);
    });
}

void PortalSession::connectFetcher()
{
    connect(&m_fetcher, &PortalFetcher::fetched, this, &PortalSession::listArrived);
    connect(&m_fetcher, &PortalFetcher::progressed, this, [this](qint64 received, qint64 total) {
        if (m_dialog)
            m_dialog->showProgress(received, total);
    });
    connect(&m_fetcher, &PortalFetcher::failed, this, [this](const QString &sentence) {
        if (m_dialog)
            m_dialog->showFailure(sentence);
    });
    connect(&m_fetcher, &PortalFetcher::unchanged, this, [this] {
        accepted();
        showList(true);
    });
}

void PortalSession::open(QWidget *parent)
{
    if (!m_dialog) {
        m_dialog = new PortalDialog(parent);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        if (const QString url = m_settings.value(key(kUrlKey)).toString(); !url.isEmpty())
            m_dialog->setUrl(url);
        connectDialog();
        refreshAge();
        m_tokens.load(m_dialog->host());
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void PortalSession::connectDialog()
{
    connect(m_dialog, &PortalDialog::hostChanged, &m_tokens, &TokenStore::load);
    connect(m_dialog, &PortalDialog::urlEdited, this, &PortalSession::refreshAge);
    connect(m_dialog, &PortalDialog::fetchRequested, this, &PortalSession::fetch);
    connect(m_dialog, &PortalDialog::cancelRequested, &m_fetcher, &PortalFetcher::cancel);
    connect(m_dialog, &PortalDialog::importRequested, this, [this] { Q_EMIT importRequested(m_list); });
}

// The serial is asked for where the list is at hand: it is shown again if the portal has no newer one.
void PortalSession::fetch(const QString &url, const QString &token, bool keep)
{
    m_asked = {url, m_dialog->host(), token, keep};
    const bool isAtHand = m_listUrl == url && !m_dialog->isForced();
    m_fetcher.fetch({QUrl(url), token, isAtHand ? text(m_read.serial) : QString()});
}

void PortalSession::listArrived(const QByteArray &json)
{
    auto list = readMeshList(json.toStdString());
    if (!list) {
        if (m_dialog)
            m_dialog->showFailure(tr("The answer is not the list: %1.").arg(text(list.error().message)));
        return;
    }
    m_list = json;
    m_read = *std::move(list);
    m_listUrl = m_asked.url;
    accepted();
    showList(false);
}

void PortalSession::showList(bool isUnchanged)
{
    if (!m_dialog)
        return;
    PortalDialog::List shown{.routes = static_cast<qsizetype>(m_read.entries.size()),
                             .refused = static_cast<qsizetype>(m_read.refused.size()),
                             .serial = text(m_read.serial),
                             .registration = {},
                             .isUnchanged = isUnchanged};
    if (const GatewayStatus *status = m_gateway.status())
        shown.registration = checkRegistration(status->subnets, {status->externalAddress, status->underlayAddress},
                                               m_read.entries);
    m_dialog->showList(shown);
}

// The portal took the token: only then it is worth keeping.
void PortalSession::accepted()
{
    if (!m_asked.keep)
        m_tokens.forget(m_asked.host);
    else if (!m_asked.token.isEmpty())
        m_tokens.keep(m_asked.host, m_asked.token);
    m_asked.token.clear();
    m_settings.setValue(key(kUrlKey), m_asked.url);
    m_settings.setValue(key(kTimeKey), QString::number(m_clock()));
    refreshAge();
}

// Another address is another portal, which was not asked yet.
void PortalSession::refreshAge()
{
    if (!m_dialog)
        return;
    const int64_t then = m_settings.value(key(kTimeKey)).toString().toLongLong();
    const int64_t now = m_clock();
    const bool isSame = m_settings.value(key(kUrlKey)).toString() == m_dialog->url();
    const bool recent = isSame && then > 0 && then <= now && now - then < kOnceAnHour;
    m_dialog->setTooEarly(recent ? ageText(now, then) : QString());
    if (recent)
        m_hour.start(static_cast<int>((then + kOnceAnHour - now) / 1000) + 1);
}

void PortalSession::imported(uint added, qsizetype refused)
{
    if (m_dialog)
        m_dialog->showImported(added, refused);
}

void PortalSession::importFailed(const QString &reason)
{
    if (m_dialog)
        m_dialog->showFailure(reason);
}

} // namespace mesh44
