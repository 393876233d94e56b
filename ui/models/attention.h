// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What needs somebody's attention, each root cause once, with its one action: a pure function, as the situation is.
// What only follows from a cause stands under it.

#include "core/checkup/finding.h"
#include "ui/models/decision.h"
#include "ui/models/situation.h"

#include <map>
#include <span>
#include <vector>

namespace mesh44 {

struct AttentionItem
{
    enum class Act : uint8_t {
        None,
        Retry,    // ask the gateway again
        Decide,   // yes or no
        Peers,    // show the peers that `subject` filters
        Settings, // show the setting `subject`
        Wizard,   // begin at the beginning
        Copy,     // `subject` to the clipboard
    };
    QString id;          // stays the same while the cause does
    Notice notice;       // sign, title, text, details, command
    QStringList follows; // what is explained by it
    Act act = Act::None;
    QString word; // on the button
    QString subject;
    std::optional<Decision> decision; // for Act::Decide
    bool operator==(const AttentionItem &) const = default;
};

struct Attention
{
    std::vector<AttentionItem> items; // the worst first
    std::vector<AttentionItem> notes; // good to know, nothing to do
    Notice calm;                      // when there are no items
    bool operator==(const Attention &) const = default;
};

// How many of the peers stand how.
struct RouteTally
{
    std::map<Condition, uint32_t> counts;
    uint32_t ownRefused = 0; // announced for our own subnets: everybody hears himself
    uint32_t of(Condition condition) const;
    bool operator==(const RouteTally &) const = default;
};

class PeersModel;
RouteTally tallyOf(const PeersModel &peers, std::span<const Ipv4Prefix> ours);

struct AttentionFacts
{
    Situation situation;
    const GatewayStatus *status = nullptr; // null: never heard
    std::optional<Decision> decision;
    RouteTally routes;
    std::span<const Finding> findings;
    int64_t now = 0;                                     // µs since the epoch
    static constexpr int64_t kOverdueGrace = 60'000'000; // µs: announcements are not that punctual
};

Attention attentionOf(const AttentionFacts &facts);

} // namespace mesh44
