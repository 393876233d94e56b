// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/keys.h"
#include "core/config/settings.h"
#include "tests/core/support.h"

#include <algorithm>

using namespace mesh44;
using namespace std::string_literals;

namespace {

LoadedSettings load(const std::string &text)
{
    const ConfigFile file{"test.conf", text};
    return loadSettings(std::span(&file, 1));
}

// A file that sets one key, "gateway.mode", in its second line.
std::string setting(const std::string &name, const std::string &value)
{
    const SettingKey *key = findSettingKey(name);
    return '[' + std::string(key->section()) + "]\n" + std::string(key->key()) + " = " + value + '\n';
}

SettingView valueOf(const LoadedSettings &loaded, const std::string &name)
{
    const auto found = std::ranges::find(loaded.values, name, &SettingView::key);
    return found == loaded.values.end() ? SettingView{} : *found;
}

std::string firstOf(const std::vector<ConfigProblem> &problems)
{
    return problems.empty() ? std::string() : toString(problems.front());
}

} // namespace

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaults()
    {
        const LoadedSettings loaded = loadSettings({});
        QVERIFY(loaded.errors.empty());
        QVERIFY(loaded.settings == Settings{});
        QCOMPARE(loaded.values.size(), settingKeys().size());
        QCOMPARE(loaded.warnings.size(), size_t{1});
        QCOMPARE(loaded.warnings.front().key, "gateway.subnets"s);
        for (const SettingView &value : loaded.values) {
            QCOMPARE(value.value, value.defaultValue);
            QVERIFY(value.file.empty() && !value.permitted.empty());
        }
    }

    void wholeFile()
    {
        const LoadedSettings loaded = load("[gateway]\n"
                                           "callsign = n0call\n"
                                           "subnets = 44.128.10.0/24 44.128.12.0/23    ; two\n"
                                           "address = 44.128.13.255\n"
                                           "mode = mesh\n"
                                           "external_address = 198.51.100.1\n"
                                           "[tunnel]\ndevice = ampr0\nplane = kernel\n"
                                           "[rip44]\nannouncer = 203.0.113.1\npassword = two words\nmax_routes = 100\n"
                                           "imports = above\n"
                                           "[routing]\nmesh_table = 4294967295\nsource_table = 256\npriority = 1000\n"
                                           "local = 10.0.0.0/8 192.168.1.0/24\n"
                                           "[forward]\nformat = rip2\ninterface = lan0\n"
                                           "destination = 192.168.1.2\n"
                                           "[start]\nenabled = no\n");
        QCOMPARE(firstOf(loaded.errors), ""s);
        QCOMPARE(firstOf(loaded.warnings), ""s);
        Settings expected;
        expected.callsign = "N0CALL";
        expected.subnets = {test::prefix("44.128.10.0/24"), test::prefix("44.128.12.0/23")};
        expected.address = test::address("44.128.13.255");
        expected.mode = Mode::Mesh;
        expected.externalAddress = test::address("198.51.100.1");
        expected.device = "ampr0";
        expected.plane = Plane::Kernel;
        expected.announcer = test::address("203.0.113.1");
        expected.password = "two words";
        expected.maxRoutes = 100;
        expected.imports = ImportRank::Above;
        expected.meshTable = 4294967295;
        expected.sourceTable = 256;
        expected.priority = 1000;
        expected.local = {{test::prefix("10.0.0.0/8"), test::prefix("192.168.1.0/24")}};
        expected.forwardFormat = ForwardFormat::Rip2;
        expected.forwardInterface = "lan0";
        expected.forwardDestination = test::address("192.168.1.2");
        expected.enabled = false;
        QVERIFY(loaded.settings == expected);
    }

    void permitted_data()
    {
        QTest::addColumn<std::string>("key");
        QTest::addColumn<std::string>("value");
        QTest::addColumn<std::string>("printed");
        const auto add = [](std::string key, std::string value, std::string printed) {
            QTest::newRow((key + " = " + value).c_str()) << key << value << printed;
        };
        add("gateway.callsign", "", "");
        add("gateway.callsign", "n0c", "N0C");
        add("gateway.callsign", "VK9/N0CALL-15/P", "VK9/N0CALL-15/P");
        add("gateway.subnets", "44.0.0.0/9", "44.0.0.0/9");
        add("gateway.subnets", "44.128.0.0/10", "44.128.0.0/10");
        add("gateway.subnets", " 44.128.10.1\t44.128.11.0/24 ", "44.128.10.1/32 44.128.11.0/24");
        add("gateway.address", "auto", "auto");
        add("gateway.external_address", "10.1.2.3", "10.1.2.3");
        add("tunnel.device", "a23456789.1-_45", "a23456789.1-_45");
        add("tunnel.plane", "kernel", "kernel");
        add("rip44.announcer", "223.255.255.255", "223.255.255.255");
        add("rip44.password", "1234567890123456", "1234567890123456");
        add("rip44.password", "!\"#$=;~", "!\"#$=;~");
        add("rip44.max_routes", "65536", "65536");
        add("rip44.imports", "below", "below");
        add("rip44.imports", "above", "above");
        add("routing.mesh_table", "252", "252");
        add("routing.source_table", "1", "1");
        add("routing.priority", "32700", "32700");
        add("routing.local", "none", "none");
        add("routing.local", "auto", "auto");
        add("forward.format", "off", "off");
        add("forward.interface", "lan0.44", "lan0.44");
        add("forward.interface", "", "");
        add("forward.destination", "auto", "auto");
        add("forward.destination", "10.1.2.3", "10.1.2.3");
        add("start.enabled", "no", "no");
        add("start.lockdown", "yes", "yes");
        add("gateway.mode", "bgp", "bgp");
        add("gateway.external_address", "gw.Example.net", "gw.example.net");
        add("gateway.external_address", "a-b.1.example", "a-b.1.example");
        add("gateway.mode", "hybrid", "hybrid");
        add("routing.clients", "none", "none");
        add("routing.clients", "192.168.7.0/24 10.0.0.0/8", "192.168.7.0/24 10.0.0.0/8");
        add("firewall.mode", "off", "off");
        add("firewall.mode", "count", "count");
        add("firewall.open", "none", "none");
        add("firewall.open", "icmp tcp/22 44.128.10.5:udp/5060-5070", "icmp tcp/22 44.128.10.5/32:udp/5060-5070");
    }
    void permitted()
    {
        QFETCH(std::string, key);
        QFETCH(std::string, value);
        QFETCH(std::string, printed);
        const LoadedSettings loaded = load(setting(key, value));
        QCOMPARE(firstOf(loaded.errors), ""s);
        const SettingView view = valueOf(loaded, key);
        QCOMPARE(view.value, printed);
        QCOMPARE(view.file, "test.conf"s);
        QCOMPARE(view.line, 2u);
        QVERIFY(load(setting(key, printed)).settings == loaded.settings);
    }

    void invalid_data()
    {
        QTest::addColumn<std::string>("key");
        QTest::addColumn<std::string>("value");
        QTest::addColumn<std::string>("mentions");
        const auto add = [](std::string key, std::string value, std::string mentions) {
            QTest::newRow((key + " = " + value).c_str()) << key << value << mentions;
        };
        add("gateway.callsign", "N0", "'N0' is not a callsign");
        add("gateway.callsign", "N0CALL N0CALL", "is not a callsign");
        add("gateway.callsign", "N0CALL78901234567", "is not a callsign");
        add("gateway.callsign", "N0\xc3\x84LL",
            "'N0?"
            "?LL'");
        add("gateway.subnets", "44.128.10.1/24", "the network is 44.128.10.0/24");
        add("gateway.subnets", "44.0.0.0/8", "'44.0.0.0/8' lies outside");
        add("gateway.subnets", "44.192.0.0/16", "'44.192.0.0/16' lies outside");
        add("gateway.subnets", "44.128.10.0/24 10.0.0.0/24", "'10.0.0.0/24' lies outside");
        add("gateway.subnets", "44.128.0.0/16 44.128.10.0/24", "'44.128.10.0/24' overlaps 44.128.0.0/16");
        add("gateway.subnets", "44.128.10.0/24 44.128.10.0/24", "overlaps");
        add("gateway.subnets", "44.128.10.0/24,44.128.11.0/24", "no length");
        add("gateway.subnets", "44.128.10/24", "is not a prefix");
        add("gateway.address", "", "'' is not an IPv4 address");
        add("gateway.address", "224.0.0.9", "is not the address of one host");
        add("gateway.mode", "", "'' is not permitted; permitted: full | mesh");

        add("gateway.mode", "Full", "'Full' is not permitted");
        add("gateway.external_address", "0.0.0.0", "is not the address of one host");
        add("tunnel.device", "", "is not the name");
        add("tunnel.device", "-tunl0", "is not the name");
        add("tunnel.device", "tunnel/0", "is not the name");
        add("tunnel.device", "a234567890123456", "is not the name");
        add("tunnel.device", "mesh44", "not free");
        add("tunnel.device", ".", "not free");
        add("tunnel.device", "..", "not free");
        add("tunnel.device", "lo", "not free");
        add("tunnel.plane", "tun", "permitted: auto | kernel | userspace");
        add("rip44.announcer", "127.0.0.1", "is not the address of one host");
        add("rip44.announcer", "255.255.255.255", "is not the address of one host");
        add("rip44.announcer", "auto", "is not an IPv4 address");
        add("rip44.password", "", "1 to 16 printable");
        add("rip44.password", "12345678901234567", "1 to 16 printable");
        add("rip44.password", "pass\xc3\xa9", "1 to 16 printable");
        add("rip44.imports", "beside", "below | above");
        add("rip44.imports", "Above", "below | above");
        add("rip44.imports", "", "below | above");
        add("rip44.max_routes", "0", "a number from 1 to 65536");
        add("rip44.max_routes", "65537", "a number from 1 to 65536");
        add("rip44.max_routes", "-1", "a number from 1 to 65536");
        add("rip44.max_routes", "0x10", "a number from 1 to 65536");
        add("rip44.max_routes", "99999999999999999999", "a number from 1 to 65536");
        add("routing.mesh_table", "0", "a number from 1");
        add("routing.mesh_table", "254", "kernel's own");
        add("routing.mesh_table", "4294967296", "a number from 1");
        add("routing.mesh_table", "main", "a number from 1");
        add("routing.mesh_table", "45", "routing.source_table too");
        add("routing.source_table", "253", "kernel's own");
        add("routing.source_table", "255", "kernel's own");
        add("routing.source_table", "44", "routing.mesh_table too");
        add("routing.priority", "0", "a number from 1 to 32700");
        add("routing.priority", "32701", "a number from 1 to 32700");
        add("routing.local", "", "auto | none");
        add("routing.local", "0.0.0.0/0", "wider than /8");
        add("routing.local", "10.0.0.0/8 10.1.0.0/16", "overlaps");
        add("routing.local", "none 10.0.0.0/8", "is not a prefix");
        add("forward.format", "rip1", "permitted: off | rip2 | rip44");
        add("forward.format", "", "permitted: off | rip2 | rip44");
        add("forward.interface", "lan 0", "is not the name");
        add("forward.interface", "lo", "not free");
        add("forward.interface", "mesh44", "not free");
        add("forward.interface", "tunl0", "'tunl0' is the tunnel's own device");
        add("forward.destination", "224.0.0.9", "is not the address of one host");
        add("forward.destination", "all", "is not an IPv4 address");
        add("start.enabled", "true", "permitted: yes | no");
        add("start.enabled", "yes # comment", "'yes # comment' is not permitted");
        for (const char *name : {"gateway", "gw..net", ".gw.net", "gw.net.", "-gw.net", "gw-.net", "gw_1.net",
                                 "gw net.x", "gw.net;x", "auto.", "a.\xc3\xa4"})
            add("gateway.external_address", name, "DNS name");
        add("gateway.mode", "internet", "full | mesh | bgp | hybrid");
        add("routing.clients", "", "none");
        add("routing.clients", "44.128.10.0/28", "amateur");
        add("routing.clients", "0.0.0.0/0", "amateur");
        add("routing.clients", "192.0.0.0/7", "wider than /8");
        add("routing.clients", "192.168.7.1/24", "bits set");
        add("firewall.mode", "on", "off | count | enforce");
        add("firewall.open", "", "none");
        add("firewall.open", "tcp/0", "ports");
        add("firewall.open", "sctp/5", "tcp");
        add("start.lockdown", "true", "yes | no");
    }
    void invalid()
    {
        QFETCH(std::string, key);
        QFETCH(std::string, value);
        QFETCH(std::string, mentions);
        const LoadedSettings loaded = load(setting(key, value));
        QCOMPARE(loaded.errors.size(), size_t{1});
        const std::string message = firstOf(loaded.errors);
        QVERIFY2(message.starts_with("test.conf:2: " + key + ": '") || mentions.ends_with("too"), message.c_str());
        QVERIFY2(message.find(mentions) != std::string::npos, message.c_str());
        QVERIFY2(message.find("; permitted: " + valueOf(loaded, key).permitted) != std::string::npos, message.c_str());
    }

    void laterLayersWin()
    {
        const std::vector<ConfigFile> layers{{"low.conf", "[gateway]\nmode = mesh\ncallsign = N0CALL\n"},
                                             {"high.conf", "\n[gateway]\nmode = full\n"}};
        const LoadedSettings loaded = loadSettings(layers);
        QVERIFY(loaded.settings.mode == Mode::Full);
        QCOMPARE(valueOf(loaded, "gateway.mode").file, "high.conf"s);
        QCOMPARE(valueOf(loaded, "gateway.mode").line, 3u);
        QCOMPARE(valueOf(loaded, "gateway.callsign").file, "low.conf"s);
        QCOMPARE(valueOf(loaded, "gateway.callsign").value, "N0CALL"s);
    }

    void addressMustLieInASubnet()
    {
        const std::vector<ConfigFile> layers{{"low.conf", "[gateway]\naddress = 44.128.10.1\n"},
                                             {"high.conf", "[gateway]\nsubnets = 44.128.11.0/24\n"}};
        QCOMPARE(firstOf(loadSettings(layers).errors),
                 "low.conf:2: gateway.address: 44.128.10.1 lies in none of the subnets; "
                 "permitted: auto | an address inside gateway.subnets"s);
        QVERIFY(loadSettings(std::span(layers).first(1)).errors.empty());
    }

    void forwardingNeedsAnInterface()
    {
        QCOMPARE(firstOf(load("[forward]\nformat = rip2\n").errors),
                 "forward.interface: is empty, and forward.format is not off; permitted: the name of an interface to "
                 "your LAN, or nothing while forward.format is off"s);
        QVERIFY(load("[forward]\nformat = rip2\ninterface = lan0\n").errors.empty());
        QVERIFY(load("[forward]\ninterface = lan0\n").errors.empty());
    }

    void missingSubnetsAreSaid()
    {
        const std::string expected = "gateway.subnets: is empty; a gateway needs prefixes inside 44.0.0.0/9 or "
                                     "44.128.0.0/10 such as 44.128.10.0/24, separated by blanks";
        QCOMPARE(firstOf(load("").warnings), expected);
        QCOMPARE(firstOf(load("[gateway]\nsubnets =\n").warnings), "test.conf:2: " + expected);
        QCOMPARE(firstOf(load("[gateway]\nsubnets = 44\n").warnings), ""s);
    }

    void allErrorsAreCollected()
    {
        const LoadedSettings loaded = load("[gateway]\nmode = x\nnonsense\n[routing]\npriority = 0\n");
        QCOMPARE(loaded.errors.size(), size_t{3});
    }

    void unknownKeys_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("warning");
        QTest::newRow("misspelt key")
            << "[gateway]\nsubnet = x\n"s
            << "test.conf:2: gateway.subnet: unknown key, ignored; did you mean gateway.subnets?"s;
        QTest::newRow("misspelt section")
            << "[gatway]\nmode = x\n"s
            << "test.conf:2: gatway.mode: unknown key, ignored; did you mean gateway.mode?"s;
        QTest::newRow("other section")
            << "[tunnel]\nannouncer = x\n"s
            << "test.conf:2: tunnel.announcer: unknown key, ignored; did you mean rip44.announcer?"s;
        QTest::newRow("upper case") << "[Gateway]\nMode = x\n"s
                                    << "test.conf:2: Gateway.Mode: unknown key, ignored; did you mean gateway.mode?"s;
        QTest::newRow("nothing like it") << "[weather]\nforecast = rain\n"s
                                         << "test.conf:2: weather.forecast: unknown key, ignored"s;
        const std::string key(500, 'm');
        QTest::newRow("long") << "[gateway]\n" + key + " = x\n"
                              << "test.conf:2: gateway." + key + ": unknown key, ignored";
    }
    void unknownKeys()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, warning);
        const LoadedSettings loaded = load(text);
        QVERIFY(loaded.errors.empty());
        QCOMPARE(firstOf(loaded.warnings), warning);
    }

    void ownAddress_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("own");
        QTest::newRow("none") << ""s
                              << ""s;
        QTest::newRow("first of a /24") << "subnets = 44.128.10.0/24 44.128.9.0/24"s
                                        << "44.128.10.1"s;
        QTest::newRow("first of a /30") << "subnets = 44.128.10.4/30"s
                                        << "44.128.10.5"s;
        QTest::newRow("a /31") << "subnets = 44.128.10.4/31"s
                               << "44.128.10.4"s;
        QTest::newRow("a /32") << "subnets = 44.128.10.4"s
                               << "44.128.10.4"s;
        QTest::newRow("named") << "subnets = 44.128.10.0/24\naddress = 44.128.10.9"s
                               << "44.128.10.9"s;
    }
    void ownAddress()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, own);
        const auto address = load("[gateway]\n" + text + "\n").settings.ownAddress();
        QCOMPARE(address ? address->toString() : ""s, own);
    }

    void problemAsText()
    {
        QCOMPARE(toString(ConfigProblem{"a.conf", 0, "", "too large"}), "a.conf: too large"s);
        QCOMPARE(toString(ConfigProblem{"", 0, "gateway.subnets", "is empty"}), "gateway.subnets: is empty"s);
    }
};

QTEST_APPLESS_MAIN(TestSettings)
#include "tst_settings.moc"
