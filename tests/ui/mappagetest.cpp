// SPDX-License-Identifier: GPL-3.0-or-later
// The page around the map: what it asks for, remembers and exports.
#include "ui/pages/mappage.h"
#include "tests/ui/meshmaker.h"
#include "ui/map/mapcanvas.h"
#include "ui/map/maplegend.h"
#include "ui/map/stackpicker.h"
#include "ui/models/gatewaymodel.h"
#include "ui/models/peerselection.h"
#include "ui/widgets/noticeviews.h"
#include "ui/widgets/signs.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLayout>
#include <QListWidget>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QXmlStreamReader>

using namespace mesh44;
using namespace mesh44::test;

class MapPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void asksForTrafficWhileSeen();
    void asksForTrafficByAnyClock();
    void buttons();
    void nearestIsNearEnough();
    void trayHoldsWhatHasNoPlace();
    void remembers();
    void remembersRubbish_data();
    void remembersRubbish();
    void fitsSmallScreens_data();
    void fitsSmallScreens();
    void exportsSvg_data();
    void exportsSvg();
    void exportsPng();
    void exportsGeoJson();
    void saysWhyItWasNotExported();
    void everyControlHasAName();
    void legendIsSpokenToo();

private:
    QToolButton *button(const QString &text) const;

    int64_t m_now = kNow;
    std::unique_ptr<GatewayModel> m_gateway;
    std::unique_ptr<PeerSelection> m_selection;
    std::unique_ptr<MapPage> m_page;
};

void MapPageTest::init()
{
    m_page.reset();
    m_now = kNow;
    m_gateway = std::make_unique<GatewayModel>([this] { return m_now; });
    m_selection = std::make_unique<PeerSelection>();
    Snapshot mesh = MeshMaker(11).make(200);
    mesh.routes.front().reason = "<&\">";
    m_gateway->setConnection({.kind = ConnectionState::Kind::Live, .host = {}, .detail = {}, .since = kNow});
    m_gateway->setSnapshot(mesh);
    m_page = std::make_unique<MapPage>(*m_gateway, *m_selection);
    m_page->resize(1000, 600);
}

QToolButton *MapPageTest::button(const QString &text) const
{
    for (auto *each : m_page->findChildren<QToolButton *>()) {
        if (each->text() == text && each->objectName() != QStringLiteral("layouts"))
            return each;
    }
    return nullptr;
}

void MapPageTest::asksForTrafficWhileSeen()
{
    QSignalSpy asked(m_page.get(), &MapPage::trafficRequested);
    m_page->show();
    QCOMPARE(asked.size(), 1);
    m_page->hide();
    m_page->show();
    QCOMPARE(asked.size(), 1); // not again so soon
    m_page->hide();
    m_now += MapPage::kTrafficInterval;
    m_page->show();
    QCOMPARE(asked.size(), 2);
    m_page->hide();
    m_now += MapPage::kTrafficInterval;
    m_gateway->setConnection({.kind = ConnectionState::Kind::Absent, .host = {}, .detail = {}});
    m_page->show();
    QCOMPARE(asked.size(), 2); // nobody would answer
}

void MapPageTest::asksForTrafficByAnyClock()
{
    QSignalSpy asked(m_page.get(), &MapPage::trafficRequested);
    m_page->show();
    m_page->hide();
    m_now -= 365 * 86'400 * kSecond; // somebody set it
    m_page->show();
    QCOMPARE(asked.size(), 2);
    m_page->hide();
    m_now += MapPage::kTrafficInterval;
    m_page->showMinimized();
    QCOMPARE(asked.size(), 2); // nobody sees it
}

