// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Holds a mass change back. The RIP44 password is public and an outer source can be forged, and the announcer
// may err, so a complete burst that takes away more than 20 % of the last one's prefixes, or leads more than
// 30 % of them elsewhere, is not believed at once: it is held until two more complete bursts say the same,
// or the operator does. Fewer than ten changed routes are never a mass change: in a mesh of a dozen an
// endpoint with a new address is everyday life.
//
// A burst says the same when it repeats at least nine tenths of what is held and adds no mass change of its
// own. One that is like the mesh before takes the held change back; another mass change takes its place and
// is counted anew. The first complete burst after a start has nothing to be compared with: three equal ones
// made it complete, which is as much confirmation. What was held when the last run ended is held on, though.

#include "core/rip44/burst.h"

#include <map>
#include <optional>
#include <set>

namespace mesh44 {

class ChangeGuard
{
public:
    static constexpr size_t kFewest = 10; // changed routes
    static constexpr size_t kGonePercent = 20;
    static constexpr size_t kMovedPercent = 30;
    static constexpr unsigned kConfirmations = 2; // complete bursts after the first

    struct Change
    {
        std::set<Ipv4Prefix> gone;
        std::map<Ipv4Prefix, Ipv4Address> moved; // to
        size_t of = 0;                           // routes before
        unsigned confirmations = 0;
        bool concerns(Ipv4Prefix prefix) const { return gone.contains(prefix) || moved.contains(prefix); }
        bool operator==(const Change &) const = default;
    };
    enum class Verdict : uint8_t {
        Usual,     // no mass change; nothing was held either
        Held,      // a mass change, from now on
        Repeated,  // the held one was said again, and is still held
        Confirmed, // … often enough
        TakenBack, // the mesh is as it was before
    };

    // Of a complete burst.
    Verdict judge(const Burst &burst);
    // What is held; nothing: null.
    const Change *held() const { return m_held ? &*m_held : nullptr; }
    // What an earlier run held, over the mesh that it believed.
    using Routes = std::map<Ipv4Prefix, Ipv4Address>;
    void resume(Routes believed, Change held);
    // The operator's word. Gives what was held: from now on it is the mesh, or has never been said.
    std::optional<Change> accept();
    std::optional<Change> reject();

private:
    static Change compare(const Routes &before, const Routes &now);
    static bool isMass(size_t gone, size_t moved, size_t of);
    static bool repeats(const Change &held, const Change &now);
    Verdict hold(Change change, const Routes &now);

    Routes m_reference; // the last complete burst that was believed
    Routes m_candidate; // the one that is held
    std::optional<Change> m_held;
};

} // namespace mesh44
