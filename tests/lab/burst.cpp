// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lab/burst.h"

#include <algorithm>
#include <functional>

namespace mesh44::lab {

namespace {

constexpr size_t kRoutesPerPacket = 24;
constexpr size_t kPasswordSize = 16;

void putEntry(Bytes &out, const RawEntry &entry)
{
    put16(out, entry.family);
    put16(out, entry.tag);
    put32(out, entry.address);
    put32(out, entry.mask);
    put32(out, entry.nextHop);
    put32(out, entry.metric);
}

Bytes ripMessage(const BurstFrame &frame, const std::vector<RawEntry> &entries)
{
    Bytes out{frame.command, frame.version, 0, 0};
    put16(out, 0xffff);
    put16(out, 2); // simple password
    std::string password = frame.password;
    password.resize(kPasswordSize, '\0');
    out.insert(out.end(), password.begin(), password.end());
    for (const RawEntry &entry : entries)
        putEntry(out, entry);
    return out;
}

Bytes wrapped(const BurstFrame &frame, View message)
{
    const Bytes datagram = udpDatagram(frame.sourcePort, frame.destinationPort, message);
    const Bytes inner = ipv4Packet(frame.innerSource, frame.innerDestination, kUdp, datagram);
    return ipv4Packet(frame.outerSource, frame.gateway, kIpip, inner);
}

RawEntry withPrefix(RawEntry entry, uint32_t address, uint32_t mask)
{
    entry.address = address;
    entry.mask = mask;
    return entry;
}

// In 44.7.N.0/24, which is a good prefix; not twice the same, for the last word on a prefix counts.
RawEntry withNextHop(RawEntry entry, uint32_t n, Ipv4Address nextHop)
{
    entry.address = Ipv4Address(44, 7, 0, 0).value() + (n << 8);
    entry.nextHop = nextHop.value();
    return entry;
}

} // namespace

RawEntry rawEntry(const Announcement &a)
{
    return {2, a.tag, a.prefix.address().value(), a.prefix.mask(), a.endpoint.value(), a.metric};
}

Bytes ripPacket(const BurstFrame &frame, const std::vector<RawEntry> &entries)
{
    return wrapped(frame, ripMessage(frame, entries));
}

std::vector<Bytes> burst(const BurstFrame &frame, const Mesh &mesh)
{
    std::vector<Bytes> packets;
    for (size_t start = 0; start < mesh.size(); start += kRoutesPerPacket) {
        std::vector<RawEntry> entries;
        for (size_t i = start; i < std::min(start + kRoutesPerPacket, mesh.size()); ++i)
            entries.push_back(rawEntry(mesh[i]));
        packets.push_back(ripPacket(frame, entries));
    }
    return packets;
}

std::vector<HostilePacket> hostilePackets(const BurstFrame &frame, const Announcement &bait)
{
    const std::vector<RawEntry> entries{rawEntry(bait)};
    std::vector<HostilePacket> out;
    const auto altered = [&](std::string name, const std::function<void(BurstFrame &)> &alter) {
        BurstFrame changed = frame;
        alter(changed);
        out.push_back({std::move(name), ripPacket(changed, entries)});
    };
    altered("password", [](BurstFrame &f) { f.password = "pLaInTeXtpAsSwX"; });
    altered("password-short", [](BurstFrame &f) { f.password = "pLaIn"; });
    altered("password-longer", [](BurstFrame &f) { f.password = "pLaInTeXtpAsSwDx"; });
    altered("password-empty", [](BurstFrame &f) { f.password.clear(); });
    altered("command-request", [](BurstFrame &f) { f.command = 1; });
    altered("version-1", [](BurstFrame &f) { f.version = 1; });
    altered("inner-source", [](BurstFrame &f) { f.innerSource = Ipv4Address(44, 60, 1, 1); });
    altered("inner-destination", [](BurstFrame &f) { f.innerDestination = Ipv4Address(44, 128, 10, 1); });
    altered("source-port", [](BurstFrame &f) { f.sourcePort = 1520; });

    const Bytes message = ripMessage(frame, entries);
    const auto cut = [&](std::string name, size_t size) {
        Bytes part = message;
        part.resize(size);
        out.push_back({std::move(name), wrapped(frame, part)});
    };
    cut("empty", 0);
    cut("header-only", 4);
    cut("half-entry", message.size() - 7);
    out.push_back({"too-many-entries", ripPacket(frame, std::vector<RawEntry>(30, entries.front()))});
    Bytes lie = ripPacket(frame, entries);
    lie[20 + 20 + 5] = 0xff; // the UDP length
    out.push_back({"udp-length", lie});
    return out;
}

std::vector<RawEntry> hostileEntries(const Announcement &first, const Announcement &last, Ipv4Address gateway)
{
    const RawEntry good = rawEntry(first);
    RawEntry family = withPrefix(good, 0x2c070500, 0xffffff00);
    family.family = 10;
    RawEntry metric = withPrefix(good, 0x2c070400, 0xffffff00);
    metric.metric = 99;
    // Who is announced for our subnet is taken for ourselves: it must be nobody that serves a good entry.
    RawEntry ours = good;
    ours.nextHop = Ipv4Address(198, 18, 3, 3).value();
    return {
        good,
        withPrefix(good, 0, 0),                   // the default route
        withPrefix(good, 0x2c000000, 0xff000000), // all of 44
        withPrefix(good, 0x08080800, 0xffffff00), // no amateur space
        withPrefix(good, 0x2cc00000, 0xffff0000), // sold in 2019
        withPrefix(good, 0x2c070801, 0xffffff00), // host bits
        withPrefix(good, 0x2c070800, 0xff00ff00), // a mask with a hole
        withPrefix(ours, 0x2c800a00, 0xffffff00), // the gateway's own subnet
        withPrefix(ours, 0x2c800a40, 0xffffffc0), // a part of it
        withNextHop(good, 20, Ipv4Address(127, 0, 0, 1)),
        withNextHop(good, 21, Ipv4Address(10, 1, 2, 3)),
        withNextHop(good, 22, Ipv4Address(224, 0, 0, 9)),
        withNextHop(good, 23, Ipv4Address()),
        withNextHop(good, 24, gateway),
        family,
        metric,
        rawEntry(last),
    };
}

} // namespace mesh44::lab
