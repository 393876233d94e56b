// SPDX-License-Identifier: GPL-3.0-or-later
// From facts to findings, and the readers of others' files.
#include "core/checkup/judge.h"
#include "core/checkup/servicefiles.h"
#include "tests/core/support.h"

#include <algorithm>

using namespace mesh44;
using test::address;
using test::prefix;

namespace {

constexpr const char *kHeader = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  "
                                "timeout inode ref pointer drops\n";
constexpr const char *kUdpLine = "  219: 00000000:0208 00000000:0000 07 00000000:00000000 00:00000000 00000000    "
                                 "33        0 4711 2 0000000000000000 0\n";

struct Place
{
    Surroundings surroundings;
    KernelState kernel;
    Settings settings;
    bool heard = true;
};

// A gateway on which nothing is wrong.
Place quietPlace()
{
    Place place;
    place.settings.subnets = {prefix("44.128.10.0/24")};
    place.kernel.links = {{.index = 2, .name = "wan0"}, {.index = 5, .name = "tunl0", .kind = "ipip"}};
    place.kernel.addresses = {{2, address("203.0.113.9"), 24}, {5, address("44.128.10.1"), 32}};
    place.kernel.rules = {{.priority = 0, .table = kLocalTable, .protocol = 2},
                          {.priority = 45, .destination = prefix("44.0.0.0/9"), .table = 44, .protocol = kOurProtocol},
                          {.priority = 32766, .table = kMainTable, .protocol = 2}};
    place.kernel.routes = {{.destination = prefix("44.4.8.0/24"), .table = 44, .protocol = kOurProtocol}};
    return place;
}

std::vector<Finding> findingsAt(const Place &place)
{
    return judge({.surroundings = place.surroundings,
                  .kernel = place.kernel,
                  .settings = place.settings,
                  .device = "tunl0",
                  .heard = place.heard});
}

using Change = void (*)(Place &);

} // namespace

Q_DECLARE_METATYPE(Change)

