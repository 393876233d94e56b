// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The kernel's look-up (fib_rules_lookup, fib4_rule_match, fib_table_lookup, fib4_rule_suppress of Linux 5.3 to 6.18)
// as a pure function that keeps each step. It answers "which route"; who may send, which source and which of several
// nexthops is decision.h.
//
// Rules are tried by priority. One whose selectors match does its work; what it looked up and did not find, what a
// `throw` route sent back and what it suppressed itself goes on behind it. A refusal (unreachable, prohibit,
// blackhole) ends the walk, by a rule as by a route.
//
// Within a table the longest prefix is tried first. A route is passed over for its tos, its dead nexthops and for
// nexthops on another device than the one that was asked for; then the next shorter prefix has its turn. One thing is
// peculiar: where a route by nexthop object is passed over so, everything shorter with the same network address is
// passed over as well.

#include "core/explain/index.h"

namespace mesh44::explain {

// What rules and routes see of a packet.
struct LookupKey
{
    Ipv4Address destination;
    Ipv4Address source;         // unspecified until one is chosen
    int inLink = kLoopbackLink; // sent by this host
    int outLink = 0;
    int vrf = 0; // set by lookUp() from the devices
    uint32_t mark = 0;
    uint8_t tos = 0;
    uint8_t protocol = 0;
    uint16_t sourcePort = 0;
    uint16_t destinationPort = 0;
    uint32_t uid = 0;
    bool anyLinkState = false; // also by nexthops without carrier
    uint8_t leastScope = kScopeUniverse;
};

enum class Selector : uint8_t {
    InInterface,
    OutInterface,
    Mark,
    Vrf,
    Uid,
    Source,
    Destination,
    Tos,
    Protocol,
    SourcePort,
    DestinationPort,
};

enum class Loss : uint8_t {
    Won,            // it, or its refusal, is the table's answer
    Shorter,        // a longer prefix won
    Later,          // the same prefix; the winner has a higher tos, a smaller metric or was there first
    Tos,            // is for packets with another tos
    Scope,          // leads farther than what was asked for
    Dead,           // no nexthop is alive
    LinkDown,       // no carrier, and the device ignores such routes
    OtherInterface, // the packet must leave by another device
    Eclipsed,       // same address as a route by nexthop object that was passed over
};

struct Candidate
{
    uint32_t route = 0; // in the snapshot
    Loss loss = Loss::Won;
    bool operator==(const Candidate &) const = default;
};

enum class RuleOutcome : uint8_t {
    NoMatch, // see mismatch; none for an inverted rule that matched
    Nop,
    Jump,
    JumpNowhere,        // goto, but there is no such rule
    NothingFound,       // no route of the table matches
    Thrown,             // by a throw route
    SuppressedByLength, // found, but the prefix is too short for the rule
    SuppressedByGroup,  // found, but leaves by a device of the group that the rule excludes
    Found,
    RouteRefuses,
    RuleRefuses,
};

struct RuleStep
{
    uint32_t rule = 0; // in the snapshot
    RuleOutcome outcome = RuleOutcome::NoMatch;
    std::optional<Selector> mismatch;
    uint32_t table = 0; // that was looked in
    std::vector<Candidate> candidates;
};

enum class Refusal : uint8_t { None, NoRoute, Unreachable, Prohibited, Blackholed };

// What could not be known: the answer stands, but the kernel's may be another one.
enum class Gap : uint8_t {
    UnknownSelector,  // a rule with a selector that a newer kernel has
    VrfInterface,     // a rule that names a VRF: kernels differ
    UnknownNexthop,   // the route encapsulates, or has an IPv6 gateway
    Membership,       // who listens to a multicast group
    RememberedSource, // a nexthop object keeps the source that suited the first of its routes that was used
    OwnGateway,       // the gateway was, or is, an address of this host, and counts or not by what came first
    SharedAddress,    // the source is an address of several devices
    ChoiceDecides,    // which of several nexthops is taken decides whether the packet goes at all
    HiddenSettings,   // hangs on a setting that could not be read
    SourceCheck,      // without rules of its own, the kernel may take a short way for this source
};

struct Lookup
{
    std::vector<RuleStep> steps; // in the order of the walk
    Refusal refusal = Refusal::NoRoute;
    bool refusedByRule = false;
    std::optional<uint32_t> route; // the one that won; also one that refuses
    size_t nexthop = 0;            // its first one that will do
    uint32_t table = 0;
    std::vector<Gap> gaps;

    bool found() const { return refusal == Refusal::None; }
};

Lookup lookUp(const RoutingIndex &index, LookupKey key);

// The key as rules see it: devices of a VRF stand for the VRF.
LookupKey withVrf(const RoutingIndex &index, LookupKey key);

// The selector that keeps a rule from its work, as written: without regard to `invert`.
std::optional<Selector> mismatch(const RoutingIndex &index, const RoutingRule &rule, const LookupKey &key);

// Whether the look-up may take this nexthop.
bool isUsable(const RoutingIndex &index, const RoutingNexthop &nexthop, const LookupKey &key);

struct TableAnswer
{
    std::vector<Candidate> candidates;
    std::optional<uint32_t> route;
    size_t nexthop = 0;
};
TableAnswer searchTable(const RoutingIndex &index, uint32_t table, const LookupKey &key);

} // namespace mesh44::explain
