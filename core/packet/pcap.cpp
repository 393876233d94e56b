// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packet/pcap.h"

#include <algorithm>

namespace mesh44 {
namespace {

constexpr uint32_t kMagicMicro = 0xa1b2c3d4;
constexpr uint32_t kMagicNano = 0xa1b23c4d;
constexpr uint32_t kLinkRaw = 101;
constexpr uint32_t kLinkIpv4 = 228;
constexpr uint32_t kLinkIpv6 = 229;
constexpr size_t kFileHeader = 24;
constexpr size_t kRecordHeader = 16;
constexpr uint64_t kSecond = 1'000'000'000;

void append(std::string &file, uint32_t value, int bytes = 4)
{
    for (int i = 0; i < bytes; ++i)
        file += static_cast<char>(value >> (8 * i));
}

class PcapReader
{
public:
    explicit PcapReader(std::span<const uint8_t> file) : m_file(file) {}

    Status readHeader()
    {
        if (m_file.size() < kFileHeader)
            return refuse("the file is too short");
        m_swapped = !hasMagic();
        if (!hasMagic())
            return refuse("the file is no pcap file");
        m_nanoseconds = word(0) == kMagicNano;
        const uint32_t version = word(4);
        const uint32_t major = m_swapped ? version >> 16 : version & 0xffff;
        if (major != 2)
            return refuse("version " + std::to_string(major) + ", and only 2 is known");
        const uint32_t link = word(20) & 0x0fffffff; // above: how long a frame's check sequence is
        if (link != kLinkRaw && link != kLinkIpv4 && link != kLinkIpv6)
            return refuse("link type " + std::to_string(link) + ", and only raw IP (101) can be read");
        m_at = kFileHeader;
        return ok();
    }

    bool atEnd() const { return m_at == m_file.size(); }

    Result<PcapPacket> readPacket()
    {
        if (m_file.size() - m_at < kRecordHeader)
            return refuse("the header of a packet is torn");
        const uint32_t fraction = word(m_at + 4);
        const uint32_t length = word(m_at + 8);
        PcapPacket packet;
        packet.time = word(m_at) * kSecond + uint64_t{fraction} * (m_nanoseconds ? 1 : 1000);
        packet.originalLength = word(m_at + 12);
        if (fraction >= (m_nanoseconds ? kSecond : kSecond / 1000))
            return refuse("the fraction of a second is more than one");
        if (length > kMostPcapBytes || length > packet.originalLength)
            return refuse("a packet has " + std::to_string(length) + " bytes, more than it can have");
        m_at += kRecordHeader;
        if (length > m_file.size() - m_at)
            return refuse("the bytes of a packet are torn");
        const auto bytes = m_file.subspan(m_at, length);
        packet.bytes.assign(bytes.begin(), bytes.end());
        m_at += length;
        return packet;
    }

private:
    bool hasMagic() const { return word(0) == kMagicMicro || word(0) == kMagicNano; }

    uint32_t word(size_t at) const
    {
        uint32_t value = 0;
        for (size_t i = 0; i < 4; ++i)
            value |= uint32_t{m_file[at + i]} << (8 * (m_swapped ? 3 - i : i));
        return value;
    }

    Error refuse(const std::string &why) const
    {
        return {ErrorCode::InvalidArgument, "byte " + std::to_string(m_at) + ": " + why};
    }

    std::span<const uint8_t> m_file;
    size_t m_at = 0;
    bool m_swapped = false;
    bool m_nanoseconds = false;
};

} // namespace

std::string pcapHeader(uint32_t snapLength)
{
    std::string file;
    append(file, kMagicNano);
    append(file, 2, 2); // version 2.4
    append(file, 4, 2);
    append(file, 0); // reserved, twice
    append(file, 0);
    append(file, snapLength);
    append(file, kLinkRaw);
    return file;
}

void appendPcap(std::string &file, const PcapPacket &packet, uint32_t snapLength)
{
    const size_t length = std::min<size_t>(packet.bytes.size(), snapLength);
    append(file, static_cast<uint32_t>(packet.time / kSecond));
    append(file, static_cast<uint32_t>(packet.time % kSecond));
    append(file, static_cast<uint32_t>(length));
    append(file, std::max(packet.originalLength, static_cast<uint32_t>(packet.bytes.size())));
    file.append(packet.bytes.begin(), packet.bytes.begin() + static_cast<ptrdiff_t>(length));
}

Result<std::vector<PcapPacket>> readPcap(std::span<const uint8_t> file)
{
    PcapReader reader(file);
    if (const Status header = reader.readHeader(); !header)
        return header.error();
    std::vector<PcapPacket> packets;
    while (!reader.atEnd()) {
        auto packet = reader.readPacket();
        if (!packet)
            return packet.error();
        packets.push_back(*std::move(packet));
    }
    return packets;
}

} // namespace mesh44
