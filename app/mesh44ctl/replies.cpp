// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/replies.h"

#include "core/bus/names.h"

#include <nlohmann/json.hpp>

namespace mesh44::ctl {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kSchema = 1;

std::string oneLine(const Json &json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace

std::string doneToJson()
{
    return oneLine({{"schema", kSchema}, {"done", true}});
}

std::string trialToJson(const std::string &token, uint32_t seconds, const std::string &confirm)
{
    return oneLine({{"schema", kSchema}, {"token", token}, {"seconds", seconds}, {"confirm", confirm}});
}

std::string importToJson(const bus::ImportOutcome &outcome, const std::vector<RegistrationFinding> &registration)
{
    Json findings = Json::array();
    for (const RegistrationFinding &finding : registration)
        findings.push_back({{"subnet", finding.subnet.toString()},
                            {"registration", toString(finding.what)},
                            {"sentence", finding.sentence}});
    return oneLine(
        {{"schema", kSchema}, {"added", outcome.added}, {"refused", outcome.refused}, {"registration", findings}});
}

std::string amprRipdToJson(const AmprRipdImport &import, bool applied)
{
    Json settings = Json::object();
    for (const auto &[key, value] : import.assignments)
        settings[key] = value;
    return oneLine({{"schema", kSchema}, {"settings", settings}, {"notes", import.notes}, {"applied", applied}});
}

std::string serviceToJson(bool running)
{
    return oneLine({{"schema", kSchema}, {"type", "service"}, {"running", running}});
}

std::string errorToJson(ErrorCode code, const std::string &sentence)
{
    return oneLine({{"schema", kSchema}, {"error", bus::errorName(code)}, {"message", sentence}});
}

} // namespace mesh44::ctl
