// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mesh/view.h"

#include "core/words.h"

#include <algorithm>
#include <array>
#include <functional>

namespace mesh44 {

namespace {

constexpr std::array kOrigins = {
    Word{RouteOrigin::Rip44, "rip44"},
    Word{RouteOrigin::Pinned, "pinned"},
    Word{RouteOrigin::Import, "import"},
};
constexpr std::array kRouteStates = {
    Word{RouteState::Installed, "installed"}, Word{RouteState::Suppressed, "suppressed"},
    Word{RouteState::Held, "held"},           Word{RouteState::Refused, "refused"},
    Word{RouteState::Stale, "stale"},         Word{RouteState::Cached, "cached"},
};
constexpr std::array kGatewayStates = {
    Word{GatewayState::Down, "down"},
    Word{GatewayState::Waiting, "waiting"},
    Word{GatewayState::Up, "up"},
    Word{GatewayState::Degraded, "degraded"},
    Word{GatewayState::Conflict, "conflict"},
    Word{GatewayState::Unsupported, "unsupported"},
    Word{GatewayState::NoRights, "no-rights"},
    Word{GatewayState::Misconfigured, "misconfigured"},
};

// Removes and then puts rows in a vector that is sorted by its key and stays so.
template <class Row, class Key>
void merge(std::vector<Row> &rows, const std::vector<Row> &changed, std::vector<Key> removed, Key Row::*key)
{
    std::ranges::sort(removed);
    if (!removed.empty())
        std::erase_if(rows, [&](const Row &row) { return std::ranges::binary_search(removed, row.*key); });
    const size_t known = rows.size();
    for (const Row &row : changed) {
        const auto end = rows.begin() + static_cast<std::ptrdiff_t>(known);
        const auto place = std::ranges::lower_bound(rows.begin(), end, row.*key, {}, key);
        if (place != end && (*place).*key == row.*key)
            *place = row;
        else
            rows.push_back(row);
    }
    const auto middle = rows.begin() + static_cast<std::ptrdiff_t>(known);
    std::ranges::sort(middle, rows.end(), {}, key);
    std::ranges::inplace_merge(rows.begin(), middle, rows.end(), {}, key);
}

// Walks two vectors that are sorted by their key.
template <class Row, class Key>
void compare(const std::vector<Row> &from, const std::vector<Row> &to, Key Row::*key, std::vector<Row> &changed,
             std::vector<Key> &removed)
{
    auto old = from.begin();
    for (const Row &row : to) {
        for (; old != from.end() && (*old).*key < row.*key; ++old)
            removed.push_back((*old).*key);
        const bool known = old != from.end() && (*old).*key == row.*key;
        if (!known || !(*old == row))
            changed.push_back(row);
        if (known)
            ++old;
    }
    for (; old != from.end(); ++old)
        removed.push_back((*old).*key);
}

} // namespace

std::string_view toString(RouteOrigin origin)
{
    return wordOf(kOrigins, origin);
}

std::string_view toString(RouteState state)
{
    return wordOf(kRouteStates, state);
}

std::string_view toString(GatewayState state)
{
    return wordOf(kGatewayStates, state);
}

std::optional<RouteOrigin> routeOriginFrom(std::string_view word)
{
    return valueOf(kOrigins, word);
}

std::optional<RouteState> routeStateFrom(std::string_view word)
{
    return valueOf(kRouteStates, word);
}

std::optional<GatewayState> gatewayStateFrom(std::string_view word)
{
    return valueOf(kGatewayStates, word);
}

Status apply(Snapshot &snapshot, const Delta &delta)
{
    if (!delta.whole)
        return Error{ErrorCode::Conflict, "too much has changed for one message: a new snapshot is due"};
    if (delta.from != snapshot.revision)
        return Error{ErrorCode::Conflict, "a change from revision " + std::to_string(delta.from)
                                              + " does not follow revision " + std::to_string(snapshot.revision)};
    merge(snapshot.routes, delta.routes, delta.removedRoutes, &RouteView::prefix);
    merge(snapshot.endpoints, delta.endpoints, delta.removedEndpoints, &EndpointView::address);
    snapshot.status = delta.status;
    snapshot.revision = delta.to;
    return ok();
}

void apply(Snapshot &snapshot, const BurstView &burst)
{
    snapshot.status.lastBurst = burst.time;
    snapshot.status.lastBurstRoutes = burst.routes;
    snapshot.status.lastBurstComplete = burst.complete;
    snapshot.status.burstsConfirmed |= burst.complete;
    snapshot.status.nextBurst = burst.nextBurst;
    if (!burst.complete)
        return;
    for (RouteView &route : snapshot.routes) {
        if (!route.announced)
            continue;
        route.lastAnnounced = burst.time;
        const auto endpoint = std::ranges::lower_bound(snapshot.endpoints, route.endpoint, {}, &EndpointView::address);
        if (endpoint != snapshot.endpoints.end() && endpoint->address == route.endpoint)
            endpoint->lastAnnounced = burst.time;
    }
}

Delta difference(const Snapshot &from, const Snapshot &to)
{
    Delta delta{.from = from.revision, .to = to.revision, .status = to.status};
    compare(from.routes, to.routes, &RouteView::prefix, delta.routes, delta.removedRoutes);
    compare(from.endpoints, to.endpoints, &EndpointView::address, delta.endpoints, delta.removedEndpoints);
    return delta;
}

} // namespace mesh44
