// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/checkup/redactor.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace mesh44 {
namespace {

constexpr std::string_view kNames = ".ampr.org";
constexpr std::string_view kEverybodys = "portal.ampr.org";
// The same for everybody, and so no secret: the field's own networks, and special ones.
constexpr std::array kKeptNetworks{
    kAmateurLow,
    kAmateurHigh,
    Ipv4Prefix::covering(Ipv4Address(44, 192, 0, 0), 10),
    Ipv4Prefix::covering(Ipv4Address(44, 0, 0, 0), 8),
    Ipv4Prefix(),
    Ipv4Prefix::host(Ipv4Address(44, 0, 0, 1)),
    Ipv4Prefix::host(Ipv4Address(224, 0, 0, 9)),
};

std::string lowered(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
    return lower;
}

// What words and addresses are made of; all else stands between them.
bool isPart(char c)
{
    const auto u = static_cast<unsigned char>(c);
    return std::isalnum(u) || c == '.' || c == '-' || c == '_' || c == '/' || u >= 0x80;
}

bool isKept(std::string_view text)
{
    return std::ranges::any_of(kKeptNetworks, [&](Ipv4Prefix p) {
        return text == p.toString() || (p.length() == 32 && text == p.address().toString())
               || (p == Ipv4Prefix() && text == "0.0.0.0");
    });
}

} // namespace

void Redactor::hideWord(std::string word, std::string standIn)
{
    if (!word.empty())
        m_words.emplace_back(lowered(word), std::move(standIn));
}

std::string Redactor::redact(std::string_view text)
{
    // First what may hold blanks and signs that end a word.
    std::string whole(text);
    for (const auto &[word, standIn] : m_words) {
        if (std::ranges::all_of(word, isPart))
            continue;
        for (size_t at = 0; (at = lowered(whole).find(word, at)) != std::string::npos; at += standIn.size())
            whole.replace(at, word.size(), standIn);
    }
    std::string out;
    for (size_t at = 0; at < whole.size();) {
        if (!isPart(whole[at])) {
            out += whole[at++];
            continue;
        }
        const auto end = std::find_if_not(whole.begin() + static_cast<std::ptrdiff_t>(at), whole.end(), isPart);
        const auto length = static_cast<size_t>(end - whole.begin()) - at;
        out += redactWord(std::string_view(whole).substr(at, length));
        at += length;
    }
    return out;
}

std::string Redactor::redactWord(std::string_view word)
{
    // A full stop, or a dash, at the end belongs to the sentence.
    const size_t end = word.find_last_not_of(".-/") + 1;
    const std::string_view tail = word.substr(end);
    const std::string_view bare = word.substr(0, end);
    const std::string lower = lowered(bare);
    for (const auto &[hidden, standIn] : m_words) {
        if (lower == hidden)
            return standIn + std::string(tail);
    }
    if (lower.ends_with(kNames) && lower != kEverybodys) {
        const auto [name, isNew] = m_names.try_emplace(lower, "NAME-" + std::to_string(m_names.size() + 1));
        return name->second + std::string(tail);
    }
    for (const auto &[hidden, standIn] : m_words) { // part of a longer name: n0call-gw, home.example
        if (hidden.size() > 2 && lower.find(hidden) != std::string::npos)
            return standIn + std::string(tail);
    }
    return redactAddress(bare) + std::string(tail);
}

std::string Redactor::redactAddress(std::string_view text)
{
    if (isKept(text))
        return std::string(text);
    const size_t slash = text.find('/');
    const auto address = Ipv4Address::parse(text.substr(0, slash));
    if (!address)
        return std::string(text);
    for (size_t i = 0; i < m_subnets.size(); ++i) {
        if (text == m_subnets[i].toString())
            return "SUBNET-" + std::to_string(i + 1);
    }
    return standInFor(*address) + (slash == std::string_view::npos ? "" : std::string(text.substr(slash)));
}

std::string Redactor::standInFor(Ipv4Address address)
{
    if (const auto known = m_addresses.find(address); known != m_addresses.end())
        return known->second.empty() ? address.toString() : known->second;
    for (size_t i = 0; i < m_subnets.size(); ++i) {
        if (!m_subnets[i].contains(address))
            continue;
        const auto host = m_hosts.try_emplace(address, "HOST-" + std::to_string(m_hosts.size() + 1)).first;
        return "SUBNET-" + std::to_string(i + 1) + "-" + host->second;
    }
    return m_addresses[address] = "ADDRESS-" + std::to_string(++m_others);
}

} // namespace mesh44
