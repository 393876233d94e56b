// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/maplegend.h"

#include "ui/map/mapcolours.h"
#include "ui/widgets/signs.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>

namespace mesh44 {

namespace {

// The mark of the gateway itself, as the map draws it.
class OwnIcon : public QWidget
{
public:
    using QWidget::QWidget;
    QSize sizeHint() const override { return {em(this, 0.9), em(this, 0.9)}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(palette().color(QPalette::WindowText), em(this, 0.1)));
        const QPointF centre = QRectF(rect()).center();
        for (const double radius : {0.38, 0.18})
            painter.drawEllipse(centre, em(this, radius), em(this, radius));
    }
};

QWidget *signIcon(Sign sign, QWidget *parent)
{
    auto *icon = new SignIcon(0.8, parent);
    icon->setSign(sign);
    return icon;
}

} // namespace

MapLegend::MapLegend(QWidget *parent) : QFrame(parent), m_size(new QLabel(this))
{
    setObjectName(QStringLiteral("legend"));
    setAccessibleName(tr("Legend"));
    auto *rows = new QGridLayout(this);
    const int margin = em(this, 0.5);
    rows->setContentsMargins(margin, margin, margin, margin);
    rows->setHorizontalSpacing(em(this, 0.5));
    rows->setVerticalSpacing(em(this, 0.15));
    const std::pair<QWidget *, QString> lines[] = {
        {signIcon(Sign::Ok, this), tr("Installed")},
        {signIcon(Sign::Manual, this), tr("Pinned or imported")},
        {signIcon(Sign::Attention, this), tr("Not installed, held or stale")},
        {signIcon(Sign::Failed, this), tr("Refused")},
        {signIcon(Sign::Off, this), tr("Switched off")},
        {signIcon(Sign::Unknown, this), tr("Remembered")},
        {new OwnIcon(this), tr("This gateway")},
    };
    rows->setColumnStretch(1, 1);
    int row = 0;
    for (const auto &[icon, words] : lines) {
        rows->addWidget(icon, row, 0, Qt::AlignCenter);
        rows->addWidget(new QLabel(words, this), row++, 1);
    }
    rows->addWidget(m_size, row, 0, 1, 2);
    setLayoutKind(LayoutKind::Geographic);
}

void MapLegend::setLayoutKind(LayoutKind kind)
{
    m_size->setText(kind == LayoutKind::Prefix ? tr("A block's size is the prefix's.")
                                               : tr("Larger: more routes at one point."));
}

void MapLegend::paintEvent(QPaintEvent *)
{
    const MapColours colours = mapColours(palette(), true);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor ground = colours.sea;
    ground.setAlpha(240);
    painter.setBrush(ground);
    painter.setPen(colours.coast);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), em(this, 0.3), em(this, 0.3));
}

} // namespace mesh44
