// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/json.h"

#include "core/formats/time.h"

#include <nlohmann/json.hpp>

namespace mesh44 {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kSchema = 1;

std::string document(const Json &json)
{
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string oneLine(const Json &json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json time(int64_t microseconds)
{
    std::string text = isoTime(microseconds);
    return text.empty() ? Json() : Json(std::move(text));
}

Json address(const std::optional<Ipv4Address> &value)
{
    return value ? Json(value->toString()) : Json();
}

constexpr auto kText = [](const auto &value) { return Json(value.toString()); };

Json list(const auto &values, auto element)
{
    Json array = Json::array();
    for (const auto &value : values)
        array.push_back(element(value));
    return array;
}

Json routeOf(const RouteView &route)
{
    return {{"prefix", route.prefix.toString()},
            {"endpoint", route.endpoint.toString()},
            {"origin", toString(route.origin)},
            {"announced", route.announced},
            {"installed", route.installed},
            {"state", toString(route.state)},
            {"reason", route.reason},
            {"first_announced", time(route.firstAnnounced)},
            {"last_announced", time(route.lastAnnounced)},
            {"last_heard", time(route.lastHeard)}};
}

Json endpointOf(const EndpointView &endpoint)
{
    return {{"address", endpoint.address.toString()}, {"suppressed", endpoint.suppressed},
            {"fallback", endpoint.fallback},          {"routes", endpoint.routes},
            {"installed", endpoint.installed},        {"last_announced", time(endpoint.lastAnnounced)}};
}

Json problemOf(const ConfigProblem &problem)
{
    return {{"file", problem.file}, {"line", problem.line}, {"key", problem.key}, {"message", problem.message}};
}

Json trialOf(const TrialView &trial)
{
    if (trial.by.empty())
        return {};
    return {{"by", trial.by},
            {"keys", trial.keys},
            {"until", time(trial.until)},
            {"seconds_left", trial.secondsLeft},
            {"rolling_back", trial.rollingBack}};
}

Json statusOf(const GatewayStatus &status)
{
    return {{"revision", status.revision},
            {"version", status.version},
            {"state", toString(status.state)},
            {"reason", status.reason},
            {"enabled", status.enabled},
            {"callsign", status.callsign},
            {"subnets", list(status.subnets, kText)},
            {"address", address(status.address)},
            {"mode", status.mode},
            {"plane", status.plane},
            {"device", status.device},
            {"mtu", status.mtu},
            {"announcer", status.announcer.toString()},
            {"underlay_device", status.underlayDevice},
            {"underlay_address", address(status.underlayAddress)},
            {"underlay_gateway", address(status.underlayGateway)},
            {"external_address", address(status.externalAddress)},
            {"started_at", time(status.startedAt)},
            {"last_burst", time(status.lastBurst)},
            {"last_burst_routes", status.lastBurstRoutes},
            {"last_burst_complete", status.lastBurstComplete},
            {"bursts_confirmed", status.burstsConfirmed},
            {"next_burst", time(status.nextBurst)},
            {"routes_announced", status.routesAnnounced},
            {"routes_installed", status.routesInstalled},
            {"routes_suppressed", status.routesSuppressed},
            {"routes_refused", status.routesRefused},
            {"routes_held", status.routesHeld},
            {"held_change", status.heldChange},
            {"endpoints", status.endpoints},
            {"default_route", status.hasDefault},
            {"default_suppressed", status.defaultSuppressed},
            {"forward_format", status.forwardFormat},
            {"forward_interface", status.forwardInterface},
            {"forward_destination", address(status.forwardDestination)},
            {"trial", trialOf(status.trial)},
            {"counters", status.counters},
            {"problems", list(status.problems, problemOf)}};
}

void addEvent(Json &json, const EventView &event)
{
    json["time"] = time(event.time);
    json["kind"] = event.kind;
    json["subject"] = event.subject;
    json["text"] = event.text;
}

Json settingOf(const SettingView &setting, bool origin)
{
    Json json = {{"key", setting.key}, {"value", setting.value}};
    if (!origin)
        return json;
    const bool builtIn = setting.file.empty();
    json["default"] = setting.defaultValue;
    json["file"] = builtIn ? Json() : Json(setting.file);
    json["line"] = builtIn ? Json() : Json(setting.line);
    json["permitted"] = setting.permitted;
    return json;
}

} // namespace

std::string statusToJson(const GatewayStatus &status)
{
    Json json = {{"schema", kSchema}};
    json.update(statusOf(status));
    return document(json);
}

std::string routesToJson(const Snapshot &snapshot)
{
    return document({{"schema", kSchema}, {"revision", snapshot.revision}, {"routes", list(snapshot.routes, routeOf)}});
}

std::string endpointsToJson(const Snapshot &snapshot)
{
    return document(
        {{"schema", kSchema}, {"revision", snapshot.revision}, {"endpoints", list(snapshot.endpoints, endpointOf)}});
}

std::string eventsToJson(std::span<const EventView> events)
{
    const auto element = [](const EventView &event) {
        Json json;
        addEvent(json, event);
        return json;
    };
    return document({{"schema", kSchema}, {"events", list(events, element)}});
}

std::string trafficToJson(std::span<const TrafficView> traffic)
{
    const auto element = [](const TrafficView &each) {
        return Json{{"address", each.address.toString()}, {"in_packets", each.inPackets},
                    {"in_bytes", each.inBytes},           {"out_packets", each.outPackets},
                    {"out_bytes", each.outBytes},         {"last_heard", time(each.lastHeard)}};
    };
    return document({{"schema", kSchema}, {"traffic", list(traffic, element)}});
}

std::string checkToJson(std::span<const Check> checks, std::span<const Finding> findings)
{
    const auto checked = [](const Check &check) {
        return Json{{"id", check.id},
                    {"title", check.title},
                    {"outcome", toString(check.outcome)},
                    {"seen", check.seen},
                    {"why", check.why},
                    {"advice", check.advice},
                    {"blocked_by", check.blockedBy},
                    {"fix", toString(check.fix.kind)},
                    {"assignment", check.fix.assignment}};
    };
    const auto element = [](const Finding &finding) {
        return Json{{"id", finding.id},
                    {"severity", toString(finding.severity)},
                    {"sentence", finding.sentence},
                    {"advice", finding.advice}};
    };
    const Check *first = firstFailure(checks);
    return document({{"schema", kSchema},
                     {"first", first ? Json(first->id) : Json(nullptr)},
                     {"checks", list(checks, checked)},
                     {"findings", list(findings, element)}});
}

std::string previewToJson(const PreviewView &preview)
{
    return document({{"schema", kSchema},
                     {"kernel", preview.kernel},
                     {"firewall", preview.firewall},
                     {"notes", preview.notes},
                     {"more", preview.more}});
}

std::string settingsToJson(std::span<const SettingView> settings, bool origin)
{
    const auto element = [origin](const SettingView &setting) { return settingOf(setting, origin); };
    return document({{"schema", kSchema}, {"settings", list(settings, element)}});
}

std::string deltaToJson(const Delta &delta)
{
    return oneLine({{"schema", kSchema},
                    {"type", "changed"},
                    {"from", delta.from},
                    {"to", delta.to},
                    {"whole", delta.whole},
                    {"status", statusOf(delta.status)},
                    {"routes", list(delta.routes, routeOf)},
                    {"removed_routes", list(delta.removedRoutes, kText)},
                    {"endpoints", list(delta.endpoints, endpointOf)},
                    {"removed_endpoints", list(delta.removedEndpoints, kText)}});
}

std::string burstToJson(const BurstView &burst)
{
    return oneLine({{"schema", kSchema},
                    {"type", "burst"},
                    {"time", time(burst.time)},
                    {"routes", burst.routes},
                    {"complete", burst.complete},
                    {"next_burst", time(burst.nextBurst)}});
}

std::string eventToJson(const EventView &event)
{
    Json json = {{"schema", kSchema}, {"type", "event"}};
    addEvent(json, event);
    return oneLine(json);
}

} // namespace mesh44
