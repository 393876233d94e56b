// SPDX-License-Identifier: GPL-3.0-or-later
// The check-up's table, its judgements, and that each symptom leads to its check.
#include "core/checkup/checks.h"
#include "core/checkup/netstat.h"
#include "core/checkup/symptoms.h"
#include "core/checkup/way.h"
#include "tests/core/healthyfacts.h"

#include <set>

using namespace mesh44;
using namespace mesh44::test;

namespace {

using Fault = void (*)(CheckFacts &);

struct Cause
{
    int symptom;
    const char *part; // of the words of the cause
    Fault fault;
};

const Check &checkOf(const std::vector<Check> &checks, std::string_view id)
{
    return *std::ranges::find(checks, id, &Check::id);
}

// Nothing came in, however long one listens.
void silence(CheckFacts &f)
{
    f.arrived = ArrivedPackets{};
    f.heard = {.listening = 3'600'000'000};
    f.burst.reset();
    f.wasAnswered = false;
    f.active.reset();
}

void unread(CheckFacts &f)
{
    f.heard = {.wrongPassword = 23, .listening = 3'600'000'000};
    f.burst.reset();
}

void behindRouter(CheckFacts &f, const char *address)
{
    f.underlay->address = test::address(address);
}

KernelLink &tunnel(CheckFacts &f)
{
    return *std::ranges::find(f.kernel.links, kTunnelLink, &KernelLink::index);
}

void addRule(CheckFacts &f, uint32_t priority, const char *destination, uint32_t table)
{
    KernelRule rule{.priority = priority, .table = table};
    if (*destination)
        rule.destination = prefix(destination);
    f.kernel.rules.push_back(rule);
    std::ranges::stable_sort(f.kernel.rules, {}, &KernelRule::priority);
}

void find(CheckFacts &f, const char *id, Severity severity)
{
    f.findings = {{id, severity, "somebody is there", "do something"}};
}

void dropRoutes(CheckFacts &f, auto which)
{
    std::erase_if(f.kernel.routes, which);
}

const std::vector<Cause> &causes()
{
    static const std::vector<Cause> kAll{
        {1, "CGNAT", [](CheckFacts &f) { silence(f), behindRouter(f, "100.64.3.4"); }},
        {1, "router or ISP", silence},
        {2, "not registered", silence},
        {2, "not linked",
         [](CheckFacts &f) {
             silence(f);
             f.arrived->others = 9;
         }},
        {3, "after a change", silence},
        {3, "announced at the old", [](CheckFacts &f) { f.burst->own[0].endpoint = address("203.0.113.77"); }},
        {4, "the host's firewall",
         [](CheckFacts &f) {
             silence(f);
             f.arrived->announcer = 23;
         }},
        {4, "the device is down", [](CheckFacts &f) { tunnel(f).up = false; }},
        {4, "wrong local", [](CheckFacts &f) { tunnel(f).ipip->local = address("203.0.113.200"); }},
        {5, "strict reverse",
         [](CheckFacts &f) {
             silence(f);
             f.arrived->announcer = 23;
             f.kernel.links[1].rpFilter = 1;
             f.reversePathDrops = 23;
         }},
        {5, "another password", unread},
        {5, "port 520", [](CheckFacts &f) { find(f, "udp520", Severity::Warning); }},
        {6, "carry a password", unread},
        {7, "a rule is missing",
         [](CheckFacts &f) {
             std::erase_if(f.kernel.rules, [](const KernelRule &r) { return r.destination == kAmateurLow; });
         }},
        {7, "another rule stands", [](CheckFacts &f) { addRule(f, 10, "", kMainTable); }},
        {8, "own hosts",
         [](CheckFacts &f) {
             addRule(f, 10, "44.128.10.0/24", 100);
             f.kernel.routes.push_back(routeTo("44.128.10.0/24", 100, kTunnelLink));
         }},
        {9, "answers in only",
         [](CheckFacts &f) {
             silence(f);
             f.arrived->announcer = 3;
             f.wasAnswered = true;
         }},
        {10, "no name", [](CheckFacts &f) { f.active->name = NameFacts{address("44.128.10.1"), true, "", {}}; }},
        {11, "answered by the ISP",
         [](CheckFacts &f) {
             KernelRule rule{.priority = 46, .source = prefix("44.128.10.0/25"), .table = kMainTable};
             f.kernel.rules.push_back(rule);
             std::ranges::stable_sort(f.kernel.rules, {}, &KernelRule::priority);
         }},
        {11, "no default route",
         [](CheckFacts &f) {
             dropRoutes(f, [](const KernelRoute &r) { return r.table == 45 && r.type == RouteType::Unicast; });
         }},
        {12, "not forwarded", [](CheckFacts &f) { f.kernel.links[2].forwarding = false; }},
        {13, "other sources", [](CheckFacts &f) { f.firewall["firewall.foreign_source"] = 12; }},
        {14, "slows down",
         [](CheckFacts &f) {
             f.settings.firewall = FirewallMode::Count;
             f.firewall["firewall.foreign_source"] = 12;
         }},
        {15, "small packets", [](CheckFacts &f) { f.active->path->largest = 1452; }},
        {16, "window of 840", [](CheckFacts &f) { f.conflicts = {"3 routes of ampr-ripd are in table 44"}; }},
        {17, "ttl is inherited", [](CheckFacts &f) { tunnel(f).ipip->ttl = 0; }},
        {19, "in the device's place",
         [](CheckFacts &f) {
             std::erase_if(f.kernel.links, [](const KernelLink &l) { return l.index == kTunnelLink; });
             f.problems = {"link add ampr0 type ipip: File exists"};
         }},
        {20, "networkd restarts", [](CheckFacts &f) { find(f, "networkd.rules", Severity::Warning); }},
        {20, "again and again",
         [](CheckFacts &f) {
             std::erase_if(f.kernel.rules, [](const KernelRule &r) { return r.action == RuleAction::Unreachable; });
         }},
        {21, "is silent", [](CheckFacts &f) { f.burst->age = 2'000'000'000; }},
        {22, "no way around",
         [](CheckFacts &f) { dropRoutes(f, [](const KernelRoute &r) { return r.type == RouteType::Throw; }); }},
        {22, "enter the tunnel",
         [](CheckFacts &f) {
             addRule(f, 10, "44.5.0.0/16", 100);
             f.kernel.routes.push_back(routeTo("44.5.0.0/16", 100, kTunnelLink));
         }},
        {24, "old route",
         [](CheckFacts &f) { f.kernel.routes.push_back(routeTo("44.0.0.0/8", kMainTable, kTunnelLink)); }},
        {25, "old rule", [](CheckFacts &f) { addRule(f, 40000, "44.0.0.0/8", 44); }},
        {27, "more routes", [](CheckFacts &f) { f.isMeshFull = true; }},
        {28, "two programs", [](CheckFacts &f) { f.conflicts = {"3 routes of ampr-ripd are in table 44"}; }},
        {29, "second daemon", [](CheckFacts &f) { find(f, "ampr-ripd.running", Severity::Error); }},
        {31, "both claim", [](CheckFacts &f) { find(f, "44net-connect", Severity::Warning); }},
        {32, "Calico", [](CheckFacts &f) { find(f, "device.shared", Severity::Warning); }},
    };
    return kAll;
}

} // namespace

Q_DECLARE_METATYPE(Fault)

class Checks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allIsWell()
    {
        for (const Check &check : runChecks(healthyFacts()))
            QVERIFY2(check.outcome == CheckOutcome::Pass, (check.id + ": " + check.seen).c_str());
    }

    void theTableIsInOrder()
    {
        std::set<std::string_view> before;
        for (const CheckDescription &what : checkDescriptions()) {
            for (const std::string_view id : what.dependsOn)
                QVERIFY2(id.empty() || before.contains(id), std::string(id).c_str());
            QVERIFY(!what.title.empty() && !what.why.empty());
            QVERIFY2(before.insert(what.id).second, std::string(what.id).c_str());
        }
    }

    void everySymptomIsThere()
    {
        std::set<int> numbers;
        const auto table = checkDescriptions();
        for (const SymptomCause &cause : symptomCauses()) {
            numbers.insert(cause.symptom);
            QVERIFY(!cause.words.empty());
            QVERIFY2(cause.check.empty() != cause.whyNot.empty(), std::string(cause.words).c_str());
            QVERIFY(cause.check.empty() || std::ranges::count(table, cause.check, &CheckDescription::id) == 1);
        }
        QCOMPARE(numbers.size(), size_t{kSymptoms});
        QVERIFY(*numbers.begin() == 1 && *numbers.rbegin() == kSymptoms);
    }

    void symptoms_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<QByteArray>("check");
        for (const SymptomCause &cause : symptomCauses()) {
            if (cause.check.empty())
                continue;
            const auto fits = [&](const Cause &c) {
                return c.symptom == cause.symptom && cause.words.find(c.part) != std::string_view::npos;
            };
            QCOMPARE(std::ranges::count_if(causes(), fits), 1);
            const QByteArray name = QByteArray::number(cause.symptom) + ' ' + std::string(cause.words).c_str();
            QTest::newRow(name.constData())
                << std::ranges::find_if(causes(), fits)->fault << QByteArray(std::string(cause.check).c_str());
        }
    }
    void symptoms()
    {
        QFETCH(Fault, fault);
        QFETCH(QByteArray, check);
        CheckFacts facts = healthyFacts();
        fault(facts);
        const auto checks = runChecks(facts);
        const Check *first = firstFailure(checks);
        QVERIFY(first);
        QCOMPARE(first->id, check.toStdString());
        QVERIFY(!first->seen.empty() && !first->advice.empty());
        // Whatever depends on it names it, or something before it.
        for (const Check &each : checks) {
            const bool isBlocked = !each.blockedBy.empty();
            QCOMPARE(isBlocked && each.outcome != CheckOutcome::NotTested, false);
            QVERIFY(!isBlocked || checkOf(checks, each.blockedBy).blockedBy.empty());
        }
    }

    void nothingIsTestedWithoutConfiguration()
    {
        const auto checks = runChecks({});
        QCOMPARE(firstFailure(checks)->id, std::string("gateway.configured"));
        QCOMPARE(checkOf(checks, "mtu.path").blockedBy, std::string("gateway.configured"));
        for (const Check &check : checks)
            QVERIFY(check.outcome == CheckOutcome::NotTested || check.id == "gateway.configured");
    }

    void patience_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<bool>("asked");
        QTest::addColumn<QByteArray>("outcome");
        QTest::newRow("just started") << 20 << false << QByteArray("not-tested");
        QTest::newRow("just before") << 359 << false << QByteArray("not-tested");
        QTest::newRow("long enough") << 360 << false << QByteArray("fail");
        QTest::newRow("asked, and no answer") << 20 << true << QByteArray("fail");
    }
    void patience()
    {
        QFETCH(int, seconds);
        QFETCH(bool, asked);
        QFETCH(QByteArray, outcome);
        CheckFacts facts = healthyFacts();
        silence(facts);
        facts.heard.listening = seconds * int64_t{1'000'000};
        if (asked)
            facts.active = ActiveFacts{.ping = PingFacts{.sent = 3}};
        const auto checks = runChecks(facts);
        QCOMPARE(std::string(toString(checkOf(checks, "protocol4.arrives").outcome)), outcome.toStdString());
        QCOMPARE(checkOf(checks, "burst.age").blockedBy, std::string("protocol4.arrives"));
    }

    void single_data()
    {
        QTest::addColumn<Fault>("change");
        QTest::addColumn<QByteArray>("check");
        QTest::addColumn<QByteArray>("outcome");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char *name, const char *check, const char *outcome, const char *words, Fault change) {
            QTest::newRow(name) << change << QByteArray(check) << QByteArray(outcome) << QByteArray(words);
        };
        row("off", "gateway.on", "fail", "switched off", [](CheckFacts &f) { f.enabled = false; });
        row("no way out", "wan.route", "fail", "no route", [](CheckFacts &f) { f.underlay.reset(); });
        row("no address", "wan.address", "fail", "no address", [](CheckFacts &f) { behindRouter(f, "0.0.0.0"); });
        row("link-local", "wan.address", "fail", "link-local",
            [](CheckFacts &f) { silence(f), behindRouter(f, "169.254.3.4"); });
        row("router that passes", "wan.address", "pass", "passes the mesh on",
            [](CheckFacts &f) { behindRouter(f, "192.168.1.2"); });
        row("router that may not", "wan.address", "warn", "a router stands",
            [](CheckFacts &f) { silence(f), behindRouter(f, "192.168.1.2"); });
        row("address behind a router", "burst.own_address", "pass", "not known here",
            [](CheckFacts &f) { behindRouter(f, "192.168.1.2"); });
        row("not counted, heard", "protocol4.arrives", "pass", "came through",
            [](CheckFacts &f) { f.arrived.reset(); });
        row("drops, and it is not known whether it is strict", "rp_filter", "fail", "seems to be strict",
            [](CheckFacts &f) { silence(f), f.arrived->announcer = f.reversePathDrops = 9, f.reversePathAll.reset(); });
        row("a few drops, and it is not known", "firewall.input", "fail", "9 packets", [](CheckFacts &f) {
            silence(f), f.arrived->announcer = 9, f.reversePathDrops = 8, f.reversePathAll.reset();
        });
        row("strict, and heard", "rp_filter", "pass", "strict on wan0",
            [](CheckFacts &f) { f.kernel.links[1].rpFilter = 1, f.reversePathDrops = 50; });
        row("strict for all", "rp_filter", "pass", "strict on wan0, lan0", [](CheckFacts &f) { f.reversePathAll = 1; });
        row("own word on the password", "burst.readable", "fail", "another password",
            [](CheckFacts &f) { unread(f), f.settings.password = "secret"; });
        row("one late", "burst.age", "warn", "late", [](CheckFacts &f) { f.burst->age = 400'000'000; });
        row("own prefix missing", "burst.own_prefix", "fail", "44.128.10.0/24",
            [](CheckFacts &f) { f.burst->own[0].endpoint.reset(); });
        row("missing in half a burst", "burst.own_prefix", "warn", "complete",
            [](CheckFacts &f) { f.burst->own[0].endpoint.reset(), f.burst->complete = false; });
        row("configured address", "burst.own_address", "fail", "we are at 203.0.113.50",
            [](CheckFacts &f) { f.expectedAddress = f.settings.externalAddress = address("203.0.113.50"); });
        row("default switched off", "default.route", "warn", "switched off", [](CheckFacts &f) {
            const auto isDefault = [](const auto &r) { return r.table == 45 && r.type == RouteType::Unicast; };
            std::erase_if(f.kernel.routes, isDefault);
            std::erase_if(f.desired.routes, isDefault);
        });
        row("no firewall", "firewall.guards", "warn", "strangers",
            [](CheckFacts &f) { f.settings.firewall = FirewallMode::Off; });
        row("no answer", "ping.announcer", "fail", "no answer", [](CheckFacts &f) { f.active->ping->received = 0; });
        row("only looked", "ping.announcer", "not-tested", "permission", [](CheckFacts &f) { f.active.reset(); });
        row("name of another", "dns.name", "fail", "does not lead back",
            [](CheckFacts &f) { f.active->name->addresses = {address("44.128.10.9")}; });
        row("no name server", "dns.name", "not-tested", "no name server",
            [](CheckFacts &f) { f.active->name->isAnswered = false; });
        row("foreign route in our table", "tables.free", "fail", "1 route of others is in table 44",
            [](CheckFacts &f) { f.kernel.routes.push_back(routeTo("44.7.0.0/16", 44, kWanLink)); });
        row("no clock", "clock", "not-tested", "tells", [](CheckFacts &f) { f.isClockSet.reset(); });
        row("unset clock", "clock", "warn", "time server", [](CheckFacts &f) { f.isClockSet = false; });
        row("a note is no matter", "software", "pass", "", [](CheckFacts &f) { find(f, "docker", Severity::Note); });
    }
    void single()
    {
        QFETCH(Fault, change);
        QFETCH(QByteArray, check);
        QFETCH(QByteArray, outcome);
        QFETCH(QByteArray, words);
        CheckFacts facts = healthyFacts();
        change(facts);
        const auto checks = runChecks(facts);
        const Check &found = checkOf(checks, check.toStdString());
        QVERIFY2(found.seen.find(words.toStdString()) != std::string::npos, found.seen.c_str());
        QCOMPARE(std::string(toString(found.outcome)), outcome.toStdString());
    }

