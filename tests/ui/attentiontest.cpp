// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the overview says first: each cause once, with its one action.
#include "ui/models/attention.h"
#include "tests/ui/meshmaker.h"
#include "ui/models/peersmodel.h"
#include "ui/widgets/attentionview.h"

#include <QTest>

#include <functional>

using namespace mesh44;
using namespace mesh44::test;
using Act = AttentionItem::Act;

namespace {

struct Case
{
    ConnectionState connection{.kind = ConnectionState::Kind::Live, .host = {}, .detail = {}, .since = kNow};
    std::optional<GatewayStatus> status = makeStatus(GatewayState::Up);
    RouteTally routes{.counts = {{Condition::Installed, 531}}};
    std::vector<Finding> findings;

    Case() { status->routesAnnounced = status->routesInstalled = 531; }
    Attention work() const
    {
        const GatewayStatus *known = status ? &*status : nullptr;
        const bool live = connection.kind == ConnectionState::Kind::Live && known;
        return attentionOf({.situation = situationOf(connection, known, kNow),
                            .status = known,
                            .decision = live ? decisionOf(*known, kNow, 0) : std::nullopt,
                            .routes = routes,
                            .findings = findings,
                            .now = kNow});
    }
};

using Change = std::function<void(Case &)>;

void degrade(Case &c, const char *reason)
{
    c.status->state = GatewayState::Degraded;
    c.status->reason = reason;
}

const ConfigProblem kProblem{"/etc/mesh44/gateway.conf", 3, "gateway.subnets", "host bits"};
const Finding kRival{"ampr-ripd.running", Severity::Error, "ampr-ripd is running: it is in the way",
                     "Stop it: systemctl disable --now ampr-ripd"};
const Finding kShared{"device.shared", Severity::Warning, "the device tunl0 is used by somebody else",
                      "Give the gateway its own: mesh44ctl set tunnel.device=ampr0"};
const Finding kDocker{"docker", Severity::Note, "Docker drops forwarded packets", ""};

} // namespace

Q_DECLARE_METATYPE(Change)

class AttentionTest : public QObject
{
    Q_OBJECT

