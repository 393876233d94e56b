// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/meshmaker.h"
#include "ui/models/gatewaymodel.h"
#include "ui/models/searchmodel.h"
#include "ui/widgets/gatewayselector.h"
#include "ui/widgets/searchbox.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace mesh44;
using namespace mesh44::test;
using Kind = SearchResult::Kind;

class SearchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void finds_data();
    void finds();
    void theInnermostPrefixComesFirst();
    void aKindIsBounded();
    void modelIsSound();
    void returnTakesTheFirst();
    void hosts_data();
    void hosts();

private:
    const QStringList m_pages{QStringLiteral("Overview"), QStringLiteral("Peers"), QStringLiteral("Map")};
    GatewayModel m_gateway{[] { return kNow; }};
};

static RouteView route(const char *prefix, const char *endpoint)
{
    return {.prefix = *Ipv4Prefix::parse(prefix),
            .endpoint = *Ipv4Address::parse(endpoint),
            .announced = true,
            .installed = true};
}

void SearchTest::initTestCase()
{
    Snapshot snapshot{.revision = 1, .status = makeStatus(GatewayState::Up)};
    snapshot.routes = {route("44.4.0.0/16", "198.51.100.7"), route("44.4.8.0/24", "198.51.100.9"),
                       route("44.137.0.0/16", "203.0.113.20")};
    recount(snapshot);
    m_gateway.setSnapshot(snapshot);
    m_gateway.setHistory({{kNow, "endpoint", "198.51.100.9", "198.51.100.9 was switched off by root."}});
}

void SearchTest::finds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("title");
    QTest::newRow("page") << "ma" << int(Kind::Page) << "Map";
    QTest::newRow("address") << "44.4.8.9" << int(Kind::Prefix) << "44.4.8.0/24";
    QTest::newRow("prefix") << "44.137.0.0/16" << int(Kind::Prefix) << "44.137.0.0/16";
    QTest::newRow("endpoint") << "203.0.113" << int(Kind::Endpoint) << "203.0.113.20";
    QTest::newRow("region") << "netherl" << int(Kind::Region) << "Netherlands";
    QTest::newRow("setting") << "max_routes" << int(Kind::Setting) << "rip44.max_routes";
    QTest::newRow("event") << "switched off" << int(Kind::Event) << "198.51.100.9 was switched off by root.";
    QTest::newRow("blanks around") << "  44.4.8.9 " << int(Kind::Prefix) << "44.4.8.0/24";
    QTest::newRow("nothing") << "   " << -1 << "";
    QTest::newRow("no such thing") << "qqqq" << -1 << "";
    QTest::newRow("emoji") << QString::fromUtf8("📡") << -1 << "";
}

void SearchTest::finds()
{
    QFETCH(QString, text);
    QFETCH(int, kind);
    QFETCH(QString, title);
    const std::vector<SearchResult> results = search(text, m_pages, m_gateway);
    if (kind < 0) {
        QVERIFY(results.empty());
        return;
    }
    QVERIFY(std::ranges::any_of(
        results, [&](const SearchResult &result) { return int(result.kind) == kind && result.title == title; }));
}

void SearchTest::theInnermostPrefixComesFirst()
{
    const auto results = search(QStringLiteral("44.4.8.9"), m_pages, m_gateway);
    QCOMPARE(results.size(), 2);
    QVERIFY(results[0].prefix == *Ipv4Prefix::parse("44.4.8.0/24"));
    QVERIFY(results[1].prefix == *Ipv4Prefix::parse("44.4.0.0/16"));
}

void SearchTest::aKindIsBounded()
{
    GatewayModel large([] { return kNow; });
    large.setSnapshot(MeshMaker(3).make(2000));
    const auto results = search(QStringLiteral("44.0.0.0/9"), m_pages, large);
    QCOMPARE(results.size(), kMostOfAKind);
}

void SearchTest::modelIsSound()
{
    SearchModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setResults(search(QStringLiteral("44.4"), m_pages, m_gateway));
    QVERIFY(model.rowCount() > 0);
    QVERIFY(!model.index(0).data(SearchModel::DetailRole).toString().isEmpty());
    model.setResults({});
    QCOMPARE(model.rowCount(), 0);
}

void SearchTest::returnTakesTheFirst()
{
    SearchBox box(m_gateway);
    box.addPage(m_pages[0]);
    box.show();
    QSignalSpy chosen(&box, &SearchBox::chosen);
    QTest::keyClicks(&box, QStringLiteral("44.4.8.9"));
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].value<SearchResult>().title, QStringLiteral("44.4.8.0/24"));
    QVERIFY(box.text().isEmpty());
    QTest::keyClicks(&box, QStringLiteral("qqqq"));
    QTest::keyClick(&box, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QTest::keyClick(&box, Qt::Key_Escape);
    QVERIFY(box.text().isEmpty());
}

void SearchTest::hosts_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("fits");
    QTest::newRow("user and host") << "n0call@gateway" << true;
    QTest::newRow("host") << "gateway.example" << true;
    QTest::newRow("with a port") << "gateway:2222" << true;
    QTest::newRow("nothing") << "" << false;
    QTest::newRow("an option of ssh") << "-oProxyCommand=id" << false;
    QTest::newRow("a blank") << "two hosts" << false;
    QTest::newRow("a new line") << "host\nother" << false;
    QTest::newRow("D-Bus syntax") << "host,argv1=x" << false;
    QTest::newRow("another transport") << "host;unix:path=x" << false;
    QTest::newRow("a control character") << QStringLiteral("host\x1b") << false;
}

void SearchTest::hosts()
{
    QFETCH(QString, host);
    QFETCH(bool, fits);
    QCOMPARE(GatewaySelector::hostProblem(host).isEmpty(), fits);
    GatewaySelector selector(m_gateway);
    selector.setHosts({host});
    QCOMPARE(selector.hosts().size(), fits ? 1 : 0); // settings are not believed either
}

QTEST_MAIN(SearchTest)
#include "searchtest.moc"
