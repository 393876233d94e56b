// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/windowfixture.h"
#include "ui/models/words.h"
#include "ui/pages/settingspage.h"
#include "ui/widgets/inspector.h"
#include "ui/widgets/masterswitch.h"
#include "ui/widgets/noticeviews.h"
#include "ui/widgets/peeractions.h"
#include "ui/wizard/setupwizard.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace mesh44;
using namespace mesh44::test;
using Kind = ConnectionState::Kind;

class MainWindowTest : public QObject, private WindowFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { m_window.reset(); }

    void startsEmptyAndHonest();
    void statesShowTheirReason_data();
    void statesShowTheirReason();
    void vanishedKeepsTheData();
    void switchLocks();
    void trafficIsAskedForWhileSomebodyLooks();
    void trafficInWords_data();
    void trafficInWords();
    void otherContractOnlyShows();
    void keyboard();
    void everythingHasAName();
    void wizardIsThereWhenWanted();
    void settingsReturn();
    void narrowAndWide();
};

void MainWindowTest::startsEmptyAndHonest()
{
    QCOMPARE(part<EmptyState>()->notice().title, QStringLiteral("Connecting"));
    QVERIFY(part<EmptyState>()->isVisible());
    QVERIFY(!part<MasterSwitch>()->isEnabled());
    QCOMPARE(part<MasterSwitch>()->truth(), std::nullopt);
    QVERIFY(!part<Banner>()->isVisible());
}

void MainWindowTest::statesShowTheirReason_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("command");
    QTest::newRow("waiting") << int(GatewayState::Waiting) << "No burst heard yet" << "";
    QTest::newRow("down") << int(GatewayState::Down) << "The gateway is switched off" << "";
    QTest::newRow("conflict") << int(GatewayState::Conflict) << "Table conflict" << "";
    QTest::newRow("no plane") << int(GatewayState::Unsupported) << "Nothing can carry packets"
                              << "sudo modprobe -a ipip tun";
    QTest::newRow("no rights") << int(GatewayState::NoRights) << "No rights" << "sudo systemctl restart mesh44d";
    QTest::newRow("misconfigured") << int(GatewayState::Misconfigured) << "Misconfigured" << "";
    QTest::newRow("up, but empty") << int(GatewayState::Up) << "No peers" << "";
}

void MainWindowTest::statesShowTheirReason()
{
    QFETCH(int, state);
    QFETCH(QString, title);
    QFETCH(QString, command);
    Snapshot snapshot{.revision = 7, .status = makeStatus(static_cast<GatewayState>(state))};
    live(snapshot);
    const auto *empty = part<EmptyState>();
    QVERIFY(empty->isVisible());
    QCOMPARE(empty->notice().title, title);
    QCOMPARE(empty->command(), command);
    QVERIFY(part<MasterSwitch>()->isEnabled());
    QCOMPARE(part<MasterSwitch>()->truth(), std::optional(snapshot.status.enabled));

    const bool told = state != int(GatewayState::Down) && state != int(GatewayState::Up);
    snapshot.routes = m_mesh.routes; // remembered ones, say
    live(snapshot);
    QVERIFY(!empty->isVisible());
    QVERIFY(part<PeersTable>()->isVisible());
    QCOMPARE(part<Banner>()->isVisible(), told);
    if (told)
        QCOMPARE(part<Banner>()->notice().title, title);
}

void MainWindowTest::vanishedKeepsTheData()
{
    live(m_mesh);
    choose(3);
    m_window->setConnection({.kind = Kind::Absent, .host = {}, .detail = {}, .since = kNow});
    m_now += 95 * kSecond;
    m_window->setConnection({.kind = Kind::Absent, .host = {}, .detail = {}, .since = kNow});
    const auto *banner = part<Banner>();
    QVERIFY(banner->isVisible());
    QVERIFY(banner->notice().text.contains(QStringLiteral("95 s ago")));
    QCOMPARE(banner->command(), QStringLiteral("sudo systemctl enable --now mesh44d"));
    const auto *table = part<PeersTable>();
    QCOMPARE(table->model()->rowCount(), 60);
    QCOMPARE(table->palette().color(QPalette::Text), QApplication::palette().color(QPalette::Disabled, QPalette::Text));
    QVERIFY(!part<MasterSwitch>()->isEnabled());
    QVERIFY(!part<PeerActions>()->endpoint()->isEnabled());
    QCOMPARE(part<PeerActions>()->endpoint()->toolTip(), QStringLiteral("There is no gateway service to ask."));

    live(m_mesh);
    QVERIFY(!banner->isVisible());
    QCOMPARE(table->palette().color(QPalette::Text), QApplication::palette().color(QPalette::Active, QPalette::Text));
    QVERIFY(part<PeerActions>()->endpoint()->isEnabled());
}

