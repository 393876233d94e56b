// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/iproute.h"

#include <QTest>

using namespace mesh44;

class IpRouteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines_data();
    void lines();
    void table_data();
    void table();
};

void IpRouteTest::lines_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("line");
    const QString plain = QStringLiteral("ip route add 44.4.8.0/24 via 198.51.100.7 dev tunl0 onlink table 44\n");
    QTest::newRow("installed") << int(RouteState::Installed) << plain;
    QTest::newRow("stale") << int(RouteState::Stale) << plain;
    QTest::newRow("cached") << int(RouteState::Cached) << plain;
    QTest::newRow("suppressed") << int(RouteState::Suppressed)
                                << QStringLiteral("ip route add blackhole 44.4.8.0/24 table 44\n");
    QTest::newRow("held") << int(RouteState::Held) << QString();
    QTest::newRow("refused") << int(RouteState::Refused) << QString();
}

void IpRouteTest::lines()
{
    QFETCH(int, state);
    QFETCH(QString, line);
    const RouteView route{.prefix = *Ipv4Prefix::parse("44.4.8.0/24"),
                          .endpoint = Ipv4Address(198, 51, 100, 7),
                          .state = static_cast<RouteState>(state)};
    QCOMPARE(QString::fromStdString(routesToCommands(std::span(&route, 1), "tunl0", 44)), line);
}

void IpRouteTest::table_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<uint>("expected");
    QTest::newRow("set") << "100" << 100u;
    QTest::newRow("not told") << "" << 44u;
    QTest::newRow("no number") << "main" << 44u;
}

void IpRouteTest::table()
{
    QFETCH(QString, value);
    QFETCH(uint, expected);
    const std::vector<SettingView> settings{{.key = "gateway.mode", .value = "200"},
                                            {.key = "routing.mesh_table", .value = value.toStdString()}};
    QCOMPARE(meshTableOf(value.isEmpty() ? std::span(settings).first(1) : std::span(settings)), expected);
}

QTEST_APPLESS_MAIN(IpRouteTest)
#include "tst_iproute.moc"
