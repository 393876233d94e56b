// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/forwardlink.h"

#include <algorithm>

namespace mesh44 {
namespace {

Error refuseLink(std::string sentence)
{
    return {ErrorCode::InvalidConfig, "forward.interface: " + std::move(sentence)};
}

bool isTunnel(const Settings &settings, const KernelLink &link)
{
    return link.name == settings.device || link.name == kUserspaceDevice || link.ipip.has_value();
}

std::string namesOfUsable(const Settings &settings, const KernelState &facts, const Underlay &underlay)
{
    std::string names;
    for (const KernelLink &link : facts.links) {
        if (link.name != "lo" && link.index != underlay.link && !isTunnel(settings, link))
            names += (names.empty() ? "" : ", ") + link.name;
    }
    return names.empty() ? "there is none" : "permitted here: " + names;
}

std::optional<Error> refusalOf(const Settings &settings, const KernelState &facts, const Underlay &underlay)
{
    const std::string &name = settings.forwardInterface;
    const KernelLink *link = facts.link(name);
    const std::string usable = "; " + namesOfUsable(settings, facts, underlay);
    if (!link)
        return refuseLink("there is no interface " + name + usable);
    if (link->index == underlay.link)
        return refuseLink(name + " leads to the Internet; routes are announced to a LAN only" + usable);
    if (isTunnel(settings, *link))
        return refuseLink(name + " is a tunnel; routes are announced to a LAN only" + usable);
    if (!link->up)
        return refuseLink(name + " is down");
    return std::nullopt;
}

// The first address of the link whose network holds the destination; for a group, the first at all.
const KernelAddress *sourceTowards(const KernelState &facts, int link, Ipv4Address destination)
{
    const auto found = std::ranges::find_if(facts.addresses, [&](const KernelAddress &address) {
        const auto network = Ipv4Prefix::covering(address.address, address.prefixLength);
        return address.link == link && (destination == kRipRouters || network.contains(destination));
    });
    return found == facts.addresses.end() ? nullptr : &*found;
}

} // namespace

Result<ForwardLink> findForwardLink(const Settings &settings, const KernelState &facts,
                                    const std::optional<Underlay> &underlay)
{
    if (!underlay)
        return refuseLink("waits until it is known which interface leads to the Internet");
    if (const auto refusal = refusalOf(settings, facts, *underlay))
        return *refusal;
    const KernelLink &link = *facts.link(settings.forwardInterface);
    const Ipv4Address destination = settings.forwardDestination.value_or(kRipRouters);
    const KernelAddress *source = sourceTowards(facts, link.index, destination);
    if (!source && !settings.forwardDestination)
        return refuseLink(link.name + " has no IPv4 address");
    if (!source)
        return Error{ErrorCode::InvalidConfig, "forward.destination: " + destination.toString()
                                                   + " lies in none of the networks of " + link.name
                                                   + "; permitted: auto | an address in a network of " + link.name};
    if (source->address == destination)
        return Error{ErrorCode::InvalidConfig, "forward.destination: " + destination.toString()
                                                   + " is our own address; permitted: auto | another router's address"};
    return ForwardLink{link.name, link.index, source->address, destination};
}

} // namespace mesh44
