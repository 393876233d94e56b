// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/kernel/snapshotreader.h"

#include "helper/kernel/addressmessage.h"
#include "helper/kernel/kernelanswer.h"
#include "helper/kernel/linkmessage.h"
#include "helper/kernel/nexthopmessage.h"
#include "helper/kernel/routemessage.h"
#include "helper/kernel/rulemessage.h"
#include "helper/kernel/snapshotmessage.h"

#include <algorithm>
#include <fstream>
#include <linux/neighbour.h>
#include <linux/netconf.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>
#include <unordered_map>

namespace mesh44 {

namespace {

using explain::RoutingNexthop;
using explain::RoutingRoute;
using explain::RoutingSnapshot;

constexpr int kSnapshotBuffer = 2 * 1024 * 1024;
using NexthopObjects = std::unordered_map<uint32_t, NexthopObject>;

template <class Item>
Status gather(NetlinkSocket &socket, NetlinkRequest &request, std::vector<Item> &items,
              std::optional<Item> (*decode)(nlmsghdr *), int group = 0)
{
    const auto take = [&](nlmsghdr *header) {
        if (auto item = decode(header))
            items.push_back(std::move(*item));
    };
    return socket.dump(request, [&] { items.clear(); }, take, group);
}

void requestNeighbours(NetlinkRequest &request)
{
    ndmsg fixed{};
    fixed.ndm_family = AF_INET;
    request.begin(RTM_GETNEIGH, NLM_F_DUMP, fixed);
}

void requestSettings(NetlinkRequest &request)
{
    netconfmsg fixed{};
    fixed.ncm_family = AF_INET;
    request.begin(RTM_GETNETCONF, NLM_F_DUMP, fixed);
}

// Netlink tells rp_filter of "all" and not these.
bool readHidden(const char *name, bool &value)
{
    std::ifstream file(std::string("/proc/sys/net/ipv4/conf/all/") + name);
    int number = 0;
    if (!(file >> number))
        return false;
    value = number != 0;
    return true;
}

void resolve(const NexthopObjects &objects, RoutingRoute &route)
{
    const auto it = objects.find(route.nexthopId);
    if (it == objects.end())
        return; // it was made in between: the route shows the nexthop itself
    std::vector<NexthopObject::Member> members = it->second.group;
    if (members.empty())
        members.push_back({it->first, 1});
    std::vector<RoutingNexthop> nexthops;
    for (const NexthopObject::Member &member : members) {
        const auto object = objects.find(member.id);
        if (object == objects.end())
            return;
        route.blackholeNexthop = object->second.blackhole;
        nexthops.push_back(object->second.nexthop);
        nexthops.back().weight = member.weight;
    }
    route.nexthops = std::move(nexthops);
}

// The kernel shows a nexthop without carrier as dead, too, where its device ignores such routes. What is really dead
// has no device that is up.
void tellDeadFromLinkdown(const RoutingSnapshot &snapshot, RoutingRoute &route)
{
    for (RoutingNexthop &nexthop : route.nexthops) {
        const explain::RoutingLink *device = snapshot.link(nexthop.link);
        if (nexthop.dead && nexthop.linkdown && device && device->up && device->settings.ignoreLinkdown)
            nexthop.dead = false;
    }
}

} // namespace

Result<SnapshotReader> SnapshotReader::open()
{
    auto socket = NetlinkSocket::open(kSnapshotBuffer);
    if (!socket)
        return socket.error();
    return SnapshotReader(std::move(*socket));
}

Status SnapshotReader::readNexthopsAndRoutes(RoutingSnapshot &snapshot)
{
    requestNexthops(m_request);
    std::vector<NexthopObject> list;
    if (Status status = gather(m_socket, m_request, list, decodeNexthopObject); !status)
        return status;
    requestRoutes(m_request);
    if (Status status = gather(m_socket, m_request, snapshot.routes, decodeRoutingRoute); !status)
        return status;
    NexthopObjects objects;
    for (NexthopObject &object : list)
        objects.emplace(object.id, std::move(object));
    for (RoutingRoute &route : snapshot.routes) {
        if (route.nexthopId != 0)
            resolve(objects, route);
        tellDeadFromLinkdown(snapshot, route);
    }
    return ok();
}

// Whoever asks for an address of the loopback's is told which table had it.
bool SnapshotReader::localAndMainAreOne(const RoutingSnapshot &snapshot)
{
    const auto isLocal = [](const RoutingRoute &route) {
        return route.kind == explain::RouteKind::Local && route.table == explain::kTableLocal;
    };
    const auto it = std::ranges::find_if(snapshot.routes, isLocal);
    if (snapshot.rules.size() != 3 || it == snapshot.routes.end())
        return false;
    const auto answer = askKernel(m_socket, m_request, {.destination = it->destination.address()});
    return answer && answer->match && answer->match->table == explain::kTableMain;
}

Result<RoutingSnapshot> SnapshotReader::read()
{
    RoutingSnapshot snapshot;
    requestLinks(m_request);
    if (const Status status = gather(m_socket, m_request, snapshot.links, decodeRoutingLink); !status)
        return status.error();
    std::ranges::sort(snapshot.links, {}, &explain::RoutingLink::index);
    requestAddresses(m_request);
    if (const Status status = gather(m_socket, m_request, snapshot.addresses, decodeRoutingAddress); !status)
        return status.error();
    // The kernel does not say when a dump of rules was interrupted.
    requestRules(m_request);
    if (const Status status = gather(m_socket, m_request, snapshot.rules, decodeRoutingRule, RTNLGRP_IPV4_RULE);
        !status)
        return status.error();
    if (const Status status = readNexthopsAndRoutes(snapshot); !status)
        return status.error();
    requestNeighbours(m_request);
    if (const Status status = gather(m_socket, m_request, snapshot.neighbours, decodeNeighbour); !status)
        return status.error();
    requestSettings(m_request);
    std::vector<explain::DeviceSettings> all;
    if (const Status status = gather(m_socket, m_request, all, decodeAllSettings); !status)
        return status.error();
    if (!all.empty())
        snapshot.all = all.front();
    snapshot.allIsHidden = !readHidden("accept_local", snapshot.all.acceptLocal)
                           || !readHidden("route_localnet", snapshot.all.routeLocalnet)
                           || !readHidden("src_valid_mark", snapshot.all.sourceValidMark)
                           || !readHidden("send_redirects", snapshot.all.sendRedirects);
    snapshot.localAndMainAreOne = localAndMainAreOne(snapshot);
    return snapshot;
}

} // namespace mesh44
