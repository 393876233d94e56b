// SPDX-License-Identifier: GPL-3.0-or-later
// What the window does on the session bus, on a bus of its own, beside services that the test plays.
#include "app/mesh44/desktopsettings.h"
#include "app/mesh44/instance.h"
#include "app/mesh44/notifier.h"
#include "privatebus.h"

#include <QtTest>

#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusPendingCallWatcher>
#include <QDBusVariant>
#include <QThread>

#include <memory>

using namespace mesh44;
using namespace mesh44::test;

using Groups = QMap<QString, QVariantMap>;

// Whoever shows notifications.
class FakeNotifications : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Shown
    {
        uint id, replaced;
        QString title, body, icon;
        QStringList actions;
        QVariantMap hints;
    };
    QStringList abilities{QStringLiteral("actions"), QStringLiteral("body-markup")};
    QList<Shown> shown;
    QList<uint> closed;

public Q_SLOTS:
    Q_SCRIPTABLE QStringList GetCapabilities() { return abilities; }
    Q_SCRIPTABLE uint Notify(const QString &, uint replaced, const QString &icon, const QString &title,
                             const QString &body, const QStringList &actions, const QVariantMap &hints, int)
    {
        const uint id = replaced ? replaced : ++m_last;
        shown.append({id, replaced, title, body, icon, actions, hints});
        return id;
    }
    Q_SCRIPTABLE void CloseNotification(uint id)
    {
        closed.append(id);
        Q_EMIT NotificationClosed(id, 3);
    }

Q_SIGNALS:
    Q_SCRIPTABLE void ActionInvoked(uint id, const QString &action);
    Q_SCRIPTABLE void NotificationClosed(uint id, uint reason);
    Q_SCRIPTABLE void ActivationToken(uint id, const QString &token);

private:
    uint m_last = 0;
};

// The desktop's settings.
class FakePortal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    Groups groups;

public Q_SLOTS:
    Q_SCRIPTABLE Groups ReadAll(const QStringList &) { return groups; }

Q_SIGNALS:
    Q_SCRIPTABLE void SettingChanged(const QString &group, const QString &key, const QDBusVariant &value);
};

namespace {

const QString kAppearance = QStringLiteral("org.freedesktop.appearance");
const QString kScheme = QStringLiteral("color-scheme");

const Notifier::Message kFault{Sign::Failed, QStringLiteral("No <gateway> service"), QStringLiteral("a & b")};

} // namespace

class DesktopTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void notificationIsShown();
    void newerTakesThePlaceOfTheOlder();
    void whatComesTooFastIsNotLost();
    void showBringsTheWindow();
    void withdrawn();
    void closedByTheOperator();
    void poorServerGetsPlainText();
    void nobodyShowsNotifications();
    void settingsAreRead();
    void settingsChange();
    void settingsOfNobody();
    void secondStartHandsOver();
    void secondStartNamesAHost_data();
    void secondStartNamesAHost();
    void uris();
    void withoutABusAStartIsAStart();
    void deafFirstStartIsNoEnd();

private:
    void offerNotifications();
    void offerPortal();
    void settle();
    Instance::Role startAgain(const QString &host);
    QDBusConnection connection(const char *name)
    {
        return QDBusConnection::connectToBus(m_bus.address(), QString::fromLatin1(name));
    }

    PrivateBus m_bus;
    std::unique_ptr<FakeNotifications> m_notifications;
    std::unique_ptr<FakePortal> m_portal;
};

void DesktopTest::initTestCase()
{
    QVERIFY2(m_bus.start(), qPrintable(m_bus.error()));
    qDBusRegisterMetaType<Groups>();
}

void DesktopTest::init()
{
    m_notifications = std::make_unique<FakeNotifications>();
    m_portal = std::make_unique<FakePortal>();
}

void DesktopTest::cleanup()
{
    for (const char *name : {"desktop", "window", "first", "second"})
        QDBusConnection::disconnectFromBus(QString::fromLatin1(name));
    qunsetenv("XDG_ACTIVATION_TOKEN");
}

void DesktopTest::offerNotifications()
{
    QDBusConnection bus = connection("desktop");
    QVERIFY(bus.registerObject(QStringLiteral("/org/freedesktop/Notifications"), m_notifications.get(),
                               QDBusConnection::ExportScriptableContents));
    QVERIFY(bus.registerService(QStringLiteral("org.freedesktop.Notifications")));
}

void DesktopTest::offerPortal()
{
    QDBusConnection bus = connection("desktop");
    QVERIFY(bus.registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), m_portal.get(),
                               QDBusConnection::ExportScriptableContents));
    QVERIFY(bus.registerService(QStringLiteral("org.freedesktop.portal.Desktop")));
}

// Whatever is on its way on the bus has arrived.
void DesktopTest::settle()
{
    for (const char *name : {"desktop", "window"}) {
        auto call = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.DBus"), QStringLiteral("/"),
                                                   QStringLiteral("org.freedesktop.DBus"), QStringLiteral("GetId"));
        QDBusPendingCallWatcher watcher(connection(name).asyncCall(call));
        QSignalSpy answered(&watcher, &QDBusPendingCallWatcher::finished);
        QVERIFY(watcher.isFinished() || answered.wait());
    }
}