    void fixes()
    {
        const auto fixOf = [](Fault change, const char *id) {
            CheckFacts facts = healthyFacts();
            change(facts);
            return checkOf(runChecks(facts), id).fix;
        };
        QVERIFY((fixOf([](CheckFacts &f) { f.enabled = false; }, "gateway.on") == CheckFix{FixKind::Up, ""}));
        QVERIFY((fixOf([](CheckFacts &f) { unread(f), f.settings.password = "secret"; }, "burst.readable")
                 == CheckFix{FixKind::Set, "rip44.password="}));
        // The known password is refused: nobody knows the new one.
        QVERIFY(fixOf(unread, "burst.readable") == CheckFix{});
    }

    void words()
    {
        for (const CheckOutcome outcome :
             {CheckOutcome::Pass, CheckOutcome::Warn, CheckOutcome::Fail, CheckOutcome::NotTested})
            QVERIFY(checkOutcomeFrom(toString(outcome)) == outcome);
        for (const FixKind kind : {FixKind::None, FixKind::Up, FixKind::AllowDefault, FixKind::Set})
            QVERIFY(fixKindFrom(toString(kind)) == kind);
        QVERIFY(!checkOutcomeFrom("maybe") && !fixKindFrom("reboot"));
    }

    void ways_data()
    {
        QTest::addColumn<QByteArray>("source");
        QTest::addColumn<QByteArray>("destination");
        QTest::addColumn<int>("link");
        const auto row = [](const char *name, const char *source, const char *destination, int link) {
            QTest::newRow(name) << QByteArray(source) << QByteArray(destination) << link;
        };
        row("a mesh address", "44.128.10.2", "44.4.8.9", kTunnelLink);
        row("from elsewhere, too", "192.168.1.2", "44.4.8.9", kTunnelLink);
        row("the Internet, from ours", "44.128.10.2", "192.0.2.1", kTunnelLink);
        row("the Internet, from others", "203.0.113.9", "192.0.2.1", kWanLink);
        row("our own host", "44.4.8.9", "44.128.10.7", kLanLink);
        row("an endpoint inside 44", "203.0.113.9", "44.5.0.1", kWanLink);
        row("what is no mesh any more", "203.0.113.9", "44.200.1.1", kWanLink);
    }
    void ways()
    {
        QFETCH(QByteArray, source);
        QFETCH(QByteArray, destination);
        QFETCH(int, link);
        const CheckFacts facts = healthyFacts();
        const WayFinder ways(facts.kernel);
        QCOMPARE(ways.find(address(source.constData()), address(destination.constData())).link, link);
    }

