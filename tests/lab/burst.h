// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the announcer sends, as whole outer IPv4 packets; and what it would never send.

#include "tests/lab/announcement.h"
#include "tests/lab/packet.h"

#include <string>
#include <vector>

namespace mesh44::lab {

// Every field that a receiver ought to check. The defaults are the announcer's.
struct BurstFrame
{
    Ipv4Address outerSource{169, 228, 34, 84};
    Ipv4Address gateway;
    Ipv4Address innerSource{44, 0, 0, 1};
    Ipv4Address innerDestination{224, 0, 0, 9};
    uint16_t sourcePort = 520;
    uint16_t destinationPort = 520;
    uint8_t command = 2;
    uint8_t version = 2;
    std::string password = "pLaInTeXtpAsSwD";
};

// One RIP entry, field by field: prefix and mask need not fit each other.
struct RawEntry
{
    uint16_t family = 2;
    uint16_t tag = 4;
    uint32_t address = 0;
    uint32_t mask = 0;
    uint32_t nextHop = 0;
    uint32_t metric = 1;
};
RawEntry rawEntry(const Announcement &announcement);

Bytes ripPacket(const BurstFrame &frame, const std::vector<RawEntry> &entries);
// The mesh in packets of 24 routes and the password entry each.
std::vector<Bytes> burst(const BurstFrame &frame, const Mesh &mesh);

struct HostilePacket
{
    std::string name;
    Bytes packet;
};
// Packets that must be dropped as a whole, each for one reason; all carry `bait`, which must never be learned.
std::vector<HostilePacket> hostilePackets(const BurstFrame &frame, const Announcement &bait);
// Entries that must be skipped, each for one reason, between two good ones.
std::vector<RawEntry> hostileEntries(const Announcement &first, const Announcement &last, Ipv4Address gateway);

} // namespace mesh44::lab