void MainWindowTest::switchLocks()
{
    live(m_mesh);
    choose(0);
    auto *master = part<MasterSwitch>();
    m_window->setAccess(Access::Asks);
    QVERIFY(master->isEnabled());
    QVERIFY(master->toolTip().contains(QStringLiteral("password")));
    m_window->setAccess(Access::Denied);
    QVERIFY(!master->isEnabled());
    QVERIFY(!part<PeerActions>()->endpoint()->isEnabled());
    QVERIFY(!part<PeerActions>()->endpoint()->toolTip().isEmpty());
    m_window->setAccess(Access::Granted);
    QVERIFY(master->isEnabled());
    QVERIFY(part<PeerActions>()->endpoint()->isEnabled());
}

void MainWindowTest::trafficIsAskedForWhileSomebodyLooks()
{
    QSignalSpy asked(m_window.get(), &MainWindow::trafficRequested);
    const auto pass = [this](int seconds) {
        for (int i = 0; i < seconds; ++i) {
            m_now += kSecond;
            m_window->gateway().secondPassed();
        }
    };
    live(m_mesh);
    pass(20);
    QCOMPARE(asked.size(), 0); // no peer is chosen
    choose(0);
    QCOMPARE(asked.size(), 1); // at once
    pass(20);
    QCOMPARE(asked.size(), 5); // every five seconds
    m_window->hide();
    pass(20);
    m_window->applyDelta({.from = m_mesh.revision, .to = m_mesh.revision + 1, .status = m_mesh.status});
    QCOMPARE(asked.size(), 5);
    m_window->show();
    pass(1);
    QCOMPARE(asked.size(), 6);
    m_window->setConnection({.kind = Kind::Absent, .host = {}, .detail = {}, .since = kNow});
    pass(20);
    QCOMPARE(asked.size(), 6);
    live(m_mesh);
    QCOMPARE(asked.size(), 7);
    m_now -= 3600 * kSecond; // somebody set the clock
    pass(2);
    QCOMPARE(asked.size(), 8);

    const auto shows = [this](const QString &text) {
        const auto labels = part<Inspector>()->findChildren<QLabel *>();
        return std::ranges::any_of(labels, [&](const QLabel *label) { return label->text() == text; });
    };
    QVERIFY(shows(QStringLiteral("not known")));
    const Ipv4Address endpoint = m_window->gateway()
                                     .peers()
                                     .routeAt(m_window->gateway().peers().rowOf(*part<PeersTable>()->currentPrefix()))
                                     .endpoint;
    m_window->gateway().setTraffic({{endpoint, 1, 104, 0, 0, m_now - 41 * kSecond}});
    QVERIFY(shows(QStringLiteral("1 packet, 104 bytes")));
    QVERIFY(shows(QStringLiteral("nothing")));
    QVERIFY(shows(QStringLiteral("41 s ago")));
}

