// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/peersgroups.h"
#include "tests/core/support.h"
#include "tests/ui/meshmaker.h"
#include "ui/widgets/peerstable.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace mesh44;
using namespace mesh44::test;

class PeersGroupsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void everyPeerOnce_data();
    void everyPeerOnce();
    void randomDeltas();
    void anEndpointThatMovesChangesItsGroup();
    void groupShowsItsWorst();
    void placeAndChoiceStay();
    void shutGroupsStayShut();
    void columns();

private:
    void fill(size_t routes)
    {
        m_mesh = m_maker.make(routes);
        m_model.setRoutes(m_mesh.routes, m_mesh.endpoints);
    }
    QModelIndex groupNamed(const PeersGroups &groups, const QString &name) const
    {
        for (int row = 0; row < groups.rowCount(); ++row) {
            if (groups.groupOf(groups.index(row, 0)) == name)
                return groups.index(row, 0);
        }
        return {};
    }

    MeshMaker m_maker{7};
    Snapshot m_mesh;
    PeersModel m_model;
    PeersFilter m_filter{m_model};
};

void PeersGroupsTest::init()
{
    m_maker = MeshMaker(7);
    m_filter.setQuery({});
    m_filter.setShown(PeersFilter::Shown::All);
    m_filter.sort(PeersModel::Prefix);
    m_model.setRoutes({}, {});
}

void PeersGroupsTest::everyPeerOnce_data()
{
    QTest::addColumn<int>("grouping");
    QTest::newRow("region") << int(Grouping::Region);
    QTest::newRow("endpoint") << int(Grouping::Endpoint);
}

void PeersGroupsTest::everyPeerOnce()
{
    QFETCH(int, grouping);
    fill(300);
    PeersGroups groups(m_filter);
    const QAbstractItemModelTester tester(&groups, QAbstractItemModelTester::FailureReportingMode::QtTest);
    groups.setGrouping(static_cast<Grouping>(grouping));
    int peers = 0;
    for (int group = 0; group < groups.rowCount(); ++group) {
        const QModelIndex parent = groups.index(group, 0);
        Ipv4Prefix last;
        for (int row = 0; row < groups.rowCount(parent); ++row, ++peers) {
            const QModelIndex peer = groups.index(row, PeersModel::Prefix, parent);
            const RouteView &route = m_filter.routeAt(m_filter.index(groups.filterRowOf(peer), 0));
            QCOMPARE(groups.indexOf(route.prefix), peer);
            QCOMPARE(groups.groupOf(peer), groups.groupOf(parent));
            QVERIFY(row == 0 || last < route.prefix); // the filter's order
            last = route.prefix;
        }
    }
    QCOMPARE(peers, 300);
    groups.setGrouping(Grouping::None);
    QCOMPARE(groups.rowCount(), 0);
}

void PeersGroupsTest::randomDeltas()
{
    m_maker = MeshMaker(seededGenerator());
    fill(150);
    PeersGroups groups(m_filter);
    const QAbstractItemModelTester tester(&groups, QAbstractItemModelTester::FailureReportingMode::QtTest);
    groups.setGrouping(Grouping::Endpoint);
    for (int step = 0; step < 30; ++step) {
        const Delta delta = m_maker.change(m_mesh, 0.1);
        QVERIFY(apply(m_mesh, delta));
        const bool held = step % 2;
        if (held)
            groups.hold();
        m_model.applyDelta(delta);
        if (held)
            groups.release();
        m_filter.setShown(step % 3 ? PeersFilter::Shown::All : PeersFilter::Shown::Attention);
        for (int row = 0; row < m_filter.rowCount(); ++row) {
            const RouteView &route = m_filter.routeAt(m_filter.index(row, 0));
            const QModelIndex peer = groups.indexOf(route.prefix);
            QCOMPARE(groups.filterRowOf(peer), row);
            QCOMPARE(groups.groupOf(peer), QString::fromStdString(route.endpoint.toString()));
        }
    }
}

void PeersGroupsTest::anEndpointThatMovesChangesItsGroup()
{
    fill(20);
    PeersGroups groups(m_filter);
    groups.setGrouping(Grouping::Endpoint);
    RouteView moved = m_mesh.routes[4];
    moved.endpoint = Ipv4Address(198, 51, 100, 250);
    m_model.applyDelta({.from = 1, .to = 2, .status = {}, .routes = {moved}});
    const QModelIndex group = groupNamed(groups, QStringLiteral("198.51.100.250"));
    QVERIFY(group.isValid());
    QCOMPARE(groups.rowCount(group), 1);
}

