// SPDX-License-Identifier: GPL-3.0-or-later
//
// The portal's JSON in all the spellings that it may come in, and whether it has us right.

#include "core/formats/portal.h"
#include "core/formats/meshlist.h"
#include "core/formats/registration.h"

#include <QTest>

using namespace mesh44;
using namespace std::string_literals;

namespace {

constexpr const char *kRoute = R"({"gatewayIP": "198.51.100.7", "network": "44.4.8.0", "maskLength": 24})";

std::string entriesOf(const std::vector<EncapEntry> &entries)
{
    std::string text;
    for (const EncapEntry &entry : entries)
        text += (text.empty() ? "" : ", ") + entry.prefix.toString() + " " + entry.endpoint.toString();
    return text;
}

std::string refusedOf(const PortalList &list)
{
    std::string text;
    for (const PortalRefusal &refusal : list.refused)
        text += (text.empty() ? "" : "\n") + refusal.place + ": " + refusal.reason;
    return text;
}

std::string repeated(const std::string &text, size_t times)
{
    std::string all;
    for (size_t i = 0; i < times; ++i)
        all += text;
    return all;
}

std::vector<Ipv4Prefix> subnets(std::initializer_list<const char *> list)
{
    std::vector<Ipv4Prefix> made;
    for (const char *text : list)
        made.push_back(*Ipv4Prefix::parse(text));
    return made;
}

} // namespace

class PortalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepted_data()
    {
        QTest::addColumn<std::string>("json");
        QTest::addColumn<std::string>("serial");
        const std::string route = kRoute;
        const auto add = [](const char *name, const std::string &json, const std::string &serial = "") {
            QTest::newRow(name) << json << serial;
        };
        add("object with a serial", R"({"serial": 1234, "encap": [)" + route + "]}", "1234");
        add("serial behind the list", R"({"encap": [)" + route + R"(], "serial": "2024-10-01"})", "2024-10-01");
        add("bare list", "[" + route + "]");
        add("wrapped", R"({"data": {"encap_serial": 7, "routes": [)" + route + "]}}", "7");
        add("list under any name", R"({"Entries": [)" + route + "]}");
        add("one object", route);
        add("byte order mark and blanks", "\xef\xbb\xbf\r\n [" + route + "]\n");
        add("snake case", R"([{"gateway_ip":"198.51.100.7","network":"44.4.8.0","mask_length":24}])");
        add("other case", R"([{"GatewayIp":"198.51.100.7","NETWORK":"44.4.8.0","Mask-Length":24}])");
        add("length as text", R"([{"gatewayIP":"198.51.100.7","network":"44.4.8.0","maskLength":"24"}])");
        add("length with a slash", R"([{"gatewayIP":"198.51.100.7","network":"44.4.8.0","maskLength":"/24"}])");
        add("netmask", R"([{"gatewayIP":"198.51.100.7","network":"44.4.8.0","netmask":"255.255.255.0"}])");
        add("length behind the network", R"([{"gateway":"198.51.100.7","network":"44.4.8.0/24"}])");
        add("prefix", R"([{"endpoint":"198.51.100.7","prefix":"44.4.8.0/24"}])");
        add("cidr beside the network", R"([{"gw":"198.51.100.7","network":"44.4.8.0","cidr":24}])");
        add("type", R"([{"encapType":"IPIP","gatewayIP":"198.51.100.7","network":"44.4.8.0","maskLength":24}])");
        add("more than is needed", R"([{"owner":"N0CALL","tags":["a",["b"]],"more":{"x":[{}]},"title":null,)"
                                   R"("gatewayIP":"198.51.100.7","network":"44.4.8.0","maskLength":24}])");
        add("twice: the last one wins",
            R"([{"gatewayIP":"192.0.2.1","network":"44.4.8.0","maskLength":24},)" + route + "]");
    }
    void accepted()
    {
        QFETCH(std::string, json);
        QFETCH(std::string, serial);
        QVERIFY(looksLikeJson(json));
        const auto list = readPortal(json);
        QVERIFY2(list, list ? "" : list.error().message.c_str());
        QCOMPARE(entriesOf(list->entries), "44.4.8.0/24 198.51.100.7"s);
        QCOMPARE(refusedOf(*list), ""s);
        QCOMPARE(list->serial, serial);
    }

    // One bad object never costs the others.
    void refused_data()
    {
        QTest::addColumn<std::string>("object");
        QTest::addColumn<std::string>("reason");
        const auto add = [](const char *name, const std::string &object, const std::string &reason) {
            QTest::newRow(name) << object << reason;
        };
        const auto route = [](const std::string &network, const std::string &length, const std::string &gateway) {
            return R"({"network": )" + network + R"(, "maskLength": )" + length + R"(, "gatewayIP": )" + gateway + "}";
        };
        const std::string good = R"("198.51.100.7")";
        add("empty object", "{}", "it names no network");
        add("a number", "7", "it is no object");
        add("a text", R"("44.4.8.0/24")", "it is no object");
        add("nothing", "null", "it is no object");
        add("a list", "[1, {}, [2]]", "it is no object");
        add("no gateway", R"({"network": "44.4.8.0/24"})", "it names no gateway");
        add("gateway is no text", route(R"("44.4.8.0")", "24", "{}"), "it names no gateway");
        add("gateway is no address", route(R"("44.4.8.0")", "24", R"("gw.example.org")"),
            "'gw.example.org' is not an IPv4 address such as 44.128.10.1");
        add("no length", R"({"network": "44.4.8.0", "gatewayIP": "198.51.100.7"})",
            "the network '44.4.8.0' has no length");
        add("length too large", route(R"("44.4.8.0")", "33", good),
            "'33' is no length: a number from 0 to 32, or a mask such as 255.255.255.0");
        add("negative length", route(R"("44.4.8.0")", "-1", good),
            "'-1' is no length: a number from 0 to 32, or a mask such as 255.255.255.0");
        add("mask with holes", route(R"("44.4.8.0")", R"("255.0.255.0")", good),
            "'255.0.255.0' is no length: a number from 0 to 32, or a mask such as 255.255.255.0");
        add("fraction", route(R"("44.4.8.0")", "24.5", good), "the network '44.4.8.0' has no length");
        add("host bits", route(R"("44.4.8.9")", "24", good),
            "'44.4.8.9/24' has bits set behind its length; the network is 44.4.8.0/24");
        add("network is no address", route(R"("all\u0007")", "24", good), "");
        add("another encapsulation", R"({"encapType": "GRE", "network": "44.4.8.0/24", "gatewayIP": "198.51.100.7"})",
            "its encapsulation is 'GRE', not IPIP");
        add("a very long text", route('"' + std::string(100000, '4') + '"', "24", good), "it names no network");
    }
    void refused()
    {
        QFETCH(std::string, object);
        QFETCH(std::string, reason);
        const auto list = readPortal(R"({"encap": [)"s + kRoute + ", " + object + "]}");
        QVERIFY2(list, list ? "" : list.error().message.c_str());
        QCOMPARE(entriesOf(list->entries), "44.4.8.0/24 198.51.100.7"s);
        QCOMPARE(list->refused.size(), size_t{1});
        QCOMPARE(list->refused[0].place, "encap[1]"s);
        QVERIFY(!list->refused[0].reason.empty() && list->refused[0].reason.find('\a') == std::string::npos);
        if (!reason.empty())
            QCOMPARE(list->refused[0].reason, reason);
    }

    void invalid_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("mentions");
        const auto add = [](const char *name, const std::string &text, const std::string &mentions) {
            QTest::newRow(name) << text << mentions;
        };
        add("nothing", "", "not JSON: it goes wrong at line 1, column 1");
        add("a page", "<html>sign in</html>", "not JSON: it goes wrong at line 1, column 1");
        add("cut off", "{\"encap\": [\n"s + kRoute + ",\n", "not JSON: it goes wrong at line 3, column 1");
        add("something behind", "["s + kRoute + "]\n]", "not JSON: it goes wrong at line 2, column 1");
        add("a number beyond all bounds", "[1e999]", "a number in it is too large");
        add("not UTF-8", "[\"\xff\"]", "not JSON");
        add("no token", R"({"message": "Unauthenticated."})", "the portal says 'Unauthenticated.'");
        add("an empty list", "[]", "expected objects such as");
        add("an empty object", "{}", "expected objects such as");
        add("a number", "7", "expected objects such as");
        add("numbers", "[1, 2]", "expected objects such as");
        add("deep", repeated("[", 1000000), "not JSON");
        add("deep and whole", repeated("[", 100000) + repeated("]", 100000), "expected objects such as");
        add("deep objects", repeated(R"({"a":)", 100000) + "1" + repeated("}", 100000), "expected objects such as");
    }
    void invalid()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, mentions);
        const auto list = readPortal(text);
        QVERIFY(!list);
        QVERIFY2(list.error().message.find(mentions) != std::string::npos, list.error().message.c_str());
    }

    void bounds()
    {
        const auto many = readPortal("[" + repeated("{},", 5000) + kRoute + "]");
        QVERIFY(many);
        QCOMPARE(many->refused.size(), kMaxEncapRefusals);
        QCOMPARE(many->entries.size(), size_t{1});
        QVERIFY(many->refused.back().reason.find("no more are listed") != std::string::npos);
    }

    void serials_data()
    {
        QTest::addColumn<std::string>("json");
        QTest::addColumn<std::string>("serial");
        QTest::newRow("object") << R"({"serial": 42})"s << "42"s;
        QTest::newRow("number") << "42"s << "42"s;
        QTest::newRow("text") << R"("2024-10-01 12:00")"s << "2024-10-01 12:00"s;
        QTest::newRow("wrapped") << R"({"data": {"version": "7"}})"s << "7"s;
        QTest::newRow("none") << R"({"routes": [1]})"s << ""s;
        QTest::newRow("no JSON") << "<html>"s << ""s;
    }
    void serials()
    {
        QFETCH(std::string, json);
        QFETCH(std::string, serial);
        QCOMPARE(readPortalSerial(json), serial);
    }

    void recognisedByContent_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("refused");
        QTest::addColumn<std::string>("error");
        const std::string line = "route addprivate 44.4.8/24 encap 198.51.100.7\n";
        QTest::newRow("encap.txt") << line + "nonsense\n"
                                   << "line 2: 'nonsense' does not start a line such as 'route addprivate 44.128.10/24 "
                                      "encap 198.51.100.7'"s
                                   << ""s;
        QTest::newRow("JSON") << "["s + kRoute + ", 7]" << "list[1]: it is no object"s << ""s;
        QTest::newRow("neither") << "hello\n"s << ""s << "there is no route in this file (line 1: 'hello' does not"s;
        QTest::newRow("nothing") << ""s << ""s << "there is no route in this file; expected lines such as"s;
        QTest::newRow("JSON with bad routes only") << R"([{"a": 1}])"s << ""s
                                                   << "no route in this file (list[0]: it names no network)"s;
        QTest::newRow("broken JSON") << "{"s << ""s << "this is not JSON"s;
    }
    void recognisedByContent()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, refused);
        QFETCH(std::string, error);
        const auto list = readMeshList(text);
        QCOMPARE(bool(list), error.empty());
        if (!list) {
            QVERIFY2(list.error().message.find(error) != std::string::npos, list.error().message.c_str());
            return;
        }
        QCOMPARE(entriesOf(list->entries), "44.4.8.0/24 198.51.100.7"s);
        QCOMPARE(list->refused, std::vector<std::string>{refused});
    }

    void registration_data()
    {
        QTest::addColumn<QByteArray>("external");
        QTest::addColumn<QByteArray>("underlay");
        QTest::addColumn<QByteArray>("listed");
        QTest::addColumn<QByteArray>("endpoint");
        QTest::addColumn<QByteArray>("sentence");
        const auto add = [](const char *name, const char *external, const char *underlay, const char *listed,
                            const char *endpoint, const char *sentence) {
            QTest::newRow(name) << QByteArray(external) << QByteArray(underlay) << QByteArray(listed)
                                << QByteArray(endpoint) << QByteArray(sentence);
        };
        constexpr const char *kOurs = "44.128.10.0/24";
        constexpr const char *kRight = "44.128.10.0/24 is registered at 203.0.113.9, our address";
        constexpr const char *kElsewhere =
            "44.128.10.0/24 is registered at 198.51.100.7, but our address is 203.0.113.9: correct the gateway in the "
            "portal, or gateway.external_address";
        add("right", "203.0.113.9", "192.168.1.5", kOurs, "203.0.113.9", kRight);
        add("right, as the interface has it", "", "203.0.113.9", kOurs, "203.0.113.9", kRight);
        add("around it", "203.0.113.9", "", "44.128.0.0/16", "203.0.113.9", kRight);
        add("elsewhere", "203.0.113.9", "", kOurs, "198.51.100.7", kElsewhere);
        add("elsewhere, as the interface has it", "", "203.0.113.9", kOurs, "198.51.100.7", kElsewhere);
        add("what is configured goes first", "203.0.113.9", "198.51.100.7", kOurs, "198.51.100.7", kElsewhere);
        add("missing", "203.0.113.9", "", "44.128.11.0/24", "203.0.113.9",
            "44.128.10.0/24 is not in the list: make a gateway in the portal and tick this subnet on it");
        add("a part is not the whole", "203.0.113.9", "", "44.128.10.0/25", "203.0.113.9",
            "44.128.10.0/24 is not in the list: make a gateway in the portal and tick this subnet on it");
        constexpr const char *kUnsure =
            "44.128.10.0/24 is registered at 198.51.100.7; whether that is us will be known with the first "
            "announcement, or say it in gateway.external_address";
        add("behind a router", "", "192.168.1.5", kOurs, "198.51.100.7", kUnsure);
        add("without any address", "", "", kOurs, "198.51.100.7", kUnsure);
    }
    void registration()
    {
        QFETCH(QByteArray, external);
        QFETCH(QByteArray, underlay);
        QFETCH(QByteArray, listed);
        QFETCH(QByteArray, endpoint);
        QFETCH(QByteArray, sentence);
        const auto address = [](const QByteArray &text) {
            const auto parsed = Ipv4Address::parse(text.toStdString());
            return parsed ? std::optional(*parsed) : std::nullopt;
        };
        const std::vector<EncapEntry> entries{
            {*Ipv4Prefix::parse("44.0.0.0/9"), Ipv4Address(192, 0, 2, 1)},
            {*Ipv4Prefix::parse(listed.toStdString()), *address(endpoint)},
        };
        const auto findings = checkRegistration(subnets({"44.128.10.0/24"}), {address(external), address(underlay)},
                                                entries);
        QCOMPARE(findings.size(), size_t{1});
        QCOMPARE(QByteArray::fromStdString(findings[0].sentence), sentence);
    }

    void theLongestEntrySpeaks()
    {
        const std::vector<EncapEntry> entries{
            {*Ipv4Prefix::parse("44.128.10.0/24"), Ipv4Address(203, 0, 113, 9)},
            {*Ipv4Prefix::parse("44.128.0.0/16"), Ipv4Address(192, 0, 2, 1)},
        };
        const auto findings = checkRegistration(subnets({"44.128.10.0/24", "44.128.11.0/24", "44.4.8.0/24"}),
                                                {Ipv4Address(203, 0, 113, 9), {}}, entries);
        QCOMPARE(findings.size(), size_t{3});
        QVERIFY(findings[0].what == Registration::Right);
        QVERIFY(findings[1].what == Registration::Elsewhere);
        QVERIFY(findings[2].what == Registration::Missing);
    }
};

QTEST_APPLESS_MAIN(PortalTest)
#include "portal.moc"
