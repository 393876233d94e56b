// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <polkitqt1-agent-listener.h>
#include <polkitqt1-agent-session.h>
#include <polkitqt1-identity.h>

#include <QPointer>

class QWidget;

namespace mesh44 {

class PasswordDialog;

// An authentication agent for desktops that have none: polkit then asks here. Where the session has an
// agent, that one stays the one and only.
class PolkitAgent : public PolkitQt1::Agent::Listener
{
    Q_OBJECT

public:
    explicit PolkitAgent(QWidget *window) : m_window(window) {}
    void registerIfNeeded();

public Q_SLOTS:
    void initiateAuthentication(const QString &actionId, const QString &message, const QString &iconName,
                                const PolkitQt1::Details &details, const QString &cookie,
                                const PolkitQt1::Identity::List &identities,
                                PolkitQt1::Agent::AsyncResult *result) override;
    bool initiateAuthenticationFinish() override { return true; }
    void cancelAuthentication() override;

private:
    void startSession();
    void sessionCompleted(bool gained);
    void finish(const QString &error);

    QWidget *m_window;
    QString m_cookie;
    PolkitQt1::Identity::List m_identities;
    PolkitQt1::Agent::AsyncResult *m_result = nullptr; // null: nobody is being asked
    QPointer<PolkitQt1::Agent::Session> m_session;
    QPointer<PasswordDialog> m_dialog;
    int m_tries = 0;
};

} // namespace mesh44
