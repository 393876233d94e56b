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

std::string importToJson(const bus::ImportOutcome &outcome)
{
    return oneLine({{"schema", kSchema}, {"added", outcome.added}, {"refused", outcome.refused}});
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
