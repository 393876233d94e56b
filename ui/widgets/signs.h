// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How a Sign looks: a shape of its own for every meaning, and a hue of Okabe and Ito's set, darkened or
// lightened until it stands out at least 3:1 from the background of its theme. Never colour alone.

#include "ui/models/condition.h"

#include <QColor>
#include <QPixmap>
#include <QWidget>

class QPainter;
class QPalette;

namespace mesh44 {

bool isDark(const QPalette &palette);
QColor signColour(Sign sign, const QPalette &palette);
// The base colour with some of the sign's: a background for banners.
QColor signTint(Sign sign, const QPalette &palette, double strength);
void paintSign(QPainter &painter, const QRectF &box, Sign sign, const QColor &colour);
QPixmap signPixmap(Sign sign, int size, qreal ratio, const QColor &colour);
void paintPadlock(QPainter &painter, const QRectF &box, const QColor &colour);

// Lengths in units of the font, so that everything grows with the text.
int em(const QWidget *widget, double count);
QFont scaledFont(const QFont &font, double factor, QFont::Weight weight = QFont::Normal);

// A sign by itself; the word stands beside it, so it says nothing to a screen reader.
class SignIcon : public QWidget
{
    Q_OBJECT

public:
    explicit SignIcon(double ems, QWidget *parent = nullptr);
    void setSign(Sign sign);
    Sign sign() const { return m_sign; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    double m_ems;
    Sign m_sign = Sign::Unknown;
};

} // namespace mesh44
