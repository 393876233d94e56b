// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44/desktop.h"
#include "tests/ui/meshmaker.h"
#include "ui/mainwindow.h"

#include <QtTest>

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>

using namespace mesh44;
using namespace mesh44::test;

class TrayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void menuTellsTheState();
    void switchNeverLies();
    void switchLocks();
    void shapesDiffer();
    void closingTheWindowEnds();
    void comesToTheFront();
    void optionsReturn();
    void optionsAreInTheMenu();

private:
    static QAction *item(Tray &tray, int index) { return tray.menu().actions().at(index); }
    static void live(GatewayModel &gateway, GatewayState state)
    {
        Snapshot snapshot = MeshMaker(5).make(3);
        snapshot.status = makeStatus(state);
        gateway.setConnection({.kind = ConnectionState::Kind::Live, .host = {}, .detail = {}, .since = kNow});
        gateway.setSnapshot(snapshot);
    }
};

void TrayTest::menuTellsTheState()
{
    GatewayModel gateway([] { return kNow; });
    Tray tray(gateway);
    QVERIFY(!item(tray, 0)->isEnabled()); // nobody to ask
    live(gateway, GatewayState::Up);
    QCOMPARE(item(tray, 1)->text(), gateway.situation().word);
    QVERIFY(item(tray, 0)->isEnabled());
    gateway.setConnection({.kind = ConnectionState::Kind::Absent, .host = {}, .detail = {}, .since = kNow});
    QCOMPARE(item(tray, 1)->text(), gateway.situation().word);
    QVERIFY(!item(tray, 0)->isEnabled());
    QVERIFY(!item(tray, 0)->isChecked()); // not known
}

void TrayTest::switchNeverLies()
{
    GatewayModel gateway([] { return kNow; });
    Tray tray(gateway);
    QSignalSpy up(&tray, &Tray::upRequested);
    QSignalSpy down(&tray, &Tray::downRequested);
    live(gateway, GatewayState::Up);
    QVERIFY(item(tray, 0)->isChecked());
    item(tray, 0)->trigger();
    QCOMPARE(down.size(), 1);
    QVERIFY(item(tray, 0)->isChecked()); // asked, not done
    gateway.begin({Action::Kind::Down, {}});
    QVERIFY(!item(tray, 0)->isEnabled());
    gateway.refused({Action::Kind::Down, {}});
    QVERIFY(item(tray, 0)->isEnabled());
    QVERIFY(item(tray, 0)->isChecked());
    live(gateway, GatewayState::Down);
    QVERIFY(!item(tray, 0)->isChecked());
    item(tray, 0)->trigger();
    QCOMPARE(up.size(), 1);
    QVERIFY(!item(tray, 0)->isChecked());
}

void TrayTest::switchLocks()
{
    GatewayModel gateway([] { return kNow; });
    Tray tray(gateway);
    live(gateway, GatewayState::Up);
    gateway.setAccess(Access::Denied);
    QVERIFY(!item(tray, 0)->isEnabled());
    gateway.setAccess(Access::Asks);
    QVERIFY(item(tray, 0)->isEnabled());
}

// By shape: the difference stays when all colour is taken away.
void TrayTest::shapesDiffer()
{
    QList<QImage> drawn;
    for (const Sign sign : {Sign::Ok, Sign::Attention, Sign::Failed, Sign::Off})
        drawn.append(trayIcon(sign).pixmap(32, 32).toImage().convertToFormat(QImage::Format_Grayscale8));
    for (int i = 0; i < drawn.size(); ++i) {
        QVERIFY(!drawn[i].isNull());
        for (int j = 0; j < i; ++j)
            QVERIFY(drawn[i] != drawn[j]);
    }
}

// Where no tray is, the wish for one does not leave a program behind that nobody can reach.
void TrayTest::closingTheWindowEnds()
{
    MainWindow window([] { return kNow; });
    Desktop desktop(window, window.gateway(), QDBusConnection(QStringLiteral("none")));
    desktop.setOptions({.tray = true, .quiet = false});
    QCOMPARE(desktop.tray().isThere(), false); // off-screen has none
    QGuiApplication::setQuitOnLastWindowClosed(false);
    window.show();
    window.close();
    QVERIFY(QGuiApplication::quitOnLastWindowClosed());
}

void TrayTest::comesToTheFront()
{
    MainWindow window([] { return kNow; });
    Desktop desktop(window, window.gateway(), QDBusConnection(QStringLiteral("none")));
    window.show();
    window.showMinimized();
    desktop.bringToFront();
    QVERIFY(window.isVisible());
    QVERIFY(!window.isMinimized());
    window.hide();
    desktop.bringToFront();
    QVERIFY(window.isVisible());
}

void TrayTest::optionsReturn()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("ui.conf")), QSettings::IniFormat);
    QCOMPARE(loadDesktopOptions(settings), DesktopOptions{});
    saveDesktopOptions({.tray = true, .quiet = true}, settings);
    QCOMPARE(loadDesktopOptions(settings), (DesktopOptions{.tray = true, .quiet = true}));
}

void TrayTest::optionsAreInTheMenu()
{
    MainWindow window([] { return kNow; });
    Desktop desktop(window, window.gateway(), QDBusConnection(QStringLiteral("none")));
    const qsizetype before = window.menu().actions().size();
    QAction *last = window.menu().actions().last();
    desktop.addTo(window.menu());
    desktop.setOptions({.tray = false, .quiet = true});
    QCOMPARE(window.menu().actions().size(), before + 3);
    QCOMPARE(window.menu().actions().last(), last); // what ends the program stays the last
    QSignalSpy changed(&desktop, &Desktop::optionsChanged);
    for (QAction *action : window.menu().actions()) {
        if (action->isCheckable()) {
            QVERIFY(!action->isChecked());
            action->trigger();
        }
    }
    QCOMPARE(changed.size(), 2);
    QCOMPARE(desktop.options(), (DesktopOptions{.tray = true, .quiet = false}));
}

QTEST_MAIN(TrayTest)
#include "traytest.moc"
