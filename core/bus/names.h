// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <string_view>

namespace mesh44::bus {

inline constexpr const char *kService = "org.mesh44.Gateway1";
inline constexpr const char *kPath = "/org/mesh44/Gateway1";
inline constexpr const char *kInterface = "org.mesh44.Gateway1";

inline constexpr const char *kActionControl = "org.mesh44.control";
inline constexpr const char *kActionConfigure = "org.mesh44.configure";
inline constexpr const char *kActionDiagnose = "org.mesh44.diagnose";

// The longest that a polkit prompt may stay open; the caller's own timeout must be longer.
inline constexpr unsigned kPromptSeconds = 300;
inline constexpr unsigned kCallSeconds = kPromptSeconds + 30;

// "org.mesh44.Error.NotAuthorized" …
const char *errorName(ErrorCode code);
// What a D-Bus error means to us; names that are not ours (org.freedesktop.DBus.Error.*) included.
ErrorCode errorCodeFrom(std::string_view name);

} // namespace mesh44::bus
