// SPDX-License-Identifier: GPL-3.0-or-later
// Everything can be told from its ground: text 4.5:1, marks 3:1 (WCAG 2.1, 1.4.3 and 1.4.11), also for eyes that lack
// one kind of cones: Machado, Oliveira and Fernandes, 2009, at full severity.
#include "ui/widgets/signs.h"
#include "ui/widgets/theme.h"

#include <QtTest>

#include <QPainter>

#include <array>
#include <cmath>

using namespace mesh44;

namespace {

using Light = std::array<double, 3>; // linear red, green, blue, 0 to 1
using Matrix = std::array<Light, 3>;

struct Eyes
{
    const char *name;
    Matrix matrix;
};

constexpr std::array<Eyes, 4> kEyes{{
    {"all cones", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
    {"protanopia",
     {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}}},
    {"deuteranopia",
     {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}}},
    {"tritanopia",
     {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}},
}};

constexpr std::array kSigns{Sign::Ok, Sign::Attention, Sign::Failed, Sign::Manual, Sign::Off, Sign::Unknown};
constexpr std::array kGrounds{QPalette::Window, QPalette::Base, QPalette::AlternateBase, QPalette::Button};

double linear(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

Light seen(const QColor &colour, const Matrix &eyes)
{
    const Light light{linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())};
    Light result{};
    for (size_t i = 0; i < 3; ++i) {
        const double sum = eyes[i][0] * light[0] + eyes[i][1] * light[1] + eyes[i][2] * light[2];
        result[i] = std::clamp(sum, 0.0, 1.0);
    }
    return result;
}

double luminance(const Light &light)
{
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
}

double contrast(const QColor &one, const QColor &other, const Matrix &eyes = kEyes[0].matrix)
{
    const double a = luminance(seen(one, eyes));
    const double b = luminance(seen(other, eyes));
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

QByteArray figure(const QColor &one, const QColor &other, double found)
{
    return QStringLiteral("%1 on %2: %3").arg(one.name(), other.name()).arg(found, 0, 'f', 2).toUtf8();
}

QImage drawn(Sign sign)
{
    QImage image(32, 32, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintSign(painter, QRectF(0, 0, 32, 32), sign, Qt::black);
    return image;
}

int differing(const QImage &one, const QImage &other)
{
    int count = 0;
    for (int y = 0; y < one.height(); ++y) {
        for (int x = 0; x < one.width(); ++x)
            count += qAbs(qGray(one.pixel(x, y)) - qGray(other.pixel(x, y))) > 96;
    }
    return count;
}

void addThemes()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << fusionPalette(Theme::Light);
    QTest::newRow("dark") << fusionPalette(Theme::Dark);
}

} // namespace

class ContrastTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void measureIsRight();
    void text_data() { addThemes(); }
    void text();
    void chosenText_data() { addThemes(); }
    void chosenText();
    void whatIsOffCanStillBeRead_data() { addThemes(); }
    void whatIsOffCanStillBeRead();
    void marks_data();
    void marks();
    void textOnBanners_data() { addThemes(); }
    void textOnBanners();
    void shapesDiffer();
};

void ContrastTest::measureIsRight()
{
    QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
    QVERIFY(qAbs(contrast(QColor(0x76, 0x76, 0x76), Qt::white) - 4.54) < 0.01); // the known threshold grey
    for (const Eyes &eyes : kEyes)                                              // greys look the same to everybody
        QVERIFY(qAbs(contrast(Qt::gray, Qt::white, eyes.matrix) - contrast(Qt::gray, Qt::white)) < 0.02);
}

void ContrastTest::text()
{
    QFETCH(QPalette, palette);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText,
                            QPalette::Link, QPalette::LinkVisited, QPalette::BrightText}) {
        for (const auto ground : kGrounds) {
            const QColor one = palette.color(role);
            const QColor other = palette.color(ground);
            QVERIFY2(contrast(one, other) >= 4.5, figure(one, other, contrast(one, other)).constData());
        }
    }
    const QColor tip = palette.color(QPalette::ToolTipText);
    QVERIFY(contrast(tip, palette.color(QPalette::ToolTipBase)) >= 4.5);
}

void ContrastTest::chosenText()
{
    QFETCH(QPalette, palette);
    for (const auto group : {QPalette::Active, QPalette::Inactive}) {
        const QColor one = palette.color(group, QPalette::HighlightedText);
        const QColor other = palette.color(group, QPalette::Highlight);
        QVERIFY2(contrast(one, other) >= 4.5, figure(one, other, contrast(one, other)).constData());
    }
    for (const auto ground : {QPalette::Window, QPalette::Base}) { // it marks the focus, too
        const QColor one = palette.color(QPalette::Highlight);
        const QColor other = palette.color(ground);
        QVERIFY2(contrast(one, other) >= 3, figure(one, other, contrast(one, other)).constData());
    }
}

void ContrastTest::whatIsOffCanStillBeRead()
{
    QFETCH(QPalette, palette);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        for (const auto ground : kGrounds) {
            const QColor one = palette.color(QPalette::Disabled, role);
            const QColor other = palette.color(ground);
            QVERIFY2(contrast(one, other) >= 3, figure(one, other, contrast(one, other)).constData());
        }
    }
}

void ContrastTest::marks_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::addColumn<int>("eyes");
    for (size_t i = 0; i < kEyes.size(); ++i) {
        QTest::addRow("light, %s", kEyes[i].name) << fusionPalette(Theme::Light) << int(i);
        QTest::addRow("dark, %s", kEyes[i].name) << fusionPalette(Theme::Dark) << int(i);
    }
}

void ContrastTest::marks()
{
    QFETCH(QPalette, palette);
    QFETCH(int, eyes);
    for (const Sign sign : kSigns) {
        for (const auto ground : {QPalette::Base, QPalette::Window, QPalette::AlternateBase}) {
            const QColor one = signColour(sign, palette);
            const QColor other = palette.color(ground);
            const double found = contrast(one, other, kEyes[size_t(eyes)].matrix);
            QVERIFY2(found >= 3, figure(one, other, found).constData());
        }
    }
}

// A banner's ground carries a little of its sign.
void ContrastTest::textOnBanners()
{
    QFETCH(QPalette, palette);
    for (const Sign sign : kSigns) {
        const QColor one = palette.color(QPalette::WindowText);
        const QColor other = signTint(sign, palette, 0.2);
        QVERIFY2(contrast(one, other) >= 4.5, figure(one, other, contrast(one, other)).constData());
    }
}

// Without any colour, no two signs look alike.
void ContrastTest::shapesDiffer()
{
    for (const Sign one : kSigns) {
        for (const Sign other : kSigns) {
            const int pixels = differing(drawn(one), drawn(other));
            QVERIFY2(one == other ? pixels == 0 : pixels >= 60, QByteArray::number(pixels).constData());
        }
    }
}

QTEST_MAIN(ContrastTest)
#include "contrasttest.moc"
