// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/mesh44/portalfetcher.h"
#include "app/mesh44/tokenstore.h"
#include "ui/widgets/portaldialog.h"

#include <QObject>
#include <QPointer>

#include <functional>

class QSettings;

namespace mesh44 {

class GatewayModel;

// "Fetch from the portal", from the first click to the gateway's answer: dialog, keyring and network. What was fetched
// last, and when, is in the settings; the token never is.
class PortalSession : public QObject
{
    Q_OBJECT

public:
    // clock: microseconds since the epoch. Gateway and settings must live longer.
    PortalSession(GatewayModel &gateway, QSettings &settings, std::function<int64_t()> clock,
                  QSslConfiguration tls = QSslConfiguration::defaultConfiguration(), QObject *parent = nullptr);

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
    void listArrived(const QByteArray &json);
    void refreshAge();
    void remember(const QString &serial);
    bool isSameUrl() const;

    GatewayModel &m_gateway;
    QSettings &m_settings;
    std::function<int64_t()> m_clock;
    PortalFetcher m_fetcher;
    TokenStore m_tokens;
    QPointer<PortalDialog> m_dialog;
    QByteArray m_list; // as it came: the gateway reads it itself
};

} // namespace mesh44
