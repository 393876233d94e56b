// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QSettings;

namespace mesh44 {

// What the program does on the desktop besides its window.
struct DesktopOptions
{
    bool tray = false;  // an icon, and closing the window leaves it there
    bool quiet = false; // no notifications
    bool operator==(const DesktopOptions &) const = default;
};

DesktopOptions loadDesktopOptions(QSettings &settings);
void saveDesktopOptions(const DesktopOptions &options, QSettings &settings);

} // namespace mesh44
