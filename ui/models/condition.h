// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The one word that the window has for a route, from the separate facts that the helper tells, and the
// sign (a shape with a colour) that goes with every word.

#include "core/mesh/view.h"

#include <QString>

namespace mesh44 {

// Shapes tell the meaning; colours only underline it. Drawn in ui/widgets/signs.h.
enum class Sign : uint8_t {
    Ok,        // filled circle
    Attention, // triangle
    Failed,    // cross
    Manual,    // square
    Off,       // hollow square
    Unknown,   // hollow circle
};

// By urgency: this is also the order in which the table sorts.
enum class Condition : uint8_t {
    NotInstalled,
    Refused,
    Held,
    Stale,
    Cached,
    Suppressed,
    Pinned,
    Imported,
    Installed,
};

Condition conditionOf(const RouteView &route);
Sign signOf(Condition condition);
QString wordOf(Condition condition);
QString sentenceOf(Condition condition);
QString wordOf(RouteOrigin origin);

} // namespace mesh44
