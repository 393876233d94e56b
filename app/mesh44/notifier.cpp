// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44/notifier.h"

#include <QCoreApplication>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>

namespace mesh44 {

namespace {

const QString &notificationService()
{
    static const QString name = QStringLiteral("org.freedesktop.Notifications");
    return name;
}

const QString &notificationPath()
{
    static const QString name = QStringLiteral("/org/freedesktop/Notifications");
    return name;
}

QDBusMessage notificationCall(const QString &method)
{
    return QDBusMessage::createMethodCall(notificationService(), notificationPath(), notificationService(), method);
}

QString iconOf(Sign sign)
{
    return sign == Sign::Ok ? QStringLiteral("org.mesh44-on-symbolic") : QStringLiteral("org.mesh44-warn-symbolic");
}

uchar urgencyOf(Sign sign)
{
    switch (sign) {
    case Sign::Failed: return 2;
    case Sign::Ok: return 0;
    default: return 1;
    }
}

QVariantMap hintsOf(Sign sign)
{
    QVariantMap hints{{QStringLiteral("desktop-entry"), QStringLiteral("org.mesh44")},
                      {QStringLiteral("urgency"), QVariant::fromValue(urgencyOf(sign))},
                      {QStringLiteral("category"),
                       sign == Sign::Ok ? QStringLiteral("network.connected") : QStringLiteral("network.error")}};
    if (sign == Sign::Ok)
        hints.insert(QStringLiteral("transient"), true);
    return hints;
}

} // namespace

Notifier::Notifier(const QDBusConnection &bus, QObject *parent) : QObject(parent), m_bus(bus)
{
    const auto listen = [this](const char *signal, const char *slot) {
        m_bus.connect(notificationService(), notificationPath(), notificationService(), QString::fromLatin1(signal),
                      this, slot);
    };
    listen("ActionInvoked", SLOT(actionInvoked(uint, QString)));
    listen("NotificationClosed", SLOT(closed(uint, uint)));
    listen("ActivationToken", SLOT(tokenGiven(uint, QString)));
    // Another one knows nothing of what its predecessor showed, and may be able to do something else.
    auto *watcher = new QDBusServiceWatcher(notificationService(), m_bus, QDBusServiceWatcher::WatchForUnregistration,
                                            this);
    connect(watcher, &QDBusServiceWatcher::serviceUnregistered, this, [this] {
        m_abilities.reset();
        m_id = 0;
    });
}

void Notifier::show(const Message &message)
{
    if (!m_bus.isConnected())
        return;
    m_isWithdrawn = false;
    if (m_isBusy)
        m_waiting = message;
    else if (m_abilities)
        send(message);
    else {
        m_waiting = message;
        learn();
    }
}

void Notifier::learn()
{
    m_isBusy = true;
    auto *pending = new QDBusPendingCallWatcher(m_bus.asyncCall(notificationCall(QStringLiteral("GetCapabilities"))),
                                                this);
    connect(pending, &QDBusPendingCallWatcher::finished, this, [this, pending] {
        pending->deleteLater();
        m_isBusy = false;
        const QDBusPendingReply<QStringList> reply = *pending;
        const std::optional<Message> message = std::exchange(m_waiting, {});
        if (reply.isError()) // nobody shows notifications
            return;
        m_abilities = reply.value();
        if (message)
            send(*message);
    });
}

void Notifier::send(const Message &message)
{
    const QString text = m_abilities->contains(QStringLiteral("body-markup")) ? message.text.toHtmlEscaped()
                                                                              : message.text;
    QStringList actions;
    if (m_abilities->contains(QStringLiteral("actions")))
        actions = {QStringLiteral("default"), tr("Show"), QStringLiteral("show"), tr("Show")};
    auto call = notificationCall(QStringLiteral("Notify"));
    call << QCoreApplication::applicationName() << m_id << iconOf(message.sign) << message.title << text << actions
         << hintsOf(message.sign) << -1;
    m_isBusy = true;
    auto *pending = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(pending, &QDBusPendingCallWatcher::finished, this, [this, pending] {
        pending->deleteLater();
        const QDBusPendingReply<uint> reply = *pending;
        shown(reply.isError() ? 0 : reply.value());
    });
}

void Notifier::shown(uint id)
{
    m_isBusy = false;
    m_id = id;
    if (std::exchange(m_isWithdrawn, false))
        withdraw();
    else if (const std::optional<Message> message = std::exchange(m_waiting, {}))
        show(*message);
}

void Notifier::withdraw()
{
    m_waiting.reset();
    m_isWithdrawn = m_isBusy;
    if (m_isBusy || m_id == 0)
        return;
    auto call = notificationCall(QStringLiteral("CloseNotification"));
    call << std::exchange(m_id, 0);
    m_bus.send(call);
}

void Notifier::tokenGiven(uint id, const QString &token)
{
    if (id != 0 && id == m_id)
        m_token = token;
}

void Notifier::actionInvoked(uint id, const QString &)
{
    if (id == 0 || id != m_id)
        return;
    Q_EMIT openRequested(std::exchange(m_token, {}));
}

void Notifier::closed(uint id, uint)
{
    if (id == m_id)
        m_id = 0;
}

} // namespace mesh44
