// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/render.h"

#include <algorithm>

namespace mesh44::ctl {

namespace {

template <class Row, class Key> const Row *find(const std::vector<Row> &rows, Key key, Key Row::*member)
{
    const auto found = std::ranges::lower_bound(rows, key, {}, member);
    return found != rows.end() && (*found).*member == key ? &*found : nullptr;
}

std::string because(const std::string &reason)
{
    return reason.empty() ? "" : ": " + printable(reason);
}

std::string stateOf(const RouteView &route)
{
    const std::string_view word = toString(route.state);
    if (route.state == RouteState::Installed && !route.installed)
        return "not installed";
    return std::string(word);
}

// Empty when nothing changed that a person would watch for, such as the time of the last announcement.
std::string routeLine(const RouteView *before, const RouteView &now)
{
    const std::string name = now.prefix.toString();
    if (!before)
        return "+ " + name + " by " + now.endpoint.toString() + ", " + stateOf(now) + because(now.reason);
    if (before->endpoint != now.endpoint)
        return "~ " + name + " moved from " + before->endpoint.toString() + " to " + now.endpoint.toString() + ", "
               + stateOf(now) + because(now.reason);
    if (stateOf(*before) != stateOf(now) || before->reason != now.reason)
        return "~ " + name + " by " + now.endpoint.toString() + " is " + stateOf(now) + " (was " + stateOf(*before)
               + ")" + because(now.reason);
    if (before->announced != now.announced)
        return "~ " + name + " by " + now.endpoint.toString()
               + (now.announced ? " is announced" : " is no longer announced");
    return {};
}

std::string endpointLine(const EndpointView *before, const EndpointView &now)
{
    if (!before || (before->suppressed == now.suppressed && before->fallback == now.fallback))
        return {};
    const std::string name = "~ endpoint " + now.address.toString();
    if (!now.suppressed)
        return name + " is switched on";
    return name + (now.fallback ? " is switched off, with fallback" : " is switched off");
}

void addStatusLines(const GatewayStatus &before, const GatewayStatus &now, const Style &style,
                    std::vector<std::string> &lines)
{
    if (before.state != now.state || before.reason != now.reason)
        lines.push_back("Gateway " + stateWord(now.state, style) + because(now.reason));
    if (before.enabled != now.enabled)
        lines.push_back(now.enabled ? "The gateway was switched on" : "The gateway was switched off");
    if (before.problems != now.problems)
        lines.push_back("The configuration has " + count(now.problems.size(), "problem"));
}

} // namespace

std::vector<std::string> renderChanges(const Snapshot &before, const Delta &delta, const Style &style)
{
    std::vector<std::string> lines;
    const auto add = [&](std::string line) {
        if (!line.empty())
            lines.push_back(std::move(line));
    };
    addStatusLines(before.status, delta.status, style, lines);
    for (const EndpointView &endpoint : delta.endpoints)
        add(endpointLine(find(before.endpoints, endpoint.address, &EndpointView::address), endpoint));
    for (const RouteView &route : delta.routes)
        add(routeLine(find(before.routes, route.prefix, &RouteView::prefix), route));
    for (const Ipv4Prefix &prefix : delta.removedRoutes)
        add("- " + prefix.toString());
    if (lines.size() > kMaxChangeLines) {
        const size_t more = lines.size() - kMaxChangeLines;
        lines.resize(kMaxChangeLines);
        lines.push_back("… and " + count(more, "more change"));
    }
    return lines;
}

std::string renderBurst(const BurstView &burst, bool confirmed, int64_t now)
{
    std::string text = "Burst of " + count(burst.routes, "route") + ", "
                       + std::string(completeness(burst.complete, confirmed));
    if (burst.nextBurst > now)
        text += ", the next " + ago(burst.nextBurst, now);
    return text;
}

} // namespace mesh44::ctl