    static QStringList idsOf(const std::vector<AttentionItem> &items)
    {
        QStringList ids;
        for (const AttentionItem &item : items)
            ids.append(item.id);
        return ids;
    }
    static void states(auto row)
    {
        const auto state = [](GatewayState which) { return [which](Case &c) { c.status = makeStatus(which); }; };
        const auto kind = [](ConnectionState::Kind which, bool data) {
            return [which, data](Case &c) {
                c.connection.kind = which;
                c.findings = {kRival}; // of the past
                if (!data)
                    c.status.reset();
            };
        };
        using Kind = ConnectionState::Kind;
        row("all is well", [](Case &) {}, "", "", Act::None, "");
        row("down", state(GatewayState::Down), "situation", "", Act::None, "");
        row("waiting", state(GatewayState::Waiting), "situation", "", Act::None, "");
        row("conflict", state(GatewayState::Conflict), "situation", "", Act::Settings, "routing.mesh_table");
        row("unsupported", state(GatewayState::Unsupported), "situation", "", Act::None, "");
        row("no rights", state(GatewayState::NoRights), "situation", "", Act::None, "");
        row("absent", kind(Kind::Absent, false), "situation", "", Act::Retry, "");
        row("vanished", kind(Kind::Absent, true), "situation", "", Act::Retry, "");
        row("refused by the bus", kind(Kind::Refused, false), "situation", "", Act::Retry, "");
        row("unreachable", kind(Kind::Unreachable, true), "situation", "", Act::Retry, "");
        row("not understood", kind(Kind::Failed, true), "situation", "", Act::Retry, "");
        row("connecting", kind(Kind::Connecting, false), "situation", "", Act::None, "");
        row("connecting again", kind(Kind::Connecting, true), "situation", "", Act::None, "");
        row(
            "misconfigured",
            [](Case &c) {
                c.status = makeStatus(GatewayState::Misconfigured);
                c.status->problems = {kProblem};
            },
            "situation", "", Act::Settings, "gateway.subnets");
        row(
            "nothing configured",
            [](Case &c) {
                c.status = makeStatus(GatewayState::Misconfigured);
                c.status->subnets.clear();
            },
            "situation", "", Act::Wizard, "");
        row(
            "problems beside", [](Case &c) { c.status->problems = {kProblem}; }, "situation", "", Act::Settings,
            "gateway.subnets");
        row("another contract", [](Case &c) { c.status->apiMajor = kApiMajor + 1; }, "situation", "", Act::None, "");
    }
    static void decisions(auto row)
    {
        row(
            "held, which has a bar of its own",
            [](Case &c) {
                c.status->heldChange = "15 of 50 routes gone";
                degrade(c, "15 of 50 routes gone: held until two more complete bursts say the same");
            },
            "", "", Act::None, "");
        row(
            "held, behind a trial in the bar",
            [](Case &c) {
                c.status->heldChange = "15 of 50 routes gone";
                c.status->trial = {"root", {"gateway.mode"}, kNow + 41 * kSecond, 41, false};
            },
            "held", "", Act::Decide, "");
        row(
            "on trial, which has a bar of its own",
            [](Case &c) { c.status->trial = {"root", {"gateway.mode"}, kNow + 41 * kSecond, 41, false}; }, "", "",
            Act::None, "");
        row(
            "not taken back", [](Case &c) { degrade(c, "a change is not completely taken back: busy"); }, "degraded",
            "", Act::None, "");
    }
    static void causes(auto row)
    {
        row(
            "degraded", [](Case &c) { degrade(c, "there is no route to the Internet"); }, "degraded", "", Act::None,
            "");
        row(
            "degraded by a problem of the configuration",
            [](Case &c) {
                c.status->problems = {kProblem};
                degrade(c, "the configuration has a problem; the last good one is in force");
            },
            "situation", "", Act::Settings, "gateway.subnets");
        row(
            "degraded by a finding",
            [](Case &c) {
                c.findings = {kRival};
                degrade(c, "ampr-ripd is running: it is in the way");
            },
            "finding:ampr-ripd.running", "", Act::Copy, "Stop it: systemctl disable --now ampr-ripd");
        row(
            "a finding about a setting", [](Case &c) { c.findings = {kShared}; }, "finding:device.shared", "",
            Act::Settings, "tunnel.device");
        row("a note", [](Case &c) { c.findings = {kDocker}; }, "", "finding:docker", Act::None, "");
        row(
            "worst first", [](Case &c) { c.findings = {kShared, kDocker, kRival}; },
            "finding:ampr-ripd.running finding:device.shared", "finding:docker", Act::Copy,
            "Stop it: systemctl disable --now ampr-ripd");
    }
    static void routes(auto row)
    {
        row("due just now", [](Case &c) { c.status->nextBurst = kNow - 59 * kSecond; }, "", "", Act::None, "");
        row("overdue", [](Case &c) { c.status->nextBurst = kNow - 61 * kSecond; }, "overdue", "", Act::None, "");
        row(
            "not installed", [](Case &c) { c.routes.counts[Condition::NotInstalled] = 3; }, "missing", "", Act::Peers,
            "Not installed");
        row("refused", [](Case &c) { c.routes.counts[Condition::Refused] = 3; }, "", "refused", Act::None, "");
        row(
            "our own, announced to us",
            [](Case &c) {
                c.routes.counts[Condition::Refused] = 2;
                c.routes.ownRefused = 2;
            },
            "", "", Act::None, "");
        row(
            "0 routes",
            [](Case &c) {
                c.routes.counts.clear();
                c.status->routesAnnounced = c.status->routesInstalled = 0;
            },
            "empty", "", Act::None, "");
        row(
            "not installed while down",
            [](Case &c) {
                c.status = makeStatus(GatewayState::Down);
                c.routes.counts = {{Condition::NotInstalled, 531}};
            },
            "situation", "", Act::None, "");
    }

private Q_SLOTS:
    void table_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("items"); // ids in their order
        QTest::addColumn<QString>("notes");
        QTest::addColumn<int>("act"); // of the first item
        QTest::addColumn<QString>("subject");
        const auto row = [](const char *name, Change change, const char *items, const char *notes, Act act,
                            const char *subject) {
            QTest::newRow(name) << change << QString::fromLatin1(items) << QString::fromLatin1(notes) << int(act)
                                << QString::fromLatin1(subject);
        };
        states(row);
        decisions(row);
        causes(row);
        routes(row);
    }
    void table()
    {
        QFETCH(Change, change);
        QFETCH(QString, items);
        QFETCH(QString, notes);
        QFETCH(int, act);
        QFETCH(QString, subject);
        Case here;
        change(here);
        const Attention attention = here.work();
        QCOMPARE(idsOf(attention.items).join(u' '), items);
        QCOMPARE(idsOf(attention.notes).join(u' '), notes);
        const bool waits = here.status && !here.status->heldChange.empty();
        QCOMPARE(!attention.calm.title.isEmpty(), items.isEmpty() && !waits);
        for (const AttentionItem &item : attention.items) {
            QVERIFY(!item.notice.title.isEmpty());
            QVERIFY(item.word.isEmpty() == (item.act == Act::None || item.act == Act::Decide));
        }
        if (attention.items.empty())
            return;
        QCOMPARE(int(attention.items[0].act), act);
        QCOMPARE(attention.items[0].subject, subject);
    }

    // One root, and under it what it explains; with the way to see it.
    void whatFollowsStandsUnderItsCause()
    {
        Case here;
        degrade(here, "there is no route to the Internet");
        here.status->nextBurst = kNow - 75 * kSecond;
        here.routes.counts[Condition::NotInstalled] = 12;
        const Attention attention = here.work();
        QCOMPARE(idsOf(attention.items), QStringList{QStringLiteral("degraded")});
        const AttentionItem &root = attention.items[0];
        QCOMPARE(root.notice.title, QStringLiteral("There is no route to the Internet."));
        QCOMPARE(root.follows.size(), 2);
        QCOMPARE(root.follows[0], QStringLiteral("The burst is overdue by 1:15."));
        QVERIFY(root.follows[1].startsWith(QStringLiteral("12 route")));
        QVERIFY(root.act == Act::Peers);
    }

    void decisionIsTheFirst()
    {
        Case here;
        here.status->heldChange = "15 of 50 routes gone";
        here.status->trial = {"root", {"gateway.mode"}, kNow + 41 * kSecond, 41, false};
        here.findings = {kRival};
        const Attention attention = here.work();
        QCOMPARE(idsOf(attention.items).join(u' '), QStringLiteral("held finding:ampr-ripd.running"));
        QVERIFY(attention.items[0].decision->no == Action::Kind::RejectChanges);
    }

    void sentencesBeginAsNamesAllow()
    {
        Case here;
        here.findings = {kRival, kShared};
        const Attention attention = here.work();
        QCOMPARE(attention.items[0].notice.title, QStringLiteral("ampr-ripd is running: it is in the way."));
        QCOMPARE(attention.items[1].notice.title, QStringLiteral("The device tunl0 is used by somebody else."));
    }

    void tally()
    {
        PeersModel peers;
        Snapshot mesh = MeshMaker(3).make(200);
        mesh.routes[0].prefix = *Ipv4Prefix::parse("44.128.10.16/28");
        mesh.routes[0].state = RouteState::Refused;
        peers.setRoutes(mesh.routes, mesh.endpoints);
        const RouteTally counted = tallyOf(peers, mesh.status.subnets);
        uint32_t all = 0;
        for (const auto &[condition, count] : counted.counts)
            all += count;
        QCOMPARE(all, 200u);
        QCOMPARE(counted.ownRefused, 1u);
        for (const auto &[condition, count] : counted.counts) {
            const auto same = [&, which = condition](const RouteView &r) { return conditionOf(r) == which; };
            QCOMPARE(int64_t(count), int64_t(std::ranges::count_if(mesh.routes, same)));
        }
    }

    void newOnesWaitAtTheEnd()
    {
        const auto item = [](const char *id) {
            AttentionItem made;
            made.id = QString::fromLatin1(id);
            return made;
        };
        const std::vector<AttentionItem> wanted{item("new"), item("b"), item("a")};
        const QStringList before{QStringLiteral("a"), QStringLiteral("gone"), QStringLiteral("b")};
        QCOMPARE(idsOf(steady(wanted, before)).join(u' '), QStringLiteral("a b new"));
        QCOMPARE(idsOf(steady(wanted, {})).join(u' '), QStringLiteral("new b a"));
    }
};

QTEST_MAIN(AttentionTest)
#include "attentiontest.moc"
