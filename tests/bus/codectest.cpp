// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/codec.h"
#include "contract.h"
#include "core/bus/names.h"
#include "samples.h"

#include <QtTest>

#include <functional>
#include <limits>
#include <sys/socket.h>
#include <unistd.h>

using namespace mesh44;
using namespace mesh44::bus;

namespace {

using Fill = std::function<int(sd_bus_message *)>;

using ReadAny = std::function<int(sd_bus_message *)>;

template <class T> ReadAny reader()
{
    return [](sd_bus_message *m) {
        T value;
        return read(m, value);
    };
}

constexpr const char *kRoute = "a(sssbbssttt)";

int oneRoute(sd_bus_message *m, const char *prefix, const char *endpoint, const char *origin, const char *state,
             uint64_t time)
{
    return sd_bus_message_append(m, kRoute, 1, prefix, endpoint, origin, 1, 1, state, "", time, time, time);
}

Fill route(const char *prefix, const char *endpoint, const char *origin = "rip44", const char *state = "installed",
           uint64_t time = 0)
{
    return [=](sd_bus_message *m) { return oneRoute(m, prefix, endpoint, origin, state, time); };
}

Fill trafficOf(const char *address, uint64_t heard = 0)
{
    return [=](sd_bus_message *m) {
        return sd_bus_message_append(m, "a(sttttt)", 1, address, uint64_t{1}, uint64_t{2}, uint64_t{3}, uint64_t{4},
                                     heard);
    };
}

Fill text(const char *key, const char *value)
{
    return [=](sd_bus_message *m) { return sd_bus_message_append(m, "a{sv}", 2, "state", "s", "up", key, "s", value); };
}

int tooManyEndpoints(sd_bus_message *m)
{
    int r = sd_bus_message_open_container(m, 'a', "(sbbuut)");
    for (int i = 0; r >= 0 && i <= 100'000; ++i)
        r = sd_bus_message_append(m, "(sbbuut)", "198.51.100.7", 0, 0, 1u, 1u, uint64_t{1});
    return r < 0 ? r : sd_bus_message_close_container(m);
}

} // namespace

Q_DECLARE_METATYPE(Fill) // ReadAny is the same type

class CodecTest : public QObject
{
    Q_OBJECT

private:
    // A message that is filled, sealed and ready to be read, as one that came over a socket.
    Message filled(const Fill &fill)
    {
        sd_bus_message *raw = nullptr;
        if (sd_bus_message_new_signal(m_bus.get(), &raw, kPath, kInterface, "Test") < 0)
            return nullptr;
        Message message(raw);
        if (fill(raw) < 0 || sd_bus_message_seal(raw, 1, 0) < 0 || sd_bus_message_rewind(raw, 1) < 0)
            return nullptr;
        return message;
    }

    template <class T> void roundTrip(const T &value)
    {
        const Message message = filled([&](sd_bus_message *m) { return append(m, value); });
        QVERIFY(message);
        T back;
        QCOMPARE(read(message.get(), back), 0);
        QVERIFY(back == value);
        QVERIFY(sd_bus_message_at_end(message.get(), 1) > 0);
    }

    Bus m_bus;
    int m_peer = -1; // nobody reads there: messages are made and read, not sent

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { close(m_peer); }
    void roundTripsOfRandomValues();
    void roundTripOfExtremes();
    void errorsHaveNames();
    void foreignErrors_data();
    void foreignErrors();
    void invalid_data();
    void invalid();
    void failedReadLeavesTheValue();
    void unknownKeysAreSkipped();
    void rowsAreSortedAndNeverDouble();
    void textIsAlwaysUtf8_data();
    void textIsAlwaysUtf8();
    void unknownFixesAreNone();
    void signaturesAreTheXmls();
};

void CodecTest::initTestCase()
{
    int fds[2];
    QVERIFY(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) == 0);
    m_peer = fds[1];
    sd_bus *bus = nullptr;
    QVERIFY(sd_bus_new(&bus) >= 0);
    m_bus.reset(bus);
    QVERIFY(sd_bus_set_fd(bus, fds[0], fds[0]) >= 0);
    QVERIFY(sd_bus_start(bus) >= 0);
}

