// SPDX-License-Identifier: GPL-3.0-or-later
//
// The wizard by clicks and keys, against facts set by hand: each step's check, the way from nothing to the first route,
// every refusal, leaving and coming back.
#include "tests/ui/meshmaker.h"
#include "tests/ui/settingviews.h"
#include "ui/models/gatewaymodel.h"
#include "ui/models/settingsmodel.h"
#include "ui/widgets/decisionbar.h"
#include "ui/widgets/reviewpane.h"
#include "ui/wizard/factlist.h"
#include "ui/wizard/setupwizard.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <memory>

using namespace mesh44;
using namespace mesh44::test;

static const PreviewView kEffect{.kernel = {"ip link set dev tunl0 up"}, .firewall = {}, .notes = {}, .more = 0};

static GatewayStatus freshStatus()
{
    GatewayStatus status = makeStatus(GatewayState::Misconfigured);
    status.subnets.clear();
    status.callsign.clear();
    status.address.reset();
    status.nextBurst = 0;
    status.underlayDevice = "enp1s0";
    status.underlayAddress = Ipv4Address(192, 168, 1, 20);
    return status;
}

class WizardTest : public QObject
{
    Q_OBJECT

    int64_t m_now = kNow;
    std::unique_ptr<GatewayModel> m_gateway;
    std::unique_ptr<SetupWizard> m_wizard;

    template <class T> T *part(const char *name) const { return m_wizard->findChild<T *>(QString::fromLatin1(name)); }
    QPushButton *button(const char *name) const { return part<QPushButton>(name); }
    QString hindrance() const { return button("next")->isEnabled() ? QString() : part<QLabel>("hindrance")->text(); }
    ReviewPane &pane() const { return *m_wizard->findChild<ReviewPane *>(); }
    void live(GatewayStatus status)
    {
        Snapshot snapshot{.revision = 7, .status = std::move(status)};
        m_gateway->setSnapshot(snapshot);
        m_gateway->setConnection({.kind = ConnectionState::Kind::Live, .host = {}, .detail = {}, .since = kNow});
    }
    void type(const char *key, const QString &value)
    {
        auto *line = part<QLineEdit>(key);
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, value);
    }
    void next() { QTest::mouseClick(button("next"), Qt::LeftButton); }
    bool shows(const QString &words) const
    {
        const auto labels = m_wizard->findChildren<QLabel *>();
        return std::ranges::any_of(
            labels, [&](const QLabel *label) { return label->isVisible() && label->text().contains(words); });
    }
    void toReview()
    {
        next();
        type("gateway.callsign", QStringLiteral("n0call"));
        type("gateway.subnets", QStringLiteral("44.128.10.0/24"));
        for (int i = 0; i < 4; ++i)
            next();
        QCOMPARE(m_wizard->step(), 6);
    }

