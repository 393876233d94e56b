// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/kernel/request.h"

#include <new>

namespace mesh44 {

namespace {
constexpr size_t kLongest = 4096;
}

NetlinkRequest::NetlinkRequest() : m_message(nlmsg_alloc_size(kLongest))
{
    if (!m_message)
        throw std::bad_alloc();
    clear();
}

void NetlinkRequest::start(uint16_t type, unsigned flags)
{
    *header() = {.nlmsg_len = NLMSG_HDRLEN,
                 .nlmsg_type = type,
                 .nlmsg_flags = static_cast<uint16_t>(NLM_F_REQUEST | flags),
                 .nlmsg_seq = 0,
                 .nlmsg_pid = 0};
    m_problem = 0;
}

std::span<const std::byte> NetlinkRequest::bytes() const
{
    return {reinterpret_cast<const std::byte *>(header()), header()->nlmsg_len};
}

} // namespace mesh44
