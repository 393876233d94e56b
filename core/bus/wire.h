// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How single values and rows of values stand in a message. Private to the codec, but for utf8().
//
// put() and get() come in pairs, one per type; both return 0 or a negative errno. A row type says by
// Row<T> what its members are and in which order: the same line serves writing and reading.

#include "core/bus/handle.h"
#include "core/checkup/check.h"
#include "core/checkup/finding.h"
#include "core/mesh/view.h"
#include "core/packet/capture.h"

#include <cerrno>
#include <limits>
#include <tuple>

namespace mesh44::bus::wire {

inline constexpr size_t kMaxRows = 100'000;

// The bus cuts the connection of whoever sends a string that is not UTF-8, and a configuration file may
// hold anything: other bytes become U+FFFD, a NUL ends the string.
std::string utf8(std::string_view text);

int put(sd_bus_message *message, const std::string &value);
int put(sd_bus_message *message, bool value);
int put(sd_bus_message *message, uint32_t value);
int put(sd_bus_message *message, uint64_t value);
int put(sd_bus_message *message, int64_t time);
int put(sd_bus_message *message, Ipv4Address value);
int put(sd_bus_message *message, Ipv4Prefix value);
int put(sd_bus_message *message, RouteOrigin value);
int put(sd_bus_message *message, RouteState value);
int put(sd_bus_message *message, GatewayState value);
int put(sd_bus_message *message, Severity value);
int put(sd_bus_message *message, CheckOutcome value);
int put(sd_bus_message *message, FixKind value);
int put(sd_bus_message *message, const std::vector<uint8_t> &bytes);

int get(sd_bus_message *message, std::string &value);
int get(sd_bus_message *message, bool &value);
int get(sd_bus_message *message, uint32_t &value);
int get(sd_bus_message *message, uint64_t &value);
int get(sd_bus_message *message, int64_t &time);
int get(sd_bus_message *message, Ipv4Address &value);
int get(sd_bus_message *message, Ipv4Prefix &value);
int get(sd_bus_message *message, RouteOrigin &value);
int get(sd_bus_message *message, RouteState &value);
int get(sd_bus_message *message, GatewayState &value);
int get(sd_bus_message *message, Severity &value);
int get(sd_bus_message *message, CheckOutcome &value);
int get(sd_bus_message *message, FixKind &value);
int get(sd_bus_message *message, std::vector<uint8_t> &bytes);

template <class T> int put(sd_bus_message *message, const std::vector<T> &rows);
template <class T> int get(sd_bus_message *message, std::vector<T> &rows);

// All in order, up to the first failure.
template <class... T> int putAll(sd_bus_message *message, const T &...values)
{
    int r = 0;
    static_cast<void>((((r = put(message, values)) >= 0) && ...));
    return r < 0 ? r : 0;
}
template <class... T> int getAll(sd_bus_message *message, T &...values)
{
    int r = 0;
    static_cast<void>((((r = get(message, values)) >= 0) && ...));
    return r < 0 ? r : 0;
}

template <class T> struct Row; // members(row): a tuple of references; kContents: their signature

template <> struct Row<RouteView>
{
    static constexpr const char *kContents = "sssbbssttt";
    static constexpr const char *kStruct = "(sssbbssttt)";
    static auto members(auto &r)
    {
        return std::tie(r.prefix, r.endpoint, r.origin, r.announced, r.installed, r.state, r.reason, r.firstAnnounced,
                        r.lastAnnounced, r.lastHeard);
    }
};
template <> struct Row<EndpointView>
{
    static constexpr const char *kContents = "sbbuut";
    static constexpr const char *kStruct = "(sbbuut)";
    static auto members(auto &e)
    {
        return std::tie(e.address, e.suppressed, e.fallback, e.routes, e.installed, e.lastAnnounced);
    }
};
template <> struct Row<EventView>
{
    static constexpr const char *kContents = "tsss";
    static constexpr const char *kStruct = "(tsss)";
    static auto members(auto &e) { return std::tie(e.time, e.kind, e.subject, e.text); }
};
template <> struct Row<SettingView>
{
    static constexpr const char *kContents = "ssssus";
    static constexpr const char *kStruct = "(ssssus)";
    static auto members(auto &s) { return std::tie(s.key, s.value, s.defaultValue, s.file, s.line, s.permitted); }
};
template <> struct Row<ConfigProblem>
{
    static constexpr const char *kContents = "suss";
    static constexpr const char *kStruct = "(suss)";
    static auto members(auto &p) { return std::tie(p.file, p.line, p.key, p.message); }
};

template <> struct Row<TrafficView>
{
    static constexpr const char *kContents = "sttttt";
    static constexpr const char *kStruct = "(sttttt)";
    static auto members(auto &t)
    {
        return std::tie(t.address, t.inPackets, t.inBytes, t.outPackets, t.outBytes, t.lastHeard);
    }
};

template <> struct Row<Finding>
{
    static constexpr const char *kContents = "ssss";
    static constexpr const char *kStruct = "(ssss)";
    static auto members(auto &f) { return std::tie(f.id, f.severity, f.sentence, f.advice); }
};

template <> struct Row<Check>
{
    static constexpr const char *kContents = "sssssssss";
    static constexpr const char *kStruct = "(sssssssss)";
    static auto members(auto &c)
    {
        return std::tie(c.id, c.title, c.outcome, c.seen, c.why, c.advice, c.blockedBy, c.fix.kind, c.fix.assignment);
    }
};

template <> struct Row<TimelineView>
{
    static constexpr const char *kContents = "tuutt";
    static constexpr const char *kStruct = "(tuutt)";
    static auto members(auto &t) { return std::tie(t.time, t.announced, t.installed, t.inBytes, t.outBytes); }
};

template <> struct Row<CapturedPacket>
{
    static constexpr const char *kContents = "tsbbuay";
    static constexpr const char *kStruct = "(tsbbuay)";
    static auto members(auto &p)
    {
        return std::tie(p.time, p.device, p.outgoing, p.checksumPending, p.originalLength, p.bytes);
    }
};

template <class T>
concept HasRow = requires { Row<T>::kContents; };

template <HasRow T> int put(sd_bus_message *message, const T &row)
{
    if (const int r = sd_bus_message_open_container(message, 'r', Row<T>::kContents); r < 0)
        return r;
    const int r = std::apply([&](const auto &...member) { return putAll(message, member...); }, Row<T>::members(row));
    return r < 0 ? r : sd_bus_message_close_container(message);
}

template <HasRow T> int get(sd_bus_message *message, T &row)
{
    if (const int r = sd_bus_message_enter_container(message, 'r', Row<T>::kContents); r <= 0)
        return r < 0 ? r : -EBADMSG;
    const int r = std::apply([&](auto &...member) { return getAll(message, member...); }, Row<T>::members(row));
    return r < 0 ? r : sd_bus_message_exit_container(message);
}

template <class T> constexpr const char *signatureOf()
{
    if constexpr (HasRow<T>)
        return Row<T>::kStruct;
    else
        return "s";
}

template <class T> int put(sd_bus_message *message, const std::vector<T> &rows)
{
    if (rows.size() > kMaxRows)
        return -E2BIG;
    if (const int r = sd_bus_message_open_container(message, 'a', signatureOf<T>()); r < 0)
        return r;
    for (const T &row : rows) {
        if (const int r = put(message, row); r < 0)
            return r;
    }
    return sd_bus_message_close_container(message);
}

template <class T> int get(sd_bus_message *message, std::vector<T> &rows)
{
    if (const int r = sd_bus_message_enter_container(message, 'a', signatureOf<T>()); r <= 0)
        return r < 0 ? r : -EBADMSG;
    while (sd_bus_message_at_end(message, 0) == 0) {
        if (rows.size() == kMaxRows)
            return -E2BIG;
        if (const int r = get(message, rows.emplace_back()); r < 0)
            return r;
    }
    return sd_bus_message_exit_container(message);
}

// The end of every reader: what is wrong with a message is all the same to the caller.
inline int outcome(int r)
{
    if (r >= 0)
        return 0;
    return r == -ENOMEM ? -ENOMEM : -EBADMSG;
}

} // namespace mesh44::bus::wire
