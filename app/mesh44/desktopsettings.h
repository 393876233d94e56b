// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QDBusConnection>
#include <QObject>
#include <QVariantMap>

class QDBusVariant;

namespace mesh44 {

// What the desktop asks of programs, from org.freedesktop.portal.Settings: light or dark, and whether things may move.
// Qt reads it by itself only from 6.5 on. Where nobody answers, nothing is told.
class DesktopSettings : public QObject
{
    Q_OBJECT

public:
    explicit DesktopSettings(const QDBusConnection &bus, QObject *parent = nullptr);
    void start();
    const DesktopWish &wish() const { return m_wish; }

Q_SIGNALS:
    void wishChanged(const mesh44::DesktopWish &wish);

private Q_SLOTS:
    void changed(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void read();
    void take(const QString &group, const QString &key, const QVariant &value);
    void tell();

    QDBusConnection m_bus;
    DesktopWish m_told;
    DesktopWish m_wish;
    bool m_wantsCalm = false; // org.freedesktop.appearance reduced-motion
    bool m_animations = true; // org.gnome.desktop.interface enable-animations
};

} // namespace mesh44
