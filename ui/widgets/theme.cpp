// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/theme.h"

#include "ui/widgets/roomystyle.h"
#include "ui/widgets/signs.h"
#include "ui/widgets/textscale.h"

#include <QApplication>
#include <QStyle>
#include <QStyleFactory>
#include <QStyleHints>

namespace mesh44 {

namespace {

// dim: text that stands back, still 4.5:1 on every ground; off: text of what cannot be used now, 3:1.
struct Shades
{
    QColor window, base, alternate, button, text, dim, off, highlight, highlightedText, link, mid;
};

constexpr auto rgb = [](unsigned value) { return QColor::fromRgb(value | 0xFF000000u); };

Shades shadesOf(Theme theme)
{
    if (theme == Theme::Dark)
        return {rgb(0x24272B), rgb(0x1B1D20), rgb(0x212427), rgb(0x33373C), rgb(0xE7E9EB), rgb(0xA3AAB1),
                rgb(0x858C93), rgb(0x3478B0), rgb(0xFFFFFF), rgb(0x6CB8EE), rgb(0x43484E)};
    return {rgb(0xF3F4F5), rgb(0xFFFFFF), rgb(0xF8F9FA), rgb(0xFBFBFC), rgb(0x1E2226), rgb(0x656B71),
            rgb(0x7F858B), rgb(0x1F6FAE), rgb(0xFFFFFF), rgb(0x0B5E9E), rgb(0xC3C8CD)};
}

void setTextRoles(QPalette &palette, const Shades &shades)
{
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(role, shades.text);
        palette.setColor(QPalette::Disabled, role, shades.off);
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

namespace {

// The platform's own, as it was before anything of ours.
struct PlatformStyle
{
    QString name = QApplication::style()->objectName();
    bool isReplaced = false;
};

PlatformStyle &platformStyle()
{
    static PlatformStyle style;
    return style;
}

// Desktops without a style of their own get Fusion from Qt.
QStyle *newStyle(const QString &name)
{
    return name.compare(u"fusion", Qt::CaseInsensitive) == 0 ? new RoomyStyle : QStyleFactory::create(name);
}

// Qt tells from 6.5 on; before, somebody must have asked the desktop.
Theme hintedTheme()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    switch (QGuiApplication::styleHints()->colorScheme()) {
    case Qt::ColorScheme::Light: return Theme::Light;
    case Qt::ColorScheme::Dark: return Theme::Dark;
    case Qt::ColorScheme::Unknown: break;
    }
#endif
    return Theme::System;
}

} // namespace

void applyTheme(QApplication &application, Theme theme)
{
    PlatformStyle &platform = platformStyle();
    if (theme != Theme::System) {
        application.setStyle(new RoomyStyle); // which is the application's from now on
        application.setPalette(fusionPalette(theme));
    } else if (platform.isReplaced) {
        application.setStyle(newStyle(platform.name));
        application.setPalette(QPalette());
    }
    platform.isReplaced = theme != Theme::System;
}

Appearance::Appearance(QApplication &application) : QObject(&application), m_application(application)
{
    application.setStyle(newStyle(platformStyle().name));
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    // Queued: the platform's palette follows the hint.
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &Appearance::apply,
            Qt::QueuedConnection);
#endif
}

void Appearance::setLook(const Look &look)
{
    m_chosen = look;
    apply();
}

void Appearance::setDesktop(const DesktopWish &wish)
{
    m_desktop = wish;
    apply();
}

Look Appearance::look() const
{
    Look look = m_chosen;
    look.reducedMotion |= m_desktop.reducedMotion;
    return look;
}

// The platform's own palette is left alone where it is what the desktop wants.
void Appearance::applyDesktops()
{
    const Theme hinted = hintedTheme();
    const Theme wish = hinted == Theme::System ? m_desktop.theme : hinted;
    if (m_applied != Theme::System && m_applied == wish)
        return;
    applyTheme(m_application, Theme::System);
    const bool fits = wish == Theme::System || (wish == Theme::Dark) == isDark(QApplication::palette());
    m_applied = fits ? Theme::System : wish;
    applyTheme(m_application, m_applied);
}

void Appearance::apply()
{
    if (m_chosen.theme == Theme::System) {
        applyDesktops();
    } else if (m_applied != m_chosen.theme) {
        m_applied = m_chosen.theme;
        applyTheme(m_application, m_applied);
    }
    applyTextScale(m_chosen.textPercent);
    if (const Look now = look(); now != m_told) {
        m_told = now;
        Q_EMIT lookChanged(now);
    }
}

} // namespace mesh44
