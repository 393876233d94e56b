// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace mesh44 {

// Qt's own Fusion, where it is hard to see: the outlines of check boxes and radio buttons vanish on a dark ground, and
// so does a tool that is pressed down.
class ClearStyle : public QProxyStyle
{
    Q_OBJECT

public:
    ClearStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
};

} // namespace mesh44
