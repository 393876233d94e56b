// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A packet taken apart: which layers it has, where each lies, and what is wrong with it.
//
// decode() walks once and keeps places only: no memory is taken from the heap, so that every packet of a capture can be
// decoded. Fields, texts and the words of the notes are made from the same bytes when somebody looks (describe.h).
//
// Invariants: every layer lies inside the bytes given. A layer that is broken ends the walk; what came before it is
// valid. A cause is noted once, where it is: what lies inside a packet that is too short is not blamed again. There are
// at most kMostLayers, however deep somebody nests.
//
// Packets start with an IP header, as AF_PACKET's SOCK_DGRAM and a tunnel device deliver them. RFC 791, 8200, 2003,
// 4213, 2784 and 2890, 792, 4443, 768, 9293, 2453.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace mesh44 {

enum class LayerKind : uint8_t { Ipv4, Ipv6, Extension, Gre, Icmp, Icmpv6, Udp, Tcp, Rip, Data };
inline constexpr size_t kLayerKinds = 10;
std::string_view toString(LayerKind kind); // "ipv4" …: stable

enum class NoteKind : uint8_t {
    Cut,             // fewer bytes were captured than the packet had
    HeaderCut,       // the capture, or a quotation, ends inside this header
    HeaderShort,     // the packet ends inside this header
    Version,         // not the version that this place has
    HeaderLength,    // the header's own length is impossible
    LengthShort,     // the length field leaves no room for the header
    LengthLong,      // the length field says more than there is
    Trailer,         // bytes behind the end that the length field says
    Checksum,        // wrong
    ChecksumPending, // not computed yet: the kernel or the network card does it later
    Options,         // not whole
    FirstFragment,   // the rest of the payload is in other packets
    LaterFragment,   // the payload has its header in another packet
    Unsupported,     // a form of this protocol that is not taken apart
    Entries,         // RIP: torn, or too many
    TooDeep,         // more layers inside than are shown
};
inline constexpr size_t kNoteKinds = 16;
std::string_view toString(NoteKind kind); // "header-cut" …: stable

struct Layer
{
    LayerKind kind = LayerKind::Data;
    uint8_t protocol = 0;  // the IP protocol that led here
    bool quoted = false;   // inside an ICMP error: the packet that it is about
    bool complete = false; // all of it is there, payload too: its checksum can be checked
    uint32_t notes = 0;    // a bit for each NoteKind
    uint32_t offset = 0;
    uint32_t header = 0; // bytes of the header that are there
    uint32_t length = 0; // bytes of header and payload that are there

    bool has(NoteKind what) const { return notes & (1U << static_cast<unsigned>(what)); }
    void note(NoteKind what) { notes |= 1U << static_cast<unsigned>(what); }
    bool operator==(const Layer &) const = default;
};

inline constexpr size_t kMostLayers = 16;

class DecodedPacket
{
public:
    std::span<const Layer> layers() const { return std::span(m_layers).first(m_count); }
    // How long the packet was on its way; never less than what was captured.
    size_t originalLength() const { return m_original; }

private:
    friend class Decoder;
    std::array<Layer, kMostLayers> m_layers;
    size_t m_count = 0;
    size_t m_original = 0;
};

// `bytes` as captured; less than `originalLength` where the capture was cut. `checksumPending`: the kernel said so of
// this packet (TP_STATUS_CSUMNOTREADY), transport checksums are not judged.
DecodedPacket decode(std::span<const uint8_t> bytes, size_t originalLength, bool checksumPending = false);

struct ChecksumState
{
    bool checkable = false; // there is a checksum, and everything that it covers
    bool wrong = false;
    uint16_t found = 0;
    uint16_t expected = 0;
};
// `layers` are those before the layer in question and the layer itself, the last one.
ChecksumState checksumState(std::span<const uint8_t> bytes, std::span<const Layer> layers);

} // namespace mesh44
