// SPDX-License-Identifier: GPL-3.0-or-later
// Fields of RIP version 2 (RFC 2453, 4), as the mesh uses it: see core/rip44/packet.h.
#include "core/packet/fieldwriter.h"

#include <bit>

namespace mesh44 {
namespace {

constexpr size_t kRipPassword = 16;

// 16 bytes, filled up with zeros; whatever is not printable shows as '?'.
std::string passwordText(std::span<const uint8_t> bytes)
{
    std::string text;
    for (const uint8_t byte : bytes) {
        if (byte == 0)
            break;
        text += byte >= 0x20 && byte < 0x7f ? static_cast<char>(byte) : '?';
    }
    return text;
}

void describePassword(FieldWriter &out, size_t at, Passwords passwords)
{
    const uint64_t type = out.value(at + 2, 2);
    out.text("authentication", at, kRipEntryBytes, type == 2 ? "a password" : "not a plain password");
    out.setLevel(1);
    out.number("authentication-type", at + 2, 2);
    if (type == 2 && out.has(at + 4, kRipPassword))
        out.text("password", at + 4, kRipPassword,
                 passwords == Passwords::Shown ? passwordText(out.header().subspan(at + 4, kRipPassword)) : "hidden");
    out.setLevel(0);
}

std::string entryText(const FieldWriter &out, size_t at)
{
    const auto mask = static_cast<uint32_t>(out.value(at + 8, 4));
    const auto length = std::countl_one(mask);
    const Ipv4Address network(static_cast<uint32_t>(out.value(at + 4, 4)));
    std::string text = network.toString() + "/";
    text += std::popcount(mask) == length ? std::to_string(length) : Ipv4Address(mask).toString();
    text += " → " + Ipv4Address(static_cast<uint32_t>(out.value(at + 12, 4))).toString();
    return text + ", metric " + std::to_string(out.value(at + 16, 4));
}

void describeEntry(FieldWriter &out, size_t at)
{
    out.text("entry", at, kRipEntryBytes, entryText(out, at));
    out.setLevel(1);
    out.number("family", at, 2);
    out.number("tag", at + 2, 2);
    out.ipv4("network", at + 4);
    out.ipv4("mask", at + 8);
    out.ipv4("next-hop", at + 12);
    out.number("metric", at + 16, 4);
    out.setLevel(0);
}

std::string_view commandName(uint64_t command)
{
    if (command == 1)
        return "request";
    return command == 2 ? "response" : std::string_view{};
}

} // namespace

void describeRip(FieldWriter &out, Passwords passwords)
{
    out.number("command", 0, 1, namedText(out.value(0, 1), commandName(out.value(0, 1))));
    out.number("version", 1, 1);
    for (size_t at = kRipHead; out.has(at, kRipEntryBytes); at += kRipEntryBytes) {
        if (out.value(at, 2) == 0xffff)
            describePassword(out, at, passwords);
        else
            describeEntry(out, at);
    }
}

} // namespace mesh44
