// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QSettings;

namespace mesh44 {

enum class Theme { System, Light, Dark };

inline constexpr int kSmallestText = 90; // percent of the desktop's own size
inline constexpr int kLargestText = 175;

// How the operator wants the window to look, whatever the gateway does.
struct Look
{
    Theme theme = Theme::System;
    int textPercent = 100;
    bool reducedMotion = false;
    bool operator==(const Look &) const = default;
};

// What another version stored, or nobody, becomes the nearest that is understood here.
Look loadLook(QSettings &settings);
void saveLook(const Look &look, QSettings &settings);

} // namespace mesh44
