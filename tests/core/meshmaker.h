// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Announcements of made-up meshes: route number n is 44.(n / 256).(n % 256).0/24.

#include "core/mesh/meshtable.h"

#include <vector>

namespace mesh44::test {

inline const Ipv4Address kA{198, 51, 100, 1};
inline const Ipv4Address kB{198, 51, 100, 2};
inline const Ipv4Address kC{198, 51, 100, 3};

inline Ipv4Prefix numbered(unsigned n)
{
    return Ipv4Prefix::covering(Ipv4Address(0x2c000000U + (n << 8)), 24);
}

inline RipEntry entry(Ipv4Prefix prefix, Ipv4Address endpoint, uint8_t metric = 1)
{
    return {prefix, endpoint, 4, metric};
}

// Routes from..to-1 through one endpoint.
inline std::vector<RipEntry> entries(unsigned from, unsigned to, Ipv4Address endpoint, uint8_t metric = 1)
{
    std::vector<RipEntry> made;
    for (unsigned n = from; n < to; ++n)
        made.push_back(entry(numbered(n), endpoint, metric));
    return made;
}

inline std::vector<RipEntry> operator+(std::vector<RipEntry> a, const std::vector<RipEntry> &b)
{
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

inline Burst burstOf(const std::vector<RipEntry> &entries)
{
    BurstAssembler assembler;
    assembler.add({.entries = entries}, 0);
    return *assembler.finish(BurstAssembler::kQuiet);
}

// One whole announcement: packets as they come, then the end of the burst.
inline ChangeSet hear(MeshTable &mesh, const std::vector<RipEntry> &entries, bool complete, int64_t now)
{
    mesh.announce(entries, now);
    return mesh.endBurst(burstOf(entries), complete, now);
}

} // namespace mesh44::test
