// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44/instance.h"

#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusReply>
#include <QUrl>

namespace mesh44 {

namespace {

constexpr int kAnswerMs = 5000; // of the first instance, which may be busy
constexpr auto kName = "org.mesh44";
constexpr auto kPath = "/org/mesh44";
constexpr auto kInterface = "org.freedesktop.Application";
constexpr auto kHostAction = "host";

const QString &tokenKey()
{
    static const QString key = QStringLiteral("activation-token");
    return key;
}

const QString &startupKey()
{
    static const QString key = QStringLiteral("desktop-startup-id");
    return key;
}

// What the launcher gave this process, so that the compositor lets the other's window come to the front.
QVariantMap platformData()
{
    QVariantMap data;
    if (const QString token = qEnvironmentVariable("XDG_ACTIVATION_TOKEN"); !token.isEmpty())
        data.insert(tokenKey(), token);
    if (const QString id = qEnvironmentVariable("DESKTOP_STARTUP_ID"); !id.isEmpty())
        data.insert(startupKey(), id);
    return data;
}

QString tokenOf(const QVariantMap &data)
{
    const QString token = data.value(tokenKey()).toString();
    return token.isEmpty() ? data.value(startupKey()).toString() : token;
}

} // namespace

Instance::Instance(QDBusConnection bus, QObject *parent) : QObject(parent), m_bus(std::move(bus)) {}

Instance::Role Instance::claim(const QString &host)
{
    if (!m_bus.isConnected())
        return Role::First;
    // The object first: who sees the name may call it at once.
    m_bus.registerObject(QLatin1String(kPath), this, QDBusConnection::ExportScriptableSlots);
    const auto reply = m_bus.interface()->registerService(QLatin1String(kName),
                                                          QDBusConnectionInterface::DontQueueService,
                                                          QDBusConnectionInterface::DontAllowReplacement);
    if (!reply.isValid() || reply.value() == QDBusConnectionInterface::ServiceRegistered)
        return Role::First;
    m_bus.unregisterObject(QLatin1String(kPath));
    return handOver(host) ? Role::HandedOver : Role::First;
}

bool Instance::handOver(const QString &host)
{
    const QString method = host.isEmpty() ? QStringLiteral("Activate") : QStringLiteral("ActivateAction");
    auto call = QDBusMessage::createMethodCall(QLatin1String(kName), QLatin1String(kPath), QLatin1String(kInterface),
                                               method);
    if (!host.isEmpty())
        call << QLatin1String(kHostAction) << QVariant(QVariantList{host});
    call << platformData();
    return m_bus.call(call, QDBus::Block, kAnswerMs).type() == QDBusMessage::ReplyMessage;
}

void Instance::Activate(const QVariantMap &platformData)
{
    Q_EMIT activated(tokenOf(platformData));
}

// ssh://user@host is a gateway on another computer.
void Instance::Open(const QStringList &uris, const QVariantMap &platformData)
{
    for (const QString &uri : uris) {
        const QUrl url(uri);
        if (url.scheme() == u"ssh" && !url.host().isEmpty())
            Q_EMIT hostRequested(url.userName().isEmpty() ? url.host() : QString(url.userName() % u'@' % url.host()));
    }
    Q_EMIT activated(tokenOf(platformData));
}

void Instance::ActivateAction(const QString &name, const QVariantList &parameters, const QVariantMap &platformData)
{
    if (name == QLatin1String(kHostAction) && !parameters.isEmpty()) {
        if (const QString host = parameters.first().toString(); !host.isEmpty() && !host.startsWith(u'-'))
            Q_EMIT hostRequested(host);
    }
    Q_EMIT activated(tokenOf(platformData));
}

} // namespace mesh44