void DesktopTest::notificationIsShown()
{
    offerNotifications();
    Notifier notifier(connection("window"));
    notifier.show(kFault);
    QTRY_COMPARE(m_notifications->shown.size(), 1);
    const FakeNotifications::Shown &shown = m_notifications->shown.first();
    QCOMPARE(shown.replaced, 0u);
    QCOMPARE(shown.title, kFault.title); // a title is never markup
    QCOMPARE(shown.body, QStringLiteral("a &amp; b"));
    QVERIFY(shown.actions.contains(QStringLiteral("show")));
    QCOMPARE(shown.icon, QStringLiteral("org.mesh44-warn-symbolic"));
    QCOMPARE(shown.hints.value(QStringLiteral("urgency")), QVariant::fromValue(uchar(2)));
    QCOMPARE(shown.hints.value(QStringLiteral("desktop-entry")).toString(), QStringLiteral("org.mesh44"));
}

void DesktopTest::newerTakesThePlaceOfTheOlder()
{
    offerNotifications();
    Notifier notifier(connection("window"));
    notifier.show(kFault);
    QTRY_COMPARE(m_notifications->shown.size(), 1);
    settle();
    notifier.show({Sign::Ok, QStringLiteral("Up"), {}});
    QTRY_COMPARE(m_notifications->shown.size(), 2);
    QCOMPARE(m_notifications->shown[1].replaced, m_notifications->shown[0].id);
    QCOMPARE(m_notifications->shown[1].hints.value(QStringLiteral("urgency")), QVariant::fromValue(uchar(0)));
    QVERIFY(m_notifications->shown[1].hints.value(QStringLiteral("transient")).toBool());
}

// Before the first answer is there: the last word counts, and it takes the place of what was sent.
void DesktopTest::whatComesTooFastIsNotLost()
{
    offerNotifications();
    Notifier notifier(connection("window"));
    for (int i = 0; i < 5; ++i)
        notifier.show({Sign::Attention, QString::number(i), {}});
    QTRY_VERIFY(!m_notifications->shown.isEmpty() && m_notifications->shown.last().title == u"4");
    for (int i = 1; i < m_notifications->shown.size(); ++i)
        QVERIFY(m_notifications->shown[i].replaced != 0);
}

void DesktopTest::showBringsTheWindow()
{
    offerNotifications();
    Notifier notifier(connection("window"));
    QSignalSpy wanted(&notifier, &Notifier::openRequested);
    notifier.show(kFault);
    QTRY_COMPARE(m_notifications->shown.size(), 1);
    const uint id = m_notifications->shown.first().id;
    Q_EMIT m_notifications->ActionInvoked(id + 7, QStringLiteral("show")); // somebody else's
    Q_EMIT m_notifications->ActivationToken(id, QStringLiteral("token-1"));
    Q_EMIT m_notifications->ActionInvoked(id, QStringLiteral("show"));
    QTRY_COMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().toString(), QStringLiteral("token-1"));
}

void DesktopTest::withdrawn()
{
    offerNotifications();
    Notifier notifier(connection("window"));
    notifier.show(kFault);
    notifier.withdraw(); // before it was shown at all
    notifier.show(kFault);
    notifier.withdraw();
    QTRY_VERIFY(m_notifications->shown.size() == m_notifications->closed.size());
    notifier.show(kFault);
    QTRY_VERIFY(m_notifications->shown.size() > m_notifications->closed.size());
    settle();
    notifier.withdraw();
    QTRY_COMPARE(m_notifications->shown.size(), m_notifications->closed.size());
}

void DesktopTest::closedByTheOperator()
{
    offerNotifications();
    Notifier notifier(connection("window"));
    notifier.show(kFault);
    QTRY_COMPARE(m_notifications->shown.size(), 1);
    Q_EMIT m_notifications->NotificationClosed(m_notifications->shown.first().id, 2);
    settle();
    notifier.show(kFault);
    QTRY_COMPARE(m_notifications->shown.size(), 2);
    QCOMPARE(m_notifications->shown[1].replaced, 0u); // a new one, not a ghost
}

void DesktopTest::poorServerGetsPlainText()
{
    m_notifications->abilities = {QStringLiteral("body")};
    offerNotifications();
    Notifier notifier(connection("window"));
    notifier.show(kFault);
    QTRY_COMPARE(m_notifications->shown.size(), 1);
    QCOMPARE(m_notifications->shown.first().body, kFault.text);
    QVERIFY(m_notifications->shown.first().actions.isEmpty());
}

void DesktopTest::nobodyShowsNotifications()
{
    Notifier notifier(connection("window"));
    notifier.show(kFault);
    settle();
    offerNotifications();
    notifier.show(kFault);
    QTRY_COMPARE(m_notifications->shown.size(), 1); // later, somebody does
    Notifier alone(QDBusConnection(QStringLiteral("none")));
    alone.show(kFault);
    alone.withdraw();
}

