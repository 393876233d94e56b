// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/statestore.h"

#include "helper/statefile.h"
#include "tests/helper/statedirectory.h"

#include <random>
#include <sys/stat.h>
#include <zlib.h>

using namespace mesh44;
using test::someState;

namespace {

std::string withHeader(const std::string &body)
{
    const auto *data = reinterpret_cast<const Bytef *>(body.data());
    return QStringLiteral("mesh44-state 1 crc32=%1 bytes=%2\n")
               .arg(crc32(0, data, static_cast<uInt>(body.size())), 8, 16, QLatin1Char('0'))
               .arg(body.size())
               .toStdString()
           + body;
}

State randomState(std::mt19937 &random)
{
    State state;
    const auto number = [&] { return static_cast<uint32_t>(random()); };
    if (number() % 2)
        state.enabled = number() % 2 == 0;
    for (uint32_t i = number() % 50; i > 0; --i) {
        state.routes.push_back({.prefix = Ipv4Prefix::covering(Ipv4Address(number()), number() % 33),
                                .endpoint = Ipv4Address(number()),
                                .origin = static_cast<RouteOrigin>(number() % 3),
                                .firstAnnounced = number(),
                                .lastAnnounced = int64_t{number()} << 20});
        state.suppressedEndpoints[Ipv4Address(number())] = number() % 2;
        state.suppressedPrefixes[state.routes.back().prefix] = number() % 2;
        state.pins[state.routes.back().prefix] = Ipv4Address(number());
        state.defaultSuppressed = number() % 2;
    }
    if (number() % 2)
        state.clocks = {.wall = int64_t{number()} << 20, .boot = number(), .bootId = std::to_string(number())};
    if (number() % 2) {
        state.held = ChangeGuard::Change{.of = number(), .confirmations = number() % ChangeGuard::kConfirmations};
        for (uint32_t i = number() % 50; i > 0; --i)
            state.held->gone.insert(Ipv4Prefix::covering(Ipv4Address(number() >> 1), number() % 32 + 1));
        state.held->moved[Ipv4Prefix::host(Ipv4Address(number() | 0x80000000U))] = Ipv4Address(number());
    }
    state.devices.push_back({.name = "tunl0", .created = true, .mtu = 1480, .rpFilter = uint8_t{2}});
    state.devices.push_back(
        {.name = "mesh \"1\"",
         .up = true,
         .forwarding = false,
         .arpIgnore = uint8_t{1},
         .ipip = IpipParameters{.local = Ipv4Address(192, 0, 2, 1), .ttl = 64, .pathMtuDiscovery = true}});
    return state;
}

} // namespace

class StateStoreTest : public test::StateDirectory
{
    Q_OBJECT

private Q_SLOTS:
    void nothingYet()
    {
        StateStore fresh = store();
        const auto result = fresh.load();
        QVERIFY(result);
        QVERIFY(!result->has_value());
        QCOMPARE(fresh.warning(), std::string());
    }

    void directoryMissing()
    {
        StateStore none(path("none").toStdString());
        QCOMPARE(none.load().error().code, ErrorCode::IoFailed);
        QCOMPARE(none.save({}).error().code, ErrorCode::IoFailed);
    }

    void roundTrip()
    {
        const unsigned seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        StateStore one = store();
        for (int i = 0; i < 50; ++i) {
            const State state = randomState(random);
            QVERIFY(one.save(state));
            QVERIFY(loaded() == state);
        }
        struct stat about{};
        QCOMPARE(::stat(path("state.json").toUtf8().constData(), &about), 0);
        QCOMPARE(about.st_mode & 07777, mode_t{0600});
        QCOMPARE(QDir(m_directory).entryList(QDir::Files).size(), 2);
    }

    void previousIsUsed_data()
    {
        QTest::addColumn<QByteArray>("damage");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("zeros") << QByteArray(4096, '\0');
        QTest::newRow("foreign") << QByteArray("{}");
    }
    void previousIsUsed()
    {
        QFETCH(QByteArray, damage);
        saved(someState(1));
        saved(someState(2));
        put("state.json", damage);
        StateStore fresh = store();
        QVERIFY(**fresh.load() == someState(1));
        QVERIFY(QByteArray::fromStdString(fresh.warning()).contains("the state before it is used"));
        // The damaged one must not become the previous one.
        QVERIFY(fresh.save(someState(3)));
        QVERIFY(loaded() == someState(3));
        put("state.json", damage);
        QVERIFY(**fresh.load() == someState(1));
    }

