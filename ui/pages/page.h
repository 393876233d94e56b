// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/signs.h"

#include <QWidget>

class QSettings;

namespace mesh44 {

// The room around what a page shows: the same on every page.
inline QMargins pageMargins(const QWidget *page)
{
    return {em(page, 0.7), em(page, 0.2), em(page, 0.7), em(page, 0.3)};
}

// One of the window's pages. The rail shows its title (windowTitle) and its glyph; only one page is to be seen at a
// time, and a hidden one asks for nothing.
class Page : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    // The model changes between these two: nothing may move under the cursor.
    virtual void beforeChange() {}
    virtual void afterChange() {}
    // Whether the chosen peer stands beside it.
    virtual bool showsPeers() const { return false; }
    // Where that has no room: whether a button of the page leads to it.
    virtual void offerPeer(bool) {}
    // Where the keyboard goes when the page is chosen.
    virtual void takeFocus() { setFocus(); }
    // Ctrl+F.
    virtual void focusFilter() {}

    // In a group of the page's own.
    virtual void saveTo(QSettings &) const {}
    virtual void restoreFrom(QSettings &) {}
};

} // namespace mesh44
