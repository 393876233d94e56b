// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/render.h"
#include "app/mesh44ctl/context.h"
#include "app/mesh44ctl/metrics.h"
#include "app/mesh44ctl/replies.h"
#include "app/mesh44ctl/routefilter.h"

#include <QtTest>

using namespace mesh44;
using namespace mesh44::ctl;

namespace {

constexpr int64_t kSecond = 1'000'000;
constexpr int64_t kNow = 1'700'000'000 * kSecond;

Ipv4Prefix prefix(const char *text)
{
    return *Ipv4Prefix::parse(text);
}

Ipv4Address address(const char *text)
{
    return *Ipv4Address::parse(text);
}

GatewayStatus busyGateway()
{
    GatewayStatus status;
    status.version = "0.1.0";
    status.state = GatewayState::Degraded;
    status.reason = "the underlay has no route to the announcer";
    status.enabled = true;
    status.callsign = "N0CALL";
    status.subnets = {prefix("44.128.10.0/24"), prefix("44.128.12.0/24")};
    status.address = address("44.128.10.1");
    status.mode = "full";
    status.plane = "kernel";
    status.device = "tunl0";
    status.mtu = 1480;
    status.announcer = address("169.228.34.84");
    status.underlayDevice = "eth0";
    status.underlayAddress = address("203.0.113.9");
    status.underlayGateway = address("203.0.113.1");
    status.startedAt = kNow - 3 * 3600 * kSecond;
    status.lastBurst = kNow - 125 * kSecond;
    status.lastBurstRoutes = 531;
    status.lastBurstComplete = true;
    status.nextBurst = kNow + 175 * kSecond;
    status.routesAnnounced = 531;
    status.routesInstalled = 528;
    status.routesRefused = 3;
    status.endpoints = 312;
    status.counters = {{"rip44.dropped.password", 10}, {"rip44.dropped.truncated", 2}, {"rip44.packets", 44}};
    status.problems = {{"/etc/mesh44/a.conf", 12, "gateway.mode", "expected full | mesh"}};
    return status;
}

std::vector<RouteView> threeRoutes()
{
    return {{.prefix = prefix("44.4.0.0/16"),
             .endpoint = address("198.51.100.7"),
             .announced = true,
             .installed = true,
             .lastAnnounced = kNow - 41 * kSecond},
            {.prefix = prefix("44.4.8.0/24"),
             .endpoint = address("203.0.113.20"),
             .origin = RouteOrigin::Import,
             .state = RouteState::Suppressed},
            {.prefix = prefix("44.60.44.0/24"),
             .endpoint = address("192.0.2.5"),
             .announced = true,
             .state = RouteState::Refused,
             .reason = "endpoint inside\n44/8",
             .lastAnnounced = kNow - 41 * kSecond}};
}

QString q(const std::string &text)
{
    return QString::fromStdString(text);
}

QString lines(const std::vector<std::string> &texts)
{
    QString all;
    for (const std::string &text : texts)
        all += q(text) + QLatin1Char('\n');
    return all;
}

} // namespace

class RenderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void status();
    void firstBursts();
    void held();
    void statusOfNothing();
    void routes();
    void endpoints();
    void traffic();
    void history();
    void config();
    void changes();
    void manyChangesAreCounted();
    void freshnessIsNoChange();
    void metrics();
    void metricsEscape();
    void filters();
    void times_data();
    void times();
    void terminalIsSafe_data();
    void terminalIsSafe();
    void colours();
    void exitCodes();
    void errors_data();
    void errors();
};

void RenderTest::status()
{
    QCOMPARE(q(renderStatus(busyGateway(), kNow, {})),
             QStringLiteral("Gateway N0CALL: degraded\n"
                            "  The underlay has no route to the announcer.\n"
                            "\n"
                            "Switch          on\n"
                            "Mode            full\n"
                            "Our subnets     44.128.10.0/24 44.128.12.0/24\n"
                            "Tunnel          tunl0, our address 44.128.10.1, MTU 1480, packets carried by the kernel\n"
                            "Internet side   eth0, our address 203.0.113.9, router 203.0.113.1\n"
                            "Announcer       169.228.34.84\n"
                            "Last burst      2 min ago, 531 routes; the next is expected in 2 min\n"
                            "Routes          528 installed of 531 announced, over 312 endpoints, 3 refused\n"
                            "Dropped         12 packets (password 10, truncated 2)\n"
                            "Service         version 0.1.0, started 3 h ago\n"
                            "\n"
                            "In the configuration:\n"
                            "  /etc/mesh44/a.conf:12: gateway.mode: expected full | mesh\n"));
}

