// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/mapcolours.h"

#include <QFont>

namespace mesh44 {

// All that the drawing takes from the widget that it is for.
struct MapLook
{
    MapColours colours;
    QFont font;
    double em = 16;  // pixels: the height of a line
    qreal ratio = 1; // device pixels of one
    bool operator==(const MapLook &) const = default;
};

} // namespace mesh44
