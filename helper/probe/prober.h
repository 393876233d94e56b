// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/checkup/checkfacts.h"
#include "helper/probe/namelookup.h"
#include "helper/probe/pinger.h"
#include "helper/timer.h"

#include <functional>
#include <vector>

namespace mesh44 {

// One round of the active checks: pings 44.0.0.1 with our address in 44, then finds out how large a packet may be, and
// in the meantime looks the name of that address up. It takes about two seconds where nobody answers, kLongest at most.
// Whoever asks while a round is under way shares it.
class Prober
{
public:
    struct Plan
    {
        std::optional<Ipv4Address> source; // ours in 44; nothing: nothing is done
        uint32_t mtu = 0;                  // of the device
        bool ping = true;                  // there is a way to 44.0.0.1
        std::vector<std::string> names;    // that may be those of the address
    };
    using Then = std::function<void(const ActiveFacts &)>;
    static constexpr auto kLongest = std::chrono::seconds(5);
    static constexpr size_t kMostWaiting = 32;
    static constexpr Ipv4Address kTarget{44, 0, 0, 1};

    // longest: when to answer with what there is.
    explicit Prober(sd_event *event, NameLookup::LookUp lookUp = NameLookup::askSystem,
                    std::chrono::milliseconds longest = kLongest);
    Prober(const Prober &) = delete;
    Prober &operator=(const Prober &) = delete;

    // Busy: kMostWaiting wait already.
    Status run(const Plan &plan, Then then);
    // A ping was answered, ever.
    bool wasAnswered() const { return m_wasAnswered; }

private:
    void ping(const Plan &plan);
    void findPath(const Plan &plan);
    void part();
    void finish();

    Pinger m_pinger;
    NameLookup m_names;
    Timer m_deadline;
    std::chrono::milliseconds m_longest;
    std::vector<Then> m_waiting;
    ActiveFacts m_facts;
    unsigned m_open = 0; // parts that are not over
    bool m_wasAnswered = false;
};

} // namespace mesh44
