// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/look.h"

#include <QSettings>

#include <algorithm>

namespace mesh44 {

namespace {

constexpr auto kThemeKey = "look-1/theme"; // a new number when the meaning changes
constexpr auto kTextKey = "look-1/text-percent";
constexpr auto kMotionKey = "look-1/reduced-motion";

QString themeWord(Theme theme)
{
    switch (theme) {
    case Theme::Light: return QStringLiteral("light");
    case Theme::Dark: return QStringLiteral("dark");
    case Theme::System: break;
    }
    return QStringLiteral("system");
}

Theme themeOf(const QString &word)
{
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        if (word == themeWord(theme))
            return theme;
    }
    return Theme::System;
}

int percentOf(const QVariant &stored)
{
    bool isNumber = false;
    const int percent = stored.toInt(&isNumber);
    return isNumber ? std::clamp(percent, kSmallestText, kLargestText) : 100;
}

} // namespace

Look loadLook(QSettings &settings)
{
    return {.theme = themeOf(settings.value(QLatin1String(kThemeKey)).toString()),
            .textPercent = percentOf(settings.value(QLatin1String(kTextKey))),
            .reducedMotion = settings.value(QLatin1String(kMotionKey), false).toBool()};
}

void saveLook(const Look &look, QSettings &settings)
{
    settings.setValue(QLatin1String(kThemeKey), themeWord(look.theme));
    settings.setValue(QLatin1String(kTextKey), look.textPercent);
    settings.setValue(QLatin1String(kMotionKey), look.reducedMotion);
}

} // namespace mesh44
