// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/csv.h"
#include "tests/core/support.h"

using namespace mesh44;
using namespace std::string_literals;

namespace {

const std::string kHeader = "prefix,endpoint,origin,announced,installed,state,reason,first_announced,last_announced,"
                            "last_heard\r\n";

RouteView routeWith(std::string reason)
{
    RouteView route;
    route.prefix = test::prefix("44.128.10.0/24");
    route.endpoint = test::address("198.51.100.7");
    route.reason = std::move(reason);
    return route;
}

} // namespace

class TestCsv : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headerAlone() { QCOMPARE(routesToCsv({}), kHeader); }

    void everyColumn()
    {
        RouteView route = routeWith({});
        route.origin = RouteOrigin::Pinned;
        route.announced = true;
        route.state = RouteState::Suppressed;
        route.firstAnnounced = 1464784496789000;
        route.lastAnnounced = 1464784797000000;
        QCOMPARE(routesToCsv(std::span(&route, 1)),
                 kHeader
                     + "44.128.10.0/24,198.51.100.7,pinned,true,false,suppressed,,2016-06-01T12:34:56.789Z,"
                       "2016-06-01T12:39:57.000Z,\r\n");
    }

    void reasons_data()
    {
        QTest::addColumn<std::string>("reason");
        QTest::addColumn<std::string>("field");
        QTest::newRow("plain") << "not in 44"s
                               << "not in 44"s;
        QTest::newRow("comma") << "one, two"s
                               << "\"one, two\""s;
        QTest::newRow("quote") << "the \"sold\" /10"s
                               << "\"the \"\"sold\"\" /10\""s;
        QTest::newRow("line end") << "one\r\ntwo"s
                                  << "\"one\r\ntwo\""s;
        QTest::newRow("formula") << "=1+1"s
                                 << "'=1+1"s;
        QTest::newRow("formula with quotes") << "=HYPERLINK(\"x\",\"y\")"s
                                             << "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""s;
        QTest::newRow("plus") << "+1"s
                              << "'+1"s;
        QTest::newRow("minus") << "-1"s
                               << "'-1"s;
        QTest::newRow("at") << "@SUM(A1)"s
                            << "'@SUM(A1)"s;
        QTest::newRow("tab") << "\t=1"s
                             << "'\t=1"s;
        QTest::newRow("carriage return") << "\r=1"s
                                         << "\"'\r=1\""s;
    }
    void reasons()
    {
        QFETCH(std::string, reason);
        QFETCH(std::string, field);
        const RouteView route = routeWith(reason);
        QCOMPARE(routesToCsv(std::span(&route, 1)),
                 kHeader + "44.128.10.0/24,198.51.100.7,rip44,false,false,installed," + field + ",,,\r\n");
    }

    void events()
    {
        const std::vector<EventView> events{{1464784496789000, "route", "44.128.10.0/24", "switched off by user 1000"},
                                            {1464784497000000, "config", "=1+1", "set to \"a, b\""}};
        QCOMPARE(eventsToCsv(events), "time,kind,subject,text\r\n"
                                      "2016-06-01T12:34:56.789Z,route,44.128.10.0/24,switched off by user 1000\r\n"
                                      "2016-06-01T12:34:57.000Z,config,'=1+1,\"set to \"\"a, b\"\"\"\r\n"s);
    }
};

QTEST_APPLESS_MAIN(TestCsv)
#include "tst_csv.moc"
