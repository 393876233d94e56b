// SPDX-License-Identifier: GPL-3.0-or-later
// __fib_validate_source(). The reverse look-up comes in by the device that the packet would leave by, carries no mark
// unless src_valid_mark is set, and goes as root.
//
// Without rp_filter the kernel only wants that the source is none of its own addresses. It takes a short way there:
// with accept_local it looks at nothing at all, unless it may have to send a redirect; without any rule it looks at
// addresses alone, which differs in odd sources only (Gap::SourceCheck).
#include "core/explain/decision.h"

#include <algorithm>

namespace mesh44::explain {

namespace {

LookupKey reverseKey(const RoutingIndex &index, const Flow &flow, const RoutingLink &device, int outLink)
{
    const DeviceSettings &all = index.snapshot().all;
    LookupKey key;
    key.destination = *flow.source;
    key.source = flow.destination;
    key.inLink = outLink != 0 ? outLink : kLoopbackLink;
    key.vrf = index.vrfOf(device.index);
    key.tos = flow.tos;
    key.mark = device.settings.sourceValidMark || all.sourceValidMark ? flow.mark : 0;
    key.protocol = flow.protocol;
    key.sourcePort = flow.destinationPort;
    key.destinationPort = flow.sourcePort;
    return key;
}

bool usesDevice(const RoutingIndex &index, const RoutingRoute &route, int link)
{
    const auto by = [&](const RoutingNexthop &nexthop) {
        return nexthop.link == link || (index.vrfOf(nexthop.link) == link && link != 0);
    };
    return std::ranges::any_of(route.nexthops, by);
}

bool takesAnySource(const RoutingIndex &index, const RoutingLink &device, int outLink)
{
    const DeviceSettings &all = index.snapshot().all;
    const bool mayRedirect = device.index == outLink && (device.settings.sendRedirects || all.sendRedirects);
    return (device.settings.acceptLocal || all.acceptLocal) && !mayRedirect;
}

ReverseVerdict judgeWayBack(const RoutingIndex &index, const ReverseCheck &check, const RoutingLink &device)
{
    const RoutingSnapshot &snapshot = index.snapshot();
    const bool wanted = check.mode != 0;
    if (!check.lookup.found())
        return wanted ? ReverseVerdict::NoWayBack : ReverseVerdict::Passed;
    const RoutingRoute &route = index.route(*check.lookup.route);
    if (route.kind == RouteKind::Local && !device.settings.acceptLocal && !snapshot.all.acceptLocal)
        return ReverseVerdict::SourceIsOurs;
    if (route.kind != RouteKind::Unicast && route.kind != RouteKind::Local)
        return ReverseVerdict::SourceUnusable;
    if (usesDevice(index, route, device.index) || (route.kind == RouteKind::Local && device.loopback))
        return ReverseVerdict::Passed;
    // A device without an address is treated as strict in loose mode, too.
    const bool hasAddress = std::ranges::find(snapshot.addresses, device.index, &RoutingAddress::link)
                            != snapshot.addresses.end();
    if (wanted && (check.mode == 1 || !hasAddress))
        return ReverseVerdict::OtherInterface;
    return ReverseVerdict::Passed;
}

} // namespace

ReverseCheck checkSource(const RoutingIndex &index, const Flow &flow, int outLink)
{
    ReverseCheck check;
    const RoutingLink *device = index.snapshot().link(flow.inLink);
    if (!device || !flow.source)
        return check;
    check.mode = std::max(device->settings.reversePath, index.snapshot().all.reversePath);
    if (check.mode == 0 && takesAnySource(index, *device, outLink))
        return check;
    check.lookup = lookUp(index, reverseKey(index, flow, *device, outLink));
    check.verdict = judgeWayBack(index, check, *device);
    return check;
}

} // namespace mesh44::explain
