// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Keeps our table as it should be. Its order against the routes is the caller's: prepare() before they are put,
// finish() after they are gone, so that no packet of an endpoint in use meets a closed door.

#include "core/firewall/desired.h"
#include "helper/firewall/packetfilter.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

#include <nlohmann/json_fwd.hpp>

namespace mesh44 {

// Tunnel packets of one endpoint since it became a peer, with their outer headers.
struct PeerTraffic
{
    uint64_t inPackets = 0;
    uint64_t inBytes = 0;
    uint64_t outPackets = 0;
    uint64_t outBytes = 0;
    int64_t lastHeard = 0; // CLOCK_BOOTTIME in microseconds; 0: never
    bool operator==(const PeerTraffic &) const = default;
};

class Firewall
{
public:
    explicit Firewall(PacketFilter &filter) : m_filter(filter) {}

    // The table as desired, but with the peers that are there already. What is so already costs nothing. On an error
    // the old table stays, and the next one lets its peers in, too.
    Status prepare(const DesiredFirewall &desired);
    // Without the peers that are not desired.
    Status finish(const DesiredFirewall &desired);
    // Whether the table is as we left it; if not, the next prepare() makes it anew.
    bool isIntact();

    // What was put last; nothing: it is not known what is there.
    const std::optional<DesiredFirewall> &applied() const { return m_applied; }

    // Reads the counters. `now`: CLOCK_BOOTTIME in microseconds.
    Status readCounters(int64_t now);
    // Of every peer there was; of those that are gone, no more than kMostRemembered.
    static constexpr size_t kMostRemembered = 20'000;
    const std::map<Ipv4Address, PeerTraffic> &traffic() const { return m_traffic; }
    // Of all of them, those that are gone too; grows only.
    const PeerTraffic &total() const { return m_total; }
    // "firewall.unknown_peer" and the like, as of the last reading.
    void addCounters(std::map<std::string, uint64_t> &counters) const;

private:
    struct Reading
    {
        uint64_t packets = 0;
        uint64_t bytes = 0;
    };
    Status replace(const DesiredFirewall &desired);
    Status change(const std::string &commands);
    Status remember();
    void forgetReadings(Ipv4Address peer);
    Reading grown(const std::string &key, const Reading &now);
    void takeItem(const nlohmann::json &item, int64_t now);
    void takeElement(const std::string &set, Ipv4Address address, const Reading &reading, int64_t now);

    PacketFilter &m_filter;
    std::optional<DesiredFirewall> m_applied;  // nothing: not known what is there
    std::set<Ipv4Address> m_letIn;             // also then: whose routes may still be there
    std::string m_listing;                     // of the table as we left it
    std::map<std::string, Reading> m_readings; // the last ones: the kernel's start again with each table
    std::map<std::string, uint64_t> m_totals;
    std::map<Ipv4Address, PeerTraffic> m_traffic;
    PeerTraffic m_total;
};

} // namespace mesh44
