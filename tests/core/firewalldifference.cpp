// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/consequences.h"
#include "core/firewall/difference.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace mesh44;

namespace {

DesiredFirewall usual()
{
    return {.kind = DesiredFirewall::Kind::Active,
            .devices = {"tunl0"},
            .wan = "wan0",
            .subnets = {*Ipv4Prefix::parse("44.128.10.0/24")},
            .stays = {*Ipv4Prefix::parse("44.128.10.0/24")},
            .openings = {{.protocol = OpenProtocol::Icmp}},
            .announcer = Ipv4Address(169, 228, 34, 84),
            .own = Ipv4Address(44, 128, 10, 1),
            .peers = {Ipv4Address(169, 228, 34, 84)}};
}

QString joined(const std::vector<std::string> &lines)
{
    QString text;
    for (const std::string &line : lines)
        text += QString::fromStdString(line) + u'\n';
    return text;
}

} // namespace

class FirewallDifferenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameIsNothing()
    {
        QVERIFY(difference(usual(), usual()).empty());
        QVERIFY(difference(DesiredFirewall(), DesiredFirewall()).empty());
    }

    void singleRules()
    {
        DesiredFirewall next = usual();
        next.openings.push_back({.protocol = OpenProtocol::Tcp, .firstPort = 22, .lastPort = 22});
        QCOMPARE(joined(difference(usual(), next)), QStringLiteral("+ from_mesh: tcp dport 22-22 accept\n"));
        QCOMPARE(joined(difference(next, usual())), QStringLiteral("- from_mesh: tcp dport 22-22 accept\n"));
        next = usual();
        next.wan = "eth9";
        QCOMPARE(joined(difference(usual(), next)),
                 QStringLiteral("- leaving: oifname \"wan0\" ip saddr 44.128.10.0/24 counter name \"leak\" drop\n"
                                "+ leaving: oifname \"eth9\" ip saddr 44.128.10.0/24 counter name \"leak\" drop\n"));
    }

    void peersAreCounted()
    {
        DesiredFirewall next = usual();
        next.peers.insert(Ipv4Address(198, 51, 100, 7));
        QCOMPARE(joined(difference(usual(), next)), QStringLiteral("+ peers, sent: 198.51.100.7\n"));
        next.peers.insert(Ipv4Address(198, 51, 100, 8));
        QCOMPARE(joined(difference(next, usual())), QStringLiteral("- peers, sent: 2 addresses\n"));
    }

    void allOfItComesAndGoes()
    {
        const auto comes = difference(DesiredFirewall(), usual());
        const auto goes = difference(usual(), DesiredFirewall());
        QVERIFY(comes.size() > 20);
        QCOMPARE(comes.size(), goes.size());
        const auto starts = [](char sign) { return [sign](const std::string &line) { return line[0] == sign; }; };
        QVERIFY(std::ranges::all_of(comes, starts('+')));
        QVERIFY(std::ranges::all_of(goes, starts('-')));
        QVERIFY(joined(comes).contains(QStringLiteral("+ leaving: type filter hook postrouting priority 300")));
    }

    // Applied to the one it gives the other, whatever they are.
    void isWholeForAnyPair()
    {
        const unsigned seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        const auto some = [&] {
            DesiredFirewall firewall = usual();
            firewall.mode = static_cast<Mode>(random() % 4);
            firewall.enforcing = random() % 2 == 0;
            firewall.openings.resize(random() % 5, {.protocol = OpenProtocol::Udp, .firstPort = 53, .lastPort = 53});
            firewall.subnets.resize(1 + random() % 3, *Ipv4Prefix::parse("44.128.12.0/24"));
            return firewall;
        };
        const auto sorted = [](std::vector<std::string> lines, char sign) {
            std::erase_if(lines, [&](const std::string &line) { return line[0] != sign; });
            for (std::string &line : lines)
                line.erase(0, 2);
            std::ranges::sort(lines);
            return lines;
        };
        for (int i = 0; i < 50; ++i) {
            const DesiredFirewall from = some();
            const DesiredFirewall to = some();
            const auto lines = difference(from, to);
            // What is there, less what goes, and what comes.
            auto left = sorted(difference(DesiredFirewall(), from), '+');
            for (const std::string &line : sorted(lines, '-')) {
                const auto place = std::ranges::find(left, line);
                QVERIFY2(place != left.end(), line.c_str());
                left.erase(place);
            }
            std::ranges::copy(sorted(lines, '+'), std::back_inserter(left));
            std::ranges::sort(left);
            QVERIFY(left == sorted(difference(DesiredFirewall(), to), '+'));
        }
    }

    // A hostile configuration against another one: no table of a hundred million cells.
    void largeOnesAreGivenAsAWhole()
    {
        DesiredFirewall from = usual();
        DesiredFirewall to = usual();
        from.openings.resize(8000, {.protocol = OpenProtocol::Udp, .firstPort = 53, .lastPort = 53});
        to.openings.resize(8000, {.protocol = OpenProtocol::Tcp, .firstPort = 22, .lastPort = 22});
        QVERIFY(difference(from, to).size() > 16'000);
    }

    void consequencesAreSaid_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<Settings>("next");
        const auto row = [](const char *words, auto edit) {
            Settings settings;
            edit(settings);
            QTest::newRow(words) << QString::fromLatin1(words) << settings;
        };
        row("listened to: 192.0.2.1 instead of 169.228.34.84",
            [](Settings &s) { s.announcer = Ipv4Address(192, 0, 2, 1); });
        row("up to 5 routes; those beyond", [](Settings &s) { s.maxRoutes = 5; });
        row("up to 65536 routes", [](Settings &s) { s.maxRoutes = 65536; });
        row("imported routes go before", [](Settings &s) { s.imports = ImportRank::Above; });
        row("what gw.example.net leads to", [](Settings &s) { s.externalName = "gw.example.net"; });
        row("taken to be 192.0.2.9", [](Settings &s) { s.externalAddress = Ipv4Address(192, 0, 2, 9); });
        row("routers on lan0 are told about the mesh as rip2", [](Settings &s) {
            s.forwardFormat = ForwardFormat::Rip2;
            s.forwardInterface = "lan0";
        });
        row("from early boot on", [](Settings &s) { s.lockdown = true; });
        row("only announcements with the new password", [](Settings &s) { s.password = "secret"; });
    }
    void consequencesAreSaid()
    {
        QFETCH(QString, words);
        QFETCH(Settings, next);
        const QString said = joined(consequences(Settings(), next));
        QVERIFY2(said.contains(words), qPrintable(said));
        QVERIFY(!said.contains(QStringLiteral("secret")));
        QCOMPARE(said.count(u'\n'), 1);
        QCOMPARE(consequences(next, Settings()).size(), size_t{1}); // and of the way back
        QVERIFY(consequences(next, next).empty());
    }
};

QTEST_GUILESS_MAIN(FirewallDifferenceTest)
#include "firewalldifference.moc"