    void deadAddressOfOursGoesNowhere()
    {
        CheckFacts facts = healthyFacts();
        std::erase_if(facts.kernel.routes, [](const KernelRoute &r) { return r.link == kLanLink; });
        const WayFinder ways(facts.kernel);
        const auto way = ways.find(address("44.4.8.9"), address("44.128.10.7"));
        QVERIFY(!way.leaves() && way.route && way.route->type == RouteType::Unreachable);
        QVERIFY(!WayFinder(KernelState{}).find({}, address("44.4.8.9")).leaves());
    }

    void netstat()
    {
        const std::string_view text = "TcpExt: A IPReversePathFilter B\nTcpExt: 1 44 2\nIpExt: InNoRoutes\nIpExt: 7\n";
        QCOMPARE(*readNetstat(text, "TcpExt", "IPReversePathFilter"), uint64_t{44});
        QCOMPARE(*readNetstat(text, "TcpExt", "B"), uint64_t{2});
        QCOMPARE(*readNetstat(text, "IpExt", "InNoRoutes"), uint64_t{7});
        QVERIFY(readNetstat(text, "TcpExt", "C").error().code == ErrorCode::NotFound);
    }

    void invalidNetstat_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray("");
        QTest::newRow("another group") << QByteArray("IpExt: A B\nIpExt: 1 2\n");
        QTest::newRow("names alone") << QByteArray("TcpExt: A B\n");
        QTest::newRow("fewer numbers") << QByteArray("TcpExt: X B\nTcpExt: 1\n");
        QTest::newRow("words") << QByteArray("TcpExt: B\nTcpExt: many\n");
        QTest::newRow("negative") << QByteArray("TcpExt: B\nTcpExt: -1\n");
        QTest::newRow("too large") << QByteArray("TcpExt: B\nTcpExt: 18446744073709551616\n");
        QTest::newRow("rubbish behind") << QByteArray("TcpExt: B\nTcpExt: 1x\n");
        QTest::newRow("no blank") << QByteArray("TcpExt:B\nTcpExt:1\n");
        QTest::newRow("bytes") << QByteArray("\xff\xfe\n\n\n");
    }
    void invalidNetstat()
    {
        QFETCH(QByteArray, text);
        const auto read = readNetstat(text.toStdString(), "TcpExt", "B");
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::InvalidArgument);
    }
};

QTEST_APPLESS_MAIN(Checks)
#include "checks.moc"
