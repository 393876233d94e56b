// SPDX-License-Identifier: GPL-3.0-or-later
// Rectangles written at once are those that a painter draws, wherever they lie and whatever the image is.
#include "ui/map/rectfiller.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <random>

using namespace mesh44;

class RectFillerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void drawsWhatThePainterDraws_data();
    void drawsWhatThePainterDraws();
};

void RectFillerTest::drawsWhatThePainterDraws_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<double>("ratio");
    QTest::addColumn<QColor>("colour");
    QTest::addColumn<bool>("clipped");
    QTest::newRow("plain") << int(QImage::Format_RGB32) << 1.0 << QColor(20, 120, 220) << false;
    QTest::newRow("with alpha") << int(QImage::Format_ARGB32_Premultiplied) << 1.0 << QColor(20, 120, 220) << false;
    QTest::newRow("twice as fine") << int(QImage::Format_RGB32) << 2.0 << QColor(20, 120, 220) << false;
    QTest::newRow("a little finer") << int(QImage::Format_RGB32) << 1.25 << QColor(20, 120, 220) << false;
    QTest::newRow("half seen through") << int(QImage::Format_RGB32) << 1.0 << QColor(20, 120, 220, 99) << false;
    QTest::newRow("clipped") << int(QImage::Format_RGB32) << 1.0 << QColor(20, 120, 220) << true;
    QTest::newRow("few colours") << int(QImage::Format_RGB16) << 1.0 << QColor(20, 120, 220) << false;
}

void RectFillerTest::drawsWhatThePainterDraws()
{
    QFETCH(int, format);
    QFETCH(double, ratio);
    QFETCH(QColor, colour);
    QFETCH(bool, clipped);
    const uint32_t seed = std::random_device{}();
    qInfo("seed %u", seed);
    std::mt19937 random(seed);
    const auto between = [&random](int low, int high) { return std::uniform_int_distribution(low, high)(random); };
    QList<QRect> rects{{-5, -5, 300, 300}, {90, 70, 0, 4}, {10, 10, 1, 1}};
    for (int i = 0; i < 60; ++i)
        rects << QRect(between(-20, 110), between(-20, 90), between(1, 30), between(1, 30));

    QImage made(101, 83, static_cast<QImage::Format>(format));
    made.setDevicePixelRatio(ratio);
    made.fill(QColor(250, 240, 200));
    QImage wanted = made.copy();
    for (QImage *image : {&made, &wanted}) {
        QPainter painter(image);
        if (clipped)
            painter.setClipRect(13, 17, 40, 30);
        for (const QRect &rect : rects.mid(1)) {
            if (image == &made) {
                fillRects(painter, {rect}, colour);
            } else {
                painter.setPen(Qt::NoPen);
                painter.setBrush(colour);
                painter.drawRect(rect);
            }
        }
    }
    QCOMPARE(made, wanted);
    QPainter(&made).fillRect(made.rect(), Qt::white);
    QPainter all(&made);
    fillRects(all, rects, Qt::black); // the first covers everything
    all.end();
    QCOMPARE(made.pixelColor(50, 40), QColor(Qt::black));
}

QTEST_MAIN(RectFillerTest)
#include "rectfillertest.moc"
