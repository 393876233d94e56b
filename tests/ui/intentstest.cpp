// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/settingviews.h"
#include "tests/ui/windowfixture.h"
#include "ui/models/settingsmodel.h"
#include "ui/pages/settingspage.h"
#include "ui/widgets/inspector.h"
#include "ui/widgets/masterswitch.h"
#include "ui/widgets/noticeviews.h"
#include "ui/widgets/peeractions.h"
#include "ui/widgets/reviewpane.h"
#include "ui/widgets/topbar.h"
#include "ui/wizard/setupwizard.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace mesh44;
using namespace mesh44::test;
using Kind = ConnectionState::Kind;

class IntentsTest : public QObject, private WindowFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { m_window.reset(); }

    void switchShowsTheTruth();
    void switchTellsARefusal();
    void endpointIsSwitched();
    void endpointRefusalIsToldAtThePlace();
    void refusalIsToldWhereItIsSeen_data();
    void refusalIsToldWhereItIsSeen();
    void previewGoesToWhoAsked();
    void oneApplyAtATime();
    void prefixIsSwitched();
    void grantedWithoutFactsEnds();
    void gapAsksForASnapshot();
    void retry();
    void portalIsThereWhileTheGatewayIs();
};

static Snapshot withEndpointOff(const Snapshot &from, Ipv4Address address)
{
    Snapshot to = from;
    ++to.revision;
    for (EndpointView &endpoint : to.endpoints)
        endpoint.suppressed |= endpoint.address == address;
    for (RouteView &route : to.routes) {
        if (route.endpoint == address)
            route.state = RouteState::Suppressed;
    }
    return to;
}

void IntentsTest::switchShowsTheTruth()
{
    live(m_mesh);
    auto *master = part<MasterSwitch>();
    QSignalSpy down(m_window.get(), &MainWindow::downRequested);
    QSignalSpy up(m_window.get(), &MainWindow::upRequested);
    master->click();
    QCOMPARE(down.size(), 1);
    QCOMPARE(master->truth(), std::optional(true)); // nothing has happened yet
    QVERIFY(master->isChecked());
    QCOMPARE(master->pending(), std::optional(false));
    master->click(); // once is enough
    QCOMPARE(down.size() + up.size(), 1);

    m_window->actionDone({Action::Kind::Down, {}}); // granted, but not seen yet
    QCOMPARE(master->pending(), std::optional(false));
    Delta delta{.from = 7, .to = 8, .status = makeStatus(GatewayState::Down)};
    m_window->applyDelta(delta);
    QCOMPARE(master->truth(), std::optional(false));
    QCOMPARE(master->pending(), std::nullopt);
    QVERIFY(!master->isChecked());
    QTest::keyClick(master, Qt::Key_Space);
    QCOMPARE(up.size(), 1);
}

void IntentsTest::portalIsThereWhileTheGatewayIs()
{
    auto *portal = part<QAction>(QStringLiteral("portal"));
    QVERIFY(!portal->isEnabled());
    live(m_mesh);
    QVERIFY(portal->isEnabled());
    QSignalSpy asked(m_window.get(), &MainWindow::portalRequested);
    portal->trigger();
    QCOMPARE(asked.size(), 1);
}

void IntentsTest::switchTellsARefusal()
{
    live(m_mesh);
    auto *master = part<MasterSwitch>();
    master->click();
    m_window->actionFailed({Action::Kind::Down, {}}, QStringLiteral("The prompt was dismissed."));
    QCOMPARE(master->pending(), std::nullopt);
    QCOMPARE(master->truth(), std::optional(true));
    const auto labels = part<TopBar>()->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
        return label->isVisible() && label->text() == QStringLiteral("The prompt was dismissed.");
    }));
}

