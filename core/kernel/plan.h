// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// From what is to what should be: pure, so that every case can be tested without a kernel.
//
// Ownership: only what carries our whole key is changed or removed. Routes: protocol 144 in one of our two
// tables, or on one of our nexthops. Nexthops: protocol 144 and an id from kFirstNexthopId up. Rules:
// protocol 144. Links: the mesh device, and what desired names.
//
// Order of adding: the floor rule, what needs no device, links, throws, nexthops, routes, the other rules;
// of removing: rules but the floor, routes, nexthops, links, the floor.
//
// A nexthop stands for an endpoint. One that has the endpoint's gateway is kept; else the nexthop that most
// of the endpoint's routes already use is taken over, if its own endpoint is wanted no more: an endpoint
// that moves, or is switched off, is one message and its routes stay untouched.

#include "core/kernel/desired.h"
#include "core/kernel/operation.h"

#include <map>
#include <string>
#include <vector>

namespace mesh44 {

struct Plan
{
    std::vector<Operation> operations;
    // Not everything could be planned from this dump (a device is missing, or the first route has to come
    // first): dump and plan again behind the operations.
    bool again = false;
    // Somebody else holds a place that we need; nothing is planned there. Sentences that name it.
    std::vector<std::string> conflicts; // if any, `operations` is empty
    std::vector<std::string> contested; // single routes; the rest is planned
    bool operator==(const Plan &) const = default;
};

Plan plan(const DesiredState &desired, const KernelState &actual);

// Which of our routes the kernel forwards right now, and where: prefix → endpoint, of the mesh table,
// through nexthops of ours that are no blackholes.
std::map<Ipv4Prefix, Ipv4Address> installedRoutes(const DesiredState &desired, const KernelState &actual);

} // namespace mesh44
