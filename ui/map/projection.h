// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The projection that Tom Patterson drew for Natural Earth, by Bojan Šavrič's polynomial of 2011: the poles are lines,
// meridians are curves, nothing is far from its true size. Map units: the globe's radius is 1, y grows southwards.

#include <QPointF>
#include <QPolygonF>
#include <QRectF>

namespace mesh44 {

QPointF project(double latitude, double longitude); // degrees; what lies off the globe is pulled to its edge
QRectF worldBounds();
// The part of the world where anybody lives: what "fit" shows.
QRectF inhabitedBounds();
// The edge of the globe.
const QPolygonF &worldEdge();

} // namespace mesh44
