// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

namespace mesh44 {

// How the window looks to this user; no gateway knows of it.
struct Look
{
    static constexpr int kSmallestText = 90; // percent
    static constexpr int kLargestText = 175;

    int textPercent = 100;
    Theme theme = Theme::System;
    bool reducedMotion = false;
    bool patterns = false; // lines have dashes of their own beside their colours
    bool operator==(const Look &) const = default;
};

} // namespace mesh44
