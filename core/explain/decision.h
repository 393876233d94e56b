// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the kernel decides about a packet before it carries it: ip_route_output_key() for what this host sends,
// ip_route_input() for what comes in. The look-up is the heart of it; around it are checks that need no route, the
// choice of the source and of one nexthop, and for a packet that comes in the reverse look-up (rp_filter).
//
// Which of several nexthops the kernel takes hangs on a hash over the packet: all that it may take are `choices`, and
// the packet leaves by one of them.
//
// A socket that is bound to a device sends by it even where the look-up fails or refuses: the kernel takes the
// destination to be on that link (Outcome::Leaves without a route).

#include "core/explain/flow.h"
#include "core/explain/lookup.h"

namespace mesh44::explain {

enum class Outcome : uint8_t { Leaves, Local, Broadcast, Multicast, Refused };

enum class Reason : uint8_t {
    None,
    LookupRefused, // see lookup.refusal
    NoSuchLink,
    LinkIsDown,
    NoIpv4,             // the device does not speak it
    InvalidSource,      // multicast, broadcast or 0.0.0.0
    ForeignSource,      // sent with a source that is not this host's
    LoopbackSource,     // 127.0.0.0/8 on another device
    MartianDestination, // cannot be on this way
    NotForwarding,      // forwarding is off on the device where it came in
    ReversePath,        // see reverse
    NotUnicast,         // the route is for something that is not forwarded
};

enum class ReverseVerdict : uint8_t {
    Passed,
    SourceIsOurs,   // the source is an address of this host
    SourceUnusable, // the way back is a broadcast, a multicast or refused
    NoWayBack,      // rp_filter wants a way, and there is none
    OtherInterface, // strict: the way back leaves by another device
};

struct ReverseCheck
{
    uint8_t mode = 0; // rp_filter as it is in force: the larger one of "all" and the device
    ReverseVerdict verdict = ReverseVerdict::Passed;
    Lookup lookup; // from the packet's destination to its source
};

struct Choice
{
    std::optional<uint32_t> route; // in the snapshot; none where none is needed
    int link = 0;
    Ipv4Address gateway;
    Ipv4Address source; // that the packet has or gets
    std::optional<ReverseCheck> reverse;
};

struct Decision
{
    Outcome outcome = Outcome::Refused;
    Reason reason = Reason::None;
    Lookup lookup; // without steps where none was needed
    bool looked = false;
    std::vector<Choice> choices;         // not empty unless refused; more than one: a hash decides
    std::optional<ReverseCheck> reverse; // of a packet that is for this host, or that was refused for it
    std::vector<Gap> gaps;

    // The kernel's answer may be another one.
    bool isUncertain() const { return !gaps.empty(); }
};

Decision decide(const RoutingIndex &index, const Flow &flow);

// What the kernel would say to whoever asks (RTM_GETROUTE) or sends: an errno, 0 for none.
int errnoOf(const Decision &decision);

// fib_validate_source(): may a packet with this source come in here? `outLink` is the device that it would leave by, 0
// for a packet to this host.
ReverseCheck checkSource(const RoutingIndex &index, const Flow &flow, int outLink);

} // namespace mesh44::explain
