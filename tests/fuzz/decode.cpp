// SPDX-License-Identifier: GPL-3.0-or-later
//
// The packet decoder and the reader of pcap files on anything: they read nothing outside, layers and fields lie inside
// the packet, nothing is deeper than promised, and what was cut by a capture alone is not blamed. Every input is tried
// as it is, as the inside of a tunnel, and as a file.

#include "core/packet/checksum.h"
#include "core/packet/describe.h"
#include "core/packet/pcap.h"
#include "core/packet/protocols.h"
#include "tests/fuzz/require.h"

#include <algorithm>
#include <memory>

using namespace mesh44;

namespace {

using Octets = std::vector<uint8_t>;

bool blamed(const DecodedPacket &packet, std::span<const uint8_t> bytes)
{
    for (size_t i = 0; i < packet.layers().size(); ++i) {
        if (std::ranges::any_of(notesOf(packet, bytes, i),
                                [](const Note &note) { return note.level == NoteLevel::Error; }))
            return true;
    }
    return false;
}

bool check(std::span<const uint8_t> bytes, size_t originalLength)
{
    const DecodedPacket packet = decode(bytes, originalLength);
    const auto layers = packet.layers();
    require(!layers.empty() && layers.size() <= kMostLayers, "the number of layers");
    size_t last = 0;
    for (size_t i = 0; i < layers.size(); ++i) {
        require(layers[i].offset >= last, "layers in order");
        last = layers[i].offset;
        require(layers[i].offset <= bytes.size() && layers[i].length <= bytes.size() - layers[i].offset,
                "layer inside");
        require(layers[i].header <= layers[i].length, "header inside");
        for (const Field &field : describe(packet, bytes, i, Passwords::Shown).fields)
            require(field.offset <= bytes.size() && field.length <= bytes.size() - field.offset, "field inside");
    }
    require(!summary(packet, bytes).empty(), "a line of text");
    return blamed(packet, bytes);
}

void checkCut(std::span<const uint8_t> bytes)
{
    const bool whole = check(bytes, bytes.size());
    const size_t length = bytes.empty() ? 0 : bytes.back() % bytes.size();
    const auto cut = std::make_unique<uint8_t[]>(length); // so that the sanitizer sees its end
    std::copy_n(bytes.begin(), length, cut.get());
    const bool part = check({cut.get(), length}, bytes.size());
    require(whole || !part, "what is right is not wrong where it is cut");
}

void checkFile(std::span<const uint8_t> input)
{
    const auto packets = readPcap(input);
    if (!packets)
        return;
    std::string file = pcapHeader(kMostPcapBytes);
    for (const PcapPacket &packet : *packets)
        appendPcap(file, packet, kMostPcapBytes);
    const auto again = readPcap({reinterpret_cast<const uint8_t *>(file.data()), file.size()});
    require(again && *again == *packets, "a file is read as it was written");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const std::span input(data, size);
    checkCut(input);
    checkFile(input);
    if (size > 60000)
        return 0;
    Octets outer(kIpHeader);
    outer[0] = 0x45;
    put16(outer, 2, static_cast<uint16_t>(kIpHeader + size));
    constexpr uint8_t kInside[] = {kProtocolIpip, kProtocolIpv6, kProtocolGre,
                                   kProtocolIcmp, kProtocolUdp,  kProtocolTcp};
    outer[9] = size > 0 ? kInside[data[0] % std::size(kInside)] : kProtocolIpip;
    put32(outer, 12, 0xc6336407); // 198.51.100.7
    put32(outer, 16, 0xcb007109); // 203.0.113.9
    put16(outer, 10, checksumOf(checksumPart(outer)));
    outer.insert(outer.end(), input.begin(), input.end());
    checkCut(outer);
    return 0;
}
