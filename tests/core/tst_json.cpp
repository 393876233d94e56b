// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/json.h"
#include "tests/core/support.h"

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace mesh44;
using namespace std::string_literals;
using Json = nlohmann::ordered_json;

namespace {

constexpr int64_t kTime = 1464784496789000;
const std::string kIso = "2016-06-01T12:34:56.789Z";

RouteView someRoute()
{
    RouteView route;
    route.prefix = test::prefix("44.4.8.0/24");
    route.endpoint = test::address("198.51.100.7");
    route.announced = true;
    route.installed = true;
    route.firstAnnounced = kTime;
    route.lastAnnounced = kTime;
    return route;
}

EndpointView someEndpoint()
{
    EndpointView endpoint;
    endpoint.address = test::address("198.51.100.7");
    endpoint.suppressed = true;
    endpoint.routes = 3;
    endpoint.lastAnnounced = kTime;
    return endpoint;
}

const EventView kEvent{kTime, "endpoint", "198.51.100.7", "switched off"};

GatewayStatus someStatus()
{
    GatewayStatus status;
    status.revision = 7;
    status.state = GatewayState::Degraded;
    status.reason = "the kernel refused one route";
    status.subnets = {test::prefix("44.128.10.0/24"), test::prefix("44.128.12.0/23")};
    status.underlayAddress = test::address("203.0.113.5");
    status.lastBurst = kTime;
    status.counters = {{"rip44.packets", 23}, {"netlink.writes", uint64_t{1} << 63}};
    status.problems = {{"gateway.conf", 3, "gateway.mode", "x is not permitted"}};
    return status;
}

// One line, with apostrophes for quotation marks.
std::string readable(const Json &json)
{
    std::string text = json.dump();
    std::ranges::replace(text, '"', '\'');
    return text;
}

bool isOneLine(const std::string &text)
{
    return text.find('\n') == std::string::npos;
}

} // namespace

class TestJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The contract, letter by letter and in this order.
    void routes()
    {
        const Snapshot snapshot{.revision = 42, .status = {}, .routes = {someRoute()}, .endpoints = {}};
        const Json json = Json::parse(routesToJson(snapshot));
        QCOMPARE(readable(json),
                 "{'schema':1,'revision':42,'routes':[{'prefix':'44.4.8.0/24','endpoint':'198.51.100.7',"
                 "'origin':'rip44','announced':true,'installed':true,'state':'installed','reason':'',"
                 "'first_announced':'"
                     + kIso + "','last_announced':'" + kIso + "','last_heard':null}]}");
    }

    void emptyListsAreLists()
    {
        QCOMPARE(readable(Json::parse(routesToJson({}))), "{'schema':1,'revision':0,'routes':[]}"s);
        QCOMPARE(readable(Json::parse(endpointsToJson({}))), "{'schema':1,'revision':0,'endpoints':[]}"s);
        QCOMPARE(readable(Json::parse(eventsToJson({}))), "{'schema':1,'events':[]}"s);
        QCOMPARE(readable(Json::parse(trafficToJson({}))), "{'schema':1,'traffic':[]}"s);
        QCOMPARE(readable(Json::parse(settingsToJson({}, true))), "{'schema':1,'settings':[]}"s);
        const Json status = Json::parse(statusToJson({}));
        QVERIFY(status["subnets"].is_array() && status["problems"].is_array());
        QVERIFY(status["counters"].is_object() && status["address"].is_null() && status["last_burst"].is_null());
    }

    void status()
    {
        const Json json = Json::parse(statusToJson(someStatus()));
        QCOMPARE(json["schema"].get<int>(), 1);
        QCOMPARE(json["revision"].get<int>(), 7);
        QCOMPARE(json["state"].get<std::string>(), "degraded"s);
        QCOMPARE(readable(json["subnets"]), "['44.128.10.0/24','44.128.12.0/23']"s);
        QCOMPARE(json["underlay_address"].get<std::string>(), "203.0.113.5"s);
        QVERIFY(json["underlay_gateway"].is_null());
        QCOMPARE(json["last_burst"].get<std::string>(), kIso);
        QCOMPARE(json["counters"]["netlink.writes"].get<uint64_t>(), uint64_t{1} << 63);
        QCOMPARE(readable(json["problems"]),
                 "[{'file':'gateway.conf','line':3,'key':'gateway.mode','message':'x is not permitted'}]"s);
    }

    void endpointsAndEvents()
    {
        const Snapshot snapshot{.revision = 1, .status = {}, .routes = {}, .endpoints = {someEndpoint()}};
        QCOMPARE(readable(Json::parse(endpointsToJson(snapshot))["endpoints"]),
                 "[{'address':'198.51.100.7','suppressed':true,'fallback':false,'routes':3,'installed':0,"
                 "'last_announced':'"
                     + kIso + "'}]");
        QCOMPARE(readable(Json::parse(eventsToJson(std::span(&kEvent, 1)))["events"]),
                 "[{'time':'" + kIso + "','kind':'endpoint','subject':'198.51.100.7','text':'switched off'}]");
    }

    void traffic()
    {
        const std::vector<TrafficView> rows{{test::address("198.51.100.7"), 1, 104, uint64_t{1} << 63, 0, kTime},
                                            {.address = test::address("198.51.100.8")}};
        QCOMPARE(readable(Json::parse(trafficToJson(rows))["traffic"]),
                 "[{'address':'198.51.100.7','in_packets':1,'in_bytes':104,'out_packets':9223372036854775808,"
                 "'out_bytes':0,'last_heard':'"
                     + kIso
                     + "'},{'address':'198.51.100.8','in_packets':0,'in_bytes':0,'out_packets':0,'out_bytes':0,"
                       "'last_heard':null}]");
    }

    void settings()
    {
        const std::vector<SettingView> settings{{"gateway.mode", "mesh", "full", "gateway.conf", 4, "full | mesh"},
                                                {"start.enabled", "yes", "yes", "", 0, "yes | no"}};
        QCOMPARE(readable(Json::parse(settingsToJson(settings, false))["settings"]),
                 "[{'key':'gateway.mode','value':'mesh'},{'key':'start.enabled','value':'yes'}]"s);
        QCOMPARE(readable(Json::parse(settingsToJson(settings, true))["settings"]),
                 "[{'key':'gateway.mode','value':'mesh','default':'full','file':'gateway.conf','line':4,"
                 "'permitted':'full | mesh'},{'key':'start.enabled','value':'yes','default':'yes','file':null,"
                 "'line':null,'permitted':'yes | no'}]"s);
    }

    void watchIsOneLineEach()
    {
        Delta delta;
        delta.from = 6;
        delta.to = 7;
        delta.status = someStatus();
        delta.routes = {someRoute()};
        delta.removedRoutes = {test::prefix("44.5.0.0/16")};
        delta.endpoints = {someEndpoint()};
        delta.removedEndpoints = {test::address("198.51.100.8")};
        const std::string changed = deltaToJson(delta);
        QVERIFY(isOneLine(changed));
        const Json json = Json::parse(changed);
        QCOMPARE(json["type"].get<std::string>(), "changed"s);
        QCOMPARE(readable(json["removed_routes"]), "['44.5.0.0/16']"s);
        QCOMPARE(readable(json["removed_endpoints"]), "['198.51.100.8']"s);
        QCOMPARE(json["routes"][0]["prefix"].get<std::string>(), "44.4.8.0/24"s);
        QVERIFY(!json["status"].contains("schema"));
        QVERIFY(isOneLine(burstToJson({kTime, 531, true, 0})) && isOneLine(eventToJson(kEvent)));
        QCOMPARE(readable(Json::parse(burstToJson({kTime, 531, true, 0}))),
                 "{'schema':1,'type':'burst','time':'" + kIso + "','routes':531,'complete':true,'next_burst':null}");
        QCOMPARE(readable(Json::parse(eventToJson(kEvent))),
                 "{'schema':1,'type':'event','time':'" + kIso
                     + "','kind':'endpoint','subject':'198.51.100.7','text':'switched off'}");
    }

    void hostileText_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("read");
        QTest::newRow("line end and quote") << "a\n\"b\"\\"s
                                            << "a\n\"b\"\\"s;
        QTest::newRow("NUL") << "a\0b"s
                             << "a\0b"s;
        QTest::newRow("UTF-8") << "Zürich"s
                               << "Zürich"s;
        QTest::newRow("a byte that is no UTF-8") << "a\xff"s
                                                 << "a\xef\xbf\xbd"s;
        QTest::newRow("truncated sequence") << "a\xc3"s
                                            << "a\xef\xbf\xbd"s;
        QTest::newRow("overlong") << "\xc0\xaf"s
                                  << "\xef\xbf\xbd\xef\xbf\xbd"s;
        QTest::newRow("escape") << "\x1b[31m"s
                                << "\x1b[31m"s;
    }
    void hostileText()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, read);
        const std::string line = eventToJson({kTime, "config", "", text});
        QVERIFY(isOneLine(line));
        QCOMPARE(Json::parse(line)["text"].get<std::string>(), read);
        GatewayStatus status;
        status.counters = {{text, 1}};
        QCOMPARE(Json::parse(statusToJson(status))["counters"].begin().key(), read);
    }
};

QTEST_APPLESS_MAIN(TestJson)
#include "tst_json.moc"
