// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QStyleFactory>

namespace mesh44 {

namespace {

struct Shades
{
    QColor window, base, alternate, button, text, dim, highlight, highlightedText, link, mid;
};

constexpr auto rgb = [](unsigned value) { return QColor::fromRgb(value | 0xFF000000u); };

Shades shadesOf(Theme theme)
{
    if (theme == Theme::Dark)
        return {rgb(0x24272B), rgb(0x1B1D20), rgb(0x212427), rgb(0x33373C), rgb(0xE7E9EB),
                rgb(0x8D949B), rgb(0x2F6FA3), rgb(0xFFFFFF), rgb(0x6CB8EE), rgb(0x43484E)};
    return {rgb(0xF3F4F5), rgb(0xFFFFFF), rgb(0xF8F9FA), rgb(0xFBFBFC), rgb(0x1E2226),
            rgb(0x83898F), rgb(0x1F6FAE), rgb(0xFFFFFF), rgb(0x0B5E9E), rgb(0xC3C8CD)};
}

void setTextRoles(QPalette &palette, const Shades &shades)
{
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(role, shades.text);
        palette.setColor(QPalette::Disabled, role, shades.dim);
    }
    palette.setColor(QPalette::HighlightedText, shades.highlightedText);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, shades.text);
    palette.setColor(QPalette::ToolTipText, shades.text);
    palette.setColor(QPalette::PlaceholderText, shades.dim);
    palette.setColor(QPalette::BrightText, shades.text);
    palette.setColor(QPalette::Link, shades.link);
    palette.setColor(QPalette::LinkVisited, shades.link);
}

} // namespace

QPalette fusionPalette(Theme theme)
{
    const Shades shades = shadesOf(theme);
    QPalette palette(shades.button, shades.window); // derives the bevel shades
    palette.setColor(QPalette::Window, shades.window);
    palette.setColor(QPalette::Base, shades.base);
    palette.setColor(QPalette::Disabled, QPalette::Base, shades.window);
    palette.setColor(QPalette::AlternateBase, shades.alternate);
    palette.setColor(QPalette::Button, shades.button);
    palette.setColor(QPalette::Mid, shades.mid);
    palette.setColor(QPalette::ToolTipBase, shades.button);
    palette.setColor(QPalette::Highlight, shades.highlight);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, shades.mid);
    setTextRoles(palette, shades);
    return palette;
}

void applyTheme(QApplication &application, Theme theme)
{
    if (theme == Theme::System)
        return;
    application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    application.setPalette(fusionPalette(theme));
}

} // namespace mesh44