void IntentsTest::endpointIsSwitched()
{
    live(m_mesh);
    choose(2);
    const RouteView route = m_window->gateway().peers().routeAt(
        m_window->gateway().peers().rowOf(*part<PeersTable>()->currentPrefix()));
    QAction *action = part<PeerActions>()->endpoint();
    QSignalSpy off(m_window.get(), &MainWindow::suppressEndpointRequested);
    QSignalSpy on(m_window.get(), &MainWindow::allowEndpointRequested);
    QCOMPARE(action->text(), QStringLiteral("Switch endpoint off"));
    QTest::keyClick(part<PeersTable>(), Qt::Key_Space);
    QCOMPARE(off.size(), 1);
    QCOMPARE(off[0][0].value<Ipv4Address>(), route.endpoint);
    QCOMPARE(off[0][1].toBool(), false);
    QCOMPARE(action->text(), QStringLiteral("Switching endpoint…"));
    QVERIFY(!action->isEnabled());

    m_window->applyDelta(difference(m_mesh, withEndpointOff(m_mesh, route.endpoint)));
    m_window->actionDone({Action::Kind::SuppressEndpoint, Ipv4Prefix::host(route.endpoint)});
    QCOMPARE(action->text(), QStringLiteral("Switch endpoint on"));
    QVERIFY(!part<PeerActions>()->endpointFallback()->isVisible());
    QVERIFY(!part<PeerActions>()->prefix()->isEnabled()); // the endpoint as a whole is off
    action->trigger();
    QCOMPARE(on.size(), 1);
    QCOMPARE(on[0][0].value<Ipv4Address>(), route.endpoint);
}

void IntentsTest::endpointRefusalIsToldAtThePlace()
{
    live(m_mesh);
    choose(2);
    QSignalSpy off(m_window.get(), &MainWindow::suppressEndpointRequested);
    part<PeerActions>()->endpointFallback()->trigger();
    QCOMPARE(off.size(), 1);
    QCOMPARE(off[0][1].toBool(), true);
    const auto address = off[0][0].value<Ipv4Address>();
    m_window->actionFailed({Action::Kind::SuppressEndpoint, Ipv4Prefix::host(address)},
                           QStringLiteral("not authorised"));
    QVERIFY(part<PeerActions>()->endpoint()->isEnabled());
    const auto labels = part<Inspector>()->findChildren<QLabel *>();
    const QString expected = QString::fromStdString(address.toString()) + QStringLiteral(": not authorised");
    QVERIFY(std::ranges::any_of(labels,
                                [&](const QLabel *label) { return !label->isHidden() && label->text() == expected; }));
}

void IntentsTest::refusalIsToldWhereItIsSeen_data()
{
    using Wish = Action::Kind;
    QTest::addColumn<QByteArray>("page");
    QTest::addColumn<int>("kind");
    for (const char *page : {"overview", "peers", "map", "history", "settings"}) {
        for (const Wish kind : {Wish::Up, Wish::SuppressEndpoint, Wish::AllowPrefix, Wish::PinPrefix, Wish::UnpinPrefix,
                                Wish::SuppressDefault, Wish::AllowDefault, Wish::Apply, Wish::Confirm, Wish::Extend,
                                Wish::RejectChanges, Wish::ImportFound})
            QTest::addRow("%s, %d", page, int(kind)) << QByteArray(page) << int(kind);
    }
}

void IntentsTest::refusalIsToldWhereItIsSeen()
{
    QFETCH(QByteArray, page);
    QFETCH(int, kind);
    live(m_mesh);
    choose(0);
    m_window->showPage(pageOf(page.constData()));
    QTest::keyClick(m_window.get(), Qt::Key_F9); // the panel is closed
    m_window->actionFailed({static_cast<Action::Kind>(kind), m_mesh.routes[3].prefix}, QStringLiteral("Not today."));
    const auto labels = m_window->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
        return label->isVisible() && label->text().contains(QStringLiteral("Not today."));
    }));
}

