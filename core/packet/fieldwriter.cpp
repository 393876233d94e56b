// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packet/fieldwriter.h"

#include <arpa/inet.h>
#include <array>

namespace mesh44 {

std::string hexText(uint64_t value, int digits)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (int i = digits - 1; i >= 0; --i)
        text += kDigits[(value >> (4 * i)) & 15];
    return "0x" + text;
}

std::string ipv6Text(std::span<const uint8_t> bytes)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    inet_ntop(AF_INET6, bytes.first(16).data(), text.data(), text.size());
    return text.data();
}

std::string namedText(uint64_t number, std::string_view name)
{
    std::string text = std::to_string(number);
    if (!name.empty())
        text.append(" (").append(name).append(")");
    return text;
}

uint64_t FieldWriter::value(size_t at, size_t length) const
{
    uint64_t value = 0;
    if (has(at, length)) {
        for (size_t i = 0; i < length; ++i)
            value = (value << 8) | m_header[at + i];
    }
    return value;
}

void FieldWriter::text(std::string_view name, size_t at, size_t length, std::string text)
{
    if (has(at, length))
        m_fields.push_back({name, std::move(text), std::nullopt, m_offset + at, length, m_level});
}

void FieldWriter::number(std::string_view name, size_t at, size_t length, std::string shown)
{
    bits(name, at, length, 0, ~uint64_t{0}, std::move(shown));
}

void FieldWriter::bits(std::string_view name, size_t at, size_t length, int shift, uint64_t mask, std::string shown)
{
    if (!has(at, length))
        return;
    const uint64_t number = (value(at, length) >> shift) & mask;
    m_fields.push_back(
        {name, shown.empty() ? std::to_string(number) : std::move(shown), number, m_offset + at, length, m_level});
}

void FieldWriter::ipv4(std::string_view name, size_t at)
{
    text(name, at, 4, Ipv4Address(static_cast<uint32_t>(value(at, 4))).toString());
}

void FieldWriter::ipv6(std::string_view name, size_t at)
{
    if (has(at, 16))
        text(name, at, 16, ipv6Text(m_header.subspan(at, 16)));
}

} // namespace mesh44