void RenderTest::statusOfNothing()
{
    GatewayStatus status;
    status.nextBurst = kNow - 60 * kSecond;
    QVERIFY(!q(renderStatus(status, kNow, {})).contains(QStringLiteral("Announced to")));
    GatewayStatus forwarding = status;
    forwarding.forwardFormat = "rip2";
    forwarding.forwardInterface = "lan0";
    forwarding.forwardDestination = address("224.0.0.9");
    QVERIFY(q(renderStatus(forwarding, kNow, {}))
                .contains(QStringLiteral("Announced to    routers on lan0, as rip2 to 224.0.0.9\n")));
    // Hybrid and bgp send by the ISP all the same: no more is said than is so.
    GatewayStatus suppressed{.hasDefault = true, .defaultSuppressed = true};
    QVERIFY(
        q(renderStatus(suppressed, kNow, {}))
            .contains(QStringLiteral("Default route   switched off: what would go by the announcer is unreachable\n")));
    suppressed.hasDefault = false;
    QVERIFY(!q(renderStatus(suppressed, kNow, {})).contains(QStringLiteral("Default route")));
    QCOMPARE(q(renderStatus(status, kNow, {})),
             QStringLiteral("Gateway: down\n"
                            "\n"
                            "Switch          off\n"
                            "Mode            \n"
                            "Our subnets     none\n"
                            "Tunnel          none\n"
                            "Internet side   no route to the Internet\n"
                            "Announcer       0.0.0.0\n"
                            "Last burst      none heard yet; the next is late, it was expected 1 min ago\n"
                            "Routes          0 installed of 0 announced, over 0 endpoints\n"
                            "Service         version , started never\n"));
}

void RenderTest::routes()
{
    QCOMPARE(
        q(renderRoutes(threeRoutes(), kNow, {.summary = true})),
        QStringLiteral("PREFIX         ENDPOINT      STATE       ANNOUNCED  INSTALLED  LAST ANNOUNCED  ORIGIN  REASON\n"
                       "44.4.0.0/16    198.51.100.7  installed   yes        yes        41 s ago        rip44\n"
                       "44.4.8.0/24    203.0.113.20  suppressed  no         no         never           import\n"
                       "44.60.44.0/24  192.0.2.5     refused     yes        no         41 s ago        rip44   "
                       "endpoint inside 44/8\n"
                       "\n"
                       "3 routes, 1 installed\n"));
}

void RenderTest::endpoints()
{
    const std::vector<EndpointView> endpoints = {
        {address("192.0.2.5"), false, false, 3, 3, kNow - 2 * kSecond},
        {address("198.51.100.7"), true, true, 12, 0, 0},
        {address("203.0.113.20"), true, false, 1, 0, 0},
    };
    QCOMPARE(q(renderEndpoints(endpoints, kNow, {})),
             QStringLiteral("ENDPOINT      SWITCH              ROUTES  INSTALLED  LAST ANNOUNCED\n"
                            "192.0.2.5     on                  3       3          2 s ago\n"
                            "198.51.100.7  off, with fallback  12      0          never\n"
                            "203.0.113.20  off                 1       0          never\n"));
}

