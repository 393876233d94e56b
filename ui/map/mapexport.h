// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The map to take away: as a drawing, as a picture, as data.

#include "ui/map/maplook.h"
#include "ui/map/mapnodes.h"
#include "ui/map/mapview.h"

#include <QByteArray>
#include <QImage>

namespace mesh44 {

class PeersModel;

enum class MapFormat : uint8_t { Svg, Png, GeoJson };

struct MapPicture
{
    const MapNodes &nodes;
    MapView view;
    MapLook look;
    QPointF own; // on the screen
};

// What is seen, as shapes; every mark carries what it stands for as its title.
QByteArray mapSvg(const MapPicture &picture);
// What is seen, with so many pixels to one.
QImage mapImage(const MapPicture &picture, double scale);
// RFC 7946: a point for every shown route at the place of its allocation, which the properties say; without a place, a
// feature without geometry.
QByteArray mapGeoJson(PeersModel &peers, const MapNodes &nodes);

} // namespace mesh44
