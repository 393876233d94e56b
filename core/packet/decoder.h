// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The walk of decode.h. Internal to core/packet.

#include "core/packet/decode.h"
#include "core/packet/protocols.h"

#include <optional>

namespace mesh44 {

class Decoder
{
public:
    Decoder(DecodedPacket &packet, std::span<const uint8_t> bytes, size_t originalLength, bool checksumPending);
    void decode();

private:
    // What is left for a layer.
    struct Part
    {
        size_t at = 0;
        size_t captured = 0; // bytes that are there
        size_t real = 0;     // bytes that the packet had, as far as its outer layers say
        // Everything up to its end belongs here. Not so in a first fragment, in a quotation and behind a length that
        // lied: there a length that goes beyond the end is nobody's fault, or was noted already.
        bool whole = true;
        bool quoted = false;
    };

    std::span<const uint8_t> bytesOf(const Part &part) const { return m_bytes.subspan(part.at, part.captured); }
    static Part behind(Part part, size_t length);

    // nullptr: there is no room for more layers.
    Layer *begin(LayerKind kind, const Part &part, uint8_t protocol);
    // False, and noted: the header is not there whole.
    static bool header(Layer &layer, const Part &part, size_t length);
    // The part as the layer's own length field has it; nothing, and noted, if that is shorter than its header.
    static std::optional<Part> claimed(Layer &layer, Part part, size_t length);
    void judgeChecksum(Layer &layer);

    void byProtocol(uint8_t protocol, const Part &part);
    void ipv4(const Part &part, uint8_t protocol);
    void ipv4Payload(Layer &layer, Part own);
    void ipv6(const Part &part, uint8_t protocol);
    void extension(Part part, uint8_t protocol);
    void gre(const Part &part);
    void greBody(Layer &layer, const Part &part);
    void icmp(const Part &part);
    void icmpv6(const Part &part);
    void quotation(const Part &part, size_t length, uint8_t protocol);
    void udp(const Part &part);
    void tcp(const Part &part);
    void rip(const Part &part);
    void data(const Part &part, uint8_t protocol);

    DecodedPacket &m_packet;
    std::span<const uint8_t> m_bytes;
    bool m_checksumPending;
    bool m_ipv6 = false; // the innermost network layer
};

// Options of a kind, and a length that counts both; RFC 791 and 9293: 0 ends them, 1 has no length.
bool optionsWhole(std::span<const uint8_t> options);

} // namespace mesh44
