// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Fields out of the bytes of one layer's header. What is not there is left out. Internal to core/packet.

#include "core/packet/describe.h"
#include "core/packet/protocols.h"

namespace mesh44 {

std::string hexText(uint64_t value, int digits); // "0x0f", `digits` at least
std::string ipv6Text(std::span<const uint8_t> bytes);
// "17 (UDP)", or the number alone.
std::string namedText(uint64_t number, std::string_view name);

class FieldWriter
{
public:
    // `header`: the bytes of the layer's header that are there; `offset`: where it begins in the packet.
    FieldWriter(std::span<const uint8_t> header, size_t offset, std::vector<Field> &fields)
        : m_header(header), m_offset(offset), m_fields(fields)
    {
    }

    bool has(size_t at, size_t length) const { return at <= m_header.size() && length <= m_header.size() - at; }
    std::span<const uint8_t> header() const { return m_header; }
    // Big-endian, up to 8 bytes; 0 where they are not there.
    uint64_t value(size_t at, size_t length) const;

    void text(std::string_view name, size_t at, size_t length, std::string text);
    // A number of whole bytes, shown as it is or as `shown` says.
    void number(std::string_view name, size_t at, size_t length, std::string shown = {});
    // Some of the bits of these bytes.
    void bits(std::string_view name, size_t at, size_t length, int shift, uint64_t mask, std::string shown = {});
    void hex(std::string_view name, size_t at, size_t length) { number(name, at, length, hexAt(at, length)); }
    void ipv4(std::string_view name, size_t at);
    void ipv6(std::string_view name, size_t at);
    // Those that follow are parts of the last one.
    void setLevel(int level) { m_level = level; }

private:
    std::string hexAt(size_t at, size_t length) const
    {
        return hexText(value(at, length), static_cast<int>(2 * length));
    }

    std::span<const uint8_t> m_header;
    size_t m_offset;
    std::vector<Field> &m_fields;
    int m_level = 0;
};

// One for each kind of layer.
void describeIpv4(FieldWriter &out);
void describeIpv6(FieldWriter &out);
void describeExtension(FieldWriter &out, uint8_t protocol);
void describeGre(FieldWriter &out);
void describeIcmp(FieldWriter &out);
void describeIcmpv6(FieldWriter &out);
void describeUdp(FieldWriter &out);
void describeTcp(FieldWriter &out);
void describeRip(FieldWriter &out, Passwords passwords);

// "SYN, ACK"
std::string tcpFlagsText(uint16_t flags);

} // namespace mesh44
