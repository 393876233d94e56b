// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the commands print for people. Pure functions: the time comes as an argument. Each result ends
// with a line end or is empty.

#include "app/mesh44ctl/text.h"
#include "core/checkup/check.h"
#include "core/checkup/finding.h"
#include "core/mesh/view.h"
#include "core/packet/capture.h"

#include <span>

namespace mesh44::ctl {

std::string renderStatus(const GatewayStatus &status, int64_t now, const Style &style);
std::string renderRoutes(std::span<const RouteView> routes, int64_t now, const Style &style);
std::string renderHeld(const Snapshot &held, int64_t now, const Style &style); // of the held routes only
std::string renderEndpoints(std::span<const EndpointView> endpoints, int64_t now, const Style &style);
// The last heard first; those without a packet are left out.
std::string renderTraffic(std::span<const TrafficView> traffic, int64_t now, const Style &style);
std::string renderHistory(std::span<const EventView> events); // the oldest first, as a log is read
std::string renderFindings(std::span<const Finding> findings, const Style &style);
// One line each; what fails or warns with why it matters, and what to do.
std::string renderChecks(std::span<const Check> checks, const Style &style);
std::string renderPreview(const PreviewView &preview);
// A line; with `details` what it is made of below it, layer by layer. No passwords.
std::string renderPacket(const CapturedPacket &packet, bool details, const Style &style);
// What a capture was: "7 packets, …". Empty where there is nothing to say.
std::string renderCaptureEnd(const CaptureView &end);
std::string renderConfig(std::span<const SettingView> settings, bool origin);

// For watch: one line for each thing that changed, at most kMaxChangeLines and one that counts the rest.
inline constexpr size_t kMaxChangeLines = 30;
std::vector<std::string> renderChanges(const Snapshot &before, const Delta &delta, const Style &style);
// confirmed: a complete burst was heard before; until then none is called incomplete.
std::string renderBurst(const BurstView &burst, bool confirmed, int64_t now);

// "up", "no rights" …, painted.
std::string stateWord(GatewayState state, const Style &style);

} // namespace mesh44::ctl