void CodecTest::roundTripsOfRandomValues()
{
    const auto seed = std::random_device{}();
    qInfo("seed %u", seed);
    std::mt19937 random(seed);
    for (int i = 0; i < 50; ++i) {
        const Snapshot a = test::someSnapshot(random, random(), 60);
        const Snapshot b = test::someSnapshot(random, random(), 60);
        roundTrip(a);
        roundTrip(a.status);
        roundTrip(a.routes);
        roundTrip(a.endpoints);
        roundTrip(difference(a, b));
        roundTrip(BurstView{test::someTime(random), test::below(random, 600), true, test::someTime(random)});
        roundTrip(PreviewView{{"rule add", ""}, {"- leaving: accept"}, {}, test::below(random, 600)});
        roundTrip(std::vector<TimelineView>(test::below(random, 5), {test::someTime(random), test::below(random, 600),
                                                                     0, test::below(random, 1'000'000), 7}));
        roundTrip(std::vector<Check>{{"wan.address",
                                      "Title",
                                      static_cast<CheckOutcome>(test::below(random, 4)),
                                      "seen",
                                      "why",
                                      "advice",
                                      "wan.route",
                                      {static_cast<FixKind>(test::below(random, 4)), "a.b=c"}}});
        roundTrip(CaptureView{
            true,
            "",
            random(),
            2,
            3,
            {{test::someTime(random), "eth0", true, false, 1500, {0, 1, 2}}, {1, "tunl0", false, true, 20, {}}}});
        roundTrip(EventView{test::someTime(random), "route", "44.4.8.0/24", "Moved."});
    }
}

