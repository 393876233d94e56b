// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/regions.h"

#include <QTest>

using namespace mesh44;

class RegionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void builtInIsComplete();
    void names_data();
    void names();
    void places();
    void invalid_data();
    void invalid();
};

static Ipv4Prefix prefix(const char *text)
{
    return *Ipv4Prefix::parse(text);
}

void RegionsTest::builtInIsComplete()
{
    QFile file(QStringLiteral(":/mesh44/regions.tsv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto regions = Regions::parse(file.readAll());
    QVERIFY2(regions, regions ? "" : regions.error().message.c_str());
    QVERIFY(regions->size() > 400);
    QCOMPARE(Regions::builtIn().size(), regions->size());
}

void RegionsTest::names_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QString>("title");
    QTest::newRow("country") << "44.134.50.0/24" << "Italy";
    QTest::newRow("state") << "44.68.12.0/24" << "New York State, US";
    QTest::newRow("part of a country") << "44.131.7.128/25" << "Glasgow, GB";
    QTest::newRow("wider than the part") << "44.131.6.0/23" << "United Kingdom";
    QTest::newRow("documentation") << "44.128.10.0/24" << "Tests and examples";
    QTest::newRow("whole /9") << "44.0.0.0/9" << "United States";
    QTest::newRow("historic refines") << "44.112.1.0/24" << "Western Pennsylvania";
    QTest::newRow("historic, newer is around") << "44.149.1.0/24" << "Germany";
    QTest::newRow("historic, nothing else") << "44.183.200.0/24" << "Iceland";
    QTest::newRow("outside") << "192.0.2.0/24" << "";
    QTest::newRow("sold") << "44.200.0.0/16" << "";
}

void RegionsTest::names()
{
    QFETCH(QString, wanted);
    QFETCH(QString, title);
    const Region *region = Regions::builtIn().named(prefix(wanted.toLatin1().constData()));
    QCOMPARE(region ? region->title() : QString(), title);
}

void RegionsTest::places()
{
    // Glasgow has no coordinates in the table: the place is its country's.
    const Region *placed = Regions::builtIn().placed(prefix("44.131.7.0/24"));
    QVERIFY(placed);
    QCOMPARE(placed->name, QStringLiteral("United Kingdom"));
    QCOMPARE(placed->place, (Region::Place{54.0, -2.5}));
    QVERIFY(!Regions::builtIn().placed(prefix("192.0.2.0/24")));
}

void RegionsTest::invalid_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("few fields") << QByteArray("44.1.0.0/16\tX\n") << QByteArray("line 1: expected seven fields");
    QTest::newRow("many fields") << QByteArray("44.1.0.0/16\tX\t\t\t\t\tcountry\t\n")
                                 << QByteArray("line 1: expected seven");
    QTest::newRow("no prefix") << QByteArray("# head\nX\tX\t\t\t\t\tcountry\n") << QByteArray("line 2: ");
    QTest::newRow("host bits") << QByteArray("44.1.0.1/16\tX\t\t\t\t\tcountry\n") << QByteArray("line 1: ");
    QTest::newRow("half a place") << QByteArray("44.1.0.0/16\tX\t\t\t1\t\tcountry\n")
                                  << QByteArray("line 1: expected latitude");
    QTest::newRow("no number") << QByteArray("44.1.0.0/16\tX\t\t\tN1\tE2\tcountry\n")
                               << QByteArray("line 1: expected latitude");
    QTest::newRow("off the globe") << QByteArray("44.1.0.0/16\tX\t\t\t91\t0\tcountry\n")
                                   << QByteArray("line 1: expected latitude");
    QTest::newRow("twice") << QByteArray("44.1.0.0/16\tX\t\t\t\t\tcountry\n44.1.0.0/16\tY\t\t\t\t\tcountry\n")
                           << QByteArray("line 2: this prefix");
}

void RegionsTest::invalid()
{
    QFETCH(QByteArray, table);
    QFETCH(QByteArray, expected);
    const auto regions = Regions::parse(table);
    QVERIFY(!regions);
    QVERIFY2(regions.error().message.starts_with(expected.toStdString()), regions.error().message.c_str());
}

QTEST_MAIN(RegionsTest)
#include "regionstest.moc"
