// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/mapcolours.h"

#include "ui/widgets/signs.h"

#include <QPalette>

#include <algorithm>
#include <cmath>

namespace mesh44 {

namespace {

MapColours lightTable()
{
    MapColours colours;
    colours.around = QColor(0xF3, 0xF4, 0xF5);
    colours.sea = QColor(0xFC, 0xFD, 0xFE);
    colours.land = QColor(0xEB, 0xEC, 0xED);
    colours.coast = QColor(0xC6, 0xCA, 0xCE);
    colours.border = QColor(0xFF, 0xFF, 0xFF);
    colours.grid = QColor(0xDD, 0xE0, 0xE3);
    colours.text = QColor(0x1E, 0x22, 0x26);
    colours.faint = QColor(0x63, 0x69, 0x6F);
    colours.accent = QColor(0x1F, 0x6F, 0xAE);
    return colours;
}

MapColours darkTable()
{
    MapColours colours;
    colours.around = QColor(0x24, 0x27, 0x2B);
    colours.sea = QColor(0x1B, 0x1D, 0x20);
    colours.land = QColor(0x2E, 0x31, 0x35);
    colours.coast = QColor(0x4C, 0x52, 0x58);
    colours.border = QColor(0x1F, 0x21, 0x24);
    colours.grid = QColor(0x35, 0x39, 0x3E);
    colours.text = QColor(0xE7, 0xE9, 0xEB);
    colours.faint = QColor(0x9B, 0xA2, 0xA9);
    colours.accent = QColor(0x6C, 0xB8, 0xEE);
    return colours;
}

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

} // namespace

MapColours mapColours(const QPalette &palette, bool live)
{
    MapColours colours = isDark(palette) ? darkTable() : lightTable();
    for (size_t i = 0; i < kSigns; ++i)
        colours.signs[i] = signColour(live ? static_cast<Sign>(i) : Sign::Unknown, palette);
    colours.own = live ? colours.text : colours.faint;
    colours.spoke = live ? colours.of(Sign::Ok) : colours.faint;
    return colours;
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return std::max(first, second) / std::min(first, second);
}

} // namespace mesh44
