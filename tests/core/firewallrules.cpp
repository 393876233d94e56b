// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the operator opens, and what the table is made of. That nftables takes it: tests/helper/firewall.cpp.

#include "core/firewall/ruleset.h"

#include <QTest>

using namespace mesh44;

namespace {

Settings someSettings()
{
    Settings settings;
    settings.subnets = {*Ipv4Prefix::parse("44.128.10.0/24")};
    return settings;
}

DesiredState someState()
{
    DesiredState state;
    state.active = true;
    state.device = "tunl0";
    state.local = {*Ipv4Prefix::parse("192.168.7.0/24")};
    state.nexthops = {{Ipv4Address(198, 51, 100, 1), false}, {Ipv4Address(198, 51, 100, 2), true}};
    return state;
}

DesiredFirewall someFirewall(Mode mode = Mode::Full, FirewallMode firewall = FirewallMode::Enforce)
{
    Settings settings = someSettings();
    settings.mode = mode;
    settings.firewall = firewall;
    return desireFirewall(settings, someState(), Underlay{.device = "wan0"});
}

size_t count(const std::string &text, std::string_view part)
{
    size_t found = 0;
    for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++found;
    return found;
}

} // namespace

class FirewallRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openings_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("printed"); // empty: refused
        QTest::newRow("none") << "none" << "none";
        QTest::newRow("icmp") << "icmp" << "icmp";
        QTest::newRow("all") << "all" << "all";
        QTest::newRow("port") << "tcp/22" << "tcp/22";
        QTest::newRow("ports") << "udp/5060-5070" << "udp/5060-5070";
        QTest::newRow("a protocol") << "tcp" << "tcp";
        QTest::newRow("host") << "44.128.10.5:tcp/80" << "44.128.10.5/32:tcp/80";
        QTest::newRow("network") << "44.128.10.16/28:all" << "44.128.10.16/28:all";
        QTest::newRow("several") << " icmp   tcp/22\tudp/1-65535 " << "icmp tcp/22 udp/1-65535";
        for (const char *invalid : {"",
                                    " ",
                                    "sctp",
                                    "tcp/",
                                    "tcp/0",
                                    "tcp/65536",
                                    "tcp/22-",
                                    "tcp/30-20",
                                    "tcp/-5",
                                    "tcp/2 2",
                                    "tcp/+5",
                                    "icmp/8",
                                    "all/1",
                                    "44.128.10.5",
                                    "44.128.10.5:",
                                    ":tcp/22",
                                    "44.128.10.5/24:tcp",
                                    "44.128.10.999:tcp",
                                    "none icmp",
                                    "icmp none",
                                    "TCP/22",
                                    "tcp/22,80",
                                    "tcp/22;drop",
                                    "44.128.10.5:tcp/22:udp/1"})
            QTest::addRow("invalid: '%s'", invalid) << invalid << "";
    }
    void openings()
    {
        QFETCH(QString, text);
        QFETCH(QString, printed);
        const auto parsed = parseOpenings(text.toStdString());
        QCOMPARE(bool(parsed), !printed.isEmpty());
        if (!parsed) {
            QVERIFY(parsed.error().code == ErrorCode::InvalidConfig && !parsed.error().message.empty());
            return;
        }
        QCOMPARE(QString::fromStdString(toString(*parsed)), printed);
        QVERIFY(*parseOpenings(toString(*parsed)) == *parsed);
    }

    void tooManyOpenings()
    {
        std::string text;
        for (int i = 0; i < 257; ++i)
            text += "icmp ";
        QVERIFY(!parseOpenings(text));
    }

    void peersAreThoseInUse()
    {
        const DesiredFirewall firewall = someFirewall(Mode::Mesh);
        const std::set<Ipv4Address> expected{Ipv4Address(169, 228, 34, 84), Ipv4Address(198, 51, 100, 1)};
        QVERIFY(firewall.peers == expected);
    }

    void offIsNoTable()
    {
        const DesiredFirewall off = someFirewall(Mode::Full, FirewallMode::Off);
        QVERIFY(off.kind == DesiredFirewall::Kind::None);
        QCOMPARE(count(replaceTable(off), "chain"), 0U);
    }

    // What is only counted goes on; guards drop in either mode.
    void countingDropsNothingButForTheGuards()
    {
        const std::string counting = replaceTable(someFirewall(Mode::Full, FirewallMode::Count));
        for (const char *counter :
             {"unknown_peer", "nested", "spoofed_source", "malformed", "closed", "foreign_source"})
            QCOMPARE(count(counting, '"' + std::string(counter) + "\" drop"), 0U);
        for (const char *guard : {"leak", "relayed"})
            QVERIFY(count(counting, '"' + std::string(guard) + "\" drop") > 0);
        QVERIFY(count(replaceTable(someFirewall()), "\"unknown_peer\" drop") == 1);
    }

    void onlyBgpLetsOursLeave()
    {
        for (const Mode mode : {Mode::Full, Mode::Mesh, Mode::Hybrid})
            QVERIFY(count(replaceTable(someFirewall(mode)), "\"leak\" drop") == 2); // WAN, and elsewhere
        QCOMPARE(count(replaceTable(someFirewall(Mode::Bgp)), "\"leak\" drop"), 0U);
        QVERIFY(count(replaceTable(someFirewall(Mode::Bgp)), "\"relayed\" drop") > 0);
    }

    void lockedKeepsTheLeakGuardOnly()
    {
        const std::string text = replaceTable(desireLockedFirewall(someSettings(), {}, std::nullopt));
        QVERIFY(text.find("\"leak\" drop") != std::string::npos);
        QCOMPARE(count(text, "chain "), 2U);
    }

    void names_data()
    {
        QTest::addColumn<bool>("good");
        for (const char *good : {"wan0", "enp3s0f1np1", "br-lan", "eth0.7", "ppp0", "veth@x"})
            QTest::newRow(good) << true;
        for (const char *bad : {"", "wan*", "a\"b", "a b", "a;b", "a\\b", "a\nb", "{", "$x"})
            QTest::newRow(bad) << false;
    }
    void names()
    {
        QFETCH(bool, good);
        QCOMPARE(isNftName(QTest::currentDataTag()), good);
    }
};

QTEST_GUILESS_MAIN(FirewallRulesTest)
#include "firewallrules.moc"