private Q_SLOTS:
    void init()
    {
        m_now = kNow;
        m_gateway = std::make_unique<GatewayModel>([this] { return m_now; });
        m_wizard = std::make_unique<SetupWizard>(*m_gateway);
        live(freshStatus());
        m_gateway->setConfigureAccess(Access::Granted);
        m_gateway->setSettings(makeSettings());
        m_wizard->start();
    }
    void cleanup() { m_wizard.reset(); }

    void wanted_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<bool>("hasSubnet");
        QTest::addColumn<QString>("key"); // of a problem; empty: there is none
        QTest::addColumn<QString>("file");
        QTest::addColumn<bool>("wanted");
        const int wrong = int(GatewayState::Misconfigured);
        QTest::newRow("first run") << wrong << false << "gateway.subnets" << "" << true;
        QTest::newRow("no problem told") << wrong << false << "" << "" << true;
        QTest::newRow("a wrong subnet in a file") << wrong << false << "gateway.subnets" << "/etc/x.conf" << false;
        QTest::newRow("something else is wrong") << wrong << false << "gateway.mode" << "/etc/x.conf" << false;
        QTest::newRow("it has a subnet") << wrong << true << "gateway.mode" << "/etc/x.conf" << false;
        QTest::newRow("down") << int(GatewayState::Down) << false << "gateway.subnets" << "" << false;
        QTest::newRow("up") << int(GatewayState::Up) << true << "" << "" << false;
        QTest::newRow("waiting") << int(GatewayState::Waiting) << true << "" << "" << false;
    }

    void wanted()
    {
        QFETCH(int, state);
        QFETCH(bool, hasSubnet);
        QFETCH(QString, key);
        QFETCH(QString, file);
        GatewayStatus status = makeStatus(static_cast<GatewayState>(state));
        if (!hasSubnet)
            status.subnets.clear();
        if (!key.isEmpty())
            status.problems.push_back({file.toStdString(), 0, key.toStdString(), "is empty"});
        QTEST(wantsWizard(status), "wanted");
    }

    void underlay_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<int>("underlay");
        QTest::addColumn<int>("sign");
        QTest::newRow("none") << "" << int(Underlay::None) << int(Sign::Failed);
        QTest::newRow("private") << "192.168.1.20" << int(Underlay::Private) << int(Sign::Attention);
        QTest::newRow("ten") << "10.1.2.3" << int(Underlay::Private) << int(Sign::Attention);
        QTest::newRow("shared") << "100.64.3.4" << int(Underlay::Shared) << int(Sign::Failed);
        QTest::newRow("after shared") << "100.128.0.1" << int(Underlay::Public) << int(Sign::Ok);
        QTest::newRow("public") << "198.51.100.9" << int(Underlay::Public) << int(Sign::Ok);
    }

    void underlay()
    {
        QFETCH(QString, address);
        QFETCH(int, sign);
        GatewayStatus status = freshStatus();
        status.underlayAddress.reset();
        if (!address.isEmpty())
            status.underlayAddress = *Ipv4Address::parse(address.toStdString());
        QTEST(int(underlayOf(status)), "underlay");
        QCOMPARE(int(underlayFact(status).sign), sign);
    }

    void external_data()
    {
        QTest::addColumn<QString>("seen");
        QTest::addColumn<QString>("external");
        QTest::addColumn<int>("sign"); // -1: nothing is said
        QTest::newRow("learned") << "192.168.1.20" << "auto" << int(Sign::Unknown);
        QTest::newRow("behind a router") << "192.168.1.20" << "203.0.113.9" << int(Sign::Ok);
        QTest::newRow("ours") << "203.0.113.9" << "203.0.113.9" << int(Sign::Ok);
        QTest::newRow("another") << "203.0.113.9" << "198.51.100.7" << int(Sign::Attention);
        QTest::newRow("private") << "192.168.1.20" << "192.168.1.20" << int(Sign::Failed);
        QTest::newRow("name") << "192.168.1.20" << "gateway.example.net" << int(Sign::Unknown);
        QTest::newRow("nonsense") << "192.168.1.20" << "256.1.1.1" << -1;
    }

    void external()
    {
        QFETCH(QString, seen);
        QFETCH(QString, external);
        QFETCH(int, sign);
        GatewayStatus status = freshStatus();
        status.underlayAddress = *Ipv4Address::parse(seen.toStdString());
        const Fact fact = externalFact(status, external);
        QCOMPARE(fact.title.isEmpty(), sign < 0);
        if (sign >= 0)
            QCOMPARE(int(fact.sign), sign);
    }

    void packetsAreCounted()
    {
        GatewayStatus status = freshStatus();
        status.counters = {{"rip44.packets", 23},
                           {"rip44.dropped.password", 2},
                           {"rip44.dropped.outer-source", 9},
                           {"rip44.bursts", 1},
                           {"netlink.writes", 77}};
        QCOMPARE(announcerPackets(status), uint64_t{25}); // whoever else sent is not the announcer
        QCOMPARE(int(hearingFact(status, kNow).sign), int(Sign::Ok));
        status.counters.clear();
        QCOMPARE(int(hearingFact(status, kNow).sign), int(Sign::Unknown));
        status.state = GatewayState::Waiting;
        status.nextBurst = kNow - kSecond;
        QCOMPARE(int(hearingFact(status, kNow).sign), int(Sign::Attention));
    }

    void fromNothingToTheFirstRoute()
    {
        QSignalSpy preview(m_wizard.get(), &SetupWizard::previewRequested);
        QSignalSpy apply(m_wizard.get(), &SetupWizard::applyRequested);
        QSignalSpy asked(m_wizard.get(), &SetupWizard::settingsRequested);
        QSignalSpy decided(m_wizard.get(), &SetupWizard::decisionRequested);
        toReview();
        QCOMPARE(preview.size(), 1);
        QCOMPARE(apply.size(), 0);
        QVERIFY(!button("next")->isEnabled()); // nothing is applied that was not seen
        m_wizard->showPreview(kEffect);
        QCOMPARE(button("next")->text(), QStringLiteral("&Apply for 60 s"));
        next();
        QCOMPARE(apply.size(), 1);
        const std::vector<Assignment> expected{{"gateway.callsign", "n0call"}, {"gateway.subnets", "44.128.10.0/24"}};
        QVERIFY(apply[0][0].value<std::vector<Assignment>>() == expected);
        QCOMPARE(apply[0][1].toUInt(), 60u);
        QVERIFY(m_gateway->isPending({Action::Kind::Apply, {}}));
        QCOMPARE(m_wizard->step(), 6); // not granted yet
        QVERIFY(!button("back")->isEnabled() && !button("next")->isEnabled());
        m_wizard->applied();
        QCOMPARE(m_wizard->step(), 7);
        QCOMPARE(asked.size(), 1);

        GatewayStatus status = makeStatus(GatewayState::Waiting);
        status.trial = {"root", {"gateway.subnets"}, kNow + 60 * kSecond, 60, false};
        live(status);
        QVERIFY(m_wizard->findChild<DecisionBar *>()->isVisible() && shows(QStringLiteral("within 4:19")));
        QVERIFY(!button("peer")->isVisible());
        m_wizard->findChild<DecisionBar *>()->findChild<QPushButton *>(QStringLiteral("yes"))->click();
        QCOMPARE(decided.size(), 1);
        QCOMPARE(decided[0][0].value<Action::Kind>(), Action::Kind::Confirm);
        m_wizard->showDecisionFailure(QStringLiteral("The prompt was dismissed."));
        QVERIFY(shows(QStringLiteral("dismissed")));

        Snapshot up = MeshMaker(5).make(60);
        m_gateway->setSnapshot(up);
        QVERIFY(!m_wizard->findChild<DecisionBar *>()->isVisible());
        QVERIFY(shows(QStringLiteral("First route installed: ")));
        QSignalSpy peer(m_wizard.get(), &SetupWizard::showPeerRequested);
        button("peer")->click();
        QCOMPARE(peer.size(), 1);
        QVERIFY(shows(QString::fromStdString(peer[0][0].value<Ipv4Prefix>().toString())));
        next();
        QVERIFY(!m_wizard->isVisible());
    }

    void byKeyboardAlone()
    {
        QTest::keyClick(m_wizard.get(), Qt::Key_Return);
        QCOMPARE(m_wizard->step(), 2);
        QTest::keyClicks(m_wizard->focusWidget(), QStringLiteral("n0call"));
        QTest::keyClick(m_wizard->focusWidget(), Qt::Key_Tab);
        QTest::keyClicks(m_wizard->focusWidget(), QStringLiteral("44.128.10.0/24"));
        for (int i = 0; i < 4; ++i)
            QTest::keyClick(m_wizard->focusWidget(), Qt::Key_Return);
        QCOMPARE(m_wizard->step(), 6);
        QTest::keyClick(m_wizard.get(), Qt::Key_Escape);
        QVERIFY(!m_wizard->isVisible());
    }

    void firstStep_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("says");
        QTest::newRow("gone") << "gone" << "does not answer";
        QTest::newRow("denied") << "denied" << "does not let you";
        QTest::newRow("foreign") << "foreign" << "another version";
        QTest::newRow("no settings") << "empty" << "Asking";
    }

    void firstStep()
    {
        QFETCH(QString, what);
        QFETCH(QString, says);
        if (what == QStringLiteral("gone"))
            m_gateway->setConnection({.kind = ConnectionState::Kind::Absent, .host = {}, .detail = {}, .since = kNow});
        if (what == QStringLiteral("denied"))
            m_gateway->setConfigureAccess(Access::Denied);
        if (what == QStringLiteral("empty"))
            m_gateway->setSettings({});
        if (what == QStringLiteral("foreign")) {
            GatewayStatus status = freshStatus();
            status.apiMajor = kApiMajor + 1;
            live(status);
        }
        QVERIFY2(hindrance().contains(says), qPrintable(hindrance()));
        QTest::keyClick(m_wizard.get(), Qt::Key_Return);
        QCOMPARE(m_wizard->step(), 1);
    }

    void findingsAreSaid()
    {
        QVERIFY(shows(QStringLiteral("Behind a router: 192.168.1.20 on enp1s0")));
        m_gateway->setFindings({{"ufw", Severity::Warning, "ufw filters packets", "Let the mesh in"}});
        QVERIFY(shows(QStringLiteral("ufw filters packets")) && shows(QStringLiteral("Let the mesh in")));
    }

    void who_data()
    {
        QTest::addColumn<QString>("callsign");
        QTest::addColumn<QString>("subnets");
        QTest::addColumn<QString>("says"); // empty: it is right
        QTest::newRow("right") << "N0CALL" << "44.128.10.0/24" << "";
        QTest::newRow("two") << "N0CALL" << "44.128.10.0/24 44.9.1.0/28" << "";
        QTest::newRow("no callsign") << "" << "44.128.10.0/24" << "";
        QTest::newRow("no subnet") << "N0CALL" << "" << "at least one";
        QTest::newRow("callsign") << "N?" << "44.128.10.0/24" << "Callsign";
        QTest::newRow("host bits") << "N0CALL" << "44.128.10.1/24" << "Subnets";
        QTest::newRow("outside") << "N0CALL" << "192.168.0.0/24" << "Subnets";
        QTest::newRow("sold") << "N0CALL" << "44.192.0.0/16" << "Subnets";
        QTest::newRow("overlap") << "N0CALL" << "44.128.10.0/24 44.128.10.0/30" << "Subnets";
    }

    void who()
    {
        QFETCH(QString, callsign);
        QFETCH(QString, subnets);
        QFETCH(QString, says);
        m_wizard->goTo(2);
        type("gateway.callsign", callsign);
        type("gateway.subnets", subnets);
        QCOMPARE(hindrance().isEmpty(), says.isEmpty());
        QVERIFY2(hindrance().contains(says), qPrintable(hindrance()));
        next();
        QCOMPARE(m_wizard->step(), says.isEmpty() ? 3 : 2);
    }

    void hostBitsAreNamed()
    {
        m_wizard->goTo(2);
        type("gateway.subnets", QStringLiteral("44.128.10.1/24"));
        QVERIFY(shows(QStringLiteral("the network is 44.128.10.0/24")));
    }

    void address()
    {
        m_wizard->goTo(3);
        QVERIFY(part<QRadioButton>("auto")->isChecked() && hindrance().isEmpty());
        part<QRadioButton>("given")->click();
        QVERIFY(hindrance().contains(QStringLiteral("Type the address")));
        type("gateway.external_address", QStringLiteral("203.0.113.300"));
        QVERIFY(!hindrance().isEmpty());
        type("gateway.external_address", QStringLiteral("203.0.113.9"));
        QVERIFY(hindrance().isEmpty() && shows(QStringLiteral("The router has that address")));
        QCOMPARE(m_wizard->settings().draft().value(QStringLiteral("gateway.external_address")),
                 QStringLiteral("203.0.113.9"));
        part<QRadioButton>("auto")->click();
        QVERIFY(!m_wizard->settings().draft().isChanged(QStringLiteral("gateway.external_address")));
        part<QRadioButton>("given")->click(); // what was typed is still there
        QVERIFY(m_wizard->settings().draft().isChanged(QStringLiteral("gateway.external_address")));
    }

    void routing()
    {
        m_wizard->goTo(4);
        QVERIFY(part<QRadioButton>("gateway.mode=full")->isChecked());
        part<QRadioButton>("gateway.mode=mesh")->click();
        QCOMPARE(m_wizard->settings().draft().value(QStringLiteral("gateway.mode")), QStringLiteral("mesh"));
        QVERIFY(!part<QLineEdit>("routing.mesh_table")->isVisible());
        part<QToolButton>("advanced")->click();
        type("routing.mesh_table", QStringLiteral("45"));
        QVERIFY(!hindrance().isEmpty() && shows(QStringLiteral("must differ")));
        type("routing.mesh_table", QStringLiteral("4400"));
        QVERIFY(hindrance().isEmpty());
    }

    void modesAreWhatTheHelperPermits()
    {
        auto facts = makeSettings();
        std::ranges::find(facts, "gateway.mode", &SettingView::key)->permitted = "full | mesh | mirror";
        m_gateway->setSettings({});
        m_gateway->setSettings(facts);
        m_wizard->goTo(4);
        QVERIFY(!part<QRadioButton>("gateway.mode=bgp"));
        part<QRadioButton>("gateway.mode=mirror")->click();
        QVERIFY(hindrance().isEmpty());
    }

    void routersAreToldHow()
    {
        m_wizard->goTo(5);
        auto *kinds = part<QComboBox>("router");
        QCOMPARE(kinds->currentIndex(), 0); // behind a router
        QVERIFY(shows(QStringLiteral("192.168.1.20")));
        kinds->setFocus();
        QTest::keyClick(kinds, Qt::Key_Down);
        QVERIFY(part<QPlainTextEdit>("command")->toPlainText().contains(QStringLiteral("to-addresses=192.168.1.20")));
        button("copy")->click();
        QCOMPARE(QApplication::clipboard()->text(), part<QPlainTextEdit>("command")->toPlainText());
        QVERIFY(shows(QStringLiteral("from the announcer: 0")));
        GatewayStatus status = freshStatus();
        status.counters["rip44.packets"] = 23;
        live(status);
        QVERIFY(shows(QStringLiteral("from the announcer: 23")));
        m_wizard->goTo(4);
        m_wizard->goTo(5);
        QCOMPARE(kinds->currentIndex(), 1); // the operator's choice
    }

    void hybridWantsAFirewall()
    {
        m_wizard->goTo(4);
        part<QRadioButton>("gateway.mode=hybrid")->click();
        next();
        part<QRadioButton>("firewall.mode=off")->click();
        QVERIFY(!hindrance().isEmpty());
        part<QRadioButton>("firewall.mode=count")->click();
        QVERIFY(hindrance().isEmpty());
    }

    void anotherProgramIsTakenOver()
    {
        QSignalSpy import(m_wizard.get(), &SetupWizard::importRequested);
        m_wizard->setFoundSetup(
            FoundSetup{.program = QStringLiteral("ampr-ripd"),
                       .assignments = {{"gateway.callsign", "N0CALL"}, {"routing.mesh_table", "4400"}},
                       .routes = "addprivate 44.1.0.0/16 encap 198.51.100.7\n",
                       .notes = {QStringLiteral("-x was left out")}});
        QVERIFY(shows(QStringLiteral("Table of the mesh: 4400")) && shows(QStringLiteral("-x was left out")));
        next();
        QCOMPARE(part<QLineEdit>("gateway.callsign")->text(), QStringLiteral("N0CALL"));
        button("back")->click();
        QVERIFY(part<QCheckBox>("take")->isVisible());
        part<QCheckBox>("take")->click();
        next();
        QCOMPARE(m_wizard->settings().draft().changeCount(), 0);
        button("back")->click();
        part<QCheckBox>("take")->click();
        toReview();
        m_wizard->showPreview(kEffect);
        QCOMPARE(import.size(), 0);
        next();
        m_wizard->applied();
        QCOMPARE(import.size(), 1);
        QVERIFY(import[0][0].toByteArray().startsWith("addprivate"));
    }

    void nothingToTakeOver()
    {
        QVERIFY(!part<QCheckBox>("take")->isVisible());
        m_wizard->setFoundSetup(
            FoundSetup{.program = QStringLiteral("ampr-ripd"), .assignments = {}, .routes = {}, .notes = {}});
        QVERIFY(part<QCheckBox>("take")->isVisible());
        m_wizard->setFoundSetup(FoundSetup{});
        QVERIFY(!part<QCheckBox>("take")->isVisible());
        next();
        QCOMPARE(m_wizard->settings().draft().changeCount(), 0);
    }

    void refusals()
    {
        toReview();
        m_wizard->showPreviewFailure(QStringLiteral("too old"));
        QVERIFY(shows(QStringLiteral("too old")));
        next();
        QCOMPARE(pane().state(), ReviewPane::State::Applying);
        m_wizard->showApplyFailure(QStringLiteral("The prompt was dismissed."));
        QCOMPARE(m_wizard->step(), 6);
        QVERIFY(shows(QStringLiteral("dismissed")) && button("next")->isEnabled() && button("back")->isEnabled());
        GatewayStatus status = freshStatus();
        status.trial = {"user 1000", {"gateway.mode"}, kNow, 30, false};
        live(status);
        QVERIFY(hindrance().contains(QStringLiteral("on trial")));
        m_gateway->setConnection({.kind = ConnectionState::Kind::Absent, .host = {}, .detail = {}, .since = kNow});
        QVERIFY(hindrance().contains(QStringLiteral("does not answer")));
    }

    void takenBackIsNotLost()
    {
        toReview();
        m_wizard->showPreview(kEffect);
        next();
        m_wizard->applied();
        GatewayStatus status = makeStatus(GatewayState::Waiting);
        status.trial = {"root", {"gateway.subnets"}, kNow + 60 * kSecond, 60, false};
        live(status);
        m_gateway->setSettings(makeSettings("", "[gateway]\ncallsign = N0CALL\nsubnets = 44.128.10.0/24\n"));
        QVERIFY(!shows(QStringLiteral("not in force")));
        QSignalSpy asked(m_wizard.get(), &SetupWizard::settingsRequested);
        live(freshStatus());
        QCOMPARE(asked.size(), 1);
        m_gateway->setSettings(makeSettings());
        QVERIFY(shows(QStringLiteral("not in force")));
        button("back")->click();
        QCOMPARE(m_wizard->step(), 6);
        m_wizard->showPreview(kEffect);
        QVERIFY(button("next")->isEnabled());
    }

    void anotherHandMeanwhile()
    {
        toReview();
        m_wizard->showPreview(kEffect);
        m_gateway->setSettings(makeSettings("", "[gateway]\nsubnets = 44.9.0.0/16\n"));
        QVERIFY2(hindrance().contains(QStringLiteral("44.9.0.0/16")), qPrintable(hindrance()));
        next();
        QCOMPARE(m_wizard->step(), 6);
        button("close")->click(); // as it says
        m_wizard->start();
        m_wizard->goTo(6);
        m_wizard->showPreview(kEffect);
        QCOMPARE(hindrance(), QString());
    }

    void aChangeAfterTheReviewIsReviewed()
    {
        QSignalSpy preview(m_wizard.get(), &SetupWizard::previewRequested);
        toReview();
        m_wizard->showPreview(kEffect);
        m_wizard->goTo(2);
        m_wizard->goTo(6);
        QCOMPARE(preview.size(), 1); // the same
        m_wizard->goTo(2);
        type("gateway.callsign", QStringLiteral("n1call"));
        m_wizard->goTo(6);
        QCOMPARE(preview.size(), 2);
        QVERIFY(!button("next")->isEnabled());
    }

    void backLeadsEverywhere()
    {
        toReview();
        for (int step = 5; step >= 1; --step) {
            button("back")->click();
            QCOMPARE(m_wizard->step(), step);
        }
        QVERIFY(!button("back")->isEnabled());
        m_wizard->goTo(2);
        QCOMPARE(part<QLineEdit>("gateway.callsign")->text(), QStringLiteral("n0call"));
    }

    void leavingAndComingBack()
    {
        m_wizard->goTo(2);
        type("gateway.callsign", QStringLiteral("n0call"));
        button("close")->click();
        m_wizard->start();
        QCOMPARE(m_wizard->step(), 1);
        QCOMPARE(part<QLineEdit>("gateway.callsign")->text(), QStringLiteral("n0call"));
        m_wizard->reject();
        live(makeStatus(GatewayState::Waiting)); // applied, and no burst yet
        m_wizard->start();
        QCOMPARE(m_wizard->step(), 7);
    }

    // Nothing but the operator moves it on.
    void staysWhereItIs()
    {
        toReview();
        m_wizard->showPreview(kEffect);
        next();
        m_wizard->applied();
        live(makeStatus(GatewayState::Up));
        m_wizard->accept();
        m_wizard->start();
        QCOMPARE(m_wizard->step(), 1);
        m_gateway->secondPassed();
        QCOMPARE(m_wizard->step(), 1);
    }

    void closedWhileApplying()
    {
        QSignalSpy preview(m_wizard.get(), &SetupWizard::previewRequested);
        QSignalSpy asked(m_wizard.get(), &SetupWizard::settingsRequested);
        toReview();
        m_wizard->showPreview(kEffect);
        next();
        button("close")->click();
        m_wizard->start();
        QCOMPARE(m_wizard->step(), 6);
        QCOMPARE(pane().state(), ReviewPane::State::Applying);
        QCOMPARE(preview.size(), 1);
        m_wizard->applied();
        QCOMPARE(m_wizard->step(), 7);
        QCOMPARE(asked.size(), 2); // by the start, and for what is so now
    }

    void theFoundRoutesWereRefused()
    {
        m_wizard->showImportFailure(QStringLiteral("The prompt was dismissed."));
        m_wizard->goTo(7);
        QVERIFY(shows(QStringLiteral("saved routes")) && shows(QStringLiteral("dismissed")));
    }

    void thoseWhoKnowGetAForm()
    {
        QSignalSpy form(m_wizard.get(), &SetupWizard::formRequested);
        button("form")->click();
        QCOMPARE(form.size(), 1);
        QVERIFY(!m_wizard->isVisible());
    }

    void asksForItsFacts()
    {
        m_wizard->reject();
        QSignalSpy settings(m_wizard.get(), &SetupWizard::settingsRequested);
        QSignalSpy findings(m_wizard.get(), &SetupWizard::findingsRequested);
        QSignalSpy found(m_wizard.get(), &SetupWizard::foundSetupRequested);
        m_wizard->start();
        QCOMPARE(settings.size() + findings.size() + found.size(), 3);
    }

    void nothingToChangeLeadsOn()
    {
        live(makeStatus(GatewayState::Up));
        m_gateway->setSettings(makeSettings("[gateway]\nsubnets = 44.128.10.0/24\n"));
        m_wizard->goTo(6);
        QVERIFY(shows(QStringLiteral("nothing to change")));
        next();
        QCOMPARE(m_wizard->step(), 7);
    }

    void everythingHasItsName()
    {
        for (const char *key :
             {"gateway.callsign", "gateway.subnets", "gateway.external_address", "routing.mesh_table"})
            QVERIFY2(!part<QWidget>(key)->accessibleName().isEmpty(), key);
        QVERIFY(m_wizard->accessibleName().startsWith(QStringLiteral("Step 1 of 7")));
    }
};

QTEST_MAIN(WizardTest)
#include "wizardtest.moc"