void RenderTest::traffic()
{
    const std::vector<TrafficView> rows = {
        {address("169.228.34.84"), 23, 12'420, 0, 0, kNow - 2 * kSecond},
        {address("192.0.2.5"), 0, 0, 0, 0, 0},
        {address("198.51.100.7"), 0, 0, 3, 312, 0},
        {address("203.0.113.20"), 18'446'744'073'709'551'615U, 1, 2, 3, kNow - 41 * kSecond},
    };
    QCOMPARE(q(renderTraffic(rows, kNow, {.summary = true})),
             QStringLiteral("ENDPOINT       PACKETS IN            BYTES IN  PACKETS OUT  BYTES OUT  LAST HEARD\n"
                            "169.228.34.84  23                    12420     0            0          2 s ago\n"
                            "203.0.113.20   18446744073709551615  1         2            3          41 s ago\n"
                            "198.51.100.7   0                     0         3            312        never\n"
                            "\n4 endpoints, 2 heard since the start\n"));
}

void RenderTest::history()
{
    qputenv("TZ", "UTC");
    tzset();
    const std::vector<EventView> newestFirst = {{kNow + 60 * kSecond, "route", "44.4.8.0/24", "Moved."},
                                                {kNow, "gateway", "", "Started."}};
    QCOMPARE(q(renderHistory(newestFirst)), QStringLiteral("TIME                 KIND     ABOUT        WHAT\n"
                                                           "2023-11-14 22:13:20  gateway               Started.\n"
                                                           "2023-11-14 22:14:20  route    44.4.8.0/24  Moved.\n"));
}

void RenderTest::config()
{
    const std::vector<SettingView> settings = {{"gateway.mode", "mesh", "full", "/etc/mesh44/a.conf", 7, "full | mesh"},
                                               {"tunnel.device", "tunl0", "tunl0", "", 0, "a device name"}};
    QCOMPARE(q(renderConfig(settings, false)), QStringLiteral("KEY            VALUE\n"
                                                              "gateway.mode   mesh\n"
                                                              "tunnel.device  tunl0\n"));
    QCOMPARE(q(renderConfig(settings, true)),
             QStringLiteral("KEY            VALUE  DEFAULT  FROM                  PERMITTED\n"
                            "gateway.mode   mesh   full     /etc/mesh44/a.conf:7  full | mesh\n"
                            "tunnel.device  tunl0  tunl0    built in              a device name\n"));
}

void RenderTest::changes()
{
    Snapshot before{.revision = 1, .status = busyGateway(), .routes = threeRoutes()};
    before.endpoints = {{.address = address("198.51.100.7")}};
    Snapshot after = before;
    after.revision = 2;
    after.status.state = GatewayState::Up;
    after.status.reason.clear();
    after.routes[0].endpoint = address("198.51.100.9");
    after.routes[1].state = RouteState::Installed;
    after.routes[2] = {.prefix = prefix("44.61.0.0/16"), .endpoint = address("192.0.2.5"), .installed = true};
    after.endpoints[0].suppressed = true;
    QCOMPARE(lines(renderChanges(before, difference(before, after), {})),
             QStringLiteral("Gateway up\n"
                            "~ endpoint 198.51.100.7 is switched off\n"
                            "~ 44.4.0.0/16 moved from 198.51.100.7 to 198.51.100.9, installed\n"
                            "~ 44.4.8.0/24 by 203.0.113.20 is not installed (was suppressed)\n"
                            "+ 44.61.0.0/16 by 192.0.2.5, installed\n"
                            "- 44.60.44.0/24\n"));
}

void RenderTest::manyChangesAreCounted()
{
    Snapshot after{.revision = 2};
    for (uint32_t i = 0; i < 100; ++i)
        after.routes.push_back({.prefix = Ipv4Prefix::host(Ipv4Address((44u << 24) | i))});
    const auto texts = renderChanges(Snapshot{}, difference(Snapshot{}, after), {});
    QCOMPARE(texts.size(), kMaxChangeLines + 1);
    QCOMPARE(q(texts.back()), QStringLiteral("… and 70 more changes"));
}

void RenderTest::freshnessIsNoChange()
{
    Snapshot before{.revision = 1, .routes = threeRoutes()};
    Snapshot after = before;
    after.routes[0].lastAnnounced = kNow;
    after.status.lastBurst = kNow;
    QVERIFY(renderChanges(before, difference(before, after), {}).empty());
    QCOMPARE(q(renderBurst({kNow, 531, true, kNow + 300 * kSecond}, true, kNow)),
             QStringLiteral("Burst of 531 routes, complete, the next in 5 min"));
    QCOMPARE(q(renderBurst({kNow, 531, false, 0}, true, kNow)), QStringLiteral("Burst of 531 routes, incomplete"));
    QCOMPARE(q(renderBurst({kNow, 531, false, 0}, false, kNow)),
             QStringLiteral("Burst of 531 routes, not yet confirmed"));
}

// The first bursts after a start lack nothing: they are not called incomplete.
void RenderTest::firstBursts()
{
    GatewayStatus status{.lastBurst = kNow - 125 * kSecond, .lastBurstRoutes = 531};
    QVERIFY(q(renderStatus(status, kNow, {})).contains(QStringLiteral("2 min ago, 531 routes, not yet confirmed\n")));
    status.burstsConfirmed = true;
    QVERIFY(q(renderStatus(status, kNow, {})).contains(QStringLiteral("2 min ago, 531 routes, incomplete\n")));
    status.lastBurstComplete = true;
    QVERIFY(q(renderStatus(status, kNow, {})).contains(QStringLiteral("2 min ago, 531 routes\n")));
}

void RenderTest::held()
{
    Snapshot snapshot{.routes = {threeRoutes().front()}};
    snapshot.status.heldChange = "1 of 3 routes gone and 0 re-pointed at once";
    snapshot.routes[0].state = RouteState::Held;
    snapshot.status.routesHeld = 1;
    const QString text = q(renderHeld(snapshot, kNow, {}));
    QVERIFY(text.startsWith(QStringLiteral("1 of 3 routes gone and 0 re-pointed at once.\n")));
    QVERIFY(text.contains(QStringLiteral("`mesh44ctl held accept`")));
    QVERIFY(text.contains(QStringLiteral("44.4.0.0/16")));
    QVERIFY(q(renderStatus(snapshot.status, kNow, {})).contains(QStringLiteral(", 1 held")));
}

void RenderTest::metrics()
{
    QCOMPARE(q(renderMetrics(std::nullopt)), QStringLiteral("# HELP mesh44_up Whether the gateway service answers.\n"
                                                            "# TYPE mesh44_up gauge\n"
                                                            "mesh44_up 0\n"));
    const QString text = q(renderMetrics(busyGateway()));
    for (const char *line :
         {"mesh44_up 1", "mesh44_build_info{version=\"0.1.0\"} 1", "mesh44_state{state=\"degraded\"} 1",
          "mesh44_state{state=\"up\"} 0", "mesh44_routes_installed 528", "mesh44_config_problems 1",
          "mesh44_last_burst_timestamp_seconds 1699999875.000", "# TYPE mesh44_rip44_dropped_total counter",
          "mesh44_rip44_dropped_total{reason=\"password\"} 10", "mesh44_rip44_packets_total 44"})
        QVERIFY2(text.contains(QLatin1Char('\n') + QString::fromUtf8(line) + QLatin1Char('\n')), line);
    QCOMPARE(text.count(QStringLiteral("# TYPE mesh44_rip44_dropped_total")), 1);
    QVERIFY(text.endsWith(QLatin1Char('\n')));
}

void RenderTest::metricsEscape()
{
    GatewayStatus status;
    status.version = "1\"\\\n";
    status.counters = {{"odd key-é.x.y\"z", 1}, {"plain", 2}};
    const QString text = q(renderMetrics(status));
    QVERIFY(text.contains(QStringLiteral("mesh44_build_info{version=\"1\\\"\\\\\\n\"} 1\n")));
    QVERIFY(text.contains(QStringLiteral("\nmesh44_odd_key____x_total{reason=\"y\\\"z\"} 1\n")));
    QVERIFY(text.contains(QStringLiteral("\nmesh44_plain_total 2\n")));
}

void RenderTest::filters()
{
    const auto all = threeRoutes();
    QCOMPARE(RouteFilter{}.select(all).size(), size_t{3});
    const auto covering = RouteFilter{.covering = prefix("44.4.8.9")}.select(all);
    QCOMPARE(covering.size(), size_t{2});
    QVERIFY(covering.back().prefix == prefix("44.4.8.0/24"));
    QCOMPARE(RouteFilter{.covering = prefix("44.4.0.0/15")}.select(all).size(), size_t{0});
    QCOMPARE(RouteFilter{.endpoint = address("192.0.2.5")}.select(all).size(), size_t{1});
    QCOMPARE(RouteFilter{.state = RouteState::Refused}.select(all).size(), size_t{1});
    QCOMPARE((RouteFilter{.endpoint = address("192.0.2.5"), .state = RouteState::Held}.select(all).size()), size_t{0});
}

void RenderTest::times_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("now") << qint64{0} << QStringLiteral("0 s ago");
    QTest::newRow("seconds") << qint64{59} << QStringLiteral("59 s ago");
    QTest::newRow("minutes") << qint64{60} << QStringLiteral("1 min ago");
    QTest::newRow("hours") << qint64{47 * 3600} << QStringLiteral("47 h ago");
    QTest::newRow("days") << qint64{48 * 3600} << QStringLiteral("2 days ago");
    QTest::newRow("future") << qint64{-300} << QStringLiteral("in 5 min");
}

