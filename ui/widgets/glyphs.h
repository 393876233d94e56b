// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Line drawings for pages and buttons, in the text's colour and at any size. Icon themes miss names, or have others.

#include <QColor>
#include <QIcon>
#include <QRectF>

class QPainter;

namespace mesh44 {

enum class Glyph : uint8_t { Overview, Peers, Map, Checkup, History, Settings, Search, Close, Menu };

// In the square of `box`, with lines of a twelfth of its side.
void paintGlyph(QPainter &painter, const QRectF &box, Glyph glyph, const QColor &colour);
// For buttons and menus, in the colours that the application has when it is painted.
QIcon glyphIcon(Glyph glyph);

} // namespace mesh44