void MapPageTest::nearestIsNearEnough()
{
    m_page->show();
    QVERIFY(button(QStringLiteral("+"))->isEnabled());
    QVERIFY(!button(QStringLiteral("−"))->isEnabled());
    for (int i = 0; i < 100 && button(QStringLiteral("+"))->isEnabled(); ++i)
        button(QStringLiteral("+"))->click();
    QVERIFY(!button(QStringLiteral("+"))->isEnabled());
    QCOMPARE(m_page->canvas().view().zoom(), m_page->canvas().nodes().layout().maxZoom());
    button(QStringLiteral("−"))->click();
    QVERIFY(button(QStringLiteral("+"))->isEnabled());
}

void MapPageTest::buttons()
{
    m_page->show();
    MapCanvas &canvas = m_page->canvas();
    QTest::mouseClick(button(QStringLiteral("Rings")), Qt::LeftButton);
    QCOMPARE(canvas.layoutKind(), LayoutKind::Rings);
    QTest::mouseClick(button(QStringLiteral("Addresses")), Qt::LeftButton);
    QCOMPARE(canvas.layoutKind(), LayoutKind::Prefix);
    QVERIFY(!button(QStringLiteral("Rings"))->isChecked());

    QVERIFY(!button(QStringLiteral("Fit"))->isEnabled());
    QTest::mouseClick(button(QStringLiteral("+")), Qt::LeftButton);
    QVERIFY(canvas.view().zoom() > 1);
    QTest::mouseClick(button(QStringLiteral("Fit")), Qt::LeftButton);
    QVERIFY(canvas.view().isFitted());

    QTest::mouseClick(button(QStringLiteral("All spokes")), Qt::LeftButton);
    QVERIFY(canvas.allSpokes());
    canvas.setAllSpokes(false);
    QVERIFY(!button(QStringLiteral("All spokes"))->isChecked());

    auto *legend = m_page->findChild<MapLegend *>();
    QVERIFY(legend->isVisible());
    QTest::mouseClick(button(QStringLiteral("Legend")), Qt::LeftButton);
    QVERIFY(!legend->isVisible());
}

void MapPageTest::trayHoldsWhatHasNoPlace()
{
    m_page->show();
    auto *tray = m_page->findChild<QToolButton *>(QStringLiteral("tray"));
    const auto &unplaced = m_page->canvas().nodes().unplaced();
    QVERIFY(!unplaced.empty());
    QVERIFY(tray->isVisible());
    QVERIFY(tray->text().startsWith(QString::number(unplaced.size())));
    QTest::mouseClick(tray, Qt::LeftButton);
    auto *picker = m_page->findChild<StackPicker *>();
    QVERIFY(picker);
    QCOMPARE(picker->list()->count(), static_cast<int>(unplaced.size()));
    QTest::keyClick(picker->list(), Qt::Key_Return);
    QCOMPARE(m_selection->current(), m_page->canvas().nodes().at(unplaced.front()).prefix);
    QTest::mouseClick(button(QStringLiteral("Rings")), Qt::LeftButton);
    QVERIFY(!tray->isVisible()); // there everything has its place
}

void MapPageTest::remembers()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    m_page->show();
    QTest::mouseClick(button(QStringLiteral("Rings")), Qt::LeftButton);
    m_page->canvas().zoomBy(3);
    m_page->canvas().setAllSpokes(true);
    QTest::mouseClick(button(QStringLiteral("Legend")), Qt::LeftButton);
    m_page->saveTo(settings);

    MapPage other(*m_gateway, *m_selection);
    other.restoreFrom(settings);
    other.resize(m_page->size());
    other.show();
    QCOMPARE(other.canvas().layoutKind(), LayoutKind::Rings);
    QCOMPARE(other.canvas().view().zoom(), m_page->canvas().view().zoom());
    QCOMPARE(other.canvas().view().centre(), m_page->canvas().view().centre());
    QVERIFY(other.canvas().allSpokes());
    QVERIFY(!other.findChild<MapLegend *>()->isVisible());
}

