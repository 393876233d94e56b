// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/maplayout.h"

#include "ui/map/addressspace.h"
#include "ui/map/projection.h"
#include "ui/map/rings.h"

namespace mesh44 {

namespace {

class GeographicLayout : public MapLayout
{
public:
    explicit GeographicLayout(const Regions &regions) : m_regions(regions) {}

    LayoutKind kind() const override { return LayoutKind::Geographic; }
    Spot spotOf(const RouteView &route) const override
    {
        const auto at = placeOf(route.prefix);
        return {.at = at.value_or(QPointF()), .area = {}, .placed = at.has_value()};
    }
    std::optional<QPointF> ownSpot(const GatewayStatus &status) const override
    {
        return status.subnets.empty() ? std::nullopt : placeOf(status.subnets.front());
    }
    QRectF home() const override { return inhabitedBounds(); }
    QRectF bounds() const override { return worldBounds(); }
    double maxZoom() const override { return 40; }

private:
    std::optional<QPointF> placeOf(Ipv4Prefix prefix) const
    {
        const Region *region = m_regions.placed(prefix);
        if (!region)
            return std::nullopt;
        return project(region->place->latitude, region->place->longitude);
    }

    const Regions &m_regions;
};

class PrefixLayout : public MapLayout
{
public:
    LayoutKind kind() const override { return LayoutKind::Prefix; }
    Spot spotOf(const RouteView &route) const override
    {
        const QRectF area = areaOf(route.prefix);
        return {.at = area.center(), .area = area, .placed = !area.isEmpty()};
    }
    std::optional<QPointF> ownSpot(const GatewayStatus &status) const override
    {
        if (status.subnets.empty() || areaOf(status.subnets.front()).isEmpty())
            return std::nullopt;
        return areaOf(status.subnets.front()).center();
    }
    QRectF home() const override { return addressSpaceBounds(); }
    double maxZoom() const override { return 256; }
};

} // namespace

std::unique_ptr<MapLayout> makeLayout(LayoutKind kind, const Regions &regions)
{
    switch (kind) {
    case LayoutKind::Rings: return std::make_unique<RingsLayout>(regions);
    case LayoutKind::Prefix: return std::make_unique<PrefixLayout>();
    case LayoutKind::Geographic: break;
    }
    return std::make_unique<GeographicLayout>(regions);
}

double scatter(Ipv4Prefix prefix, uint32_t salt)
{
    // SplitMix64's finish: every bit of the input moves every bit of the outcome.
    uint64_t bits = (uint64_t{prefix.address().value()} << 8 | prefix.length()) + salt * 0x9E3779B97F4A7C15u;
    bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9u;
    bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBu;
    bits ^= bits >> 31;
    return static_cast<double>(bits >> 11) / static_cast<double>(uint64_t{1} << 53);
}

} // namespace mesh44
