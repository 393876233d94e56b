// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/prefix.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mesh44 {

// Takes out of a text what says who and where somebody is, the same thing by the same stand-in each time. Addresses are
// replaced unless they are the same for everybody: an unknown one becomes ADDRESS-1, -2 … Words are replaced where they
// stand as words, whatever their case; and so is every name in ampr.org.
class Redactor
{
public:
    void hideWord(std::string word, std::string standIn);
    void hideAddress(Ipv4Address address, std::string standIn) { m_addresses[address] = std::move(standIn); }
    // SUBNET-1, and its addresses SUBNET-1-HOST-1 …
    void hideSubnet(Ipv4Prefix subnet) { m_subnets.push_back(subnet); }
    void keep(Ipv4Address address) { m_addresses[address] = {}; }

    std::string redact(std::string_view text);

private:
    std::string redactWord(std::string_view word);
    std::string redactAddress(std::string_view digits);
    std::string standInFor(Ipv4Address address);

    std::vector<std::pair<std::string, std::string>> m_words; // in lower case
    std::vector<Ipv4Prefix> m_subnets;
    std::map<Ipv4Address, std::string> m_addresses; // empty: kept
    std::map<std::string, std::string> m_names;
    std::map<Ipv4Address, std::string> m_hosts;
    unsigned m_others = 0;
};

} // namespace mesh44
