// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>

class QApplication;

namespace mesh44 {

enum class Theme { System, Light, Dark };

// For desktops that offer neither: Qt's own Fusion style in calm greys.
QPalette fusionPalette(Theme theme);
// System leaves everything as the platform made it.
void applyTheme(QApplication &application, Theme theme);

} // namespace mesh44
