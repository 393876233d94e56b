// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/firewall/opening.h"

#include "core/config/ini.h"
#include "core/net/quote.h"

#include <array>
#include <charconv>
#include <utility>

namespace mesh44 {
namespace {

constexpr size_t kMostOpenings = 256;
constexpr std::array<std::pair<std::string_view, OpenProtocol>, 4> kOpenProtocols{{
    {"all", OpenProtocol::All},
    {"icmp", OpenProtocol::Icmp},
    {"tcp", OpenProtocol::Tcp},
    {"udp", OpenProtocol::Udp},
}};

Error refuseOpening(std::string_view word, std::string_view why)
{
    return {ErrorCode::InvalidConfig, quote(word) + ' ' + std::string(why)};
}

std::optional<uint16_t> parsePort(std::string_view text)
{
    uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc{} || end != text.data() + text.size() || port == 0)
        return std::nullopt;
    return port;
}

bool parsePorts(std::string_view text, Opening &opening)
{
    const size_t dash = text.find('-');
    const auto first = parsePort(text.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : parsePort(text.substr(dash + 1));
    if (!first || !last || *first > *last)
        return false;
    opening.firstPort = *first;
    opening.lastPort = *last;
    return true;
}

Result<Opening> parseOpening(std::string_view word)
{
    Opening opening;
    std::string_view service = word;
    if (const size_t colon = word.find(':'); colon != std::string_view::npos) {
        const auto destination = Ipv4Prefix::parse(word.substr(0, colon));
        if (!destination)
            return Error{ErrorCode::InvalidConfig, destination.error().message};
        opening.destination = *destination;
        service = word.substr(colon + 1);
    }
    const size_t slash = service.find('/');
    bool known = false;
    for (const auto &[name, protocol] : kOpenProtocols) {
        if (service.substr(0, slash) != name)
            continue;
        opening.protocol = protocol;
        known = true;
    }
    if (!known)
        return refuseOpening(word, "names none of all, icmp, tcp and udp");
    if (slash == std::string_view::npos)
        return opening;
    if (opening.protocol != OpenProtocol::Tcp && opening.protocol != OpenProtocol::Udp)
        return refuseOpening(word, "has ports, which only tcp and udp have");
    if (!parsePorts(service.substr(slash + 1), opening))
        return refuseOpening(word, "has no ports from 1 to 65535 such as 22 or 5060-5070");
    return opening;
}

} // namespace

Result<std::vector<Opening>> parseOpenings(std::string_view text)
{
    std::vector<Opening> openings;
    if (text == "none")
        return openings;
    for (text = trim(text); !text.empty(); text = trim(text)) {
        const std::string_view word = text.substr(0, text.find_first_of(" \t"));
        const auto opening = parseOpening(word);
        if (!opening)
            return opening.error();
        if (openings.size() >= kMostOpenings)
            return refuseOpening(word, "is one too many: at most " + std::to_string(kMostOpenings));
        openings.push_back(*opening);
        text.remove_prefix(word.size());
    }
    if (openings.empty())
        return refuseOpening(text, "opens nothing; say none");
    return openings;
}

std::string toString(const std::vector<Opening> &openings)
{
    std::string text;
    for (const Opening &opening : openings) {
        text += text.empty() ? "" : " ";
        if (opening.destination)
            text += opening.destination->toString() + ':';
        text += kOpenProtocols[static_cast<size_t>(opening.protocol)].first;
        if (opening.firstPort != 0)
            text += '/' + std::to_string(opening.firstPort);
        if (opening.lastPort != opening.firstPort)
            text += '-' + std::to_string(opening.lastPort);
    }
    return text.empty() ? "none" : text;
}

} // namespace mesh44
