// SPDX-License-Identifier: GPL-3.0-or-later
//
// GatewayStatus as a{sv}: fields() is the one list of its keys. Keys may be added; a reader skips those it
// does not know and leaves those that are missing at their default, but a status without a state is none.

#include "core/bus/codec.h"
#include "core/bus/wire.h"

#include <cstring>

namespace mesh44::bus {

namespace {

// Calls visit(key, member) for each field until one answers other than 0, and returns that.
template <class S, class Visit> int fields(S &s, Visit visit)
{
    int r = 0;
    const auto field = [&](const char *key, auto &member) { return r == 0 ? (r = visit(key, member)) : r; };
    field("revision", s.revision);
    field("version", s.version);
    field("api_major", s.apiMajor);
    field("api_minor", s.apiMinor);
    field("state", s.state);
    field("reason", s.reason);
    field("enabled", s.enabled);
    field("callsign", s.callsign);
    field("subnets", s.subnets);
    field("address", s.address);
    field("mode", s.mode);
    field("plane", s.plane);
    field("device", s.device);
    field("mtu", s.mtu);
    field("announcer", s.announcer);
    field("underlay_device", s.underlayDevice);
    field("underlay_address", s.underlayAddress);
    field("underlay_gateway", s.underlayGateway);
    field("external_address", s.externalAddress);
    field("started_at", s.startedAt);
    field("last_burst", s.lastBurst);
    field("last_burst_routes", s.lastBurstRoutes);
    field("last_burst_complete", s.lastBurstComplete);
    field("bursts_confirmed", s.burstsConfirmed);
    field("next_burst", s.nextBurst);
    field("routes_announced", s.routesAnnounced);
    field("routes_installed", s.routesInstalled);
    field("routes_suppressed", s.routesSuppressed);
    field("routes_refused", s.routesRefused);
    field("routes_held", s.routesHeld);
    field("held_change", s.heldChange);
    field("endpoints", s.endpoints);
    field("default_route", s.hasDefault);
    field("default_suppressed", s.defaultSuppressed);
    field("forward_format", s.forwardFormat);
    field("forward_interface", s.forwardInterface);
    field("forward_destination", s.forwardDestination);
    field("trial_by", s.trial.by);
    field("trial_keys", s.trial.keys);
    field("trial_until", s.trial.until);
    field("trial_seconds_left", s.trial.secondsLeft);
    field("trial_rolling_back", s.trial.rollingBack);
    field("counters", s.counters);
    field("problems", s.problems);
    return r;
}

using Counters = std::map<std::string, uint64_t>;

constexpr const char *signatureFor(const std::string &)
{
    return "s";
}
constexpr const char *signatureFor(const bool &)
{
    return "b";
}
constexpr const char *signatureFor(const uint32_t &)
{
    return "u";
}
constexpr const char *signatureFor(const uint64_t &)
{
    return "t";
}
constexpr const char *signatureFor(const int64_t &)
{
    return "t";
}
constexpr const char *signatureFor(const GatewayState &)
{
    return "s";
}
constexpr const char *signatureFor(const Ipv4Address &)
{
    return "s";
}
constexpr const char *signatureFor(const std::vector<Ipv4Prefix> &)
{
    return "as";
}
constexpr const char *signatureFor(const std::vector<std::string> &)
{
    return "as";
}
constexpr const char *signatureFor(const Counters &)
{
    return "a{st}";
}
constexpr const char *signatureFor(const std::vector<ConfigProblem> &)
{
    return "a(suss)";
}

template <class T> int putValue(sd_bus_message *m, const T &value)
{
    return wire::put(m, value);
}

int putValue(sd_bus_message *m, const Counters &counters)
{
    int r = sd_bus_message_open_container(m, 'a', "{st}");
    for (auto it = counters.begin(); r >= 0 && it != counters.end(); ++it)
        r = sd_bus_message_append(m, "{st}", wire::utf8(it->first).c_str(), it->second);
    return r < 0 ? r : sd_bus_message_close_container(m);
}

template <class T> int getValue(sd_bus_message *m, T &value)
{
    value = T{};
    return wire::get(m, value);
}

int getValue(sd_bus_message *m, Counters &counters)
{
    counters.clear();
    if (const int r = sd_bus_message_enter_container(m, 'a', "{st}"); r <= 0)
        return r < 0 ? r : -EBADMSG;
    const char *key = nullptr;
    uint64_t value = 0;
    int r = 0;
    while ((r = sd_bus_message_read(m, "{st}", &key, &value)) > 0) {
        if (counters.size() == wire::kMaxRows)
            return -E2BIG;
        counters[key] = value;
    }
    return r < 0 ? r : sd_bus_message_exit_container(m);
}

template <class T> int putEntry(sd_bus_message *m, const char *key, const T &value)
{
    int r = sd_bus_message_open_container(m, 'e', "sv");
    if (r >= 0)
        r = sd_bus_message_append_basic(m, 's', key);
    if (r >= 0)
        r = sd_bus_message_open_container(m, 'v', signatureFor(value));
    if (r >= 0)
        r = putValue(m, value);
    if (r >= 0)
        r = sd_bus_message_close_container(m);
    if (r >= 0)
        r = sd_bus_message_close_container(m);
    return r < 0 ? r : 0;
}

// What there is none of has no entry.
template <class T> int putEntry(sd_bus_message *m, const char *key, const std::optional<T> &value)
{
    return value ? putEntry(m, key, *value) : 0;
}

template <class T> int getVariant(sd_bus_message *m, T &value)
{
    if (const int r = sd_bus_message_enter_container(m, 'v', signatureFor(value)); r <= 0)
        return r < 0 ? r : -EBADMSG;
    const int r = getValue(m, value);
    return r < 0 ? r : sd_bus_message_exit_container(m);
}

template <class T> int getVariant(sd_bus_message *m, std::optional<T> &value)
{
    return getVariant(m, value.emplace());
}

// Reads the variant of a key into its field, or skips it.
int getEntry(sd_bus_message *m, const char *key, GatewayStatus &status)
{
    constexpr int kFound = 1;
    const int r = fields(status, [&](const char *name, auto &member) {
        if (std::strcmp(name, key) != 0)
            return 0;
        const int read = getVariant(m, member);
        return read < 0 ? read : kFound;
    });
    return r == 0 ? sd_bus_message_skip(m, "v") : r;
}

int getAllEntries(sd_bus_message *m, GatewayStatus &status)
{
    bool hasState = false;
    size_t entries = 0;
    if (const int r = sd_bus_message_enter_container(m, 'a', "{sv}"); r <= 0)
        return r < 0 ? r : -EBADMSG;
    int r = 0;
    while ((r = sd_bus_message_enter_container(m, 'e', "sv")) > 0) {
        const char *key = nullptr;
        if (r = sd_bus_message_read_basic(m, 's', &key); r <= 0 || ++entries > wire::kMaxRows)
            return -EBADMSG;
        hasState |= std::strcmp(key, "state") == 0;
        if (r = getEntry(m, key, status); r < 0)
            return r;
        if (r = sd_bus_message_exit_container(m); r < 0)
            return r;
    }
    if (r < 0 || !hasState)
        return -EBADMSG;
    return sd_bus_message_exit_container(m);
}

} // namespace

int append(sd_bus_message *message, const GatewayStatus &status)
{
    if (const int r = sd_bus_message_open_container(message, 'a', "{sv}"); r < 0)
        return r;
    const auto entry = [&](const char *key, const auto &value) { return putEntry(message, key, value); };
    if (const int r = fields(status, entry); r < 0)
        return r;
    return sd_bus_message_close_container(message);
}

int read(sd_bus_message *message, GatewayStatus &status)
{
    GatewayStatus fresh;
    if (const int r = getAllEntries(message, fresh); r < 0)
        return wire::outcome(r);
    status = std::move(fresh);
    return 0;
}

} // namespace mesh44::bus
