// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/csv.h"

#include "core/formats/time.h"

#include <initializer_list>
#include <string_view>

namespace mesh44 {

namespace {

std::string field(std::string_view text)
{
    constexpr std::string_view kFormulaStart = "=+-@\t\r\n";
    std::string safe(text);
    if (!text.empty() && kFormulaStart.find(text.front()) != std::string_view::npos)
        safe.insert(0, 1, '\'');
    if (safe.find_first_of(",\"\r\n") == std::string::npos)
        return safe;
    std::string quoted = "\"";
    for (const char c : safe)
        quoted.append(c == '"' ? 2 : 1, c);
    return quoted + '"';
}

std::string row(std::initializer_list<std::string_view> fields)
{
    std::string line;
    for (const std::string_view text : fields)
        line += field(text) + ',';
    line.pop_back();
    return line + "\r\n";
}

std::string_view word(bool value)
{
    return value ? "true" : "false";
}

} // namespace

std::string routesToCsv(std::span<const RouteView> routes)
{
    std::string text = row({"prefix", "endpoint", "origin", "announced", "installed", "state", "reason",
                            "first_announced", "last_announced", "last_heard"});
    for (const RouteView &route : routes) {
        text += row({route.prefix.toString(), route.endpoint.toString(), toString(route.origin), word(route.announced),
                     word(route.installed), toString(route.state), route.reason, isoTime(route.firstAnnounced),
                     isoTime(route.lastAnnounced), isoTime(route.lastHeard)});
    }
    return text;
}

std::string eventsToCsv(std::span<const EventView> events)
{
    std::string text = row({"time", "kind", "subject", "text"});
    for (const EventView &event : events)
        text += row({isoTime(event.time), event.kind, event.subject, event.text});
    return text;
}

} // namespace mesh44