// The wizard and the settings may both be looked at.
void IntentsTest::previewGoesToWhoAsked()
{
    live({.revision = 7, .status = makeStatus(GatewayState::Up)});
    m_window->gateway().setSettings(makeSettings("[gateway]\nsubnets = 44.128.10.0/24\n"));
    auto &page = *m_window->findChild<SettingsPage *>();
    Q_EMIT page.wizardRequested();
    auto &wizard = *m_window->findChild<SetupWizard *>();
    wizard.settings().set(QStringLiteral("gateway.callsign"), QStringLiteral("N0CALL"));
    wizard.goTo(6);
    page.model().set(QStringLiteral("gateway.callsign"), QStringLiteral("N1CALL"));
    page.findChild<QPushButton *>(QStringLiteral("review"))->click();
    auto &mine = *wizard.findChild<ReviewPane *>();
    auto &theirs = *page.findChild<ReviewPane *>();
    QCOMPARE(theirs.state(), ReviewPane::State::Asking);
    m_window->showPreview({.kernel = {"ip rule add"}});
    QCOMPARE(mine.state(), ReviewPane::State::Shown);
    QCOMPARE(theirs.state(), ReviewPane::State::Asking);
    m_window->showPreviewFailure(QStringLiteral("too old"));
    QCOMPARE(mine.state(), ReviewPane::State::Shown);
    QCOMPARE(theirs.state(), ReviewPane::State::Blind);
}

void IntentsTest::oneApplyAtATime()
{
    previewGoesToWhoAsked();
    auto &mine = *m_window->findChild<SetupWizard *>()->findChild<ReviewPane *>();
    auto &theirs = *m_window->findChild<SettingsPage *>()->findChild<ReviewPane *>();
    mine.apply();
    QVERIFY(!theirs.canApply());
    QVERIFY(!m_window->findChild<QPushButton *>(QStringLiteral("apply"))->isEnabled());
    m_window->actionFailed({Action::Kind::Apply, {}}, QStringLiteral("dismissed"));
    QCOMPARE(mine.state(), ReviewPane::State::Refused);
    QVERIFY(theirs.canApply());
}

void IntentsTest::prefixIsSwitched()
{
    m_mesh.routes[1].state = RouteState::Installed;
    m_mesh.routes[2].state = RouteState::Suppressed;
    live(m_mesh);
    QSignalSpy off(m_window.get(), &MainWindow::suppressPrefixRequested);
    QSignalSpy on(m_window.get(), &MainWindow::allowPrefixRequested);
    choose(1);
    part<PeerActions>()->prefix()->trigger();
    QCOMPARE(off.size(), 1);
    QCOMPARE(off[0][0].value<Ipv4Prefix>(), m_mesh.routes[1].prefix);
    choose(2);
    QCOMPARE(part<PeerActions>()->prefix()->text(), QStringLiteral("Switch prefix on"));
    part<PeerActions>()->prefix()->trigger();
    QCOMPARE(on.size(), 1);
    QCOMPARE(on[0][0].value<Ipv4Prefix>(), m_mesh.routes[2].prefix);
}

void IntentsTest::grantedWithoutFactsEnds()
{
    live(m_mesh);
    auto *master = part<MasterSwitch>();
    master->click();
    m_window->actionDone({Action::Kind::Down, {}});
    QVERIFY(master->pending());
    m_now += GatewayModel::kSettle;
    m_window->gateway().secondPassed();
    QVERIFY(!master->pending());
    QCOMPARE(master->truth(), std::optional(true));
}

void IntentsTest::gapAsksForASnapshot()
{
    live(m_mesh);
    QSignalSpy refresh(m_window.get(), &MainWindow::refreshRequested);
    Snapshot next = m_mesh;
    next.revision = 9;
    next.routes.clear();
    Delta delta = difference(m_mesh, next);
    delta.from = 8; // one is missing
    m_window->applyDelta(delta);
    QCOMPARE(refresh.size(), 1);
    QCOMPARE(part<PeersTable>()->model()->rowCount(), 60);
    delta.from = 5;
    delta.to = 6; // long past
    m_window->applyDelta(delta);
    QCOMPARE(refresh.size(), 1);
}

void IntentsTest::retry()
{
    m_window->setConnection({.kind = Kind::Unreachable, .host = QStringLiteral("a@b"), .detail = {}, .since = kNow});
    QSignalSpy retried(m_window.get(), &MainWindow::retryRequested);
    QVERIFY(part<EmptyState>()->offersRetry());
    for (QPushButton *button : part<EmptyState>()->findChildren<QPushButton *>()) {
        if (button->text() == QStringLiteral("Try again"))
            button->click();
    }
    QCOMPARE(retried.size(), 1);
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QCOMPARE(retried.size(), 2);
}

QTEST_MAIN(IntentsTest)
#include "intentstest.moc"
