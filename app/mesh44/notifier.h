// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/condition.h"

#include <QDBusConnection>
#include <QObject>

#include <optional>

namespace mesh44 {

// One notification at most, on the desktop: a newer one takes the place of the one before. Where nobody shows any,
// nothing happens.
class Notifier : public QObject
{
    Q_OBJECT

public:
    struct Message
    {
        Sign sign = Sign::Attention; // Failed is urgent, Ok is not
        QString title;
        QString text; // plain
    };

    explicit Notifier(const QDBusConnection &bus, QObject *parent = nullptr);

    void show(const Message &message);
    void withdraw();

Q_SIGNALS:
    void openRequested(const QString &token); // token: for the compositor, maybe empty

private Q_SLOTS:
    void actionInvoked(uint id, const QString &action);
    void closed(uint id, uint reason);
    void tokenGiven(uint id, const QString &token);

private:
    void learn();
    void send(const Message &message);
    void shown(uint id);

    QDBusConnection m_bus;
    std::optional<QStringList> m_abilities; // of whoever shows them; nothing: not asked
    std::optional<Message> m_waiting;       // for the answer to a call that is under way
    bool m_isBusy = false;
    bool m_isWithdrawn = false; // while busy
    uint m_id = 0;              // 0: none is shown
    QString m_token;
};

} // namespace mesh44
