// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with a layer, in words.
#include "core/packet/describe.h"
#include "core/packet/fieldwriter.h"

#include <array>

namespace mesh44 {
namespace {

constexpr std::array<std::string_view, kLayerKinds> kLayerNames{"ipv4",   "ipv6", "extension", "gre", "icmp",
                                                                "icmpv6", "udp",  "tcp",       "rip", "data"};
constexpr std::array<std::string_view, kNoteKinds> kNoteNames{
    "cut",     "header-cut", "header-short",     "version", "header-length",  "length-short",   "length-long",
    "trailer", "checksum",   "checksum-pending", "options", "first-fragment", "later-fragment", "unsupported",
    "entries", "too-deep"};

// What this layer's own length field says its end is, from its beginning.
size_t lengthField(const Layer &layer, std::span<const uint8_t> header)
{
    if (layer.kind == LayerKind::Ipv4 && header.size() >= 4)
        return get16(header, 2);
    if (layer.kind == LayerKind::Ipv6 && header.size() >= 6)
        return size_t{40} + get16(header, 4);
    return layer.kind == LayerKind::Udp && header.size() >= 6 ? get16(header, 4) : 0;
}

std::string checksumText(const DecodedPacket &packet, std::span<const uint8_t> bytes, size_t layer)
{
    const ChecksumState state = checksumState(bytes, packet.layers().first(layer + 1));
    return "the checksum is " + hexText(state.found, 4) + " and should be " + hexText(state.expected, 4);
}

std::string versionText(const Layer &layer, std::span<const uint8_t> header)
{
    if (layer.kind == LayerKind::Rip)
        return "RIP version " + std::to_string(header.size() > 1 ? header[1] : 0) + ": only version 2 is taken apart";
    const int version = header.empty() ? 0 : header[0] >> 4;
    return "there should be IP version " + std::string(layer.kind == LayerKind::Ipv6 ? "6" : "4") + ", this says "
           + std::to_string(version);
}

std::string noteText(NoteKind kind, const DecodedPacket &packet, std::span<const uint8_t> bytes, size_t index)
{
    const Layer &layer = packet.layers()[index];
    const auto header = bytes.subspan(layer.offset, layer.header);
    const std::string length = std::to_string(lengthField(layer, header));
    switch (kind) {
    case NoteKind::Cut:
        return std::to_string(packet.originalLength()) + " bytes long, only " + std::to_string(bytes.size())
               + " captured";
    case NoteKind::HeaderCut: return "what was captured ends inside this header";
    case NoteKind::HeaderShort: return "the packet ends inside this header";
    case NoteKind::Version: return versionText(layer, header);
    case NoteKind::HeaderLength: return "the header says that it is shorter than any header can be";
    case NoteKind::LengthShort: return "the length, " + length + ", is less than the header has";
    case NoteKind::LengthLong: return "the length, " + length + ", is more than there is";
    case NoteKind::Trailer: return "more bytes follow behind the length, " + length;
    case NoteKind::Checksum: return checksumText(packet, bytes, index);
    case NoteKind::ChecksumPending: return "the checksum is computed later, by the kernel or the network card";
    case NoteKind::Options: return "the options are not whole";
    case NoteKind::FirstFragment: return "the first fragment: the rest is in other packets";
    case NoteKind::LaterFragment: return "a later fragment: its beginning is in another packet";
    case NoteKind::Unsupported: return "this form of the protocol is not taken apart";
    case NoteKind::Entries: return "not a whole number of entries, or more than 25";
    case NoteKind::TooDeep: return "more layers are inside than are shown";
    }
    return {};
}

} // namespace

std::string_view toString(LayerKind kind)
{
    return kLayerNames[static_cast<size_t>(kind)];
}

std::string_view toString(NoteKind kind)
{
    return kNoteNames[static_cast<size_t>(kind)];
}

std::string_view toString(NoteLevel level)
{
    switch (level) {
    case NoteLevel::Info: return "info";
    case NoteLevel::Warning: return "warning";
    case NoteLevel::Error: return "error";
    }
    return {};
}

NoteLevel levelOf(NoteKind kind)
{
    switch (kind) {
    case NoteKind::Cut:
    case NoteKind::HeaderCut:
    case NoteKind::Trailer:
    case NoteKind::ChecksumPending:
    case NoteKind::FirstFragment:
    case NoteKind::LaterFragment: return NoteLevel::Info;
    case NoteKind::Unsupported:
    case NoteKind::TooDeep: return NoteLevel::Warning;
    default: return NoteLevel::Error;
    }
}

std::vector<Note> notesOf(const DecodedPacket &packet, std::span<const uint8_t> bytes, size_t layer)
{
    std::vector<Note> notes;
    for (size_t i = 0; i < kNoteKinds; ++i) {
        const auto kind = static_cast<NoteKind>(i);
        if (packet.layers()[layer].has(kind))
            notes.push_back({kind, levelOf(kind), noteText(kind, packet, bytes, layer)});
    }
    return notes;
}

} // namespace mesh44
