// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the helper tells about itself: the values that travel over D-Bus, that the window's models hold
// and that the CLI prints. Times are microseconds since the epoch (CLOCK_REALTIME), 0 for never.

#include "core/net/prefix.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mesh44 {

enum class RouteOrigin : uint8_t { Rip44, Pinned, Import };

// What the gateway means to do with a route. Whether the kernel has it is a fact of its own:
// RouteView::installed.
enum class RouteState : uint8_t {
    Installed,  // to be installed
    Suppressed, // switched off by the operator (the prefix, or its endpoint)
    Held,       // waits for a complete burst or for the operator
    Refused,    // the route filter said no; see the reason
    Stale,      // installed, but not announced for long
    Cached,     // known from an earlier run, not announced since the start
};

struct RouteView
{
    Ipv4Prefix prefix;
    Ipv4Address endpoint;
    RouteOrigin origin = RouteOrigin::Rip44;
    bool announced = false; // part of the last complete burst
    bool installed = false; // the kernel forwards it to the endpoint, as of the last look
    RouteState state = RouteState::Installed;
    std::string reason; // a sentence where state or `installed` wants one, else empty
    int64_t firstAnnounced = 0;
    int64_t lastAnnounced = 0;
    int64_t lastHeard = 0; // traffic from the endpoint; 0 while nothing measures it
    bool operator==(const RouteView &) const = default;
};

struct EndpointView
{
    Ipv4Address address;
    bool suppressed = false;
    bool fallback = false; // suppressed by removal: wider routes or the announcer carry the packets
    uint32_t routes = 0;
    uint32_t installed = 0;
    int64_t lastAnnounced = 0;
    bool operator==(const EndpointView &) const = default;
};

enum class GatewayState : uint8_t {
    Down,          // switched off
    Waiting,       // up; no burst heard yet
    Up,            // up and forwarding
    Degraded,      // up, but something is missing; see the reason
    Conflict,      // somebody else's routes are in our tables; nothing was installed
    Unsupported,   // the kernel has no ipip
    NoRights,      // the helper lacks its capabilities
    Misconfigured, // no usable configuration; see problems
};

// A refused or doubtful value in a configuration file.
struct ConfigProblem
{
    std::string file;
    uint32_t line = 0;   // from 1; 0: the whole file
    std::string key;     // "section.key", or empty
    std::string message; // what was expected
    bool operator==(const ConfigProblem &) const = default;
};

// A configuration change that is taken back by itself unless it is confirmed in time.
struct TrialView
{
    std::string by;                // who applied it: "root", "alice (uid 1000)"; empty: there is no trial
    std::vector<std::string> keys; // what it changes: "gateway.mode" …
    int64_t until = 0;             // the deadline, by the wall clock of the moment when it was set
    uint32_t secondsLeft = 0;      // by a clock that nobody sets; where somebody asks, else 0
    bool rollingBack = false;      // it is being taken back, and that is not finished yet
    bool operator==(const TrialView &) const = default;
};

// The contract that this build speaks. The first number is the one in the bus name: another one promises nothing, so
// a client only shows. The second grows with each method and key that is added; a client does without what is missing.
inline constexpr uint32_t kApiMajor = 1;
inline constexpr uint32_t kApiMinor = 3;

struct GatewayStatus
{
    uint64_t revision = 0;
    std::string version; // of the helper
    // Of its contract. The first helpers did not say; they spoke 1.0.
    uint32_t apiMajor = 1;
    uint32_t apiMinor = 0;
    GatewayState state = GatewayState::Down;
    std::string reason;   // one sentence, empty when all is well
    bool enabled = false; // the master switch

    std::string callsign;
    std::vector<Ipv4Prefix> subnets;
    std::optional<Ipv4Address> address; // ours, inside the mesh
    std::string mode;                   // "full", "mesh", "bgp" or "hybrid"
    std::string plane;                  // "kernel" or "userspace"; empty while down
    std::string device;                 // "tunl0"
    uint32_t mtu = 0;                   // of the device

    Ipv4Address announcer;
    std::string underlayDevice; // of the route to the Internet; empty: none
    std::optional<Ipv4Address> underlayAddress;
    std::optional<Ipv4Address> underlayGateway;
    std::optional<Ipv4Address> externalAddress; // as others reach us: configured or announced; nothing: not known

    int64_t startedAt = 0;
    int64_t lastBurst = 0; // end of the last burst
    uint32_t lastBurstRoutes = 0;
    bool lastBurstComplete = false;
    bool burstsConfirmed = false; // a complete burst was heard since the start; until then none counts as incomplete
    int64_t nextBurst = 0;        // expected; 0 while down

