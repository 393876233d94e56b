// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the kernel should hold, as a value: made from the settings, the mesh and the facts of a dump.
//
// Rules of one priority may stand in any order: one that was put again comes last.
//
//   P    to SUBNET lookup main suppress_prefixlength 0    our hosts, and no default route for dead ones
//   P    from SUBNET to LOCAL lookup main suppress_prefixlength 0   our hosts and the networks beside them, and no
//                                                         default route for one whose link is down
//   P+1  to 44.0.0.0/9, to 44.128.0.0/10 lookup MESH      the mesh; what it lacks falls through
//   P+2  mark TUNNEL lookup SOURCE                        answers to what came in by the tunnel (not in mode mesh)
//   P+2  mark PLAIN lookup main                           what leaves by the ISP (mode hybrid)
//   P+3  from SUBNET lookup SOURCE                        the Internet, through the announcer (not in mode bgp)
//   P+4  from SUBNET unreachable                          the floor: never out of the WAN as it is (not in mode bgp)
//
//   MESH    PREFIX nhid N · throw ENDPOINT (endpoints inside 44: outer packets must not enter the tunnel)
//           · blackhole PREFIX (switched off) · unreachable SUBNET (a dead address of ours does not loop)
//   SOURCE  default nhid ANNOUNCER (not in mode mesh, nor while it is switched off) · unreachable default, behind it

#include "core/config/settings.h"
#include "core/kernel/state.h"
#include "core/kernel/underlay.h"
#include "core/mesh/meshtable.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mesh44 {

// An interface and what of it should be so. What has no value is none of our business.
struct DesiredLink
{
    std::string name;
    bool remove = false;
    std::optional<bool> up;
    std::optional<uint32_t> mtu;
    std::optional<uint8_t> rpFilter;
    std::optional<bool> forwarding;
    std::optional<uint8_t> arpIgnore;
    std::optional<IpipParameters> ipip;
    std::optional<Ipv4Address> address; // a /32 of ours on it
    bool operator==(const DesiredLink &) const = default;
};

struct DesiredRoute
{
    Ipv4Prefix destination;
    uint32_t table = 0;
    uint32_t metric = 0;
    RouteType type = RouteType::Unicast;
    std::optional<Ipv4Address> endpoint; // of a unicast route: whose nexthop it uses
    bool operator==(const DesiredRoute &) const = default;
};

struct DesiredState
{
    // False: nothing of ours, and the links as they were.
    bool active = false;
    Plane plane = Plane::Kernel; // or Userspace, whose device is made by opening it, not by an operation
    std::string device;
    uint32_t meshTable = 0;
    uint32_t sourceTable = 0;
    std::vector<DesiredLink> links;       // the mesh device first: made, if it is missing
    std::vector<KernelRule> rules;        // the floor first
    std::vector<Ipv4Prefix> local;        // where our packets go by main
    std::map<Ipv4Address, bool> nexthops; // by endpoint; true: dropped (a blackhole)
    std::vector<DesiredRoute> routes;
    bool operator==(const DesiredState &) const = default;
};

// The mesh's habit; not inherited, so traceroute shows no tunnel hops.
inline constexpr uint8_t kDeviceTtl = 64;

// The last resort of the source table: behind every real route.
inline constexpr uint32_t kLastMetric = 4294967295;

// `settings` must have at least one subnet. `underlay`: the last one known.
DesiredState desire(const Settings &settings, const MeshTable &mesh, const KernelState &facts,
                    const std::optional<Underlay> &underlay, Plane plane = Plane::Kernel);

// What stop leaves with start.lockdown: the floor, and the ways around it that never leave our networks.
void addLockdown(DesiredState &state, const Settings &settings, const KernelState &facts,
                 const std::optional<Underlay> &underlay);

// What stop leaves: nothing of ours. The caller adds the links as they were found.
DesiredState desireNothing(const Settings &settings, Plane plane = Plane::Kernel);

} // namespace mesh44