void MapPageTest::remembersRubbish_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QVariant>("value");
    QTest::newRow("layout") << QStringLiteral("layout") << QVariant(99);
    QTest::newRow("layout below") << QStringLiteral("layout") << QVariant(-1);
    QTest::newRow("no number") << QStringLiteral("layout") << QVariant(QStringLiteral("globe"));
    QTest::newRow("zoom") << QStringLiteral("zoom") << QVariant(1e300);
    QTest::newRow("zoom is none") << QStringLiteral("zoom") << QVariant(qQNaN());
    QTest::newRow("centre") << QStringLiteral("centre") << QVariant(QPointF(qInf(), 0));
    QTest::newRow("far away") << QStringLiteral("centre") << QVariant(QPointF(1e9, -1e9));
    QTest::newRow("shown") << QStringLiteral("shown") << QVariant(77);
}

void MapPageTest::remembersRubbish()
{
    QFETCH(QString, key);
    QFETCH(QVariant, value);
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    m_page->saveTo(settings);
    settings.setValue(key, value);
    m_page->restoreFrom(settings);
    const MapCanvas &canvas = m_page->canvas();
    QCOMPARE(canvas.layoutKind(), LayoutKind::Geographic);
    QVERIFY(canvas.view().zoom() >= 1 && canvas.view().zoom() <= 1000);
    QVERIFY(canvas.nodes().layout().bounds().contains(canvas.view().centre()));
    QVERIFY(!m_page->grab().isNull());
}

void MapPageTest::fitsSmallScreens_data()
{
    QTest::addColumn<double>("scale");
    QTest::newRow("90 %") << 0.9;
    QTest::newRow("100 %") << 1.0;
    QTest::newRow("175 %") << 1.75;
}

void MapPageTest::fitsSmallScreens()
{
    QFETCH(double, scale);
    const QFont usual = QApplication::font();
    QApplication::setFont(scaledFont(usual, scale));
    m_page = std::make_unique<MapPage>(*m_gateway, *m_selection);
    // 800x480 less a rail, a header and a status line.
    m_page->resize(580, 340);
    m_page->show();
    auto *bar = m_page->findChild<QWidget *>(QStringLiteral("bar"));
    QVERIFY2(bar->layout()->minimumSize().width() <= bar->width(),
             qPrintable(QString::number(bar->layout()->minimumSize().width())));
    QVERIFY(m_page->minimumSizeHint().width() <= 580 && m_page->minimumSizeHint().height() <= 340);
    QVERIFY(!m_page->findChild<MapLegend *>()->isVisible());
    QVERIFY(button(QStringLiteral("More"))->isVisible());
    QVERIFY(!button(QStringLiteral("Legend"))->isVisible());
    m_page->resize(1900, 1000);
    QVERIFY(bar->layout()->minimumSize().width() <= bar->width());
    QVERIFY(!button(QStringLiteral("More"))->isVisible());
    QVERIFY(m_page->findChild<MapLegend *>()->isVisible());
    QVERIFY(m_page->minimumSizeHint().width() <= 580); // and it can become small again
    QApplication::setFont(usual);
}

