// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/support.h"
#include "tests/ui/meshmaker.h"
#include "ui/models/eventsmodel.h"
#include "ui/models/peersfilter.h"
#include "ui/widgets/peerstable.h"

#include <QAbstractItemModelTester>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace mesh44;
using namespace mesh44::test;

class PeersModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cells();
    void onlyWhatChangedIsTold();
    void burstFreshensAges();
    void randomDeltas_data();
    void randomDeltas();
    void newSnapshotKeepsSelection();
    void placeIsKept();
    void eventsAreBounded();
};

// The model's rows, by prefix, as a snapshot has them.
static std::vector<RouteView> rowsOf(const PeersModel &model)
{
    std::vector<RouteView> rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows.push_back(model.routeAt(row));
    std::ranges::sort(rows, {}, &RouteView::prefix);
    return rows;
}

static void compare(const PeersModel &model, const Snapshot &snapshot)
{
    QCOMPARE(rowsOf(model), snapshot.routes);
    for (const EndpointView &endpoint : snapshot.endpoints) {
        QVERIFY(model.endpoint(endpoint.address));
        QCOMPARE(*model.endpoint(endpoint.address), endpoint);
    }
}

void PeersModelTest::cells()
{
    PeersModel model;
    model.setNow(kNow);
    const RouteView route{.prefix = *Ipv4Prefix::parse("44.131.7.0/24"),
                          .endpoint = Ipv4Address(198, 51, 100, 7),
                          .announced = true,
                          .state = RouteState::Held,
                          .reason = "waits",
                          .lastAnnounced = kNow - 41 * kSecond};
    model.setRoutes({route}, {});
    const auto cell = [&](int column, int role = Qt::DisplayRole) { return model.index(0, column).data(role); };
    QCOMPARE(cell(PeersModel::State).toString(), QStringLiteral("Held"));
    QCOMPARE(cell(PeersModel::State, PeersModel::SignRole).toInt(), static_cast<int>(Sign::Attention));
    QCOMPARE(cell(PeersModel::Prefix).toString(), QStringLiteral("44.131.7.0/24"));
    QCOMPARE(cell(PeersModel::Prefix, PeersModel::SortRole).toULongLong(), 0x2C830700'18ull);
    QCOMPARE(cell(PeersModel::Endpoint).toString(), QStringLiteral("198.51.100.7"));
    QCOMPARE(cell(PeersModel::Endpoint, PeersModel::SortRole).toUInt(), 0xC6336407u);
    QCOMPARE(cell(PeersModel::Region).toString(), QStringLiteral("Glasgow, GB"));
    QCOMPARE(cell(PeersModel::Announced).toString(), QStringLiteral("yes"));
    QCOMPARE(cell(PeersModel::Installed).toString(), QStringLiteral("no"));
    QCOMPARE(cell(PeersModel::LastAnnounced).toString(), QStringLiteral("41 s ago"));
    QCOMPARE(cell(PeersModel::LastAnnounced, PeersModel::SortRole).toLongLong(), kNow - 41 * kSecond);
    QCOMPARE(cell(PeersModel::Reason).toString(), QStringLiteral("waits"));
    model.setNow(kNow + 600 * kSecond);
    QCOMPARE(cell(PeersModel::LastAnnounced).toString(), QStringLiteral("10 min ago"));
}

void PeersModelTest::onlyWhatChangedIsTold()
{
    MeshMaker maker(1);
    const Snapshot from = maker.make(50);
    PeersModel model;
    model.setRoutes(from.routes, from.endpoints);
    QSignalSpy changed(&model, &PeersModel::dataChanged);
    QSignalSpy inserted(&model, &PeersModel::rowsInserted);
    QSignalSpy removed(&model, &PeersModel::rowsRemoved);
    QSignalSpy reset(&model, &PeersModel::modelReset);

    model.setRoutes(from.routes, from.endpoints); // the same again
    QCOMPARE(changed.size() + inserted.size() + removed.size() + reset.size(), 0);

    Delta delta{.from = 7, .to = 8, .status = from.status};
    for (const size_t row : {10u, 11u, 12u, 30u}) {
        delta.routes.push_back(from.routes[row]);
        delta.routes.back().reason = "new";
    }
    delta.routes.push_back(from.routes[20]); // named, but as it was
    delta.removedRoutes = {from.routes[3].prefix, from.routes[4].prefix};
    model.applyDelta(delta);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed[0][1].toInt(), 3);
    QCOMPARE(removed[0][2].toInt(), 4);
    QCOMPARE(changed.size(), 2);
    QCOMPARE(changed[0][0].toModelIndex().row(), 8);
    QCOMPARE(changed[0][1].toModelIndex().row(), 10);
    QCOMPARE(changed[1][0].toModelIndex().row(), 28);
    QCOMPARE(inserted.size() + reset.size(), 0);
}