    uint32_t routesAnnounced = 0;
    uint32_t routesInstalled = 0;
    uint32_t routesSuppressed = 0;
    uint32_t routesRefused = 0;
    uint32_t routesHeld = 0;
    std::string heldChange; // the mass change that waits for confirmation, as a sentence; empty: none
    uint32_t endpoints = 0;

    std::string forwardFormat;    // what routers on our LAN are told: "off", "rip2" or "rip44"
    std::string forwardInterface; // where it leaves; empty: nowhere
    std::optional<Ipv4Address> forwardDestination;
    TrialView trial;

    bool hasDefault = false;        // the mode sends what is not mesh by the announcer
    bool defaultSuppressed = false; // and the operator switched that off

    std::map<std::string, uint64_t> counters; // "rip44.packets", "rip44.dropped.password", "netlink.writes" …
    std::vector<ConfigProblem> problems;
    bool operator==(const GatewayStatus &) const = default;
};

struct Snapshot
{
    uint64_t revision = 0;
    GatewayStatus status;
    std::vector<RouteView> routes;       // by prefix
    std::vector<EndpointView> endpoints; // by address
    bool operator==(const Snapshot &) const = default;
};

// From one revision to the next. `whole` false: too much changed, take a new snapshot.
struct Delta
{
    uint64_t from = 0;
    uint64_t to = 0;
    bool whole = true;
    GatewayStatus status;
    std::vector<RouteView> routes; // new or changed
    std::vector<Ipv4Prefix> removedRoutes;
    std::vector<EndpointView> endpoints; // new or changed
    std::vector<Ipv4Address> removedEndpoints;
    bool operator==(const Delta &) const = default;
};

// The freshness of the mesh: a burst ended that changed nothing else.
struct BurstView
{
    int64_t time = 0;
    uint32_t routes = 0;
    bool complete = false;
    int64_t nextBurst = 0;
    bool operator==(const BurstView &) const = default;
};

struct EventView
{
    int64_t time = 0;
    std::string kind;    // "gateway", "route", "endpoint", "burst", "config", "kernel", "firewall", "access"
    std::string subject; // the prefix, address, key or caller
    std::string text;    // a sentence
    bool operator==(const EventView &) const = default;
};

// Tunnel packets from and to one endpoint, or the announcer, since the helper started, with their outer headers.
struct TrafficView
{
    Ipv4Address address;
    uint64_t inPackets = 0;
    uint64_t inBytes = 0;
    uint64_t outPackets = 0;
    uint64_t outBytes = 0;
    int64_t lastHeard = 0; // exact to ten seconds
    bool operator==(const TrafficView &) const = default;
};

// A configuration value with where it comes from.
struct SettingView
{
    std::string key; // "gateway.mode"
    std::string value;
    std::string defaultValue;
    std::string file; // empty: built in
    uint32_t line = 0;
    std::string permitted; // "full | mesh"
    bool operator==(const SettingView &) const = default;
};

// What a change of the configuration would do, worked out against the kernel as it is, before it is done.
struct PreviewView
{
    std::vector<std::string> kernel;   // operations in their order, as `ip` would say them
    std::vector<std::string> firewall; // lines that go or come: "- …", "+ …"
    std::vector<std::string> notes;    // sentences on what no line shows: "hears another announcer"
    uint32_t more = 0;                 // operations beyond what is listed
    bool operator==(const PreviewView &) const = default;
};

// One point of the time line.
struct TimelineView
{
    int64_t time = 0;
    uint32_t announced = 0; // routes
    uint32_t installed = 0;
    uint64_t inBytes = 0; // tunnel traffic since the point before
    uint64_t outBytes = 0;
    bool operator==(const TimelineView &) const = default;
};

// A configuration key and its new value; empty: back to what the files or the default say.
using Assignment = std::pair<std::string, std::string>;

// The words of the contract: "rip44", "installed", "down" … and back.
std::string_view toString(RouteOrigin origin);
std::string_view toString(RouteState state);
std::string_view toString(GatewayState state);
std::optional<RouteOrigin> routeOriginFrom(std::string_view word);
std::optional<RouteState> routeStateFrom(std::string_view word);
std::optional<GatewayState> gatewayStateFrom(std::string_view word);

// Applies a delta. Conflict when it does not start at the snapshot's revision or is not whole: the
// snapshot is then unchanged and a new one is needed.
Status apply(Snapshot &snapshot, const Delta &delta);
// Applies the freshness of a burst: when complete, every announced route was announced in it.
void apply(Snapshot &snapshot, const BurstView &burst);
// What leads from one to the other.
Delta difference(const Snapshot &from, const Snapshot &to);

} // namespace mesh44
