// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/codec.h"

#include "core/bus/wire.h"

#include <algorithm>

namespace mesh44::bus {

namespace {

// Rows are looked up by halving: sorted whatever the sender did, and never two with one key.
template <class Row, class Key> int order(std::vector<Row> &rows, Key Row::*key)
{
    if (!std::ranges::is_sorted(rows, {}, key))
        std::ranges::sort(rows, {}, key);
    return std::ranges::adjacent_find(rows, {}, key) == rows.end() ? 0 : -EBADMSG;
}

int orderBoth(auto &rows)
{
    const int r = order(rows.routes, &RouteView::prefix);
    return r < 0 ? r : order(rows.endpoints, &EndpointView::address);
}

// Reads into a value of its own, so that a failure leaves the caller's untouched.
template <class T, class Read> int readInto(T &value, Read readWhole)
{
    T fresh;
    if (const int r = readWhole(fresh); r < 0)
        return wire::outcome(r);
    value = std::move(fresh);
    return 0;
}

template <class T> int readRows(sd_bus_message *message, std::vector<T> &rows)
{
    return readInto(rows, [&](std::vector<T> &fresh) { return wire::get(message, fresh); });
}

} // namespace

int append(sd_bus_message *message, const std::vector<RouteView> &routes)
{
    return wire::put(message, routes);
}

int append(sd_bus_message *message, const std::vector<EndpointView> &endpoints)
{
    return wire::put(message, endpoints);
}

int append(sd_bus_message *message, const std::vector<EventView> &events)
{
    return wire::put(message, events);
}

int append(sd_bus_message *message, const std::vector<SettingView> &settings)
{
    return wire::put(message, settings);
}

int append(sd_bus_message *message, const std::vector<TrafficView> &traffic)
{
    return wire::put(message, traffic);
}

int append(sd_bus_message *message, const std::vector<Finding> &findings)
{
    return wire::put(message, findings);
}

int append(sd_bus_message *message, const std::vector<Check> &checks)
{
    return wire::put(message, checks);
}

int append(sd_bus_message *message, const std::vector<TimelineView> &points)
{
    return wire::put(message, points);
}

int append(sd_bus_message *message, const PreviewView &preview)
{
    return wire::putAll(message, preview.kernel, preview.firewall, preview.notes, preview.more);
}

int append(sd_bus_message *message, const CaptureRequest &request)
{
    return wire::putAll(message, std::string(toString(request.filter.only)), request.filter.subject(), request.seconds,
                        request.full);
}

int append(sd_bus_message *message, const CaptureView &captured)
{
    return wire::putAll(message, captured.running, captured.ended, captured.received, captured.dropped,
                        captured.overwritten, captured.packets);
}

int append(sd_bus_message *message, const EventView &event)
{
    return wire::put(message, event);
}

int append(sd_bus_message *message, const BurstView &burst)
{
    return wire::putAll(message, burst.time, burst.routes, burst.complete, burst.nextBurst);
}

int append(sd_bus_message *message, const Snapshot &snapshot)
{
    if (const int r = wire::put(message, snapshot.revision); r < 0)
        return r;
    if (const int r = append(message, snapshot.status); r < 0)
        return r;
    return wire::putAll(message, snapshot.routes, snapshot.endpoints);
}

int append(sd_bus_message *message, const Delta &delta)
{
    if (const int r = wire::putAll(message, delta.from, delta.to, delta.whole); r < 0)
        return r;
    if (const int r = append(message, delta.status); r < 0)
        return r;
    return wire::putAll(message, delta.routes, delta.removedRoutes, delta.endpoints, delta.removedEndpoints);
}

int read(sd_bus_message *message, std::vector<RouteView> &routes)
{
    return readRows(message, routes);
}

int read(sd_bus_message *message, std::vector<EndpointView> &endpoints)
{
    return readRows(message, endpoints);
}

int read(sd_bus_message *message, std::vector<EventView> &events)
{
    return readRows(message, events);
}

int read(sd_bus_message *message, std::vector<SettingView> &settings)
{
    return readRows(message, settings);
}

int read(sd_bus_message *message, std::vector<TrafficView> &traffic)
{
    return readRows(message, traffic);
}

int read(sd_bus_message *message, std::vector<Finding> &findings)
{
    return readRows(message, findings);
}

int read(sd_bus_message *message, std::vector<Check> &checks)
{
    return readRows(message, checks);
}

int read(sd_bus_message *message, std::vector<TimelineView> &points)
{
    return readRows(message, points);
}

int read(sd_bus_message *message, PreviewView &preview)
{
    return readInto(preview, [&](PreviewView &fresh) {
        return wire::getAll(message, fresh.kernel, fresh.firewall, fresh.notes, fresh.more);
    });
}

int read(sd_bus_message *message, CaptureView &captured)
{
    return readInto(captured, [&](CaptureView &fresh) {
        return wire::getAll(message, fresh.running, fresh.ended, fresh.received, fresh.dropped, fresh.overwritten,
                            fresh.packets);
    });
}

int read(sd_bus_message *message, EventView &event)
{
    return readInto(event, [&](EventView &fresh) { return wire::get(message, fresh); });
}

int read(sd_bus_message *message, BurstView &burst)
{
    return readInto(burst, [&](BurstView &fresh) {
        return wire::getAll(message, fresh.time, fresh.routes, fresh.complete, fresh.nextBurst);
    });
}

int read(sd_bus_message *message, Snapshot &snapshot)
{
    return readInto(snapshot, [&](Snapshot &fresh) {
        if (const int r = wire::get(message, fresh.revision); r < 0)
            return r;
        if (const int r = read(message, fresh.status); r < 0)
            return r;
        const int r = wire::getAll(message, fresh.routes, fresh.endpoints);
        return r < 0 ? r : orderBoth(fresh);
    });
}

int read(sd_bus_message *message, Delta &delta)
{
    return readInto(delta, [&](Delta &fresh) {
        if (const int r = wire::getAll(message, fresh.from, fresh.to, fresh.whole); r < 0)
            return r;
        if (const int r = read(message, fresh.status); r < 0)
            return r;
        const int r = wire::getAll(message, fresh.routes, fresh.removedRoutes, fresh.endpoints, fresh.removedEndpoints);
        return r < 0 ? r : orderBoth(fresh);
    });
}

} // namespace mesh44::bus
