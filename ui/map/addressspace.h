// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The amateur address space as a picture: three squares in a row, 44.0/10, 44.64/10 and 44.128/10, each filled by a
// Hilbert curve. What is near in address is near in the picture, and every prefix is one square or two side by side, so
// a prefix within another lies within its area. Map units: an address is 1 by 1, y grows downwards.

#include "core/net/prefix.h"

#include <QRectF>

#include <array>

namespace mesh44 {

inline constexpr int kSquareSide = 2048; // of a /10
inline constexpr int kSquareGap = 64;

QRectF addressSpaceBounds();
// Empty where the prefix is no amateur space. A prefix wider than a /10 has the area of its squares together.
QRectF areaOf(Ipv4Prefix prefix);
// The three /10, in order.
const std::array<Ipv4Prefix, 3> &addressSquares();
std::optional<Ipv4Address> addressAt(QPointF point);

} // namespace mesh44
