// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/rectfiller.h"

#include <QImage>
#include <QPainter>

#include <algorithm>

namespace mesh44 {

namespace {

// The image whose pixels are the painter's, if nothing but copying is to be done; else nullptr.
QImage *plainImageOf(const QPainter &painter)
{
    if (painter.device()->devType() != QInternal::Image || !painter.deviceTransform().isIdentity()
        || painter.hasClipping() || painter.opacity() < 1
        || painter.compositionMode() != QPainter::CompositionMode_SourceOver)
        return nullptr;
    auto *image = static_cast<QImage *>(painter.device());
    const QImage::Format format = image->format();
    return format == QImage::Format_RGB32 || format == QImage::Format_ARGB32_Premultiplied ? image : nullptr;
}

} // namespace

void fillRects(QPainter &painter, const QList<QRect> &rects, const QColor &colour)
{
    QImage *image = colour.alpha() == 255 ? plainImageOf(painter) : nullptr;
    if (!image) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawRects(rects);
        return;
    }
    uchar *bits = image->bits();
    const qsizetype stride = image->bytesPerLine();
    const QRgb pixel = colour.rgb();
    for (const QRect &rect : rects) {
        const QRect part = rect & image->rect();
        for (int y = part.top(); y <= part.bottom(); ++y)
            std::fill_n(reinterpret_cast<QRgb *>(bits + y * stride) + part.left(), part.width(), pixel);
    }
}

} // namespace mesh44
