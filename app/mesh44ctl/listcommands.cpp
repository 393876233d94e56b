// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/ask.h"
#include "app/mesh44ctl/commands.h"
#include "app/mesh44ctl/render.h"
#include "app/mesh44ctl/routefilter.h"
#include "core/formats/json.h"

namespace mesh44::ctl {

namespace {

struct RouteOptions
{
    std::string covering;
    std::string endpoint;
    std::string state;
};

struct HistoryOptions
{
    uint32_t limit = 50;
};

Result<RouteFilter> filterFrom(const RouteOptions &options)
{
    RouteFilter filter;
    if (!options.covering.empty()) {
        const auto prefix = Ipv4Prefix::parse(options.covering);
        if (!prefix)
            return prefix.error();
        filter.covering = *prefix;
    }
    if (!options.endpoint.empty()) {
        const auto address = Ipv4Address::parse(options.endpoint);
        if (!address)
            return address.error();
        filter.endpoint = *address;
    }
    if (!options.state.empty() && !(filter.state = routeStateFrom(options.state)))
        return Error{ErrorCode::InvalidArgument,
                     "'" + options.state
                         + "' is no state; expected installed, suppressed, held, refused, stale or cached"};
    return filter;
}

Result<Snapshot> askForSnapshot(const Context &context)
{
    return ask<Snapshot>(context, [](auto &client, auto reply) { client.getSnapshot(std::move(reply)); });
}

int showRoutes(const Context &context, const RouteOptions &options)
{
    const auto filter = filterFrom(options);
    if (!filter)
        return report(context, filter.error());
    auto snapshot = askForSnapshot(context);
    if (!snapshot)
        return report(context, snapshot.error());
    const bool empty = snapshot->routes.empty();
    snapshot->routes = filter->select(snapshot->routes);
    if (context.json)
        print(routesToJson(*snapshot) + '\n');
    else if (!snapshot->routes.empty())
        print(renderRoutes(snapshot->routes, currentTime(), context.style));
    else
        note(empty ? "No routes are known yet: the announcer sends them about every 5 minutes."
                   : "None of the routes is one of these.");
    return kFine;
}

int showEndpoints(const Context &context, int)
{
    const auto snapshot = askForSnapshot(context);
    if (!snapshot)
        return report(context, snapshot.error());
    if (context.json)
        print(endpointsToJson(*snapshot) + '\n');
    else if (!snapshot->endpoints.empty())
        print(renderEndpoints(snapshot->endpoints, currentTime(), context.style));
    else
        note("No endpoints are known yet: the announcer sends them about every 5 minutes.");
    return kFine;
}

int showTraffic(const Context &context, int)
{
    const auto traffic = ask<std::vector<TrafficView>>(
        context, [](auto &client, auto reply) { client.getTraffic(std::move(reply)); });
    if (!traffic)
        return report(context, traffic.error());
    if (context.json)
        print(trafficToJson(*traffic) + '\n');
    else if (!traffic->empty())
        print(renderTraffic(*traffic, currentTime(), context.style));
    else
        note("Nothing is counted: the gateway is down, or firewall.mode is off.");
    return kFine;
}

int showHistory(const Context &context, const HistoryOptions &options)
{
    const auto events = ask<std::vector<EventView>>(
        context, [&](auto &client, auto reply) { client.getHistory(options.limit, std::move(reply)); });
    if (!events)
        return report(context, events.error());
    if (context.json)
        print(eventsToJson(*events) + '\n');
    else if (!events->empty())
        print(renderHistory(*events));
    else
        note("Nothing happened yet.");
    return kFine;
}

} // namespace

void defineRoutes(CLI::App &app, Context &context)
{
    const auto options = std::make_shared<RouteOptions>();
    app.add_option("ADDRESS|PREFIX", options->covering, "Only routes that cover this; the last one wins")
        ->type_name("");
    app.add_option("--endpoint", options->endpoint, "Only routes through this gateway")->option_text("ADDRESS");
    app.add_option("--state", options->state, "Only installed, suppressed, held, refused, stale or cached ones")
        ->option_text("STATE");
    runs(app, context, options, showRoutes);
}

void defineEndpoints(CLI::App &app, Context &context)
{
    runs(app, context, std::make_shared<int>(), showEndpoints);
}

void defineTraffic(CLI::App &app, Context &context)
{
    runs(app, context, std::make_shared<int>(), showTraffic);
}

void defineHistory(CLI::App &app, Context &context)
{
    const auto options = std::make_shared<HistoryOptions>();
    app.add_option("--limit", options->limit, "At most so many, the newest (50)")
        ->option_text("1-1000")
        ->check(CLI::Range(1u, 1000u));
    runs(app, context, options, showHistory);
}

} // namespace mesh44::ctl
