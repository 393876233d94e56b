// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/desktopoptions.h"

#include <QSettings>

namespace mesh44 {

namespace {

constexpr auto kTrayKey = "desktop-1/tray"; // a new number when the meaning changes
constexpr auto kQuietKey = "desktop-1/quiet";

} // namespace

DesktopOptions loadDesktopOptions(QSettings &settings)
{
    return {.tray = settings.value(QLatin1String(kTrayKey), false).toBool(),
            .quiet = settings.value(QLatin1String(kQuietKey), false).toBool()};
}

void saveDesktopOptions(const DesktopOptions &options, QSettings &settings)
{
    settings.setValue(QLatin1String(kTrayKey), options.tray);
    settings.setValue(QLatin1String(kQuietKey), options.quiet);
}

} // namespace mesh44