    void bothBad()
    {
        put("state.json", "x");
        put("state.json.1", "y");
        StateStore fresh = store();
        const auto result = fresh.load();
        QVERIFY(result);
        QVERIFY(!result->has_value());
        QVERIFY(QByteArray::fromStdString(fresh.warning()).contains("without a remembered state"));
        QVERIFY(fresh.save(someState(1)));
        QVERIFY(loaded() == someState(1));
    }

    void newerVersionIsKept()
    {
        const QByteArray newer("mesh44-state 2 sha256=00\nanything");
        put("state.json", newer);
        StateStore fresh = store();
        const auto result = fresh.load();
        QVERIFY(result && !result->has_value());
        QVERIFY(QByteArray::fromStdString(fresh.warning()).contains("newer version"));
        QCOMPARE(bytes("state.json"), newer);
        QVERIFY(fresh.save(someState(1)));
        QVERIFY(fresh.save(someState(2)));
        QCOMPARE(bytes("state.json.unknown"), newer);
        QVERIFY(loaded() == someState(2));
    }

    void savingWithoutLoadingKeepsToo()
    {
        put("state.json", "mesh44-state 3 \n");
        saved(someState(1));
        QCOMPARE(bytes("state.json.unknown"), QByteArray("mesh44-state 3 \n"));
    }

    void linksAreNotFollowed()
    {
        put("victim", "precious");
        QVERIFY(QFile::link(path("victim"), path("state.json.new")));
        QVERIFY(QFile::link(path("victim"), path("state.json")));
        StateStore fresh = store();
        QVERIFY(!(*fresh.load()).has_value());
        QVERIFY(!fresh.warning().empty());
        QVERIFY(fresh.save(someState(1)));
        QCOMPARE(bytes("victim"), QByteArray("precious"));
        QVERIFY(loaded() == someState(1));
    }

    void specialFilesDoNotBlock()
    {
        QCOMPARE(::mkfifo(path("state.json").toUtf8().constData(), 0600), 0);
        StateStore fresh = store();
        QVERIFY(!(*fresh.load()).has_value());
        QVERIFY(!fresh.warning().empty());
    }

