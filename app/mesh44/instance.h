// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QObject>
#include <QVariantMap>

namespace mesh44 {

// One window per session: the first start owns org.mesh44 on the session bus and answers as
// org.freedesktop.Application; each later one hands over what it was asked for and ends. Without a session bus, or
// where the first does not answer, a start is a start.
class Instance : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Application")

public:
    enum class Role { First, HandedOver };
    explicit Instance(QDBusConnection bus, QObject *parent = nullptr);

    // host: "user@host" that this start is about; empty: no word about it.
    Role claim(const QString &host);

Q_SIGNALS:
    // The window is wanted in front. token: for the compositor, maybe empty.
    void activated(const QString &token);
    void hostRequested(const QString &host);

public Q_SLOTS: // the interface
    Q_SCRIPTABLE void Activate(const QVariantMap &platformData);
    Q_SCRIPTABLE void Open(const QStringList &uris, const QVariantMap &platformData);
    Q_SCRIPTABLE void ActivateAction(const QString &name, const QVariantList &parameters,
                                     const QVariantMap &platformData);

private:
    bool handOver(const QString &host);

    QDBusConnection m_bus;
};

} // namespace mesh44