void RenderTest::times()
{
    QFETCH(qint64, seconds);
    QFETCH(QString, text);
    QCOMPARE(q(ago(kNow - seconds * kSecond, kNow)), text);
    QCOMPARE(q(ago(0, kNow)), QStringLiteral("never"));
}

void RenderTest::terminalIsSafe_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QByteArray>("safe");
    QTest::newRow("plain") << QByteArray("M\xc3\xbcller 5\xe2\x82\xac") << QByteArray("M\xc3\xbcller 5\xe2\x82\xac");
    QTest::newRow("escape") << QByteArray("a\033[31mb") << QByteArray("a [31mb");
    QTest::newRow("new line") << QByteArray("a\r\nb\x7f") << QByteArray("a  b ");
    QTest::newRow("C1 control") << QByteArray("a\xc2\x9b") << QByteArray("a ");
    QTest::newRow("end of two bytes") << QByteArray("\xc2") << QByteArray("\xc2");
}

void RenderTest::terminalIsSafe()
{
    QFETCH(QByteArray, raw);
    QFETCH(QByteArray, safe);
    QCOMPARE(QByteArray::fromStdString(printable(raw.toStdString())), safe);
}

void RenderTest::colours()
{
    QCOMPARE(q(stateWord(GatewayState::Up, {.colour = true})), QStringLiteral("\033[1;32mup\033[0m"));
    QCOMPARE(q(stateWord(GatewayState::Waiting, {.colour = true})), QStringLiteral("\033[1;33mwaiting\033[0m"));
    QCOMPARE(q(stateWord(GatewayState::NoRights, {.colour = true})), QStringLiteral("\033[1;31mno rights\033[0m"));
    QCOMPARE(q(stateWord(GatewayState::NoRights, {})), QStringLiteral("no rights"));
}