class Checkup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quietIsQuiet() { QVERIFY(findingsAt(quietPlace()).empty()); }

    void findings_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QByteArray>("severity");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char *name, const char *id, const char *severity, const char *words, Change change) {
            QTest::newRow(name) << change << QByteArray(id) << QByteArray(severity) << QByteArray(words);
        };
        row("ampr-ripd", "ampr-ripd.running", "error", "ampr-ripd is running",
            [](Place &p) { p.surroundings.programs = {"ampr-ripd", "bash"}; });
        row("rip44d", "rip44d.running", "error", "rip44d is running",
            [](Place &p) { p.surroundings.programs = {"rip44d"}; });
        row("routes of ampr-ripd in our table", "routes.ampr-ripd", "error", "2 routes of ampr-ripd", [](Place &p) {
            for (const char *destination : {"44.5.0.0/16", "44.6.0.0/16"})
                p.kernel.routes.push_back({.destination = prefix(destination), .table = 44, .protocol = 44});
        });
        row("routes of ampr-ripd elsewhere", "routes.ampr-ripd", "warning", "1 route of ampr-ripd", [](Place &p) {
            p.kernel.routes.push_back({.destination = prefix("44.5.0.0/16"), .table = 254, .protocol = 44});
        });
        row("RIP listener", "udp520", "warning", "of user 33", [](Place &p) { p.surroundings.udp = {{520, 33, 1}}; });
        row("raw socket", "raw4", "warning", "of root", [](Place &p) { p.surroundings.raw = {{4, 0, 1}}; });
        row("Calico", "device.shared", "warning", "Calico",
            [](Place &p) { p.kernel.links.push_back({.index = 7, .name = "cali12345"}); });
        row("another address on it", "device.shared", "warning", "somebody else",
            [](Place &p) { p.kernel.addresses.push_back({5, address("10.1.2.3"), 32}); });
        row("networkd", "networkd.rules", "warning", "systemd-networkd",
            [](Place &p) { p.surroundings.networkd = true; });
        row("networkd has our device", "networkd.device", "warning", "tunl0", [](Place &p) {
            p.surroundings.networkd = p.surroundings.networkdKeepsRules = true;
            p.surroundings.networkdLinks = {2, 5};
        });
        row("NetworkManager has our device", "networkmanager.device", "warning", "NetworkManager",
            [](Place &p) { p.surroundings.networkManagerLinks = {5}; });
        row("ufw, and nothing was heard", "ufw", "warning", "ufw", [](Place &p) {
            p.surroundings.chains = {{"ip", "filter", "ufw-before-input"}};
            p.heard = false;
        });
        row("ufw that lets the mesh in", "ufw", "note", "ufw",
            [](Place &p) { p.surroundings.chains = {{"ip", "filter", "ufw-before-input"}}; });
        row("firewalld", "firewalld", "note", "ipencap",
            [](Place &p) { p.surroundings.chains = {{"inet", "firewalld", "filter_INPUT"}}; });
        row("Docker", "docker", "note", "Docker",
            [](Place &p) { p.kernel.links.push_back({.index = 9, .name = "docker0", .kind = "bridge"}); });
        row("44Net Connect", "44net-connect", "note", "44.27.1.2 on wg0", [](Place &p) {
            p.kernel.links.push_back({.index = 9, .name = "wg0", .kind = "wireguard"});
            p.kernel.addresses.push_back({9, address("44.27.1.2"), 32});
        });
        row("44Net Connect with our subnet", "44net-connect", "warning", "lies in a subnet", [](Place &p) {
            p.kernel.links.push_back({.index = 9, .name = "wg0", .kind = "wireguard"});
            p.kernel.addresses.push_back({9, address("44.128.10.7"), 32});
        });
        row("a stranger's rule at our priority", "rules.before", "warning", "pref 44 from 44.128.10.0/25",
            [](Place &p) {
                p.kernel.rules.push_back({.priority = 44, .source = prefix("44.128.10.0/25"), .table = 100});
            });
    }
    void findings()
    {
        QFETCH(Change, change);
        QFETCH(QByteArray, id);
        QFETCH(QByteArray, severity);
        QFETCH(QByteArray, words);
        Place place = quietPlace();
        change(place);
        const auto found = findingsAt(place);
        QCOMPARE(found.size(), size_t{1});
        QCOMPARE(found[0].id, id.toStdString());
        QCOMPARE(std::string(toString(found[0].severity)), severity.toStdString());
        const std::string text = found[0].sentence + found[0].advice;
        QVERIFY2(text.find(words.toStdString()) != std::string::npos, text.c_str());
    }

    void harmlessNeighboursAreNone_data()
    {
        QTest::addColumn<Change>("change");
        const auto row = [](const char *name, Change change) { QTest::newRow(name) << change; };
        row("another port", [](Place &p) { p.surroundings.udp = {{521, 0, 1}, {53, 0, 1}}; });
        row("another protocol", [](Place &p) { p.surroundings.raw = {{1, 0, 1}}; });
        row("networkd that keeps rules",
            [](Place &p) { p.surroundings.networkd = p.surroundings.networkdKeepsRules = true; });
        row("NetworkManager with another device", [](Place &p) { p.surroundings.networkManagerLinks = {2}; });
        row("a rule behind ours", [](Place &p) { p.kernel.rules.push_back({.priority = 48, .table = 100}); });
        row("a rule for others before ours",
            [](Place &p) { p.kernel.rules.push_back({.priority = 10, .source = prefix("10.0.0.0/8"), .table = 100}); });
        row("a rule for marked packets",
            [](Place &p) { p.kernel.rules.push_back({.priority = 10, .table = 100, .mark = 7}); });
        row("WireGuard of another kind", [](Place &p) {
            p.kernel.links.push_back({.index = 9, .name = "wg0", .kind = "wireguard"});
            p.kernel.addresses.push_back({9, address("10.9.0.1"), 24});
        });
    }
    void harmlessNeighboursAreNone()
    {
        QFETCH(Change, change);
        Place place = quietPlace();
        change(place);
        const auto found = findingsAt(place);
        QVERIFY2(found.empty(), found.empty() ? "" : found[0].id.c_str());
    }

    void theWorstComesFirst()
    {
        Place place = quietPlace();
        place.surroundings = {.udp = {{520, 0, 1}}, .chains = {{"ip", "filter", "ufw-x"}}, .programs = {"ampr-ripd"}};
        const auto found = findingsAt(place);
        QCOMPARE(found.size(), size_t{3});
        QVERIFY(std::ranges::is_sorted(found, std::ranges::greater(), &Finding::severity));
    }

    void severityWords()
    {
        for (const Severity severity : {Severity::Note, Severity::Warning, Severity::Error})
            QVERIFY(severityFrom(toString(severity)) == severity);
        QVERIFY(!severityFrom("fatal"));
    }

    void socketTable()
    {
        const auto read = readSocketTable(std::string(kHeader) + kUdpLine);
        QVERIFY(read);
        QCOMPARE(read->size(), size_t{1});
        QVERIFY((read->front() == BoundSocket{520, 33, 4711}));
        // udp6 has longer addresses.
        const auto six = readSocketTable(std::string(kHeader)
                                         + " 9: 00000000000000000000000000000000:0208 "
                                           "00000000000000000000000000000000:0000 07 0:0 00:0 0 0 0 12 2 0 0\n");
        QVERIFY(six && six->front().number == 520);
        QVERIFY(readSocketTable("") && readSocketTable(kHeader)->empty());
    }

    void invalidSocketTable_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("empty line") << QByteArray("\n");
        QTest::newRow("words") << QByteArray("  1: what is this\n");
        QTest::newRow("no port") << QByteArray("  1: 00000000 00000000:0000 07 0:0 00:0 0 0 0 1\n");
        QTest::newRow("port too large") << QByteArray("  1: 00000000:10000 0:0 07 0:0 00:0 0 0 0 1\n");
        QTest::newRow("port no number") << QByteArray("  1: 00000000:xyz 0:0 07 0:0 00:0 0 0 0 1\n");
        QTest::newRow("user no number") << QByteArray("  1: 00000000:0208 0:0 07 0:0 00:0 0 me 0 1\n");
        QTest::newRow("negative user") << QByteArray("  1: 00000000:0208 0:0 07 0:0 00:0 0 -1 0 1\n");
        QTest::newRow("no inode") << QByteArray("  1: 00000000:0208 0:0 07 0:0 00:0 0 0 0\n");
    }
    void invalidSocketTable()
    {
        QFETCH(QByteArray, line);
        const auto read = readSocketTable(std::string(kHeader) + kUdpLine + line.toStdString());
        QVERIFY(!read);
        QVERIFY2(read.error().message.starts_with("line 3 "), read.error().message.c_str());
    }

    void values_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("value"); // "-": none
        const auto row = [](const char *name, const char *text, const char *value) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(value);
        };
        row("plain", "[Network]\nKey=no\n", "no");
        row("blanks", "[Network]\n  Key = no \r\n", "no");
        row("the last wins", "[Network]\nKey=no\nKey=yes\n", "yes");
        row("empty", "[Network]\nKey=\n", "");
        row("no line end", "[Network]\nKey=no", "no");
        row("section twice", "[Network]\n[Other]\nKey=yes\n[Network]\nKey=no\n", "no");
        row("another section", "[Other]\nKey=no\n", "-");
        row("no section", "Key=no\n", "-");
        row("comment", "[Network]\n#Key=no\n", "-");
        row("another key", "[Network]\nKeys=no\nMyKey=no\n", "-");
        row("broken section", "[Network\nKey=no\n", "-");
        row("nothing", "", "-");
        row("rubbish", "\xff\xfe\n=\n[]\n", "-");
    }
    void values()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, value);
        QCOMPARE(valueIn(text.toStdString(), "Key", "Network").value_or("-"), value.toStdString());
    }

    void systemdsNo()
    {
        for (const char *word : {"no", "No", "FALSE", "off", "0", "n", "f"})
            QVERIFY(isSystemdNo(word));
        for (const char *word : {"yes", "true", "1", "", "nope", "none"})
            QVERIFY(!isSystemdNo(word));
    }
};

QTEST_APPLESS_MAIN(Checkup)
#include "checkup.moc"
