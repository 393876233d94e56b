// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/probe/prober.h"

#include <algorithm>
#include <array>

namespace mesh44 {
namespace {

constexpr uint16_t kUsual = 84;
constexpr size_t kPings = 3;
// What is left of 1500 bytes by the usual tunnels and lines: two headers, PPPoE, WireGuard, IPv6's least.
constexpr std::array<uint16_t, 10> kSizes{576, 1000, 1260, 1280, 1372, 1400, 1420, 1440, 1452, 1472};

std::vector<uint16_t> sizesUpTo(uint32_t mtu)
{
    std::vector<uint16_t> sizes;
    for (const uint16_t size : kSizes) {
        if (size < mtu)
            sizes.push_back(size);
    }
    sizes.push_back(static_cast<uint16_t>(std::clamp<uint32_t>(mtu, Pinger::kLeast, Pinger::kMost)));
    return sizes;
}

} // namespace

Prober::Prober(sd_event *event, NameLookup::LookUp lookUp, std::chrono::milliseconds longest)
    : m_pinger(event), m_names(event, std::move(lookUp)), m_deadline(event, [this] { finish(); }), m_longest(longest)
{
}

Status Prober::run(const Plan &plan, Then then)
{
    if (m_waiting.size() >= kMostWaiting)
        return Error{ErrorCode::Busy, "too many wait for the same checks; try again in a moment"};
    m_waiting.push_back(std::move(then));
    if (m_waiting.size() > 1)
        return ok();
    m_facts = {};
    m_open = 1; // the beginning itself: nothing is over before all has begun
    m_deadline.start(m_longest);
    if (plan.source && plan.ping)
        ping(plan);
    const auto named = [this](const NameFacts &facts) {
        m_facts.name = facts;
        part();
    };
    if (plan.source && m_names.ask(*plan.source, plan.names, named))
        ++m_open;
    part();
    return ok();
}

void Prober::ping(const Plan &plan)
{
    const auto answered = [this, plan](const Pinger::Outcome &outcome) {
        PingFacts facts{outcome.sent, static_cast<uint32_t>(outcome.answers.size()), 0, outcome.problem};
        const auto fastest = std::ranges::min_element(outcome.answers, {}, &Pinger::Answer::roundTrip);
        if (fastest != outcome.answers.end()) {
            facts.roundTrip = fastest->roundTrip;
            m_wasAnswered = true;
            findPath(plan);
        }
        m_facts.ping = facts;
        part();
    };
    ++m_open;
    const std::vector<uint16_t> sizes(kPings, kUsual);
    if (const Status sent = m_pinger.ping({kTarget, plan.source, sizes}, {}, answered); !sent) {
        m_facts.ping = PingFacts{.problem = sent.error().message};
        part();
    }
}

void Prober::findPath(const Plan &plan)
{
    const auto answered = [this, mtu = plan.mtu](const Pinger::Outcome &outcome) {
        const auto largest = std::ranges::max_element(outcome.answers, {}, &Pinger::Answer::size);
        m_facts.path = PathFacts{mtu, largest == outcome.answers.end() ? 0U : largest->size};
        part();
    };
    if (plan.mtu < Pinger::kLeast || plan.mtu > Pinger::kMost)
        return;
    if (m_pinger.ping({kTarget, plan.source, sizesUpTo(plan.mtu), true}, {}, answered))
        ++m_open;
}

void Prober::part()
{
    if (--m_open == 0)
        finish();
}

void Prober::finish()
{
    if (m_waiting.empty())
        return;
    m_deadline.stop();
    m_names.forget();
    const ActiveFacts facts = m_facts;
    for (const Then &then : std::exchange(m_waiting, {}))
        then(facts);
}

} // namespace mesh44