void PeersGroupsTest::groupShowsItsWorst()
{
    fill(5);
    for (RouteView &route : m_mesh.routes) {
        route.endpoint = Ipv4Address(198, 51, 100, 1);
        route.state = RouteState::Installed;
        route.origin = RouteOrigin::Rip44;
        route.announced = route.installed = true;
    }
    m_model.setRoutes(m_mesh.routes, {});
    PeersGroups groups(m_filter);
    groups.setGrouping(Grouping::Endpoint);
    QCOMPARE(groups.index(0, 0).data(PeersModel::SignRole).toInt(), int(Sign::Ok));
    QCOMPARE(groups.index(0, 0).data().toString(), QStringLiteral("198.51.100.1  (5 route(s))"));
    m_mesh.routes[3].state = RouteState::Refused;
    m_mesh.routes[3].installed = false;
    m_model.applyDelta({.from = 1, .to = 2, .status = {}, .routes = {m_mesh.routes[3]}});
    QCOMPARE(groups.index(0, 0).data(PeersModel::SignRole).toInt(), int(Sign::Failed));
}

void PeersGroupsTest::placeAndChoiceStay()
{
    fill(400);
    PeersTable table(m_filter);
    table.resize(700, 300);
    table.show();
    table.setGrouping(Grouping::Region);
    const Ipv4Prefix chosen = m_mesh.routes[250].prefix;
    table.choose(chosen);
    QCOMPARE(table.currentPrefix(), std::optional(chosen));
    QVERIFY(table.verticalScrollBar()->value() > 0);
    const int y = table.visualRect(table.currentIndex()).top();
    QSignalSpy changed(&table, &PeersTable::currentPeerChanged);

    Delta delta{.from = 7, .to = 8, .status = m_mesh.status};
    for (size_t row = 0; row < 150; row += 2)
        delta.removedRoutes.push_back(m_mesh.routes[row].prefix);
    table.rememberPlace();
    m_model.applyDelta(delta);
    table.restorePlace();
    QCOMPARE(table.currentPrefix(), std::optional(chosen));
    QCOMPARE(table.visualRect(table.currentIndex()).top(), y);
    QCOMPARE(changed.size(), 0);

    table.setGrouping(Grouping::None);
    QCOMPARE(table.currentPrefix(), std::optional(chosen));
    delta = {.from = 8, .to = 9, .status = m_mesh.status, .removedRoutes = {chosen}};
    table.rememberPlace();
    m_model.applyDelta(delta);
    table.restorePlace();
    QCOMPARE(table.currentPrefix(), std::nullopt); // nobody chose its neighbour
}

void PeersGroupsTest::shutGroupsStayShut()
{
    fill(60);
    PeersTable table(m_filter);
    table.setGrouping(Grouping::Endpoint);
    const auto *groups = qobject_cast<PeersGroups *>(table.model());
    QVERIFY(groups);
    const QString name = groups->groupOf(groups->index(3, 0));
    table.collapse(groups->index(3, 0));
    table.rememberPlace();
    m_model.applyDelta(m_maker.change(m_mesh, 0.05));
    table.restorePlace();
    for (int row = 0; row < groups->rowCount(); ++row)
        QCOMPARE(table.isExpanded(groups->index(row, 0)), groups->groupOf(groups->index(row, 0)) != name);
}

void PeersGroupsTest::columns()
{
    fill(10);
    PeersTable table(m_filter);
    QMenu menu;
    table.fillColumnMenu(menu);
    const auto action = [&](const char *title) {
        const QString wanted = QString::fromUtf8(title);
        const QList<QAction *> actions = menu.actions();
        return *std::ranges::find(actions, wanted, &QAction::text);
    };
    QVERIFY(!action("Prefix")->isEnabled());
    QVERIFY(table.isColumnHidden(PeersModel::LastAnnounced));
    action("Last announced")->trigger();
    action("Region")->trigger();
    QVERIFY(!table.isColumnHidden(PeersModel::LastAnnounced));
    QVERIFY(table.isColumnHidden(PeersModel::Region));
    const QByteArray state = table.header()->saveState();
    action("As they were")->trigger();
    QVERIFY(!table.isColumnHidden(PeersModel::Region));
    PeersTable other(m_filter);
    other.header()->restoreState(state);
    QVERIFY(other.isColumnHidden(PeersModel::Region));
    other.setGrouping(Grouping::Region);
    QVERIFY(other.isColumnHidden(PeersModel::Region)); // whichever model it shows
}

QTEST_MAIN(PeersGroupsTest)
#include "peersgroupstest.moc"
