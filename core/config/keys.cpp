// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/keys.h"

#include "core/config/choices.h"
#include "core/config/values.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>
#include <vector>

namespace mesh44 {

namespace {

using Text = std::string_view;

template <class T> Status store(Result<T> parsed, T &place)
{
    if (!parsed)
        return parsed.error();
    place = *std::move(parsed);
    return ok();
}

constexpr Text kTable = "a number from 1 to 4294967295 other than 253, 254 and 255";

using namespace values;

constexpr std::array<SettingKey, 23> kKeys{{
    {"gateway.callsign", "3 to 16 letters, digits, '/' and '-', or nothing",
     [](Text value, Settings &s) { return store(parseCallsign(value), s.callsign); },
     [](const Settings &s) { return s.callsign; }},
    {"gateway.subnets", "prefixes inside 44.0.0.0/9 or 44.128.0.0/10 such as 44.128.10.0/24, separated by blanks",
     [](Text value, Settings &s) { return store(parseSubnets(value), s.subnets); },
     [](const Settings &s) { return print(s.subnets); }},
    {"gateway.address", "auto | an address inside gateway.subnets",
     [](Text value, Settings &s) { return store(parseUnicastOrAuto(value), s.address); },
     [](const Settings &s) { return print(s.address); }},
    {"gateway.mode", "full | mesh | bgp | hybrid",
     [](Text value, Settings &s) { return store(parseMode(value), s.mode); },
     [](const Settings &s) { return print(s.mode); }},
    {"gateway.external_address", "auto | the gateway's address on the Internet, or its DNS name",
     [](Text value, Settings &s) { return parseExternal(value, s.externalAddress, s.externalName); },
     [](const Settings &s) { return s.externalName.empty() ? print(s.externalAddress) : s.externalName; }},
    {"tunnel.device", "at most 15 letters, digits, '_', '.' and '-'; not mesh44, lo, all or default",
     [](Text value, Settings &s) { return store(parseDevice(value), s.device); },
     [](const Settings &s) { return s.device; }},
    {"tunnel.plane", "auto | kernel | userspace",
     [](Text value, Settings &s) { return store(parsePlane(value), s.plane); },
     [](const Settings &s) { return print(s.plane); }},
    {"rip44.announcer", "the address of one host",
     [](Text value, Settings &s) { return store(parseUnicast(value), s.announcer); },
     [](const Settings &s) { return s.announcer.toString(); }},
    {"rip44.password", "1 to 16 printable ASCII characters",
     [](Text value, Settings &s) { return store(parsePassword(value), s.password); },
     [](const Settings &s) { return s.password; }},
    {"rip44.max_routes", "a number from 1 to 65536",
     [](Text value, Settings &s) { return store(parseNumber(value, 1, kMostRoutes), s.maxRoutes); },
     [](const Settings &s) { return std::to_string(s.maxRoutes); }},
    {"rip44.imports", "below | above", [](Text value, Settings &s) { return store(parseImportRank(value), s.imports); },
     [](const Settings &s) { return print(s.imports); }},
    {"routing.mesh_table", kTable, [](Text value, Settings &s) { return store(parseTable(value), s.meshTable); },
     [](const Settings &s) { return std::to_string(s.meshTable); }},
    {"routing.source_table", kTable, [](Text value, Settings &s) { return store(parseTable(value), s.sourceTable); },
     [](const Settings &s) { return std::to_string(s.sourceTable); }},
    {"routing.priority", "a number from 1 to 32700",
     [](Text value, Settings &s) { return store(parseNumber(value, 1, 32700), s.priority); },
     [](const Settings &s) { return std::to_string(s.priority); }},
    {"routing.local", "auto | none | prefixes of /8 or longer, separated by blanks",
     [](Text value, Settings &s) { return store(parseLocal(value), s.local); },
     [](const Settings &s) { return print(s.local); }},
    {"routing.clients", "none | private prefixes such as 192.168.7.0/24, separated by blanks",
     [](Text value, Settings &s) { return store(parseClients(value), s.clients); },
     [](const Settings &s) { return printOrNone(s.clients); }},
    {"firewall.mode", "off | count | enforce",
     [](Text value, Settings &s) { return store(parseFirewallMode(value), s.firewall); },
     [](const Settings &s) { return print(s.firewall); }},
    {"firewall.open",
     "none | all, icmp, tcp/PORT, udp/PORT-PORT, each also as ADDRESS:tcp/PORT or PREFIX:all, separated by blanks",
     [](Text value, Settings &s) { return store(parseOpenings(value), s.openings); },
     [](const Settings &s) { return toString(s.openings); }},
    {"forward.format", "off | rip2 | rip44",
     [](Text value, Settings &s) { return store(parseForwardFormat(value), s.forwardFormat); },
     [](const Settings &s) { return print(s.forwardFormat); }},
    {"forward.interface", "the name of an interface to your LAN, or nothing while forward.format is off",
     [](Text value, Settings &s) { return store(parseLanDevice(value), s.forwardInterface); },
     [](const Settings &s) { return s.forwardInterface; }},
    {"forward.destination", "auto | an address in a network of forward.interface",
     [](Text value, Settings &s) { return store(parseUnicastOrAuto(value), s.forwardDestination); },
     [](const Settings &s) { return print(s.forwardDestination); }},
    {"start.enabled", "yes | no", [](Text value, Settings &s) { return store(parseYesNo(value), s.enabled); },
     [](const Settings &s) { return print(s.enabled); }},
    {"start.lockdown", "yes | no", [](Text value, Settings &s) { return store(parseYesNo(value), s.lockdown); },
     [](const Settings &s) { return print(s.lockdown); }},
}};

// How many letters must be put in, taken out or replaced to turn one text into the other.
size_t editDistance(Text a, Text b)
{
    std::vector<size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), size_t{0});
    for (size_t i = 0; i < a.size(); ++i) {
        size_t diagonal = std::exchange(row[0], i + 1);
        for (size_t j = 0; j < b.size(); ++j) {
            const size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

const SettingKey *sameKeyElsewhere(Text name)
{
    const Text key = name.substr(name.find('.') + 1);
    const auto found = std::ranges::find(kKeys, key, &SettingKey::key);
    return found == kKeys.end() ? nullptr : &*found;
}

} // namespace

std::span<const SettingKey> settingKeys()
{
    return kKeys;
}

const SettingKey *findSettingKey(std::string_view name)
{
    const auto found = std::ranges::find(kKeys, name, &SettingKey::name);
    return found == kKeys.end() ? nullptr : &*found;
}

const SettingKey *nearestSettingKey(std::string_view name)
{
    constexpr size_t kLongest = 64;
    constexpr size_t kFarthest = 4;
    if (name.size() > kLongest)
        return nullptr;
    if (const SettingKey *moved = sameKeyElsewhere(name))
        return moved;
    const auto distance = [&](const SettingKey &key) { return editDistance(name, key.name); };
    const auto nearest = std::ranges::min_element(kKeys, {}, distance);
    return distance(*nearest) <= kFarthest ? &*nearest : nullptr;
}

std::string unknownKeyMessage(std::string_view name)
{
    const SettingKey *nearest = nearestSettingKey(name);
    return "unknown key, ignored" + (nearest ? "; did you mean " + std::string(nearest->name) + "?" : "");
}

} // namespace mesh44