void MapPageTest::exportsSvg_data()
{
    QTest::addColumn<QString>("layout");
    for (const char *name : {"Geographic", "Rings", "Addresses"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void MapPageTest::exportsSvg()
{
    QFETCH(QString, layout);
    m_page->show();
    button(layout)->click();
    QXmlStreamReader xml(m_page->exported(MapPage::Format::Svg));
    size_t marks = 0;
    size_t blocks = 0;
    while (!xml.atEnd()) {
        xml.readNext();
        marks += xml.isStartElement() && xml.name() == u"use";
        blocks += xml.isStartElement() && xml.name() == u"rect"
                  && xml.attributes().value(QLatin1String("fill-opacity")) == u"0.90";
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    if (layout == QStringLiteral("Addresses"))
        QVERIFY(blocks > 100);
    else
        QVERIFY(marks >= m_page->canvas().nodes().stacks().size());
}

void MapPageTest::exportsPng()
{
    m_page->show();
    const QImage image = QImage::fromData(m_page->exported(MapPage::Format::Png));
    QCOMPARE(image.size(), m_page->canvas().size() * 2);
}

void MapPageTest::exportsGeoJson()
{
    const QJsonObject map = QJsonDocument::fromJson(m_page->exported(MapPage::Format::GeoJson)).object();
    QCOMPARE(map[u"type"].toString(), QStringLiteral("FeatureCollection"));
    const QJsonArray features = map[u"features"].toArray();
    QCOMPARE(features.size(), m_gateway->peers().rowCount());
    int unplaced = 0;
    for (const QJsonValue &each : features) {
        const QJsonObject properties = each[u"properties"].toObject();
        const auto prefix = Ipv4Prefix::parse(properties[u"prefix"].toString().toStdString());
        QVERIFY(prefix);
        const RouteView &route = m_gateway->peers().routeAt(m_gateway->peers().rowOf(*prefix));
        QCOMPARE(properties[u"endpoint"].toString().toStdString(), route.endpoint.toString());
        QCOMPARE(properties[u"state"].toString().toStdString(), std::string(toString(route.state)));
        const Region *placed = Regions::builtIn().placed(*prefix);
        if (!placed) {
            ++unplaced;
            QVERIFY(each[u"geometry"].isNull() && properties[u"place"].isNull());
            continue;
        }
        QCOMPARE(properties[u"place"].toString(), QStringLiteral("allocation"));
        const QJsonArray point = each[u"geometry"][u"coordinates"].toArray();
        QCOMPARE(point[0].toDouble(), placed->place->longitude); // longitude first
        QCOMPARE(point[1].toDouble(), placed->place->latitude);
    }
    QCOMPARE(static_cast<size_t>(unplaced), m_page->canvas().nodes().unplaced().size());
}

void MapPageTest::saysWhyItWasNotExported()
{
    m_page->show();
    QTemporaryDir folder;
    const QString bad = folder.filePath(QStringLiteral("no/such/folder/map.svg"));
    m_page->exportTo(bad, MapPage::Format::Svg);
    auto *banner = m_page->findChild<Banner *>();
    QVERIFY(banner->isVisible());
    QVERIFY(banner->notice().text.startsWith(bad));
    QVERIFY(banner->notice().text.size() > bad.size() + 5);
    const QString good = folder.filePath(QStringLiteral("map.geojson"));
    m_page->exportTo(good, MapPage::Format::GeoJson);
    QVERIFY(!banner->isVisible());
    QFile file(good);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), m_page->exported(MapPage::Format::GeoJson));
}

void MapPageTest::everyControlHasAName()
{
    for (auto *each : m_page->findChildren<QToolButton *>()) {
        QVERIFY(!each->text().isEmpty());
        QVERIFY2(each->focusPolicy() & Qt::TabFocus, qPrintable(each->text()));
    }
    QVERIFY(!m_page->canvas().accessibleName().isEmpty());
    QVERIFY(!m_page->canvas().accessibleDescription().isEmpty());
}

// What stands on the map as a widget is one of its children, behind the nodes.
void MapPageTest::legendIsSpokenToo()
{
    m_page->show();
    QAccessibleInterface *map = QAccessible::queryAccessibleInterface(&m_page->canvas());
    auto *widget = m_page->findChild<MapLegend *>();
    QAccessibleInterface *legend = QAccessible::queryAccessibleInterface(widget);
    const int nodes = static_cast<int>(m_page->canvas().spoken().size());
    QCOMPARE(map->childCount(), nodes + 1);
    QCOMPARE(map->child(nodes), legend);
    QCOMPARE(map->indexOfChild(legend), nodes);
    QCOMPARE(legend->parent(), map);
    QCOMPARE(map->childAt(legend->rect().center().x(), legend->rect().center().y()), legend);
    widget->hide();
    QVERIFY(map->childAt(legend->rect().center().x(), legend->rect().center().y()) != legend);
}

QTEST_MAIN(MapPageTest)
#include "mappagetest.moc"
