// SPDX-License-Identifier: GPL-3.0-or-later
// The window from the first start to a gateway behind ssh, by clicks and keys, on a real gateway service, a real kernel
// and a mesh that announces itself every few seconds. The lab starts it (tests/lab/scenarios/window.py), beside a
// service that nobody has configured; the steps build on one another.
#include "tests/ui/livewindow.h"
#include "ui/widgets/changebar.h"
#include "ui/widgets/decisionbar.h"
#include "ui/widgets/gatewayselector.h"
#include "ui/widgets/masterswitch.h"
#include "ui/widgets/peerstable.h"
#include "ui/widgets/reviewdialog.h"
#include "ui/wizard/setupwizard.h"

#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>

using namespace mesh44;
using namespace mesh44::test;

namespace {

constexpr int kMoment = 20'000; // ms: a service under load
constexpr int kTrial = 100'000; // a trial of 60 s, and what follows it
constexpr const char *kHost = "n0call@gateway";

} // namespace

class Journey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void firstRunOpensTheWizard();
    void wizardLeadsToTheFirstRoute();
    void endpointIsSwitchedOff();
    void andOnAgain();
    void defaultRouteIsSwitched();
    void trialIsTakenBack();
    void gatewayBehindSsh();

private:
    SetupWizard &wizard() const { return *m_live->window().findChild<SetupWizard *>(); }
    PeersTable &table() const { return *m_live->window().findChild<PeersTable *>(); }
    const GatewayStatus *status() const { return m_live->gateway().status(); }
    void press(QWidget &parent, const char *name)
    {
        auto *button = parent.findChild<QPushButton *>(QString::fromLatin1(name));
        QVERIFY(button);
        QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled() && button->isVisible(), kMoment);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    RouteState chosenState() const
    {
        PeersModel &peers = m_live->gateway().peers();
        const int row = peers.rowOf(m_chosen);
        return row < 0 ? RouteState::Held : peers.routeAt(row).state;
    }

    std::unique_ptr<LiveWindow> m_live;
    Ipv4Prefix m_chosen;
};

void Journey::initTestCase()
{
    m_live = std::make_unique<LiveWindow>();
    m_live->window().resize(1280, 800);
    QTRY_VERIFY_WITH_TIMEOUT(m_live->gateway().isLive(), kMoment);
}

void Journey::firstRunOpensTheWizard()
{
    QCOMPARE(int(status()->state), int(GatewayState::Misconfigured));
    QTRY_VERIFY_WITH_TIMEOUT(m_live->window().findChild<SetupWizard *>(), kMoment);
    QVERIFY(wizard().isVisible());
    QCOMPARE(wizard().step(), 1);
}

