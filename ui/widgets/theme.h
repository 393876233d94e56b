// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/look.h"

#include <QObject>
#include <QPalette>

class QApplication;

namespace mesh44 {

// For desktops that offer neither: Qt's own Fusion style in calm greys.
QPalette fusionPalette(Theme theme);
// At once, for everything that is open. System gives back what the platform made.
void applyTheme(QApplication &application, Theme theme);

// What the desktop asks of programs, as far as somebody can tell.
struct DesktopWish
{
    Theme theme = Theme::System; // System: it does not say
    bool reducedMotion = false;
    bool operator==(const DesktopWish &) const = default;
};

// Keeps the application in the operator's look, and in the desktop's where the operator leaves it the choice.
class Appearance : public QObject
{
    Q_OBJECT

public:
    explicit Appearance(QApplication &application);

    void setLook(const Look &look);
    void setDesktop(const DesktopWish &wish);
    const Look &chosen() const { return m_chosen; }
    Look look() const; // the chosen one with the desktop's wish for calm

Q_SIGNALS:
    void lookChanged(const mesh44::Look &look);

private:
    void apply();
    void applyDesktops();

    QApplication &m_application;
    Look m_chosen;
    DesktopWish m_desktop;
    Look m_told;
    Theme m_applied = Theme::System;
};

} // namespace mesh44
