// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One rtnetlink request under construction. The buffer is used again for the next one: libnl takes two
// allocations and a page per message, which would be most of the cost of ten thousand routes.

#include "core/net/prefix.h"

#include <cerrno>
#include <cstddef>
#include <memory>
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <optional>
#include <span>
#include <string>

namespace mesh44 {

class NetlinkRequest
{
public:
    NetlinkRequest();

    // Forgets what was there. Header is the fixed part: rtmsg, nhmsg, ifinfomsg …
    template <class Header> void begin(uint16_t type, unsigned flags, const Header &header)
    {
        start(type, flags);
        if (nlmsg_append(m_message.get(), const_cast<Header *>(&header), sizeof header, NLMSG_ALIGNTO) < 0)
            m_problem = EMSGSIZE;
    }

    void put(int attribute, Ipv4Address address) { put32(attribute, address.toNetworkOrder()); }
    void put8(int attribute, uint8_t value) { note(nla_put_u8(m_message.get(), attribute, value)); }
    void put16(int attribute, uint16_t value) { note(nla_put_u16(m_message.get(), attribute, value)); }
    void put32(int attribute, uint32_t value) { note(nla_put_u32(m_message.get(), attribute, value)); }
    void put(int attribute, const std::string &text) { note(nla_put_string(m_message.get(), attribute, text.c_str())); }
    void putBytes(int attribute, const void *data, int length)
    {
        note(nla_put(m_message.get(), attribute, length, data));
    }
    void putFlag(int attribute) { note(nla_put_flag(m_message.get(), attribute)); }

    // An attribute that contains what fill() puts.
    template <class Fill> void nest(int attribute, Fill fill)
    {
        nlattr *start = nla_nest_start(m_message.get(), attribute);
        fill();
        if (start)
            nla_nest_end(m_message.get(), start);
        else
            m_problem = EMSGSIZE;
    }

    // Nothing was begun: there is nothing to be sent.
    bool isEmpty() const { return header()->nlmsg_type == 0; }
    void clear() { start(0, 0); }
    // It must not be sent: the kernel would take it for something else.
    void refuse(int error) { m_problem = error; }
    // An errno. EMSGSIZE when something did not fit; none of our messages comes near the limit.
    int problem() const { return m_problem; }
    nlmsghdr *header() const { return nlmsg_hdr(m_message.get()); }
    std::span<const std::byte> bytes() const;

private:
    struct Free
    {
        void operator()(nl_msg *message) const { nlmsg_free(message); }
    };

    void start(uint16_t type, unsigned flags);
    void note(int result)
    {
        if (result < 0)
            m_problem = EMSGSIZE;
    }

    std::unique_ptr<nl_msg, Free> m_message;
    int m_problem = 0;
};

// Of attributes that were parsed with a policy, so that their length is known to be right.
inline uint32_t numberOf(const nlattr *attribute)
{
    return attribute ? nla_get_u32(attribute) : 0;
}
inline Ipv4Address addressOf(const nlattr *attribute)
{
    return Ipv4Address::fromNetworkOrder(numberOf(attribute));
}

} // namespace mesh44
