// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/rings.h"

#include <QCoreApplication>
#include <QtMath>

#include <algorithm>
#include <limits>

namespace mesh44 {

namespace {

struct Rings
{
    Q_DECLARE_TR_FUNCTIONS(mesh44::Rings)
};

constexpr int64_t kMinute = 60'000'000; // µs
constexpr int64_t kBurstsCome = 10 * kMinute;
constexpr double kEdge = 0.04; // of a band or sector that stays empty

enum Part : size_t { UnitedStates, Canada, LatinAmerica, Europe, Africa, Asia, Oceania, Elsewhere };

size_t partOf(const Region::Place &place)
{
    const double latitude = place.latitude;
    const double longitude = place.longitude;
    if (longitude < -30)
        return latitude < 25 && longitude < -130 ? Oceania : LatinAmerica;
    if (longitude < 45 && latitude > 34.9)
        return Europe;
    if (longitude < 34.3 || (latitude < 12 && longitude < 60))
        return Africa;
    return (longitude > 110 && latitude < -9) || (longitude > 134 && latitude < 20) ? Oceania : Asia;
}

} // namespace

const std::array<Band, 5> &ringBands()
{
    static constexpr std::array<Band, 5> kBands{{{kMinute, 0.50},
                                                 {5 * kMinute, 0.63},
                                                 {60 * kMinute, 0.76},
                                                 {24 * 60 * kMinute, 0.88},
                                                 {std::numeric_limits<int64_t>::max(), 1.0}}};
    return kBands;
}

QString bandName(size_t band)
{
    switch (band) {
    case 0: return Rings::tr("1 min");
    case 1: return Rings::tr("5 min");
    case 2: return Rings::tr("1 h");
    case 3: return Rings::tr("1 d");
    default: return Rings::tr("longer, or never");
    }
}

size_t bandOf(int64_t age)
{
    const auto found = std::ranges::find_if(ringBands(), [age](const Band &band) { return age <= band.upTo; });
    return static_cast<size_t>(found - ringBands().begin());
}

const Sector &sector(size_t index)
{
    // Widths as the address space was given away, and nobody too thin to read.
    static constexpr std::array<Sector, kSectors> kAll{{{230, 100, -170, -65},
                                                        {330, 25, -140, -52},
                                                        {185, 45, -118, -34},
                                                        {355, 90, -30, 60},
                                                        {160, 25, -18, 58},
                                                        {85, 35, 34, 150},
                                                        {120, 25, 110, 180},
                                                        {145, 15, -180, 180}}};
    return kAll[std::min(index, kSectors - 1)];
}

QString sectorName(size_t index)
{
    switch (index) {
    case UnitedStates: return Rings::tr("United States");
    case Canada: return Rings::tr("Canada");
    case LatinAmerica: return Rings::tr("Latin America");
    case Europe: return Rings::tr("Europe");
    case Africa: return Rings::tr("Africa");
    case Asia: return Rings::tr("Asia");
    case Oceania: return Rings::tr("Oceania");
    default: return Rings::tr("No place");
    }
}

size_t sectorOf(const Region *region, const Region *placed)
{
    const QString country = region ? region->country : placed ? placed->country : QString();
    if (country == u"US")
        return UnitedStates;
    if (country == u"CA")
        return Canada;
    if (country == u"RU")
        return Europe;
    if (country == u"ID")
        return Asia;
    return placed ? partOf(*placed->place) : Elsewhere;
}

QPointF onRing(double radius, double degrees)
{
    const double angle = qDegreesToRadians(degrees);
    return {radius * std::sin(angle), -radius * std::cos(angle)};
}

int64_t ringMoment(const GatewayStatus *status, int64_t now)
{
    if (status && status->lastBurst != 0 && now - status->lastBurst < kBurstsCome)
        return status->lastBurst;
    return now - now % kMinute;
}

bool RingsLayout::setMoment(int64_t moment)
{
    return std::exchange(m_moment, moment) != moment;
}

Spot RingsLayout::spotOf(const RouteView &route) const
{
    const int64_t known = std::max(route.lastAnnounced, route.lastHeard);
    const size_t band = known == 0 ? ringBands().size() - 1 : bandOf(m_moment - known);
    const double inner = band == 0 ? kInnerRadius : ringBands()[band - 1].radius;
    const double width = ringBands()[band].radius - inner;
    // By its root, for the outer part of a band has more room.
    const double depth = kEdge + (1 - 2 * kEdge) * std::sqrt(scatter(route.prefix, 1));

    const Region *placed = m_regions.placed(route.prefix);
    const Sector &part = sector(sectorOf(m_regions.named(route.prefix), placed));
    double share = scatter(route.prefix, 2);
    if (placed) {
        const double eastwards = std::clamp((placed->place->longitude - part.west) / (part.east - part.west), 0.0, 1.0);
        share = 0.65 * eastwards + 0.35 * share;
    }
    // South of the equator's line, clockwise is westwards.
    const bool below = part.from >= 90 && part.from < 230;
    const double turn = kEdge + (1 - 2 * kEdge) * (below ? 1 - share : share);
    return {.at = onRing(inner + width * depth, part.from + part.span * turn), .area = {}, .placed = true};
}

} // namespace mesh44
