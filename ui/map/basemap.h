// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What lies under the marks: the world, the rings, or the squares of the address space.

#include "ui/map/maplayout.h"
#include "ui/map/maplook.h"
#include "ui/map/mapview.h"

class QPainter;

namespace mesh44 {

void paintGround(QPainter &painter, LayoutKind kind, const MapView &view, const MapLook &look);

// From here on coasts are drawn from the finer outline.
inline constexpr double kNearZoom = 2.4;

} // namespace mesh44
