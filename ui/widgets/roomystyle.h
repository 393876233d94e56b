// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/clearstyle.h"

namespace mesh44 {

// Fusion that is seen clearly, with air beside the words of a button and icons that grow with the text.
class RoomyStyle : public ClearStyle
{
public:
    RoomyStyle() = default;

    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
};

} // namespace mesh44
