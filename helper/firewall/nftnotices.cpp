// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/firewall/nftnotices.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

#include <arpa/inet.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>

namespace mesh44 {
namespace {

using Bytes = std::span<const std::byte>;

// NFTA_TABLE_NAME, NFTA_CHAIN_TABLE, NFTA_RULE_TABLE, NFTA_SET_TABLE …: of whatever it is, the first attribute.
constexpr uint16_t kTableAttribute = 1;

template <class Header> std::optional<Header> headerOf(Bytes bytes)
{
    Header header{};
    if (bytes.size() < sizeof header)
        return std::nullopt;
    std::memcpy(&header, bytes.data(), sizeof header);
    return header;
}

Bytes skipAligned(Bytes bytes, size_t length)
{
    return bytes.subspan(std::min<size_t>(NLMSG_ALIGN(length), bytes.size()));
}

std::optional<Bytes> findAttribute(Bytes attributes, uint16_t kind)
{
    for (;;) {
        const auto header = headerOf<nlattr>(attributes);
        if (!header || header->nla_len < NLA_HDRLEN || header->nla_len > attributes.size())
            return std::nullopt;
        if ((header->nla_type & NLA_TYPE_MASK) == kind)
            return attributes.first(header->nla_len).subspan(NLA_HDRLEN);
        attributes = skipAligned(attributes, header->nla_len);
    }
}

std::string_view textOf(std::optional<Bytes> bytes)
{
    if (!bytes)
        return {};
    const std::string_view text(reinterpret_cast<const char *>(bytes->data()), bytes->size());
    return text.substr(0, text.find('\0'));
}

} // namespace

void NftNotices::read(Bytes datagram)
{
    for (;;) {
        const auto header = headerOf<nlmsghdr>(datagram);
        if (!header || header->nlmsg_len < NLMSG_HDRLEN || header->nlmsg_len > datagram.size())
            return;
        if (header->nlmsg_type >> 8 == NFNL_SUBSYS_NFTABLES && header->nlmsg_len >= NLMSG_HDRLEN + sizeof(nfgenmsg)) {
            const Bytes message = datagram.first(header->nlmsg_len);
            readMessage(header->nlmsg_type & 0xff, skipAligned(message, NLMSG_HDRLEN + sizeof(nfgenmsg)));
        }
        datagram = skipAligned(datagram, header->nlmsg_len);
    }
}

void NftNotices::readMessage(unsigned kind, Bytes attributes)
{
    if (kind != NFT_MSG_NEWGEN) {
        m_touched = m_touched || textOf(findAttribute(attributes, kTableAttribute)) == m_table;
        return;
    }
    if (std::exchange(m_touched, false) && m_authors.size() < kMostAuthors)
        noteAuthor(attributes);
}

void NftNotices::noteAuthor(Bytes attributes)
{
    const auto process = findAttribute(attributes, NFTA_GEN_PROC_PID);
    const auto number = process ? headerOf<uint32_t>(*process) : std::nullopt;
    if (!number || static_cast<int>(ntohl(*number)) == m_self)
        return;
    std::string name(textOf(findAttribute(attributes, NFTA_GEN_PROC_NAME)));
    std::ranges::replace_if(name, [](char c) { return c < ' ' || c > '~'; }, '?');
    const std::string pid = "process " + std::to_string(ntohl(*number));
    m_authors.insert(name.empty() ? pid : name + " (" + pid + ")");
}

} // namespace mesh44