void DesktopTest::settingsAreRead()
{
    m_portal->groups = {
        {kAppearance, {{kScheme, 1u}}},
        {QStringLiteral("org.gnome.desktop.interface"), {{QStringLiteral("enable-animations"), false}}}};
    offerPortal();
    DesktopSettings settings(connection("window"));
    QSignalSpy changed(&settings, &DesktopSettings::wishChanged);
    settings.start();
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(settings.wish(), (DesktopWish{.theme = Theme::Dark, .reducedMotion = true}));
}

void DesktopTest::settingsChange()
{
    m_portal->groups = {{kAppearance, {{kScheme, 2u}}}};
    offerPortal();
    DesktopSettings settings(connection("window"));
    settings.start();
    QTRY_COMPARE(settings.wish().theme, Theme::Light);
    const auto change = [this](const QString &key, const QVariant &value) {
        Q_EMIT m_portal->SettingChanged(kAppearance, key, QDBusVariant(value));
    };
    change(kScheme, 1u);
    QTRY_COMPARE(settings.wish().theme, Theme::Dark);
    change(QStringLiteral("accent-color"), 7u);
    change(QStringLiteral("reduced-motion"), 1u);
    QTRY_VERIFY(settings.wish().reducedMotion);
    change(kScheme, 99u); // of a later version
    QTRY_COMPARE(settings.wish().theme, Theme::System);
}

void DesktopTest::settingsOfNobody()
{
    DesktopSettings settings(connection("window"));
    settings.start();
    settle();
    QCOMPARE(settings.wish(), DesktopWish{});
    m_portal->groups = {{kAppearance, {{kScheme, 1u}}}};
    offerPortal(); // it comes later
    QTRY_COMPARE(settings.wish().theme, Theme::Dark);
}

// On a thread of its own, as another process would be.
Instance::Role DesktopTest::startAgain(const QString &host)
{
    auto role = Instance::Role::First;
    const std::unique_ptr<QThread> process(QThread::create([&] {
        Instance second(connection("second"));
        role = second.claim(host);
    }));
    QSignalSpy ended(process.get(), &QThread::finished);
    process->start();
    ended.wait(10'000);
    process->wait();
    QDBusConnection::disconnectFromBus(QStringLiteral("second"));
    return role;
}

void DesktopTest::secondStartHandsOver()
{
    Instance first(connection("first"));
    QCOMPARE(first.claim({}), Instance::Role::First);
    QSignalSpy activated(&first, &Instance::activated);
    QSignalSpy hosts(&first, &Instance::hostRequested);
    qputenv("XDG_ACTIVATION_TOKEN", "token-2");
    QCOMPARE(startAgain({}), Instance::Role::HandedOver);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.first().first().toString(), QStringLiteral("token-2"));
    QCOMPARE(hosts.size(), 0);
}

void DesktopTest::secondStartNamesAHost_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("with a user") << QStringLiteral("n0call@gateway") << true;
    QTest::newRow("alone") << QStringLiteral("gateway.example") << true;
    QTest::newRow("an option of ssh") << QStringLiteral("-oProxyCommand=x") << false;
}

void DesktopTest::secondStartNamesAHost()
{
    QFETCH(QString, host);
    QFETCH(bool, accepted);
    Instance first(connection("first"));
    QCOMPARE(first.claim({}), Instance::Role::First);
    QSignalSpy activated(&first, &Instance::activated);
    QSignalSpy hosts(&first, &Instance::hostRequested);
    QCOMPARE(startAgain(host), Instance::Role::HandedOver);
    QCOMPARE(hosts.size(), accepted ? 1 : 0);
    if (accepted)
        QCOMPARE(hosts.first().first().toString(), host);
    QCOMPARE(activated.size(), 1); // the window comes in any case
}

void DesktopTest::uris()
{
    Instance first(connection("first"));
    QSignalSpy hosts(&first, &Instance::hostRequested);
    first.Open({QStringLiteral("ssh://n0call@gateway"), QStringLiteral("http://gateway"), QStringLiteral("ssh:///"),
                QStringLiteral("ssh://gateway")},
               {});
    QCOMPARE(hosts.size(), 2);
    QCOMPARE(hosts[0].first().toString(), QStringLiteral("n0call@gateway"));
    QCOMPARE(hosts[1].first().toString(), QStringLiteral("gateway"));
    first.ActivateAction(QStringLiteral("unknown"), {QStringLiteral("x")}, {});
    first.ActivateAction(QStringLiteral("host"), {}, {});
    QCOMPARE(hosts.size(), 2);
}

void DesktopTest::withoutABusAStartIsAStart()
{
    Instance alone(QDBusConnection(QStringLiteral("none")));
    QCOMPARE(alone.claim({}), Instance::Role::First);
}

// It owns the name and answers nobody.
void DesktopTest::deafFirstStartIsNoEnd()
{
    QVERIFY(connection("first").registerService(QStringLiteral("org.mesh44")));
    QCOMPARE(startAgain({}), Instance::Role::First);
}

QTEST_GUILESS_MAIN(DesktopTest)
#include "desktoptest.moc"
