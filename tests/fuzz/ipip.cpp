// SPDX-License-Identifier: GPL-3.0-or-later
//
// The userspace plane on anything that arrives: decapsulation reads nothing outside, and what it lets through is what
// it promises; joining and cutting again lose no byte. Every input is tried as it is, once more behind the header of a
// known endpoint, and in pieces as a batch.

#include "core/plane/encapsulation.h"
#include "core/plane/icmp.h"
#include "core/plane/segmentation.h"
#include "tests/fuzz/require.h"

#include <cstring>
#include <vector>

using namespace mesh44;

namespace {

using Octets = std::vector<uint8_t>;

const Ipv4Address kPeer{198, 51, 100, 7};
const Ipv4Address kAnnouncer{169, 228, 34, 84};
const Ipv4Prefix kOurs = Ipv4Prefix::covering(Ipv4Address(44, 128, 10, 0), 24);

const ForwardingTable &table()
{
    static const std::vector<ForwardingRoute> routes{{Ipv4Prefix::covering(Ipv4Address(44, 4, 8, 0), 24), kPeer}};
    static const ForwardingTable made(routes, kAnnouncer, {kOurs}, kAnnouncer);
    return made;
}

void checkDecapsulation(Octets packet)
{
    const auto result = decapsulate(packet, table());
    const auto *inner = std::get_if<PacketView>(&result);
    if (!inner)
        return;
    require(inner->protocol() != kProtocolIpip && kOurs.contains(inner->destination()));
    require(!kOurs.contains(inner->source()));
    require(inner->bytes().data() + inner->size() <= packet.data() + packet.size());
    (void)fragmentationNeeded(*inner, Ipv4Address(44, 128, 10, 1), 1400);
}

void checkSegmentation(Octets packet)
{
    const auto view = PacketView::read(packet);
    if (!view || packet.size() < sizeof(OffloadHeader))
        return;
    OffloadHeader offload;
    std::memcpy(&offload, packet.data() + packet.size() - sizeof offload, sizeof offload);
    const size_t size = view->size();
    Segmenter segmenter;
    size_t out = 0;
    if (!segmenter.begin(offload, *view))
        return;
    for (Segmenter::Segment segment; segmenter.next(segment);)
        out += offload.gsoType == 0 ? segment.header.size() : segment.payload.size();
    require(out <= size);
}

// The input as packets of a length that its bytes tell, in batches.
void checkJoining(const Octets &input)
{
    std::vector<Octets> packets;
    for (size_t at = 0; at < input.size() && packets.size() < Coalescer::kMost;) {
        const size_t length = std::min<size_t>(input[at] % 80 + 1, input.size() - at);
        packets.emplace_back(input.begin() + static_cast<long>(at), input.begin() + static_cast<long>(at + length));
        at += length;
    }
    Coalescer coalescer;
    size_t bytes = 0;
    size_t taken = 0;
    for (Octets &packet : packets) {
        if (const auto view = PacketView::read(packet)) {
            bytes += view->size();
            coalescer.add(*view);
        }
    }
    for (size_t group = 0; group < coalescer.groups(); ++group) {
        size_t pieces = 0;
        size_t total = 0;
        const OffloadHeader offload = coalescer.take(group, [&](std::span<const uint8_t> piece) {
            ++pieces;
            total += piece.size();
        });
        taken += total + (pieces - 1) * offload.headerLength;
    }
    require(taken == bytes);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const Octets input(data, data + size);
    checkDecapsulation(input);
    checkSegmentation(input);
    checkJoining(input);
    if (size > 1480)
        return 0;
    Octets outer(kIpHeader);
    outer[0] = 0x45;
    put16(outer, 2, static_cast<uint16_t>(kIpHeader + size));
    outer[9] = kProtocolIpip;
    outer[1] = size > 0 ? data[size - 1] & 3 : 0;
    put32(outer, 12, kPeer.value());
    outer.insert(outer.end(), input.begin(), input.end());
    checkDecapsulation(outer);
    return 0;
}
