// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/values.h"

#include "core/config/ini.h"
#include "core/net/quote.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace mesh44::values {

namespace {

Error refuse(std::string_view value, std::string_view why = "is not permitted")
{
    return {ErrorCode::InvalidConfig, quote(value) + ' ' + std::string(why)};
}

constexpr bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool consistsOf(std::string_view text, std::string_view others)
{
    return std::ranges::all_of(text,
                               [&](char c) { return isLetterOrDigit(c) || others.find(c) != std::string_view::npos; });
}

// At least two labels of letters, digits and inner '-'.
bool isDnsName(std::string_view name)
{
    constexpr size_t kLongestName = 253;
    constexpr size_t kLongestLabel = 63;
    if (name.size() > kLongestName || name.find('.') == std::string_view::npos)
        return false;
    while (true) {
        const std::string_view label = name.substr(0, name.find('.'));
        if (label.empty() || label.size() > kLongestLabel || !consistsOf(label, "-") || label.front() == '-'
            || label.back() == '-')
            return false;
        if (label.size() == name.size())
            return true;
        name.remove_prefix(label.size() + 1);
    }
}

// Blank-separated prefixes that do not overlap; `check` says what else is wrong with one, or nothing.
template <class Check> Result<std::vector<Ipv4Prefix>> parsePrefixes(std::string_view value, Check check)
{
    std::vector<Ipv4Prefix> prefixes;
    for (value = trim(value); !value.empty(); value = trim(value)) {
        const std::string_view word = value.substr(0, value.find_first_of(" \t"));
        const auto prefix = Ipv4Prefix::parse(word);
        if (!prefix)
            return Error{ErrorCode::InvalidConfig, prefix.error().message};
        if (const std::string_view wrong = check(*prefix); !wrong.empty())
            return refuse(word, wrong);
        const auto overlaps = [&](Ipv4Prefix earlier) { return earlier.overlaps(*prefix); };
        if (const auto other = std::ranges::find_if(prefixes, overlaps); other != prefixes.end())
            return refuse(word, "overlaps " + other->toString());
        prefixes.push_back(*prefix);
        value.remove_prefix(word.size());
    }
    return prefixes;
}

} // namespace

Result<std::string> parseCallsign(std::string_view value)
{
    const bool fits = value.empty() || (value.size() >= 3 && value.size() <= 16);
    if (!fits || !consistsOf(value, "/-"))
        return refuse(value, "is not a callsign");
    std::string upper(value);
    for (char &c : upper)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return upper;
}

Result<Ipv4Address> parseUnicast(std::string_view value)
{
    const auto address = Ipv4Address::parse(value);
    if (!address)
        return Error{ErrorCode::InvalidConfig, address.error().message};
    const uint32_t first = address->value() >> 24;
    if (first == 0 || first == 127 || first >= 224)
        return refuse(value, "is not the address of one host");
    return *address;
}

Result<std::optional<Ipv4Address>> parseUnicastOrAuto(std::string_view value)
{
    if (value == "auto")
        return std::optional<Ipv4Address>();
    const auto address = parseUnicast(value);
    if (!address)
        return address.error();
    return std::optional(*address);
}

Status parseExternal(std::string_view value, std::optional<Ipv4Address> &address, std::string &name)
{
    const bool isName = std::ranges::any_of(value, [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
    if (!isName || value == "auto") {
        const auto parsed = parseUnicastOrAuto(value);
        if (!parsed)
            return parsed.error();
        address = *parsed;
        name.clear();
        return ok();
    }
    if (!isDnsName(value))
        return refuse(value, "is neither an address nor a DNS name");
    address.reset();
    name.assign(value);
    std::ranges::transform(name, name.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    return ok();
}

Result<std::vector<Ipv4Prefix>> parseSubnets(std::string_view value)
{
    return parsePrefixes(value, [](Ipv4Prefix prefix) -> std::string_view {
        return isAmateur(prefix) ? "" : "lies outside 44.0.0.0/9 and 44.128.0.0/10";
    });
}

// The wider a local prefix, the more of our packets stay off the mesh; a default route among them would send
// everything of ours out unencapsulated.
Result<std::optional<std::vector<Ipv4Prefix>>> parseLocal(std::string_view value)
{
    if (value == "auto")
        return std::optional<std::vector<Ipv4Prefix>>();
    if (value.empty())
        return refuse(value);
    const auto prefixes = parsePrefixes(value == "none" ? "" : value, [](Ipv4Prefix prefix) -> std::string_view {
        return prefix.length() >= 8 ? "" : "is wider than /8";
    });
    if (!prefixes)
        return prefixes.error();
    return std::optional(*prefixes);
}

// A host with an address in 44 is known by it; translated, it could not be answered.
Result<std::vector<Ipv4Prefix>> parseClients(std::string_view value)
{
    if (value.empty())
        return refuse(value);
    return parsePrefixes(value == "none" ? "" : value, [](Ipv4Prefix prefix) -> std::string_view {
        if (prefix.overlaps(kAmateurLow) || prefix.overlaps(kAmateurHigh))
            return "overlaps amateur space, whose hosts keep their addresses";
        return prefix.length() >= 8 ? "" : "is wider than /8";
    });
}

// What the kernel takes as a name, less what is not a tunnel of ours: `mesh44` is kept for the userspace
// plane, and `all`, `default` and `lo` are not free.
Result<std::string> parseDevice(std::string_view value)
{
    constexpr std::array<std::string_view, 6> kReserved{".", "..", "all", "default", "lo", "mesh44"};
    if (value.empty() || value.size() > 15 || value.front() == '-' || !consistsOf(value, "_.-"))
        return refuse(value, "is not the name of a network device");
    if (std::ranges::find(kReserved, value) != kReserved.end())
        return refuse(value, "is a name that is not free");
    return std::string(value);
}

Result<std::string> parseLanDevice(std::string_view value)
{
    return value.empty() ? std::string() : parseDevice(value);
}

Result<std::string> parsePassword(std::string_view value)
{
    const auto printable = [](char c) { return c >= ' ' && c <= '~'; };
    if (value.empty() || value.size() > 16 || !std::ranges::all_of(value, printable))
        return refuse(value);
    return std::string(value);
}

Result<uint32_t> parseTable(std::string_view value)
{
    const auto table = parseNumber(value, 1, ~uint32_t{0});
    if (table && *table >= 253 && *table <= 255)
        return refuse(value, "is one of the kernel's own tables (default, main, local)");
    return table;
}

Result<uint32_t> parseNumber(std::string_view value, uint32_t least, uint32_t most)
{
    uint32_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc{} || end != value.data() + value.size() || number < least || number > most)
        return refuse(value, "is not a number from " + std::to_string(least) + " to " + std::to_string(most));
    return number;
}

std::string print(const std::optional<Ipv4Address> &address)
{
    return address ? address->toString() : "auto";
}

std::string print(const std::vector<Ipv4Prefix> &prefixes)
{
    std::string text;
    for (const Ipv4Prefix prefix : prefixes)
        text += (text.empty() ? "" : " ") + prefix.toString();
    return text;
}

std::string print(const std::optional<std::vector<Ipv4Prefix>> &local)
{
    if (!local)
        return "auto";
    return local->empty() ? "none" : print(*local);
}

std::string printOrNone(const std::vector<Ipv4Prefix> &prefixes)
{
    return prefixes.empty() ? "none" : print(prefixes);
}

} // namespace mesh44::values
