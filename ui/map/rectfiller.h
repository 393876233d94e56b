// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QRect>

class QColor;
class QPainter;

namespace mesh44 {

// What drawRects() does with an opaque brush and without a pen, ten times as fast where the painter draws into an image
// whose pixels can be written at once: for thousands of rectangles of a few pixels.
void fillRects(QPainter &painter, const QList<QRect> &rects, const QColor &colour);

} // namespace mesh44
