// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/kernel/netlinkkernel.h"

#include "helper/kernel/addressmessage.h"
#include "helper/kernel/batch.h"
#include "helper/kernel/linkmessage.h"
#include "helper/kernel/netlinksocket.h"
#include "helper/kernel/nexthopmessage.h"
#include "helper/kernel/routemessage.h"
#include "helper/kernel/rulemessage.h"

#include <cerrno>
#include <cstring>
#include <linux/rtnetlink.h>
#include <utility>

namespace mesh44 {

struct NetlinkKernel::Private
{
    NetlinkSocket socket;
    NetlinkRequest request;
    uint64_t writes = 0;

    template <class Item>
    Status collect(std::vector<Item> &items, std::optional<Item> (*decode)(nlmsghdr *), int group = 0);
    Status collectRoutes(KernelState &state);
    OperationResult change(NetlinkBatch &batch, const ChangeLink &operation);
    void add(NetlinkBatch &batch, const Operation &operation, size_t index);
};

// Dumps what the request asks for into `items`.
template <class Item>
Status NetlinkKernel::Private::collect(std::vector<Item> &items, std::optional<Item> (*decode)(nlmsghdr *), int group)
{
    const auto take = [&](nlmsghdr *header) {
        if (auto item = decode(header))
            items.push_back(std::move(*item));
    };
    return socket.dump(request, [&] { items.clear(); }, take, group);
}

Status NetlinkKernel::Private::collectRoutes(KernelState &state)
{
    const auto begin = [&] {
        state.routes.clear();
        state.anyRoute = false;
    };
    return socket.dump(request, begin, [&](nlmsghdr *header) {
        const auto route = decodeRoute(header);
        state.anyRoute = state.anyRoute || route.has_value();
        if (route && route->table != kLocalTable)
            state.routes.push_back(*route);
    });
}

NetlinkKernel::NetlinkKernel(std::unique_ptr<Private> p) : m(std::move(p)) {}

NetlinkKernel::~NetlinkKernel() = default;

Result<std::unique_ptr<NetlinkKernel>> NetlinkKernel::open(int receiveBuffer)
{
    auto socket = NetlinkSocket::open(receiveBuffer);
    if (!socket)
        return socket.error();
    auto p = std::make_unique<Private>(Private{.socket = std::move(*socket), .request = {}});
    return std::unique_ptr<NetlinkKernel>(new NetlinkKernel(std::move(p)));
}

uint32_t NetlinkKernel::portId() const
{
    return m->socket.portId();
}

uint64_t NetlinkKernel::writes() const
{
    return m->writes;
}

// Nexthops before routes, links before both: what refers to something that is not in the state was made
// in between, and its event is on the way.
Result<KernelState> NetlinkKernel::dump()
{
    KernelState state;
    requestLinks(m->request);
    if (const Status status = m->collect(state.links, decodeLink); !status)
        return status.error();
    requestAddresses(m->request);
    if (const Status status = m->collect(state.addresses, decodeAddress); !status)
        return status.error();
    // The kernel counts where it is among the rules, and does not say when that has become wrong.
    requestRules(m->request);
    if (const Status status = m->collect(state.rules, decodeRule, RTNLGRP_IPV4_RULE); !status)
        return status.error();
    requestNexthops(m->request);
    if (const Status status = m->collect(state.nexthops, decodeNexthop); !status)
        return status.error();
    requestRoutes(m->request);
    if (const Status status = m->collectRoutes(state); !status)
        return status.error();
    return state;
}

// The ioctl has to come between the requests before it and those behind.
OperationResult NetlinkKernel::Private::change(NetlinkBatch &batch, const ChangeLink &operation)
{
    batch.flush();
    const int error = operation.ipip ? changeTunnel(operation.name, *operation.ipip) : 0;
    return {error, error == 0 ? "" : std::string("tunnel parameters: ") + std::strerror(error)};
}

void NetlinkKernel::Private::add(NetlinkBatch &batch, const Operation &operation, size_t index)
{
    std::visit([&](const auto &o) { encode(request, o); }, operation);
    if (!request.isEmpty())
        batch.add(request, index);
}

std::vector<OperationResult> NetlinkKernel::apply(std::span<const Operation> operations)
{
    std::vector<OperationResult> results(operations.size());
    NetlinkBatch batch(m->socket, results);
    for (size_t i = 0; i < operations.size(); ++i) {
        const auto *change = std::get_if<ChangeLink>(&operations[i]);
        if (change && change->ipip)
            results[i] = m->change(batch, *change);
        if (results[i].error == 0)
            m->add(batch, operations[i], i);
    }
    batch.flush();
    m->writes += operations.size();
    for (size_t i = 0; i < operations.size(); ++i) {
        // Loading the module makes the fallback device, before our request for it is looked at.
        const auto *create = std::get_if<CreateIpip>(&operations[i]);
        if (create && create->name == "tunl0" && results[i].error == EEXIST)
            results[i] = {};
    }
    return results;
}

} // namespace mesh44
