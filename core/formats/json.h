// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// JSON with stable keys and a `schema` number. Times are ISO 8601 in UTC, null for never; addresses and
// prefixes are strings. Invalid UTF-8 is replaced by U+FFFD. No line end at the end.

#include "core/checkup/check.h"
#include "core/checkup/finding.h"
#include "core/mesh/view.h"

#include <span>
#include <string>

namespace mesh44 {

// Whole documents, indented.
std::string statusToJson(const GatewayStatus &status);
std::string routesToJson(const Snapshot &snapshot);
std::string endpointsToJson(const Snapshot &snapshot);
std::string eventsToJson(std::span<const EventView> events);
std::string trafficToJson(std::span<const TrafficView> traffic);
// The check: the checks in their order, and what else was found, the worst first. `first`: the id of the first that
// failed or warns, or null.
std::string checkToJson(std::span<const Check> checks, std::span<const Finding> findings);
std::string previewToJson(const PreviewView &preview);
// origin: with default, file, line and permitted values of each; file and line are null for a built-in value.
std::string settingsToJson(std::span<const SettingView> settings, bool origin);

// One line each, told apart by `type`: "changed", "burst", "event".
std::string deltaToJson(const Delta &delta);
std::string burstToJson(const BurstView &burst);
std::string eventToJson(const EventView &event);

} // namespace mesh44