void Journey::wizardLeadsToTheFirstRoute()
{
    auto *next = wizard().findChild<QPushButton *>(QStringLiteral("next"));
    QTRY_VERIFY_WITH_TIMEOUT(next->isEnabled(), kMoment); // it looks around first
    QTest::keyClick(&wizard(), Qt::Key_Return);
    QCOMPARE(wizard().step(), 2);
    QTest::keyClicks(wizard().focusWidget(), QStringLiteral("n0call"));
    QTest::keyClick(wizard().focusWidget(), Qt::Key_Tab);
    QTest::keyClicks(wizard().focusWidget(), QStringLiteral("44.128.10.0/24"));
    for (int step = 3; step <= 6; ++step) {
        QTest::keyClick(wizard().focusWidget(), Qt::Key_Return);
        QCOMPARE(wizard().step(), step);
    }
    QCOMPARE(int(status()->state), int(GatewayState::Misconfigured)); // nothing was applied before the review
    QTRY_VERIFY_WITH_TIMEOUT(next->isEnabled(), kMoment);             // the gateway said what it would do
    QTest::mouseClick(next, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(wizard().step(), 7, kMoment);
    QTRY_VERIFY_WITH_TIMEOUT(!status()->trial.by.empty(), kMoment);
    QTRY_VERIFY_WITH_TIMEOUT(status()->routesInstalled > 0, kMoment); // really, in the kernel
    press(*wizard().findChild<DecisionBar *>(), "yes");
    QTRY_VERIFY_WITH_TIMEOUT(status()->trial.by.empty(), kMoment);
    QTRY_COMPARE_WITH_TIMEOUT(int(status()->state), int(GatewayState::Up), kMoment);
    press(wizard(), "next");
    QVERIFY(!wizard().isVisible());
}

void Journey::endpointIsSwitchedOff()
{
    m_live->window().showPage(m_live->pageNamed(QStringLiteral("peers")));
    table().setFocus();
    QTest::keyClick(&table(), Qt::Key_Home);
    QTest::keyClick(&table(), Qt::Key_Down);
    QVERIFY(table().currentPrefix());
    m_chosen = *table().currentPrefix();
    QCOMPARE(m_live->window().selection().current(), std::optional(m_chosen));
    QTest::keyClick(&table(), Qt::Key_Space);
    auto *toggle = m_live->window().findChild<MasterSwitch *>(QStringLiteral("endpointSwitch"));
    QCOMPARE(toggle->truth(), std::optional(true)); // asked, not yet so
    QCOMPARE(toggle->pending(), std::optional(false));
    QTRY_VERIFY_WITH_TIMEOUT(chosenState() == RouteState::Suppressed, kMoment);
    QTRY_COMPARE_WITH_TIMEOUT(toggle->truth(), std::optional(false), kMoment);
}

void Journey::andOnAgain()
{
    auto *toggle = m_live->window().findChild<MasterSwitch *>(QStringLiteral("endpointSwitch"));
    QTRY_VERIFY_WITH_TIMEOUT(toggle->isEnabled() && !toggle->pending(), kMoment);
    QTest::mouseClick(toggle, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(chosenState() == RouteState::Installed, kMoment);
}

void Journey::defaultRouteIsSwitched()
{
    m_live->window().showPage(m_live->pageNamed(QStringLiteral("overview")));
    auto *toggle = m_live->window().findChild<MasterSwitch *>(QStringLiteral("defaultSwitch"));
    QTRY_VERIFY_WITH_TIMEOUT(toggle->isVisible() && toggle->truth() == std::optional(true), kMoment);
    QTest::keyClick(toggle, Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(status()->defaultSuppressed, kMoment);
    QTRY_VERIFY_WITH_TIMEOUT(toggle->truth() == std::optional(false) && toggle->isEnabled(), kMoment);
    QTest::keyClick(toggle, Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(!status()->defaultSuppressed, kMoment);
}

void Journey::trialIsTakenBack()
{
    MainWindow &window = m_live->window();
    window.showPage(m_live->pageNamed(QStringLiteral("settings")));
    QCOMPARE(status()->mode, std::string("full"));
    auto *mode = window.currentPage()->findChild<QComboBox *>(QStringLiteral("gateway.mode"));
    QTRY_VERIFY_WITH_TIMEOUT(mode && mode->isVisible() && mode->isEnabled(), kMoment);
    mode->setFocus();
    QTest::keyClicks(mode, QStringLiteral("mesh"));
    press(*window.findChild<ChangeBar *>(), "review");
    auto *review = window.findChild<ReviewDialog *>();
    QTRY_VERIFY_WITH_TIMEOUT(review && review->isVisible(), kMoment);
    press(*review, "apply");
    QTRY_COMPARE_WITH_TIMEOUT(status()->mode, std::string("mesh"), kMoment);
    auto *decision = window.centralWidget()->findChild<DecisionBar *>();
    QTRY_VERIFY_WITH_TIMEOUT(decision->isVisible(), kMoment);
    QTRY_COMPARE_WITH_TIMEOUT(status()->mode, std::string("full"), kTrial); // nobody said anything
    QTRY_VERIFY_WITH_TIMEOUT(status()->trial.by.empty() && !decision->isVisible(), kMoment);
    QTRY_COMPARE_WITH_TIMEOUT(int(status()->state), int(GatewayState::Up), kMoment);
}

// The lab has an `ssh` that leads to the same bus by the real systemd-stdio-bridge.
void Journey::gatewayBehindSsh()
{
    MainWindow &window = m_live->window();
    const QString host = QString::fromLatin1(kHost);
    auto *selector = window.findChild<GatewaySelector *>();
    selector->setHosts({host});
    Q_EMIT selector->menu()->aboutToShow();
    const QList<QAction *> actions = selector->menu()->actions();
    const auto remote = std::ranges::find(actions, host, &QAction::text);
    QVERIFY(remote != actions.end());
    (*remote)->trigger();
    QVERIFY(!m_live->gateway().isLive()); // nothing of the one before stays
    QCOMPARE(m_live->gateway().peers().rowCount(), 0);
    QTRY_VERIFY_WITH_TIMEOUT(m_live->gateway().isLive(), kMoment);
    QCOMPARE(m_live->gateway().connection().host, host);
    QTRY_VERIFY_WITH_TIMEOUT(m_live->gateway().peers().rowCount() > 0, kMoment);
    QVERIFY(window.windowTitle().contains(host));
}

QTEST_MAIN(Journey)
#include "journey.moc"
