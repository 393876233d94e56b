// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/firewall/firewall.h"

#include "core/firewall/ruleset.h"

#include <algorithm>
#include <iterator>

#include <nlohmann/json.hpp>

namespace mesh44 {
namespace {

using nlohmann::json;
using Kind = DesiredFirewall::Kind;

std::set<Ipv4Address> without(const std::set<Ipv4Address> &all, const std::set<Ipv4Address> &these)
{
    std::set<Ipv4Address> rest;
    std::ranges::set_difference(all, these, std::inserter(rest, rest.end()));
    return rest;
}

// The same but for its peers.
bool isAlike(DesiredFirewall a, const DesiredFirewall &b)
{
    a.peers = b.peers;
    return a == b;
}

std::string listTable()
{
    return "list table " + std::string(kFirewallTable) + '\n';
}

uint64_t number(const json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_number_unsigned() ? found->get<uint64_t>() : 0;
}

struct Element
{
    Ipv4Address address;
    uint64_t packets = 0;
    uint64_t bytes = 0;
};

// The set's elements that count; an interval does not.
std::vector<Element> readElements(const json &set)
{
    std::vector<Element> elements;
    const auto listed = set.find("elem");
    if (listed == set.end())
        return elements;
    for (const json &wrapped : *listed) {
        const auto element = wrapped.find("elem");
        if (!wrapped.is_object() || element == wrapped.end())
            continue;
        const auto address = Ipv4Address::parse(element->at("val").get<std::string>());
        const json &counter = element->at("counter");
        if (address)
            elements.push_back({*address, number(counter, "packets"), number(counter, "bytes")});
    }
    return elements;
}

} // namespace

Status Firewall::prepare(const DesiredFirewall &desired)
{
    if (!m_applied || !isAlike(*m_applied, desired))
        return replace(desired);
    const std::set<Ipv4Address> fresh = without(desired.peers, m_applied->peers);
    if (fresh.empty())
        return ok();
    if (const Status added = change(addPeers(fresh)); !added)
        return added;
    m_applied->peers.insert(fresh.begin(), fresh.end());
    m_letIn = m_applied->peers;
    for (const Ipv4Address peer : fresh)
        forgetReadings(peer);
    return ok();
}

Status Firewall::finish(const DesiredFirewall &desired)
{
    if (!m_applied || !isAlike(*m_applied, desired))
        return ok();
    const std::set<Ipv4Address> gone = without(m_applied->peers, desired.peers);
    if (gone.empty())
        return ok();
    if (const Status removed = change(removePeers(gone)); !removed)
        return removed;
    m_applied->peers = m_letIn = desired.peers;
    for (const Ipv4Address peer : gone) {
        forgetReadings(peer);
        if (m_traffic.size() > kMostRemembered) // who comes and goes keeps his totals, within reason
            m_traffic.erase(peer);
    }
    return ok();
}

// In one transaction: there is no moment without a table.
Status Firewall::replace(const DesiredFirewall &desired)
{
    if (!desired.wan.empty() && !isNftName(desired.wan))
        return Error{ErrorCode::Unsupported, "the firewall cannot name the interface '" + desired.wan
                                                 + "': letters, digits, '.', '_', '-' and '@' are permitted"};
    DesiredFirewall next = desired;
    next.peers.insert(m_letIn.begin(), m_letIn.end()); // their routes are still there
    if (desired.kind != Kind::Active)
        next.peers.clear();
    if (const auto done = m_filter.run(replaceTable(next)); !done) {
        m_applied.reset();
        return done.error();
    }
    m_applied = std::move(next);
    m_letIn = m_applied->peers;
    m_readings.clear();
    if (m_applied->kind == Kind::Active && m_traffic.size() > kMostRemembered)
        std::erase_if(m_traffic, [this](const auto &peer) { return !m_letIn.contains(peer.first); });
    return remember();
}

Status Firewall::change(const std::string &commands)
{
    if (const auto done = m_filter.run(commands); !done) {
        m_applied.reset(); // somebody took the set away: anew
        return done.error();
    }
    return remember();
}

Status Firewall::remember()
{
    m_listing.clear();
    if (m_applied->kind == Kind::None)
        return ok();
    auto listing = m_filter.run(listTable());
    if (!listing)
        return listing.error();
    m_listing = std::move(*listing);
    return ok();
}

bool Firewall::isIntact()
{
    if (!m_applied)
        return false;
    const auto listing = m_filter.run(listTable());
    const bool intact = m_applied->kind == Kind::None ? !listing : listing && *listing == m_listing;
    if (!intact)
        m_applied.reset();
    return intact;
}

// --- counters ---

Firewall::Reading Firewall::grown(const std::string &key, const Reading &now)
{
    Reading &last = m_readings[key];
    const bool anew = now.packets < last.packets || now.bytes < last.bytes; // somebody reset them
    const Reading growth{now.packets - (anew ? 0 : last.packets), now.bytes - (anew ? 0 : last.bytes)};
    last = now;
    return growth;
}

void Firewall::forgetReadings(Ipv4Address peer)
{
    m_readings.erase("peers" + peer.toString());
    m_readings.erase("sent" + peer.toString());
}

Status Firewall::readCounters(int64_t now)
{
    if (!m_applied || m_applied->kind == Kind::None)
        return ok();
    const auto listing = m_filter.run(listTable(), PacketFilter::Output::Json);
    if (!listing)
        return listing.error();
    try {
        const json whole = json::parse(*listing);
        for (const json &item : whole.at("nftables"))
            takeItem(item, now);
    } catch (const json::exception &) {
        return Error{ErrorCode::KernelRefused, "nftables: its counters cannot be read"};
    }
    return ok();
}

// Throws where it is not what nftables writes.
void Firewall::takeItem(const json &item, int64_t now)
{
    if (const auto counter = item.find("counter"); counter != item.end()) {
        const auto name = "firewall." + counter->at("name").get<std::string>();
        m_totals[name] += grown(name, {number(*counter, "packets"), number(*counter, "bytes")}).packets;
    } else if (const auto set = item.find("set"); set != item.end()) {
        for (const Element &element : readElements(*set))
            takeElement(set->at("name").get<std::string>(), element.address, {element.packets, element.bytes}, now);
    }
}

void Firewall::takeElement(const std::string &set, Ipv4Address address, const Reading &reading, int64_t now)
{
    const Reading growth = grown(set + address.toString(), reading);
    const bool in = set == "peers";
    for (PeerTraffic *traffic : {&m_traffic[address], &m_total}) {
        (in ? traffic->inPackets : traffic->outPackets) += growth.packets;
        (in ? traffic->inBytes : traffic->outBytes) += growth.bytes;
        if (in && growth.packets > 0)
            traffic->lastHeard = now;
    }
}

void Firewall::addCounters(std::map<std::string, uint64_t> &counters) const
{
    counters.insert(m_totals.begin(), m_totals.end());
}

} // namespace mesh44
