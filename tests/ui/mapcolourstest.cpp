// SPDX-License-Identifier: GPL-3.0-or-later
// Every sign stands out from land and water, in both themes, for colour-blind eyes too.
#include "ui/map/mapcolours.h"
#include "ui/widgets/theme.h"

#include <QPalette>
#include <QTest>

#include <array>
#include <cmath>

using namespace mesh44;

namespace {

using Matrix = std::array<double, 9>;

// Machado, Oliveira and Fernandes 2009, at full severity, on linear light.
constexpr Matrix kNormal{1, 0, 0, 0, 1, 0, 0, 0, 1};
constexpr Matrix kProtan{0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998};
constexpr Matrix kDeutan{0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881};
constexpr Matrix kTritan{1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900};

double toLinear(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double fromLinear(double value)
{
    const double light = std::clamp(value, 0.0, 1.0);
    return light <= 0.0031308 ? light * 12.92 : 1.055 * std::pow(light, 1 / 2.4) - 0.055;
}

QColor seenThrough(const Matrix &m, const QColor &colour)
{
    const double r = toLinear(colour.redF());
    const double g = toLinear(colour.greenF());
    const double b = toLinear(colour.blueF());
    const auto mixed = [&](size_t row) {
        return static_cast<float>(fromLinear(m[row] * r + m[row + 1] * g + m[row + 2] * b));
    };
    return QColor::fromRgbF(mixed(0), mixed(3), mixed(6));
}

} // namespace

class MapColoursTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastIsAsWcagSays();
    void marksStandOut_data();
    void marksStandOut();
    void textIsReadable_data();
    void textIsReadable();
};

void MapColoursTest::contrastIsAsWcagSays()
{
    QCOMPARE(std::round(contrast(Qt::black, Qt::white) * 10), 210.0);
    QCOMPARE(contrast(Qt::red, Qt::red), 1.0);
    QCOMPARE(std::round(contrast(QColor(0x77, 0x77, 0x77), Qt::white) * 100), 448.0);
}

void MapColoursTest::marksStandOut_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<bool>("live");
    QTest::addColumn<int>("eyes");
    const char *const eyes[] = {"normal", "protan", "deutan", "tritan"};
    for (const bool dark : {false, true}) {
        for (const bool live : {false, true}) {
            for (int i = 0; i < 4; ++i)
                QTest::addRow("%s, %s, %s", dark ? "dark" : "light", live ? "live" : "stale", eyes[i])
                    << dark << live << i;
        }
    }
}

void MapColoursTest::marksStandOut()
{
    QFETCH(bool, dark);
    QFETCH(bool, live);
    QFETCH(int, eyes);
    const Matrix matrix = std::array{kNormal, kProtan, kDeutan, kTritan}[static_cast<size_t>(eyes)];
    const MapColours colours = mapColours(fusionPalette(dark ? Theme::Dark : Theme::Light), live);
    std::vector<QColor> marks(colours.signs.begin(), colours.signs.end());
    marks.insert(marks.end(), {colours.own, colours.accent, colours.spoke});
    for (const QColor &mark : marks) {
        for (const QColor &ground : {colours.land, colours.sea, colours.around}) {
            const double ratio = contrast(seenThrough(matrix, mark), seenThrough(matrix, ground));
            QVERIFY2(ratio >= 3, qPrintable(QStringLiteral("%1 on %2: %3").arg(mark.name(), ground.name()).arg(ratio)));
        }
    }
}

void MapColoursTest::textIsReadable_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void MapColoursTest::textIsReadable()
{
    QFETCH(bool, dark);
    const MapColours colours = mapColours(fusionPalette(dark ? Theme::Dark : Theme::Light), true);
    for (const QColor &text : {colours.text, colours.faint}) {
        for (const QColor &ground : {colours.sea, colours.around, colours.land}) {
            const double ratio = contrast(text, ground);
            QVERIFY2(ratio >= 4.5,
                     qPrintable(QStringLiteral("%1 on %2: %3").arg(text.name(), ground.name()).arg(ratio)));
        }
    }
}

QTEST_MAIN(MapColoursTest)
#include "mapcolourstest.moc"
