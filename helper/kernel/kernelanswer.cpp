// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/kernel/kernelanswer.h"

#include "helper/kernel/snapshotmessage.h"

#include <arpa/inet.h>
#include <cstring>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

namespace mesh44 {

namespace {

using namespace std::chrono_literals;

constexpr int kEcnBits = 0x03; // part of no look-up; the kernel refuses a question that has them

void encodeQuestion(NetlinkRequest &request, const explain::Flow &flow, uint32_t flags)
{
    rtmsg fixed{};
    fixed.rtm_family = AF_INET;
    fixed.rtm_dst_len = 32;
    fixed.rtm_src_len = flow.source ? 32 : 0;
    fixed.rtm_tos = static_cast<uint8_t>(flow.tos & ~kEcnBits);
    fixed.rtm_flags = flags;
    request.begin(RTM_GETROUTE, 0, fixed);
    request.put(RTA_DST, flow.destination);
    if (flow.source)
        request.put(RTA_SRC, *flow.source);
    if (flow.inLink != 0)
        request.put32(RTA_IIF, static_cast<uint32_t>(flow.inLink));
    if (flow.outLink != 0)
        request.put32(RTA_OIF, static_cast<uint32_t>(flow.outLink));
    if (flow.mark != 0)
        request.put32(RTA_MARK, flow.mark);
    request.put32(RTA_UID, flow.uid);
    request.put8(RTA_IP_PROTO, flow.protocol);
    if (flow.sourcePort != 0)
        request.put16(RTA_SPORT, htons(flow.sourcePort));
    if (flow.destinationPort != 0)
        request.put16(RTA_DPORT, htons(flow.destinationPort));
}

struct RawAnswer
{
    int error = 0;
    std::optional<explain::RoutingRoute> route;
};

Result<RawAnswer> exchange(NetlinkSocket &socket, NetlinkRequest &request)
{
    const uint32_t sequence = socket.nextSequence();
    request.header()->nlmsg_seq = sequence;
    request.header()->nlmsg_pid = socket.portId();
    RawAnswer answer;
    bool answered = false;
    int failure = socket.send(request.bytes());
    while (failure == 0 && !answered) {
        failure = socket.receive(1s, [&](nlmsghdr *header) {
            if (header->nlmsg_seq != sequence)
                return; // late, of a question before
            answered = true;
            answer.route = decodeAnsweredRoute(header);
            if (header->nlmsg_type == NLMSG_ERROR && nlmsg_datalen(header) >= static_cast<int>(sizeof(int))) {
                std::memcpy(&answer.error, nlmsg_data(header), sizeof answer.error);
                answer.error = -answer.error;
            }
        });
    }
    if (failure != 0)
        return Error{ErrorCode::KernelRefused,
                     std::string("the kernel did not answer about a route: ") + std::strerror(failure)};
    if (!answer.route && answer.error == 0)
        return Error{ErrorCode::KernelRefused, "the kernel answered about a route in a form that is not known"};
    return answer;
}

} // namespace

Result<explain::KernelAnswer> askKernel(NetlinkSocket &socket, NetlinkRequest &request, const explain::Flow &flow)
{
    encodeQuestion(request, flow, RTM_F_LOOKUP_TABLE);
    const auto plain = exchange(socket, request);
    if (!plain)
        return plain.error();
    explain::KernelAnswer answer;
    answer.error = plain->error;
    if (!plain->route)
        return answer;
    const explain::RoutingRoute &route = *plain->route;
    answer.kind = route.kind;
    answer.mtu = route.mtu;
    if (!route.nexthops.empty()) {
        answer.link = route.nexthops.front().link;
        answer.gateway = route.nexthops.front().gateway;
    }
    if (!route.preferredSource.isUnspecified())
        answer.source = route.preferredSource;
    encodeQuestion(request, flow, RTM_F_LOOKUP_TABLE | RTM_F_FIB_MATCH);
    const auto entry = exchange(socket, request);
    if (!entry)
        return entry.error();
    if (entry->route)
        answer.match = explain::KernelMatch{entry->route->table, entry->route->destination, entry->route->kind,
                                            entry->route->tos, entry->route->metric};
    return answer;
}

} // namespace mesh44
