// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The map's two tables of colours. Land and water are neutral, so that every sign stands out from both at least 3:1,
// for colour-blind eyes too: a test measures it.

#include "ui/models/condition.h"

#include <QColor>

#include <array>

class QPalette;

namespace mesh44 {

inline constexpr size_t kSigns = 6;

struct MapColours
{
    QColor around; // beyond the globe's edge
    QColor sea;    // also the ground of rings and address space
    QColor land;
    QColor coast;
    QColor border;
    QColor grid;
    QColor text;
    QColor faint; // text that stays in the background
    QColor own;   // the gateway itself
    QColor spoke;
    QColor accent; // selection
    std::array<QColor, kSigns> signs;

    const QColor &of(Sign sign) const { return signs[static_cast<size_t>(sign)]; }
    bool operator==(const MapColours &) const = default;
};

// live false: shapes stay, colours go, for what is shown may no longer be so.
MapColours mapColours(const QPalette &palette, bool live);

// The ratio of WCAG 2: from 1 to 21.
double contrast(const QColor &a, const QColor &b);

} // namespace mesh44
