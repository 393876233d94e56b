// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/facts.h"

#include "core/net/special.h"

#include <algorithm>

#include <resolv.h>

namespace mesh44 {

std::vector<Ipv4Address> resolvers()
{
    struct __res_state state{};
    std::vector<Ipv4Address> addresses;
    if (res_ninit(&state) != 0)
        return addresses;
    for (int i = 0; i < state.nscount; ++i) {
        const sockaddr_in &server = state.nsaddr_list[i];
        if (server.sin_family == AF_INET)
            addresses.push_back(Ipv4Address::fromNetworkOrder(server.sin_addr.s_addr));
    }
    res_nclose(&state);
    return addresses;
}

std::optional<Ipv4Address> heardExternalAddress(const MeshTable &mesh, const Settings &settings)
{
    for (const Ipv4Prefix subnet : settings.subnets) {
        const auto own = mesh.routes().find(subnet);
        if (own != mesh.routes().end() && own->second.announced && own->second.confirmed)
            return own->second.endpoint;
    }
    return std::nullopt;
}

std::vector<ConfigProblem> addressProblems(const std::optional<Ipv4Address> &heard,
                                           const std::optional<Ipv4Address> &expected,
                                           const std::optional<Underlay> &underlay)
{
    if (!heard)
        return {};
    const bool natted = !underlay || specialRangeOf(underlay->address); // a router has the address that counts
    const std::optional<Ipv4Address> ours = expected || natted ? expected : std::optional(underlay->address);
    if (!ours || *ours == *heard)
        return {};
    return {{.key = "gateway.external_address",
             .message = "the announcer sends to " + heard->toString() + ", and we are at " + ours->toString()
                        + ": the portal may still have the old address"}};
}

RouteFilter makeFilter(const Settings &settings, const KernelState &facts, const std::optional<Underlay> &underlay,
                       const std::optional<Ipv4Address> &external)
{
    RouteFilter filter{.subnets = settings.subnets};
    for (const KernelAddress &address : facts.addresses)
        filter.ownAddresses.push_back(address.address);
    if (external)
        filter.ownAddresses.push_back(*external);
    std::ranges::sort(filter.ownAddresses);

    filter.reachedPlainly.emplace_back(settings.announcer, "the announcer");
    if (underlay && !underlay->address.isUnspecified())
        filter.reachedPlainly.emplace_back(underlay->address, "our address in the Internet");
    if (underlay && underlay->gateway)
        filter.reachedPlainly.emplace_back(*underlay->gateway, "our router to the Internet");
    for (const Ipv4Address resolver : resolvers())
        filter.reachedPlainly.emplace_back(resolver, "our name server");
    return filter;
}

} // namespace mesh44