void MainWindowTest::trafficInWords_data()
{
    QTest::addColumn<quint64>("packets");
    QTest::addColumn<quint64>("bytes");
    QTest::addColumn<QString>("words");
    QTest::newRow("nothing") << quint64{0} << quint64{0} << QStringLiteral("nothing");
    QTest::newRow("one") << quint64{1} << quint64{999} << QStringLiteral("1 packet, 999 bytes");
    QTest::newRow("many") << quint64{12'345} << quint64{1'440'000} << QStringLiteral("12,345 packets, 1.4 MB");
    QTest::newRow("all there is") << ~quint64{0} << ~quint64{0}
                                  << QStringLiteral("18,446,744,073,709,551,615 packets, 9.2 EB");
}

void MainWindowTest::trafficInWords()
{
    QFETCH(quint64, packets);
    QFETCH(quint64, bytes);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QTEST(trafficText(packets, bytes), "words");
}

void MainWindowTest::otherContractOnlyShows()
{
    m_window->setAccess(Access::Granted);
    live(m_mesh);
    choose(0);
    QVERIFY(part<MasterSwitch>()->isEnabled());
    Snapshot foreign = m_mesh;
    foreign.status.apiMajor = kApiMajor + 1;
    live(foreign);
    choose(0);
    QVERIFY(!part<MasterSwitch>()->isEnabled());
    QVERIFY(!part<PeerActions>()->endpoint()->isEnabled());
    QVERIFY(part<PeerActions>()->endpoint()->toolTip().contains(QStringLiteral("another version")));
    live(m_mesh); // a helper of ours took its place
    choose(0);
    QVERIFY(part<MasterSwitch>()->isEnabled());
    QVERIFY(part<PeerActions>()->endpoint()->isEnabled());
}

void MainWindowTest::keyboard()
{
    live(m_mesh);
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QSignalSpy refresh(m_window.get(), &MainWindow::refreshRequested);
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QCOMPARE(refresh.size(), 1);
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    auto *filter = part<QLineEdit>(QStringLiteral("peersFilter"));
    QVERIFY(filter->hasFocus());
    QTest::keyClicks(filter, QStringLiteral("zzz"));
    QCOMPARE(part<PeersTable>()->model()->rowCount(), 0);
    QVERIFY(!part<PeersTable>()->isVisible());
    filter->clear();
    choose(0);
    QTest::keySequence(part<PeersTable>(), QKeySequence::Copy);
    const QStringList cells = QApplication::clipboard()->text().split(u'\t');
    QCOMPARE(cells.size(), int(PeersModel::ColumnCount) - 1); // one is hidden
    QCOMPARE(cells[1], QString::fromStdString(m_mesh.routes[0].prefix.toString()));
    QTest::keyClick(m_window.get(), Qt::Key_Q, Qt::ControlModifier);
    QVERIFY(!m_window->isVisible());
}

// Whatever the keyboard reaches says what it is.
void MainWindowTest::everythingHasAName()
{
    live(m_mesh);
    choose(1);
    for (const QWidget *widget : m_window->findChildren<QWidget *>()) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible())
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        QVERIFY2(named, widget->metaObject()->className());
    }
}

// And not before: most operators never need it.
void MainWindowTest::wizardIsThereWhenWanted()
{
    live(m_mesh);
    m_window->showPreview({});
    m_window->actionDone({Action::Kind::Apply, {}});
    m_window->actionFailed({Action::Kind::Apply, {}}, QStringLiteral("busy"));
    m_window->actionFailed({Action::Kind::Confirm, {}}, QStringLiteral("busy"));
    QVERIFY(!m_window->findChild<SetupWizard *>());
    for (int i = 0; i < 2; ++i) {
        Q_EMIT m_window->findChild<SettingsPage *>()->wizardRequested();
        QCOMPARE(m_window->findChildren<SetupWizard *>().size(), 1);
        QVERIFY(m_window->findChild<SetupWizard *>()->isVisible());
        m_window->findChild<SetupWizard *>()->close();
    }
}

void MainWindowTest::settingsReturn()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("ui.conf")), QSettings::IniFormat);
    live(m_mesh);
    m_window->resize(1000, 600);
    part<QLineEdit>(QStringLiteral("peersFilter"))->setText(QStringLiteral("198.18"));
    part<PeersTable>()->sortByColumn(PeersModel::Endpoint, Qt::DescendingOrder);
    m_window->saveTo(settings);

    MainWindow other([] { return kNow; });
    other.restoreFrom(settings);
    QCOMPARE(other.size(), QSize(1000, 600));
    QCOMPARE(other.findChild<QLineEdit *>(QStringLiteral("peersFilter"))->text(), QStringLiteral("198.18"));
    auto *table = other.findChild<PeersTable *>();
    QCOMPARE(table->header()->sortIndicatorSection(), int(PeersModel::Endpoint));
}

void MainWindowTest::narrowAndWide()
{
    live(m_mesh);
    for (const QSize size : {QSize(800, 480), QSize(1280, 800), QSize(800, 480)}) {
        m_window->resize(size);
        QApplication::processEvents();
        QCOMPARE(m_window->size(), size); // nothing inside asks for more
        QVERIFY(part<PeersTable>()->height() > part<PeersTable>()->fontMetrics().height() * 6);
    }
}

QTEST_MAIN(MainWindowTest)
#include "mainwindowtest.moc"