    void tooLong()
    {
        State state;
        state.devices.push_back({.name = std::string(kLongestStateFile, 'x')});
        StateStore fresh = store();
        QCOMPARE(fresh.save(state).error().code, ErrorCode::LimitExceeded);
        QFile file(path("state.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.resize(qint64{1} << 40));
        QVERIFY(!(*fresh.load()).has_value());
        QVERIFY(QByteArray::fromStdString(fresh.warning()).contains("8 MiB"));
    }

    // As files were before there were pins, clocks and the default's switch.
    void olderFileIsRead()
    {
        const std::string body = R"({"devices":[],"routes":[["44.128.7.0/24","198.51.100.7","rip44",5,6]],)"
                                 R"("suppressed_endpoints":{},"suppressed_prefixes":{}})";
        const auto state = decodeState(withHeader(body));
        QVERIFY(state);
        QVERIFY(state->pins.empty() && !state->clocks && !state->held && !state->defaultSuppressed);
        QCOMPARE(state->routes.size(), size_t{1});
    }

    void invalid_data()
    {
        QTest::addColumn<QByteArray>("body");
        const auto add = [](const char *name, const QByteArray &find, const QByteArray &replace) {
            State state = someState(7);
            state.suppressedEndpoints[Ipv4Address(198, 51, 100, 9)] = false;
            state.suppressedPrefixes[Ipv4Prefix::host(Ipv4Address(44, 4, 8, 9))] = true;
            state.devices.push_back({.name = "tunl0", .mtu = 1480, .rpFilter = uint8_t{2}, .ipip = IpipParameters{}});
            state.pins[Ipv4Prefix::covering(Ipv4Address(44, 5, 6, 0), 24)] = Ipv4Address(198, 51, 100, 77);
            state.defaultSuppressed = false;
            state.clocks = {.wall = 1234567, .boot = 7654, .bootId = "abcdef"};
            state.held = {.gone = {*Ipv4Prefix::parse("44.9.1.0/24"), *Ipv4Prefix::parse("44.9.3.0/24")},
                          .moved = {{*Ipv4Prefix::parse("44.9.2.0/24"), Ipv4Address(198, 51, 100, 88)}},
                          .of = 531,
                          .confirmations = 1};
            QByteArray body = QByteArray::fromStdString(encodeState(state));
            body.remove(0, body.indexOf('\n') + 1);
            QVERIFY2(body.contains(find), name);
            QTest::newRow(name) << body.replace(find, replace);
        };
        add("host bits", "44.128.7.0/24", "44.128.7.1/24");
        add("mask", "44.128.7.0/24", "44.128.7.0/33");
        add("endpoint", "198.51.100.7", "198.51.100.256");
        add("endpoint type", "\"198.51.100.7\"", "7");
        add("origin", "rip44", "rip45");
        add("time type", "\"rip44\",0", "\"rip44\",0.5");
        add("time too large", "\"rip44\",0", "\"rip44\",18446744073709551615");
        add("element missing", "\"rip44\",0", "\"rip44\"");
        add("element more", "\"rip44\",0", "\"rip44\",0,0");
        add("member missing", "created", "create");
        add("suppressed endpoint", "198.51.100.9", "198.51.100");
        add("suppressed prefix", "44.4.8.9/32", "44.4.8.9/31");
        add("fallback type", "\"44.4.8.9/32\":true", "\"44.4.8.9/32\":1");
        add("routes type", "\"routes\":[", "\"routes\":{},\"more\":[");
        add("device name empty", "tunl0", "");
        add("device name long", "tunl0", "sixteen-letters-");
        add("mtu", "1480", "4294967296");
        add("mtu negative", "1480", "-1");
        add("rp_filter", "\"rp_filter\":2", "\"rp_filter\":256");
        add("rp_filter type", "\"rp_filter\":2", "\"rp_filter\":null");
        add("ipip", "\"ttl\":0", "\"ttl\":\"0\"");
        add("pinned prefix", "44.5.6.0/24", "44.5.6.1/24");
        add("pinned endpoint", "198.51.100.77", "198.51.100.777");
        add("pinned endpoint type", "\"198.51.100.77\"", "true");
        add("pins type", "\"pins\":{", "\"pins\":[],\"more\":{");
        add("default's type", "\"default_suppressed\":false", "\"default_suppressed\":0");
        add("clock type", "1234567", "\"1234567\"");
        add("clock fraction", "7654", "7654.5");
        add("boot id type", "\"abcdef\"", "7");
        add("clock missing", "\"boot\"", "\"boat\"");
        add("clocks type", "\"clocks\":{", "\"clocks\":null,\"more\":{");
        add("prefix gone", "44.9.1.0/24", "44.9.1.1/24");
        add("prefix gone twice", "44.9.3.0/24", "44.9.1.0/24");
        add("gone and moved", "44.9.2.0/24", "44.9.1.0/24");
        add("prefix moved", "44.9.2.0/24", "44.9.2.0/33");
        add("moved to nowhere", "198.51.100.88", "198.51.100");
        add("gone type", "\"gone\":[", "\"gone\":{},\"more\":[");
        add("moved type", "\"moved\":{", "\"moved\":[],\"more\":{");
        add("held of less than nothing", "531", "-1");
        add("held of a word", "531", "\"all\"");
        add("held without a size", "\"of\"", "\"off\"");
        add("held long enough", "\"confirmations\":1", "\"confirmations\":2");
        add("confirmations fraction", "\"confirmations\":1", "\"confirmations\":0.5");
        add("nothing held", "\"held\":{", "\"held\":{\"gone\":[],\"moved\":{},\"of\":1,\"confirmations\":0},\"h\":{");
        add("held type", "\"held\":{", "\"held\":null,\"more\":{");
        add("no JSON", "{", "[");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("scalar") << QByteArray("7");
        QTest::newRow("array") << QByteArray("[]");
        QTest::newRow("no members") << QByteArray("{}");
        QTest::newRow("deep") << QByteArray(100000, '[');
    }
    void invalid()
    {
        QFETCH(QByteArray, body);
        QVERIFY(!decodeState(withHeader(body.toStdString())));
    }

    void invalidHeader_data()
    {
        QTest::addColumn<QByteArray>("file");
        const QByteArray good = QByteArray::fromStdString(encodeState(someState(1)));
        const auto replaced = [&](const char *find, const char *replace) {
            return QByteArray(good).replace(find, replace);
        };
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no newline") << QByteArray("mesh44-state 1 crc32=00000000 bytes=0");
        QTest::newRow("version 0") << replaced("state 1", "state 0");
        QTest::newRow("version word") << replaced("state 1", "state one");
        QTest::newRow("version 11 without blank") << replaced("state 1 ", "state 11");
        QTest::newRow("longer") << good + '\n';
        QTest::newRow("shorter") << good.chopped(1);
        QTest::newRow("upper case") << replaced("crc32=", "CRC32=");
        for (qsizetype i = 0; i < good.size(); i += 7) {
            QByteArray flipped = good;
            flipped[i] = static_cast<char>(flipped[i] ^ 0x10);
            QTest::addRow("bit at %lld", static_cast<long long>(i)) << flipped;
        }
    }
    void invalidHeader()
    {
        QFETCH(QByteArray, file);
        QVERIFY(!decodeState(file.toStdString()));
    }
};

QTEST_GUILESS_MAIN(StateStoreTest)
#include "statestore.moc"
