// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a decoded packet says: fields with the bytes that they come from, notes in words, one line for a list. Made on
// demand from the bytes that were decoded; these must be the same.
//
// Field names are stable and plain ("source", "ttl"); a field whose bytes are not there is left out. A password is
// never in a text unless asked for.

#include "core/packet/decode.h"

#include <optional>
#include <string>
#include <vector>

namespace mesh44 {

struct Field
{
    std::string_view name;
    std::string text;
    std::optional<uint64_t> number; // where it is one
    size_t offset = 0;              // in the packet
    size_t length = 0;              // bytes that it is in, whole ones
    int level = 0;                  // 1: a part of the last field of level 0
};

enum class NoteLevel { Info, Warning, Error };
std::string_view toString(NoteLevel level); // "info" …

struct Note
{
    NoteKind kind = NoteKind::Cut;
    NoteLevel level = NoteLevel::Info;
    std::string text;
};
NoteLevel levelOf(NoteKind kind);

struct LayerText
{
    std::string title; // "IPv4 198.51.100.7 → 203.0.113.9"
    std::vector<Field> fields;
    std::vector<Note> notes;
};

enum class Passwords { Hidden, Shown };

// `layer` is an index into packet.layers().
LayerText describe(const DecodedPacket &packet, std::span<const uint8_t> bytes, size_t layer,
                   Passwords passwords = Passwords::Hidden);
std::vector<Note> notesOf(const DecodedPacket &packet, std::span<const uint8_t> bytes, size_t layer);
// The outer and the inner way and what it carries: "198.51.100.7 → 203.0.113.9 · 44.4.8.1 → 44.128.10.2 ·
// UDP 520 → 520 · RIP, 24 routes · 552 bytes". With "!" behind what has an error.
std::string summary(const DecodedPacket &packet, std::span<const uint8_t> bytes);

} // namespace mesh44
