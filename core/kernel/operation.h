// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernel/state.h"

#include <string>
#include <variant>

namespace mesh44 {

// What can be asked of the kernel. Adding never overwrites: `replace` is set only for what is ours.

struct CreateIpip // RTM_NEWLINK; loads the module where it is missing
{
    std::string name;
    IpipParameters parameters;
    bool operator==(const CreateIpip &) const = default;
};
struct DeleteLink
{
    int link = 0;
    bool operator==(const DeleteLink &) const = default;
};
struct ChangeLink // what has no value stays as it is
{
    int link = 0;
    std::string name;
    std::optional<bool> up;
    std::optional<uint32_t> mtu;
    std::optional<uint8_t> rpFilter;
    std::optional<bool> forwarding;
    std::optional<uint8_t> arpIgnore;
    std::optional<IpipParameters> ipip; // by SIOCCHGTUNNEL: netlink cannot change the fallback device
    bool operator==(const ChangeLink &) const = default;
};
struct AddAddress
{
    KernelAddress address;
    bool operator==(const AddAddress &) const = default;
};
struct RemoveAddress
{
    KernelAddress address;
    bool operator==(const RemoveAddress &) const = default;
};
struct AddRule
{
    KernelRule rule;
    bool operator==(const AddRule &) const = default;
};
struct RemoveRule
{
    KernelRule rule;
    bool operator==(const RemoveRule &) const = default;
};
struct PutNexthop
{
    KernelNexthop nexthop;
    bool replace = false;
    bool operator==(const PutNexthop &) const = default;
};
struct RemoveNexthop
{
    uint32_t id = 0;
    bool operator==(const RemoveNexthop &) const = default;
};
struct PutRoute
{
    KernelRoute route;
    bool replace = false;
    bool operator==(const PutRoute &) const = default;
};
struct RemoveRoute
{
    KernelRoute route;
    bool operator==(const RemoveRoute &) const = default;
};

using Operation = std::variant<CreateIpip, DeleteLink, ChangeLink, AddAddress, RemoveAddress, AddRule, RemoveRule,
                               PutNexthop, RemoveNexthop, PutRoute, RemoveRoute>;

// As `ip` would say it: "route add 44.4.8.0/24 nhid 1140850689 table 44 proto 144".
std::string describe(const Operation &operation);

} // namespace mesh44
