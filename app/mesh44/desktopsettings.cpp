// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44/desktopsettings.h"

#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QDBusVariant>

namespace mesh44 {

namespace {

using Groups = QMap<QString, QVariantMap>;

const QString &portalService()
{
    static const QString name = QStringLiteral("org.freedesktop.portal.Desktop");
    return name;
}

const QString &portalPath()
{
    static const QString name = QStringLiteral("/org/freedesktop/portal/desktop");
    return name;
}

const QString &portalInterface()
{
    static const QString name = QStringLiteral("org.freedesktop.portal.Settings");
    return name;
}

// A variant within a variant, as some versions answer.
QVariant plain(QVariant value)
{
    while (value.userType() == qMetaTypeId<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

Theme themeOf(const QVariant &scheme)
{
    switch (scheme.toUInt()) {
    case 1: return Theme::Dark;
    case 2: return Theme::Light;
    default: return Theme::System;
    }
}

} // namespace

DesktopSettings::DesktopSettings(const QDBusConnection &bus, QObject *parent) : QObject(parent), m_bus(bus)
{
    qDBusRegisterMetaType<Groups>();
}

void DesktopSettings::start()
{
    m_bus.connect(portalService(), portalPath(), portalInterface(), QStringLiteral("SettingChanged"), this,
                  SLOT(changed(QString, QString, QDBusVariant)));
    auto *watcher = new QDBusServiceWatcher(portalService(), m_bus, QDBusServiceWatcher::WatchForRegistration, this);
    connect(watcher, &QDBusServiceWatcher::serviceRegistered, this, &DesktopSettings::read);
    read();
}

void DesktopSettings::read()
{
    auto call = QDBusMessage::createMethodCall(portalService(), portalPath(), portalInterface(),
                                               QStringLiteral("ReadAll"));
    call << QStringList{QStringLiteral("org.freedesktop.appearance"), QStringLiteral("org.gnome.desktop.interface")};
    auto *pending = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(pending, &QDBusPendingCallWatcher::finished, this, [this, pending] {
        pending->deleteLater();
        const QDBusPendingReply<Groups> reply = *pending;
        if (reply.isError())
            return;
        const Groups groups = reply.value();
        for (auto group = groups.cbegin(); group != groups.cend(); ++group) {
            for (auto entry = group->cbegin(); entry != group->cend(); ++entry)
                take(group.key(), entry.key(), plain(entry.value()));
        }
        tell();
    });
}

void DesktopSettings::changed(const QString &group, const QString &key, const QDBusVariant &value)
{
    take(group, key, plain(value.variant()));
    tell();
}

void DesktopSettings::take(const QString &group, const QString &key, const QVariant &value)
{
    if (group == u"org.freedesktop.appearance" && key == u"color-scheme")
        m_wish.theme = themeOf(value);
    else if (group == u"org.freedesktop.appearance" && key == u"reduced-motion")
        m_wantsCalm = value.toUInt() == 1;
    else if (group == u"org.gnome.desktop.interface" && key == u"enable-animations")
        m_animations = value.toBool();
    m_wish.reducedMotion = m_wantsCalm || !m_animations;
}

void DesktopSettings::tell()
{
    if (m_wish == m_told)
        return;
    m_told = m_wish;
    Q_EMIT wishChanged(m_wish);
}

} // namespace mesh44
