// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/mesh44/portalfetcher.h"
#include "app/mesh44/tokenstore.h"
#include "core/formats/meshlist.h"
#include "ui/widgets/portaldialog.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>

class QSettings;

namespace mesh44 {

class GatewayModel;

// "Fetch from the portal", from the first click to the gateway's answer: dialog, keyring and network. Where it was
// fetched last, and when, is in the settings; the token never is.
class PortalSession : public QObject
{
    Q_OBJECT

public:
    // clock: microseconds since the epoch. Gateway, settings and tokens must live longer.
    PortalSession(GatewayModel &gateway, QSettings &settings, TokenStore &tokens, std::function<int64_t()> clock,
                  std::optional<QSslConfiguration> tls = {}, QObject *parent = nullptr);

    PortalDialog *dialog() const { return m_dialog; }

public Q_SLOTS:
    void open(QWidget *parent);
    void imported(uint added, qsizetype refused);
    void importFailed(const QString &reason);

Q_SIGNALS:
    void importRequested(const QByteArray &list);

private:
    void connectDialog();
    void fetch(const QString &url, const QString &token, bool keep);
    void connectFetcher();
    void listArrived(const QByteArray &json);
    void showList(bool isUnchanged);
    void accepted();
    void refreshAge();

    GatewayModel &m_gateway;
    QSettings &m_settings;
    std::function<int64_t()> m_clock;
    PortalFetcher m_fetcher;
    TokenStore &m_tokens;
    QPointer<PortalDialog> m_dialog;
    QTimer m_hour; // until the next fetch
    struct
    {
        QString url;
        QString host;
        QString token;
        bool keep = false;
    } m_asked;
    QString m_listUrl; // where the list below is from
    QByteArray m_list; // as it came: the gateway reads it itself
    MeshList m_read;   // the same, as it is shown
};

} // namespace mesh44
