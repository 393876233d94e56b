// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/metrics.h"

#include <algorithm>

namespace mesh44::ctl {

namespace {

void head(std::string &text, const std::string &name, const char *type, const char *help)
{
    text += "# HELP " + name + ' ' + help + "\n# TYPE " + name + ' ' + type + '\n';
}

void gauge(std::string &text, const std::string &name, const char *help, const std::string &value)
{
    head(text, name, "gauge", help);
    text += name + ' ' + value + '\n';
}

void gauge(std::string &text, const std::string &name, const char *help, uint64_t value)
{
    gauge(text, name, help, std::to_string(value));
}

// Seconds with milliseconds.
void timestamp(std::string &text, const std::string &name, const char *help, int64_t microseconds)
{
    if (microseconds <= 0)
        return;
    const auto milliseconds = std::to_string(1000 + microseconds / 1000 % 1000);
    gauge(text, name, help, std::to_string(microseconds / 1'000'000) + '.' + milliseconds.substr(1));
}

std::string escaped(std::string_view value)
{
    std::string text;
    for (const char c : value) {
        if (c == '\\' || c == '"')
            text += '\\';
        text += c == '\n' ? "\\n" : std::string(1, c);
    }
    return text;
}

std::string metricName(std::string_view words)
{
    std::string name = "mesh44_" + std::string(words) + "_total";
    const auto permitted = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    };
    std::ranges::replace_if(name, [&](char c) { return !permitted(c); }, '_');
    return name;
}

// Lines of one metric stand together, under one head.
void counters(std::string &text, const std::map<std::string, uint64_t> &values)
{
    std::map<std::string, std::string> families;
    for (const auto &[key, value] : values) {
        const size_t first = key.find('.');
        const size_t second = first == std::string::npos ? first : key.find('.', first + 1);
        const std::string name = metricName(key.substr(0, second));
        const std::string label = second == std::string::npos ? ""
                                                              : "{reason=\"" + escaped(key.substr(second + 1)) + "\"}";
        families[name] += name + label + ' ' + std::to_string(value) + '\n';
    }
    for (const auto &[name, lines] : families) {
        head(text, name, "counter", "Counted by the service since it started.");
        text += lines;
    }
}

void states(std::string &text, GatewayState current)
{
    head(text, "mesh44_state", "gauge", "1 for the state that the gateway is in.");
    for (auto state = GatewayState::Down; state <= GatewayState::Misconfigured;
         state = static_cast<GatewayState>(static_cast<int>(state) + 1))
        text += "mesh44_state{state=\"" + std::string(toString(state)) + "\"} " + (state == current ? "1" : "0") + '\n';
}

} // namespace

std::string renderMetrics(const std::optional<GatewayStatus> &status)
{
    std::string text;
    gauge(text, "mesh44_up", "Whether the gateway service answers.", status.has_value());
    if (!status)
        return text;
    head(text, "mesh44_build_info", "gauge", "Version of the gateway service.");
    text += "mesh44_build_info{version=\"" + escaped(status->version) + "\"} 1\n";
    states(text, status->state);
    gauge(text, "mesh44_enabled", "The master switch.", status->enabled);
    gauge(text, "mesh44_routes_announced", "Routes in the last complete burst.", status->routesAnnounced);
    gauge(text, "mesh44_routes_installed", "Routes that the kernel forwards.", status->routesInstalled);
    gauge(text, "mesh44_routes_suppressed", "Routes switched off by the operator.", status->routesSuppressed);
    gauge(text, "mesh44_routes_refused", "Routes that the route filter refused.", status->routesRefused);
    gauge(text, "mesh44_routes_held", "Routes whose change waits for confirmation.", status->routesHeld);
    gauge(text, "mesh44_endpoints", "Other gateways in the mesh.", status->endpoints);
    gauge(text, "mesh44_config_problems", "Refused or doubtful configuration values.", status->problems.size());
    gauge(text, "mesh44_last_burst_routes", "Routes in the last burst.", status->lastBurstRoutes);
    gauge(text, "mesh44_last_burst_complete", "Whether the last burst was complete.", status->lastBurstComplete);
    timestamp(text, "mesh44_last_burst_timestamp_seconds", "End of the last burst.", status->lastBurst);
    timestamp(text, "mesh44_start_time_seconds", "Start of the service.", status->startedAt);
    counters(text, status->counters);
    return text;
}

} // namespace mesh44::ctl