void RenderTest::exitCodes()
{
    QCOMPARE(exitCodeOf(GatewayState::Up), kFine);
    QCOMPARE(exitCodeOf(GatewayState::Degraded), kDegraded);
    QCOMPARE(exitCodeOf(GatewayState::Waiting), kDegraded);
    for (const auto state : {GatewayState::Down, GatewayState::Conflict, GatewayState::Unsupported,
                             GatewayState::NoRights, GatewayState::Misconfigured})
        QCOMPARE(exitCodeOf(state), kDown);
}

void RenderTest::errors_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("sentence");
    const auto row = [](const char *name, ErrorCode code, const char *message, const char *host, const char *sentence) {
        QTest::newRow(name) << static_cast<int>(code) << QByteArray(message) << QByteArray(host)
                            << QByteArray(sentence);
    };
    row("absent", ErrorCode::Disconnected, "the gateway service is not running", "",
        "The gateway service is not running. Start it: sudo systemctl start mesh44d");
    row("absent there", ErrorCode::Disconnected, "the gateway service is not running", "root@gw.example",
        "The gateway service is not running on root@gw.example. Start it there: sudo systemctl start mesh44d");
    row("bus gone", ErrorCode::Disconnected, "the connection to the bus was lost", "",
        "The connection to the bus was lost.");
    row("refused", ErrorCode::NotAuthorized, "the prompt was dismissed", "",
        "Not permitted: The prompt was dismissed. Use sudo, or an account that polkit permits.");
    row("value", ErrorCode::InvalidConfig, "gateway.mode: expected full | mesh", "",
        "gateway.mode: expected full | mesh.");
}

void RenderTest::errors()
{
    QFETCH(int, code);
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, sentence);
    const Error error{static_cast<ErrorCode>(code), message.toStdString()};
    QCOMPARE(QByteArray::fromStdString(explainError(error, host.toStdString())), sentence);
}

QTEST_GUILESS_MAIN(RenderTest)
#include "rendertest.moc"
