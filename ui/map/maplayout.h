// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Where a route stands on the map. A place follows from the route alone, never from its neighbours: whatever comes,
// goes or changes, the others stay where they are.

#include "core/mesh/view.h"
#include "ui/models/regions.h"

#include <QPointF>
#include <QRectF>

#include <memory>
#include <optional>

namespace mesh44 {

enum class LayoutKind : uint8_t {
    Geographic, // where its addresses were allocated to
    Rings,      // by its age and region
    Prefix,     // in the address space
};

struct Spot
{
    QPointF at;  // map units
    QRectF area; // LayoutKind::Prefix only
    bool placed = true;
    bool operator==(const Spot &) const = default;
};

class MapLayout
{
public:
    virtual ~MapLayout() = default;
    virtual LayoutKind kind() const = 0;
    virtual Spot spotOf(const RouteView &route) const = 0;
    // Of the gateway itself; nothing: not known, or it has none on this map.
    virtual std::optional<QPointF> ownSpot(const GatewayStatus &status) const = 0;
    // The moment from which ages count; true: places change with it.
    virtual bool setMoment(int64_t) { return false; }
    virtual QRectF home() const = 0;
    virtual QRectF bounds() const { return home(); }
    virtual double maxZoom() const = 0;
};

std::unique_ptr<MapLayout> makeLayout(LayoutKind kind, const Regions &regions = Regions::builtIn());

// From 0 to below 1; the same for the same prefix, always and everywhere.
double scatter(Ipv4Prefix prefix, uint32_t salt);

} // namespace mesh44
