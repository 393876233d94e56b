// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/peersfilter.h"
#include "tests/core/support.h"
#include "tests/ui/meshmaker.h"

#include <QTest>

using namespace mesh44;
using namespace mesh44::test;

class PeersFilterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void sortsByValue_data();
    void sortsByValue();
    void agreesWithPlainSearch();
};

static RouteView route(const char *prefix, const char *endpoint, RouteState state = RouteState::Installed, int age = 41)
{
    return {.prefix = *Ipv4Prefix::parse(prefix),
            .endpoint = *Ipv4Address::parse(endpoint),
            .announced = true,
            .installed = state == RouteState::Installed,
            .state = state,
            .lastAnnounced = kNow - age * kSecond};
}

static std::vector<RouteView> someRoutes()
{
    return {route("44.2.0.0/16", "198.51.100.20", RouteState::Installed, 300),
            route("44.4.8.0/24", "198.51.100.3", RouteState::Suppressed, 5),
            route("44.10.0.0/16", "203.0.113.9", RouteState::Refused, 70),
            route("44.10.4.0/24", "198.18.0.1", RouteState::Installed, 20),
            route("44.131.7.0/24", "192.0.2.200", RouteState::Held, 900)};
}

static QStringList list(const char *words)
{
    return QString::fromLatin1(words).split(u' ', Qt::SkipEmptyParts);
}

static QStringList prefixes(const PeersFilter &filter)
{
    QStringList shown;
    for (int row = 0; row < filter.rowCount(); ++row)
        shown.append(filter.index(row, PeersModel::Prefix).data().toString());
    return shown;
}

void PeersFilterTest::finds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("shown");
    const QStringList all = list("44.2.0.0/16 44.4.8.0/24 44.10.0.0/16 44.10.4.0/24 44.131.7.0/24");
    QTest::newRow("nothing") << "" << all;
    QTest::newRow("blanks") << "   " << all;
    QTest::newRow("part of a prefix") << "44.10" << list("44.10.0.0/16 44.10.4.0/24");
    QTest::newRow("address inside prefixes") << "44.10.4.77" << list("44.10.0.0/16 44.10.4.0/24");
    QTest::newRow("address of an endpoint") << "198.51.100.3" << list("44.4.8.0/24");
    QTest::newRow("prefix, inside and around") << "44.10.4.0/22" << list("44.10.0.0/16 44.10.4.0/24");
    QTest::newRow("prefix of endpoints") << "198.51.100.0/24" << list("44.2.0.0/16 44.4.8.0/24");
    QTest::newRow("part of an endpoint") << "203.0" << list("44.10.0.0/16");
    QTest::newRow("region, any case") << "gLASgow" << list("44.131.7.0/24");
    QTest::newRow("country") << "gb" << list("44.131.7.0/24");
    QTest::newRow("state") << "switched" << list("44.4.8.0/24");
    QTest::newRow("all words") << "installed 44.2" << list("44.2.0.0/16");
    QTest::newRow("none") << "zzz" << list("");
    QTest::newRow("bad address is text") << "44.10.4.777" << list("");
}

void PeersFilterTest::finds()
{
    QFETCH(QString, text);
    QFETCH(QStringList, shown);
    PeersModel model;
    model.setRoutes(someRoutes(), {});
    PeersFilter filter(model);
    filter.sort(PeersModel::Prefix);
    filter.setQuery(PeerQuery::parse(text));
    QCOMPARE(prefixes(filter), shown);
}

void PeersFilterTest::sortsByValue_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QStringList>("shown");
    QTest::newRow("prefix: 2 before 10") << int(PeersModel::Prefix)
                                         << list("44.2.0.0/16 44.4.8.0/24 44.10.0.0/16 44.10.4.0/24 44.131.7.0/24");
    QTest::newRow("endpoint: .3 before .20")
        << int(PeersModel::Endpoint) << list("44.131.7.0/24 44.10.4.0/24 44.4.8.0/24 44.2.0.0/16 44.10.0.0/16");
    QTest::newRow("state: by urgency, then prefix")
        << int(PeersModel::State) << list("44.10.0.0/16 44.131.7.0/24 44.4.8.0/24 44.2.0.0/16 44.10.4.0/24");
    QTest::newRow("age: oldest first") << int(PeersModel::LastAnnounced)
                                       << list("44.131.7.0/24 44.2.0.0/16 44.10.0.0/16 44.10.4.0/24 44.4.8.0/24");
    QTest::newRow("installed: no before yes")
        << int(PeersModel::Installed) << list("44.4.8.0/24 44.10.0.0/16 44.131.7.0/24 44.2.0.0/16 44.10.4.0/24");
}

void PeersFilterTest::sortsByValue()
{
    QFETCH(int, column);
    QFETCH(QStringList, shown);
    PeersModel model;
    model.setRoutes(someRoutes(), {});
    PeersFilter filter(model);
    filter.sort(column);
    QCOMPARE(prefixes(filter), shown);
    filter.sort(column, Qt::DescendingOrder);
    QCOMPARE(prefixes(filter), QStringList(shown.rbegin(), shown.rend()));
}

void PeersFilterTest::agreesWithPlainSearch()
{
    MeshMaker maker(seededGenerator());
    const Snapshot snapshot = maker.make(2000);
    PeersModel model;
    model.setRoutes(snapshot.routes, snapshot.endpoints);
    PeersFilter filter(model);
    for (int i = 0; i < 30; ++i) {
        const RouteView &wanted = snapshot.routes[maker.below(2000)];
        const Ipv4Address inside(wanted.prefix.address().value() | (maker.below(256) & ~wanted.prefix.mask()));
        filter.setQuery(PeerQuery::parse(QString::fromStdString(inside.toString())));
        const auto expected = std::ranges::count_if(snapshot.routes, [&](const RouteView &route) {
            return route.prefix.contains(inside) || route.endpoint == inside;
        });
        QCOMPARE(filter.rowCount(), static_cast<int>(expected));
    }
}

QTEST_MAIN(PeersFilterTest)
#include "peersfiltertest.moc"
