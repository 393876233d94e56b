// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The mesh by silence: the gateway in the middle, around it a band for every age, and a sector for every part of the
// world, west to east within each. A route stands somewhere in the band of its age, not on a line for its very second:
// nothing creeps, and thousands that one burst announced do not become one line.

#include "ui/map/maplayout.h"

#include <QString>

#include <array>

namespace mesh44 {

struct Band
{
    int64_t upTo = 0;  // µs
    double radius = 0; // its outer edge
};
inline constexpr double kInnerRadius = 0.12; // of the first band
const std::array<Band, 5> &ringBands();      // the last is for what was never heard, or more than a day ago
QString bandName(size_t band);               // "5 min"
size_t bandOf(int64_t age);

struct Sector
{
    double from = 0; // degrees, clockwise from the top
    double span = 0;
    double west = 0; // longitudes of its edges
    double east = 0;
};
inline constexpr size_t kSectors = 8;
const Sector &sector(size_t index);
QString sectorName(size_t index);
size_t sectorOf(const Region *region, const Region *placed);

QPointF onRing(double radius, double degrees);

// Ages are taken at the end of the last burst as long as bursts come as they should, for between two of them nothing
// is to move; once they do not come, by the minute.
int64_t ringMoment(const GatewayStatus *status, int64_t now);

class RingsLayout : public MapLayout
{
public:
    explicit RingsLayout(const Regions &regions) : m_regions(regions) {}

    LayoutKind kind() const override { return LayoutKind::Rings; }
    Spot spotOf(const RouteView &route) const override;
    std::optional<QPointF> ownSpot(const GatewayStatus &) const override { return QPointF(0, 0); }
    bool setMoment(int64_t moment) override;
    QRectF home() const override { return {-1.12, -1.12, 2.24, 2.24}; }
    double maxZoom() const override { return 24; }

private:
    const Regions &m_regions;
    int64_t m_moment = 0;
};

} // namespace mesh44
