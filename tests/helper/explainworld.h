// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Random routing: devices, addresses, settings, nexthop objects, routes and rules for a namespace of its own, and
// flows through it. What the kernel refuses of it is left out: what is there, the dump says.

#include "core/explain/flow.h"
#include "core/explain/snapshot.h"

#include <random>
#include <string>

namespace mesh44::test {

class RandomRouting
{
public:
    explicit RandomRouting(std::mt19937 &random) : m_random(random) {}

    // Lines for `ip -batch`.
    std::string devices();
    std::string vrf(); // which brings a rule of the kernel's own; not every kernel has VRFs
    std::string nexthopsAndRoutes();
    std::string rules();
    // Writes net.ipv4.conf settings.
    void settings();
    // Selectors that our iproute2 does not know; gives how many the kernel took.
    int youngerRules();

    explain::Flow flow(const explain::RoutingSnapshot &snapshot);

private:
    unsigned below(unsigned bound) { return static_cast<unsigned>(m_random()) % bound; }
    bool chance(unsigned percent) { return below(100) < percent; }
    template <class List> auto oneOf(const List &list) { return list[below(static_cast<unsigned>(std::size(list)))]; }

    Ipv4Address address();
    Ipv4Address nearby(const explain::RoutingSnapshot &snapshot);
    Ipv4Prefix prefix();
    std::string device();
    std::string hop();
    std::string route();
    std::string rule();
    std::string selectors();
    std::string action();

    std::mt19937 &m_random;
};

} // namespace mesh44::test