void PeersModelTest::burstFreshensAges()
{
    Snapshot snapshot = MeshMaker(2).make(40);
    PeersModel model;
    model.setRoutes(snapshot.routes, snapshot.endpoints);
    const BurstView burst{.time = kNow, .routes = 40, .complete = true, .nextBurst = kNow + 300 * kSecond};
    QSignalSpy changed(&model, &PeersModel::dataChanged);
    model.applyBurst(burst);
    apply(snapshot, burst);
    compare(model, snapshot);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().column(), static_cast<int>(PeersModel::LastAnnounced));
    model.applyBurst({.time = kNow + kSecond, .routes = 3, .complete = false});
    compare(model, snapshot);
}

void PeersModelTest::randomDeltas_data()
{
    QTest::addColumn<int>("sortColumn");
    QTest::addColumn<QString>("filter");
    QTest::newRow("by prefix") << int(PeersModel::Prefix) << "";
    QTest::newRow("by state") << int(PeersModel::State) << "";
    QTest::newRow("by endpoint, filtered") << int(PeersModel::Endpoint) << "198.18";
    QTest::newRow("by reason, filtered") << int(PeersModel::Reason) << "installed";
}

void PeersModelTest::randomDeltas()
{
    QFETCH(int, sortColumn);
    QFETCH(QString, filter);
    MeshMaker maker(seededGenerator());
    Snapshot snapshot = maker.make(120);

    PeersModel model;
    const QAbstractItemModelTester modelTester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    PeersFilter proxy(model);
    const QAbstractItemModelTester proxyTester(&proxy, QAbstractItemModelTester::FailureReportingMode::QtTest);
    PeersTable table(proxy);
    model.setRoutes(snapshot.routes, snapshot.endpoints);
    table.sortByColumn(sortColumn, Qt::DescendingOrder);
    proxy.setQuery(PeerQuery::parse(filter));
    table.setCurrentIndex(proxy.index(static_cast<int>(maker.below(static_cast<uint32_t>(proxy.rowCount()))), 0));

    for (int step = 0; step < 40; ++step) {
        const auto chosen = table.currentPrefix();
        const Delta delta = maker.change(snapshot, 0.05);
        QVERIFY(apply(snapshot, delta));
        if (step % 10 == 9)
            model.setRoutes(snapshot.routes, snapshot.endpoints);
        else
            model.applyDelta(delta);
        compare(model, snapshot);
        if (chosen && proxy.indexOf(*chosen).isValid())
            QCOMPARE(table.currentPrefix(), chosen);
    }
    for (int row = 0; row + 1 < proxy.rowCount(); ++row) { // in order, without one doubt
        const QVariant left = proxy.index(row, sortColumn).data(PeersModel::SortRole);
        const QVariant right = proxy.index(row + 1, sortColumn).data(PeersModel::SortRole);
        QVERIFY(QVariant::compare(left, right) != QPartialOrdering::Less);
    }
}

void PeersModelTest::newSnapshotKeepsSelection()
{
    MeshMaker maker(3);
    Snapshot snapshot = maker.make(200);
    PeersModel model;
    PeersFilter proxy(model);
    PeersTable table(proxy);
    model.setRoutes(snapshot.routes, snapshot.endpoints);
    table.setCurrentIndex(proxy.index(120, 0));
    const auto chosen = table.currentPrefix();
    std::erase_if(snapshot.routes,
                  [&](const RouteView &route) { return route.prefix != *chosen && maker.below(2) == 0; });
    model.setRoutes(snapshot.routes, snapshot.endpoints);
    QCOMPARE(table.currentPrefix(), chosen);
    QCOMPARE(table.selectionModel()->selectedRows().size(), 1);
}

void PeersModelTest::placeIsKept()
{
    MeshMaker maker(4);
    Snapshot snapshot = maker.make(400);
    PeersModel model;
    PeersFilter proxy(model);
    PeersTable table(proxy);
    table.resize(700, 300);
    table.show();
    model.setRoutes(snapshot.routes, snapshot.endpoints);
    table.setCurrentIndex(proxy.index(205, 0));
    table.verticalScrollBar()->setValue(200 * table.visualRect(table.currentIndex()).height());
    const Ipv4Prefix chosen = *table.currentPrefix();
    const int y = table.visualRect(table.currentIndex()).top();

    Delta delta{.from = 7, .to = 8, .status = snapshot.status};
    for (size_t row = 0; row < 150; row += 2)
        delta.removedRoutes.push_back(snapshot.routes[row].prefix);
    table.rememberPlace();
    model.applyDelta(delta);
    table.restorePlace();
    QCOMPARE(table.currentPrefix(), std::optional(chosen));
    QCOMPARE(table.visualRect(table.currentIndex()).top(), y);
}

void PeersModelTest::eventsAreBounded()
{
    EventsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setEvents(makeEvents());
    for (int i = 0; i < EventsModel::kLimit + 5; ++i)
        model.addEvent({kNow + i, "burst", "", "n" + std::to_string(i)});
    QCOMPARE(model.rowCount(), EventsModel::kLimit);
    QCOMPARE(model.index(0, EventsModel::Text).data().toString(), QStringLiteral("n1004"));
    model.setEvents(std::vector<EventView>(2000));
    QCOMPARE(model.rowCount(), EventsModel::kLimit);
}

QTEST_MAIN(PeersModelTest)
#include "peersmodeltest.moc"
