// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/maplayout.h"

#include <QFrame>

class QLabel;

namespace mesh44 {

// What the map's shapes mean.
class MapLegend : public QFrame
{
    Q_OBJECT

public:
    explicit MapLegend(QWidget *parent = nullptr);
    void setLayoutKind(LayoutKind kind);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_size;
};

} // namespace mesh44