void CodecTest::roundTripOfExtremes()
{
    constexpr int64_t latest = std::numeric_limits<int64_t>::max();
    roundTrip(Snapshot{});
    roundTrip(Delta{});
    roundTrip(Delta{.from = ~uint64_t{0}, .to = 0, .whole = false});
    roundTrip(std::vector<EventView>{});
    roundTrip(std::vector<EventView>{{latest, "", "", std::string(100'000, 'x')}});
    roundTrip(std::vector<SettingView>{{"gateway.mode", "mesh", "full", "/etc/mesh44/a.conf", 7, "full | mesh"}, {}});
    roundTrip(std::vector<TrafficView>{});
    roundTrip(
        std::vector<TrafficView>{{Ipv4Address(~0u), ~uint64_t{0}, ~uint64_t{0}, ~uint64_t{0}, ~uint64_t{0}, latest},
                                 {Ipv4Address(198, 51, 100, 7), 1, 2, 3, 4, 5}});
    roundTrip(std::vector<RouteView>{{.prefix = Ipv4Prefix::host(Ipv4Address(~0u)), .lastHeard = latest}, {}});
}

void CodecTest::errorsHaveNames()
{
    for (int i = 0; i <= static_cast<int>(ErrorCode::Disconnected); ++i) {
        const auto code = static_cast<ErrorCode>(i);
        QVERIFY(std::string_view(errorName(code)).starts_with("org.mesh44.Error."));
        QVERIFY(errorCodeFrom(errorName(code)) == code);
    }
}

void CodecTest::foreignErrors_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("code");
    const auto row = [](const char *name, ErrorCode code) {
        QTest::newRow(name) << QByteArray("org.freedesktop.DBus.Error.") + name << static_cast<int>(code);
    };
    row("AccessDenied", ErrorCode::NotAuthorized);
    row("InteractiveAuthorizationRequired", ErrorCode::NoAgent);
    row("NoReply", ErrorCode::Disconnected);
    row("ServiceUnknown", ErrorCode::Disconnected);
    row("NameHasNoOwner", ErrorCode::Disconnected);
    row("Disconnected", ErrorCode::Disconnected);
    row("LimitsExceeded", ErrorCode::LimitExceeded);
    row("InvalidArgs", ErrorCode::InvalidArgument);
    row("UnknownMethod", ErrorCode::Unsupported);
    row("Unheard", ErrorCode::IoFailed);
    row("", ErrorCode::IoFailed);
}

void CodecTest::foreignErrors()
{
    QFETCH(QByteArray, name);
    QFETCH(int, code);
    QCOMPARE(static_cast<int>(errorCodeFrom(name.toStdString())), code);
}

void CodecTest::invalid_data()
{
    QTest::addColumn<Fill>("fill");
    QTest::addColumn<ReadAny>("read");
    const auto routes = [](const char *name, const Fill &fill) {
        QTest::newRow(name) << fill << reader<std::vector<RouteView>>();
    };
    const auto status = [](const char *name, const Fill &fill) {
        QTest::newRow(name) << fill << reader<GatewayStatus>();
    };
    routes("host bits", route("44.4.8.1/24", "198.51.100.7"));
    routes("length over 32", route("44.4.8.0/33", "198.51.100.7"));
    routes("no prefix", route("", "198.51.100.7"));
    routes("bad endpoint", route("44.4.8.0/24", "198.51.100.256"));
    routes("endpoint with a blank", route("44.4.8.0/24", " 198.51.100.7"));
    routes("unknown origin", route("44.4.8.0/24", "198.51.100.7", "rip45"));
    routes("unknown state", route("44.4.8.0/24", "198.51.100.7", "rip44", "Installed"));
    routes("time after the end", route("44.4.8.0/24", "198.51.100.7", "rip44", "held", uint64_t{1} << 63));
    routes("other row", [](sd_bus_message *m) { return sd_bus_message_append(m, "a(ss)", 1, "44.4.8.0/24", "x"); });
    routes("nothing", [](sd_bus_message *) { return 0; });
    routes("no array", [](sd_bus_message *m) { return sd_bus_message_append(m, "s", "44.4.8.0/24"); });
    const auto traffic = [](const char *name, const Fill &fill) {
        QTest::newRow(name) << fill << reader<std::vector<TrafficView>>();
    };
    traffic("traffic of nobody", trafficOf(""));
    traffic("traffic of no address", trafficOf("198.51.100.256"));
    traffic("traffic of a prefix", trafficOf("198.51.100.7/32"));
    traffic("heard after the end", trafficOf("198.51.100.7", uint64_t{1} << 63));
    traffic("traffic without a time", [](sd_bus_message *m) {
        return sd_bus_message_append(m, "a(stttt)", 1, "198.51.100.7", uint64_t{1}, uint64_t{2}, uint64_t{3},
                                     uint64_t{4});
    });
    traffic("traffic as text", [](sd_bus_message *m) {
        return sd_bus_message_append(m, "a(ssssst)", 1, "198.51.100.7", "1", "2", "3", "4", uint64_t{5});
    });
    traffic("one row without an array", [](sd_bus_message *m) {
        return sd_bus_message_append(m, "(sttttt)", "198.51.100.7", uint64_t{1}, uint64_t{2}, uint64_t{3}, uint64_t{4},
                                     uint64_t{5});
    });
    status("no state", [](sd_bus_message *m) { return sd_bus_message_append(m, "a{sv}", 1, "mtu", "u", 1480u); });
    status("unknown state word",
           [](sd_bus_message *m) { return sd_bus_message_append(m, "a{sv}", 1, "state", "s", "happy"); });
    status("bad address", text("address", "44.128.10"));
    status("empty address", text("address", ""));
    status("wrong type", text("mtu", "1480"));
    status("not a dictionary", [](sd_bus_message *m) { return sd_bus_message_append(m, "as", 1, "state"); });
    status("bad subnet", [](sd_bus_message *m) {
        return sd_bus_message_append(m, "a{sv}", 2, "state", "s", "up", "subnets", "as", 1, "44.128.10.1/24");
    });
    QTest::newRow("short burst") << Fill([](sd_bus_message *m) {
        return sd_bus_message_append(m, "tu", uint64_t{1}, 2u);
    }) << reader<BurstView>();
    QTest::newRow("short snapshot") << Fill([](sd_bus_message *m) {
        return sd_bus_message_append(m, "t", uint64_t{1});
    }) << reader<Snapshot>();
    QTest::newRow("event as array") << Fill([](sd_bus_message *m) { return sd_bus_message_append(m, "a(tsss)", 0); })
                                    << reader<EventView>();
    QTest::newRow("too many rows") << Fill(tooManyEndpoints) << reader<std::vector<EndpointView>>();
}

void CodecTest::invalid()
{
    QFETCH(Fill, fill);
    QFETCH(ReadAny, read);
    const Message message = filled(fill);
    QVERIFY(message);
    QCOMPARE(read(message.get()), -EBADMSG);
}

void CodecTest::failedReadLeavesTheValue()
{
    const Message message = filled(route("44.4.8.1/24", "198.51.100.7"));
    std::vector<RouteView> routes(3);
    QCOMPARE(read(message.get(), routes), -EBADMSG);
    QCOMPARE(routes.size(), size_t{3});
}

void CodecTest::unknownKeysAreSkipped()
{
    const Message message = filled([](sd_bus_message *m) {
        return sd_bus_message_append(m, "a{sv}", 3, "colour", "(sa{st})", "blue", 1, "x", uint64_t{1}, "state", "s",
                                     "degraded", "mtu", "u", 1480u);
    });
    GatewayStatus status;
    QCOMPARE(read(message.get(), status), 0);
    QVERIFY(status.state == GatewayState::Degraded);
    QCOMPARE(status.mtu, 1480u);
    // The first helpers did not tell their contract's version.
    QCOMPARE(status.apiMajor, 1u);
    QCOMPARE(status.apiMinor, 0u);
}

void CodecTest::rowsAreSortedAndNeverDouble()
{
    const auto prefix = [](uint8_t third) { return Ipv4Prefix::covering(Ipv4Address(44, 4, third, 0), 24); };
    Snapshot snapshot{.revision = 1, .routes = {{.prefix = prefix(9)}, {.prefix = prefix(8)}}};
    const auto fill = [&](sd_bus_message *m) { return append(m, snapshot); };
    const Message unsorted = filled(fill);
    Snapshot back;
    QCOMPARE(read(unsorted.get(), back), 0);
    QVERIFY(back.routes.front().prefix == prefix(8));
    snapshot.routes.push_back({.prefix = prefix(9)});
    const Message twice = filled(fill);
    QCOMPARE(read(twice.get(), back), -EBADMSG);
}

void CodecTest::textIsAlwaysUtf8_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("arrives");
    const auto row = [](const char *name, const QByteArray &sent, const QByteArray &arrives) {
        QTest::newRow(name) << sent << arrives;
    };
    const QByteArray bad = "\xef\xbf\xbd";
    row("ascii", "plain", "plain");
    row("two bytes", "M\xc3\xbcller", "M\xc3\xbcller");
    row("three and four bytes", "\xe2\x82\xac\xf0\x9f\x93\xa1", "\xe2\x82\xac\xf0\x9f\x93\xa1");
    row("latin-1", "M\xfcller", "M" + bad + "ller");
    row("overlong", "\xc0\xaf", bad + bad);
    row("overlong of three", "\xe0\x80\xaf", bad + bad + bad);
    row("surrogate", "\xed\xa0\x80", bad + bad + bad);
    row("beyond Unicode", "\xf4\x90\x80\x80", bad + bad + bad + bad);
    row("cut short", "abc\xe2\x82", "abc" + bad + bad);
    row("NUL", QByteArray("ab\0cd", 5), "ab");
    row("latin-1 and NUL", QByteArray("\xfc\0cd", 4), bad);
}

void CodecTest::textIsAlwaysUtf8()
{
    QFETCH(QByteArray, sent);
    QFETCH(QByteArray, arrives);
    const EventView event{.time = 1, .kind = "config", .text = sent.toStdString()};
    const Message message = filled([&](sd_bus_message *m) { return append(m, event); });
    QVERIFY(message);
    EventView back;
    QCOMPARE(read(message.get(), back), 0);
    QCOMPARE(QByteArray::fromStdString(back.text), arrives);
}

// A button that a newer helper offers and we do not know is none; an outcome that we do not know is no answer.
void CodecTest::unknownFixesAreNone()
{
    const auto sent = [this](const char *outcome, const char *fix) {
        return filled([&](sd_bus_message *m) {
            return sd_bus_message_append(m, "a(sssssssss)", 1, "id", "title", outcome, "seen", "why", "", "", fix, "");
        });
    };
    std::vector<Check> checks;
    QCOMPARE(read(sent("fail", "reboot").get(), checks), 0);
    QVERIFY(checks.size() == 1 && checks[0].fix == CheckFix{});
    QCOMPARE(read(sent("perhaps", "").get(), checks), -EBADMSG);
    QCOMPARE(checks.size(), size_t{1});
}

void CodecTest::signaturesAreTheXmls()
{
    const auto signature = [this](const auto &value) {
        const Message message = filled([&](sd_bus_message *m) { return append(m, value); });
        return QString::fromUtf8(sd_bus_message_get_signature(message.get(), 1));
    };
    const auto types = test::contractTypes(QStringLiteral("out"));
    QCOMPARE(signature(GatewayStatus{}), types[QStringLiteral("GetStatus")]);
    QCOMPARE(signature(Snapshot{}), types[QStringLiteral("GetSnapshot")]);
    QCOMPARE(signature(std::vector<EventView>{}), types[QStringLiteral("GetHistory")]);
    QCOMPARE(signature(std::vector<SettingView>{}), types[QStringLiteral("GetConfig")]);
    QCOMPARE(signature(std::vector<TrafficView>{}), types[QStringLiteral("GetTraffic")]);
    QCOMPARE(signature(std::vector<Finding>{}), types[QStringLiteral("GetFindings")]);
    QCOMPARE(signature(std::vector<TimelineView>{}), types[QStringLiteral("GetTimeline")]);
    QCOMPARE(signature(std::vector<Check>{}), types[QStringLiteral("CheckUp")]);
    QCOMPARE(signature(PreviewView{}), types[QStringLiteral("Preview")]);
    QCOMPARE(signature(CaptureView{}), types[QStringLiteral("GetCaptured")]);
    QCOMPARE(signature(CaptureRequest{}), test::contractTypes(QStringLiteral("in"))[QStringLiteral("StartCapture")]);
    QCOMPARE(signature(Delta{}), types[QStringLiteral("Changed")]);
    QCOMPARE(signature(BurstView{}), types[QStringLiteral("BurstHeard")]);
    QCOMPARE(signature(EventView{}), types[QStringLiteral("Event")]);
}

QTEST_GUILESS_MAIN(CodecTest)
#include "codectest.moc"
