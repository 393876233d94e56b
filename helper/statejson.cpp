// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/statejson.h"

#include <algorithm>
#include <concepts>
#include <nlohmann/json.hpp>
#include <utility>

namespace mesh44 {

namespace {

using StateJson = nlohmann::json;

// An array: thousands of objects would take more than twice as long.
StateJson toJson(const StoredRoute &route)
{
    return StateJson::array({route.prefix.toString(), route.endpoint.toString(), std::string(toString(route.origin)),
                             route.firstAnnounced, route.lastAnnounced});
}

StateJson toJson(const IpipParameters &ipip)
{
    return {{"local", ipip.local.toString()},
            {"remote", ipip.remote.toString()},
            {"ttl", ipip.ttl},
            {"tos", ipip.tos},
            {"path_mtu_discovery", ipip.pathMtuDiscovery}};
}

StateJson toJson(const DeviceRecord &device)
{
    StateJson json = {{"name", device.name}, {"created", device.created}};
    if (device.up)
        json["up"] = *device.up;
    if (device.mtu)
        json["mtu"] = *device.mtu;
    if (device.address)
        json["address"] = device.address->toString();
    if (device.rpFilter)
        json["rp_filter"] = *device.rpFilter;
    if (device.forwarding)
        json["forwarding"] = *device.forwarding;
    if (device.arpIgnore)
        json["arp_ignore"] = *device.arpIgnore;
    if (device.ipip)
        json["ipip"] = toJson(*device.ipip);
    return json;
}

template <class T> StateJson toJson(const std::vector<T> &values)
{
    StateJson json = StateJson::array();
    for (const T &value : values)
        json.push_back(toJson(value));
    return json;
}

StateJson toJson(const ClockReading &clocks)
{
    return {{"wall", clocks.wall}, {"boot", clocks.boot}, {"boot_id", clocks.bootId}};
}

StateJson toJson(const std::map<Ipv4Prefix, Ipv4Address> &endpoints)
{
    StateJson json = StateJson::object();
    for (const auto &[prefix, endpoint] : endpoints)
        json[prefix.toString()] = endpoint.toString();
    return json;
}

StateJson toJson(const ChangeGuard::Change &held)
{
    StateJson gone = StateJson::array();
    for (const Ipv4Prefix prefix : held.gone)
        gone.push_back(prefix.toString());
    return {{"gone", std::move(gone)},
            {"moved", toJson(held.moved)},
            {"of", held.of},
            {"confirmations", held.confirmations}};
}

template <class Key> StateJson toJson(const std::map<Key, bool> &fallbacks)
{
    StateJson json = StateJson::object();
    for (const auto &[key, fallback] : fallbacks)
        json[key.toString()] = fallback;
    return json;
}

// --- and back. Every reader returns false and leaves its value alone unless it is exactly right.

bool get(const StateJson &json, bool &value)
{
    const auto *held = json.get_ptr<const bool *>();
    if (held)
        value = *held;
    return held;
}

template <class T>
    requires std::integral<T>
bool get(const StateJson &json, T &value)
{
    if (json.is_number_unsigned()) {
        const auto held = *json.get_ptr<const uint64_t *>();
        value = static_cast<T>(held);
        return std::in_range<T>(held);
    }
    if (!json.is_number_integer())
        return false;
    const auto held = *json.get_ptr<const int64_t *>();
    value = static_cast<T>(held);
    return std::in_range<T>(held);
}

bool get(const StateJson &json, std::string &value)
{
    const auto *held = json.get_ptr<const std::string *>();
    if (held)
        value = *held;
    return held;
}

template <class T> bool parse(const std::string &text, T &value)
{
    const Result<T> parsed = T::parse(text);
    if (parsed)
        value = *parsed;
    return static_cast<bool>(parsed);
}

template <class T>
    requires std::same_as<T, Ipv4Address> || std::same_as<T, Ipv4Prefix>
bool get(const StateJson &json, T &value)
{
    std::string text;
    return get(json, text) && parse(text, value);
}

bool get(const StateJson &json, RouteOrigin &value)
{
    std::string text;
    if (!get(json, text))
        return false;
    const std::optional<RouteOrigin> origin = routeOriginFrom(text);
    value = origin.value_or(value);
    return origin.has_value();
}

template <class T> bool member(const StateJson &json, const char *name, T &value);
template <class T> bool member(const StateJson &json, const char *name, std::optional<T> &value);

bool get(const StateJson &json, StoredRoute &route)
{
    return json.is_array() && json.size() == 5 && get(json[0], route.prefix) && get(json[1], route.endpoint)
           && get(json[2], route.origin) && get(json[3], route.firstAnnounced) && get(json[4], route.lastAnnounced);
}

bool get(const StateJson &json, IpipParameters &ipip)
{
    return member(json, "local", ipip.local) && member(json, "remote", ipip.remote) && member(json, "ttl", ipip.ttl)
           && member(json, "tos", ipip.tos) && member(json, "path_mtu_discovery", ipip.pathMtuDiscovery);
}

bool get(const StateJson &json, DeviceRecord &device)
{
    return member(json, "name", device.name) && member(json, "created", device.created) && member(json, "up", device.up)
           && member(json, "mtu", device.mtu) && member(json, "rp_filter", device.rpFilter)
           && member(json, "forwarding", device.forwarding) && member(json, "arp_ignore", device.arpIgnore)
           && member(json, "address", device.address) && member(json, "ipip", device.ipip) && !device.name.empty()
           && device.name.size() <= 15;
}

template <class T> bool get(const StateJson &json, std::vector<T> &values)
{
    return json.is_array()
           && std::ranges::all_of(json, [&](const StateJson &item) { return get(item, values.emplace_back()); });
}

bool get(const StateJson &json, ClockReading &clocks)
{
    return member(json, "wall", clocks.wall) && member(json, "boot", clocks.boot)
           && member(json, "boot_id", clocks.bootId);
}

// By prefix or address: whether to fall back, or the endpoint of a pin.
template <class Key, class Value> bool get(const StateJson &json, std::map<Key, Value> &values)
{
    if (!json.is_object())
        return false;
    for (const auto &[text, value] : json.items()) {
        Key key;
        if (!parse(text, key) || !get(value, values[key]))
            return false;
    }
    return true;
}

bool get(const StateJson &json, std::set<Ipv4Prefix> &prefixes)
{
    std::vector<Ipv4Prefix> listed;
    if (!get(json, listed))
        return false;
    prefixes.insert(listed.begin(), listed.end());
    return prefixes.size() == listed.size();
}

bool get(const StateJson &json, ChangeGuard::Change &held)
{
    return member(json, "gone", held.gone) && member(json, "moved", held.moved) && member(json, "of", held.of)
           && member(json, "confirmations", held.confirmations) && held.gone.size() + held.moved.size() > 0
           && held.confirmations < ChangeGuard::kConfirmations
           && std::ranges::none_of(held.moved, [&](const auto &route) { return held.gone.contains(route.first); });
}

template <class T> bool member(const StateJson &json, const char *name, T &value)
{
    if (!json.is_object())
        return false;
    const auto it = json.find(name);
    return it != json.end() && get(*it, value);
}

template <class T> bool member(const StateJson &json, const char *name, std::optional<T> &value)
{
    if (!json.is_object() || !json.contains(name))
        return true;
    value = T(); // not emplace(): Clang asks for its constructor before it knows ChangeGuard whole
    return member(json, name, *value);
}

Error wrongValue(const char *what)
{
    return {ErrorCode::IoFailed, what};
}

} // namespace

nlohmann::json toJson(const State &state)
{
    StateJson json = {{"routes", toJson(state.routes)},
                      {"suppressed_endpoints", toJson(state.suppressedEndpoints)},
                      {"suppressed_prefixes", toJson(state.suppressedPrefixes)},
                      {"default_suppressed", state.defaultSuppressed},
                      {"pins", toJson(state.pins)},
                      {"devices", toJson(state.devices)}};
    if (state.enabled)
        json["enabled"] = *state.enabled;
    if (state.held)
        json["held"] = toJson(*state.held);
    if (state.clocks)
        json["clocks"] = toJson(*state.clocks);
    return json;
}

Result<State> stateFrom(const nlohmann::json &json)
{
    State state;
    if (!json.is_object())
        return wrongValue("it is not a JSON object");
    if (!member(json, "enabled", state.enabled))
        return wrongValue("\"enabled\" is malformed");
    if (!member(json, "routes", state.routes))
        return wrongValue("\"routes\" are malformed");
    if (!member(json, "suppressed_endpoints", state.suppressedEndpoints))
        return wrongValue("\"suppressed_endpoints\" are malformed");
    if (!member(json, "suppressed_prefixes", state.suppressedPrefixes))
        return wrongValue("\"suppressed_prefixes\" are malformed");
    // Files of earlier versions have neither pins, clocks nor the default's switch; "held" is there while something is.
    if (json.contains("pins") && !member(json, "pins", state.pins))
        return wrongValue("\"pins\" are malformed");
    if (json.contains("default_suppressed") && !member(json, "default_suppressed", state.defaultSuppressed))
        return wrongValue("\"default_suppressed\" is malformed");
    if (!member(json, "held", state.held))
        return wrongValue("\"held\" is malformed");
    if (!member(json, "clocks", state.clocks))
        return wrongValue("\"clocks\" are malformed");
    if (!member(json, "devices", state.devices))
        return wrongValue("\"devices\" are malformed");
    return state;
}

} // namespace mesh44
