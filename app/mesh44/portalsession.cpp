// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44/portalsession.h"

#include "core/formats/meshlist.h"
#include "ui/models/gatewaymodel.h"
#include "ui/models/words.h"

#include <QSettings>

namespace mesh44 {

namespace {

constexpr int64_t kOnceAnHour = int64_t{3600} * 1'000'000;
constexpr auto kUrlKey = "portal/url";
constexpr auto kSerialKey = "portal/serial";
constexpr auto kTimeKey = "portal/fetched";

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

} // namespace

PortalSession::PortalSession(GatewayModel &gateway, QSettings &settings, std::function<int64_t()> clock,
                             QSslConfiguration tls, QObject *parent)
    : QObject(parent), m_gateway(gateway), m_settings(settings), m_clock(std::move(clock)), m_fetcher(std::move(tls))
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
        remember(m_settings.value(key(kSerialKey)).toString());
        if (m_dialog)
            m_dialog->showUnchanged();
    });
    connect(&m_tokens, &TokenStore::loaded, this, [this](const QString &, const QString &token) {
        if (m_dialog)
            m_dialog->setToken(token);
    });
    connect(&m_tokens, &TokenStore::unavailable, this, [this](const QString &reason) {
        if (m_dialog)
            m_dialog->setKeyringMissing(reason);
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
        m_tokens.load(QUrl(m_dialog->url()).host());
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

void PortalSession::connectDialog()
{
    connect(m_dialog, &PortalDialog::fetchRequested, this, &PortalSession::fetch);
    connect(m_dialog, &PortalDialog::cancelRequested, &m_fetcher, &PortalFetcher::cancel);
    connect(m_dialog, &PortalDialog::importRequested, this, [this] { Q_EMIT importRequested(m_list); });
}

bool PortalSession::isSameUrl() const
{
    return m_dialog && m_settings.value(key(kUrlKey)).toString() == m_dialog->url();
}

// Another address is another portal, which was not asked yet. A gateway without a mesh wants the list in any case.
void PortalSession::fetch(const QString &url, const QString &token, bool keep)
{
    const bool hasMesh = m_gateway.status() && m_gateway.status()->routesInstalled > 0;
    const QString known = isSameUrl() && hasMesh ? m_settings.value(key(kSerialKey)).toString() : QString();
    const QUrl place(url);
    if (PortalFetcher::whyNot(place).isEmpty() && keep && !token.isEmpty())
        m_tokens.keep(place.host(), token);
    m_fetcher.fetch({place, token, known});
}

void PortalSession::listArrived(const QByteArray &json)
{
    const auto list = readMeshList(json.toStdString());
    if (!m_dialog)
        return;
    if (!list)
        return m_dialog->showFailure(tr("The answer is not the list: %1.").arg(text(list.error().message)));
    m_list = json;
    const QString serial = text(list->serial);
    remember(serial);
    PortalDialog::List shown{
        static_cast<qsizetype>(list->entries.size()), static_cast<qsizetype>(list->refused.size()), serial, {}};
    if (const GatewayStatus *status = m_gateway.status())
        shown.registration = checkRegistration(status->subnets, {status->externalAddress, status->underlayAddress},
                                               list->entries);
    m_dialog->showList(shown);
}

void PortalSession::remember(const QString &serial)
{
    if (!m_dialog)
        return;
    m_settings.setValue(key(kUrlKey), m_dialog->url());
    m_settings.setValue(key(kSerialKey), serial);
    m_settings.setValue(key(kTimeKey), QString::number(m_clock()));
    refreshAge();
}

void PortalSession::refreshAge()
{
    const int64_t then = m_settings.value(key(kTimeKey)).toString().toLongLong();
    const int64_t now = m_clock();
    const bool recent = isSameUrl() && then > 0 && then <= now && now - then < kOnceAnHour;
    m_dialog->setTooEarly(recent ? ageText(now, then) : QString());
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
