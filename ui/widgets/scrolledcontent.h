// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>
#include <QWidget>

namespace mesh44 {

// What scrolls only once it cannot be any lower. QScrollArea gives what it holds the height that it would like for its
// width, and scrolls while there would be room for what it needs.
class ScrolledContent : public QWidget
{
public:
    using QWidget::QWidget;
    int heightForWidth(int width) const override { return layout()->totalMinimumHeightForWidth(width); }
};

} // namespace mesh44
