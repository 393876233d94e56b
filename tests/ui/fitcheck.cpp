// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fitcheck.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QScrollBar>

namespace mesh44::test {

namespace {

QString shownBy(const QWidget &widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        return label->text();
    const auto *button = qobject_cast<const QAbstractButton *>(&widget);
    return button ? button->text() : QString();
}

bool isControl(const QWidget &widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        return !label->text().isEmpty();
    if (qobject_cast<const QHeaderView *>(&widget))
        return false;
    return qobject_cast<const QAbstractButton *>(&widget) || qobject_cast<const QLineEdit *>(&widget)
           || qobject_cast<const QComboBox *>(&widget) || qobject_cast<const QAbstractSpinBox *>(&widget)
           || qobject_cast<const QAbstractItemView *>(&widget);
}

bool isViewport(const QWidget &widget)
{
    const auto *area = qobject_cast<const QAbstractScrollArea *>(widget.parentWidget());
    return area && area->viewport() == &widget;
}

// It lies inside all that it lies in. What scrolls up and down may begin and end anywhere, but is no wider than its
// place, which must lie inside in turn.
QString whereItLeaves(const QWidget &widget)
{
    QRect place = widget.rect();
    for (const QWidget *part = &widget; !part->isWindow(); part = part->parentWidget()) {
        const QWidget *around = part->parentWidget();
        place.translate(part->pos());
        const bool scrolls = isViewport(*around);
        const bool inside = place.left() >= 0 && place.right() < around->width()
                            && (scrolls || (place.top() >= 0 && place.bottom() < around->height()));
        if (!inside)
            return QStringLiteral(" leaves %1 at %2,%3 %4x%5")
                .arg(named(*around))
                .arg(place.x())
                .arg(place.y())
                .arg(place.width())
                .arg(place.height());
        if (scrolls)
            place = around->rect();
    }
    return {};
}

// Less room than its words take, and no tool tip that would tell them.
bool isCut(const QWidget &widget)
{
    const QSize least = widget.minimumSizeHint();
    if (const auto *label = qobject_cast<const QLabel *>(&widget)) {
        if (!label->toolTip().isEmpty() || !label->parentWidget()->toolTip().isEmpty())
            return false;
        return label->wordWrap() ? label->height() < label->heightForWidth(label->width())
                                 : label->width() < label->sizeHint().width() - 1;
    }
    return widget.width() < least.width() - 1 || widget.height() < least.height() - 1;
}

// What was given less than it needs lies over its neighbours.
QString whomItCovers(const QWidget &widget)
{
    for (const QObject *other : widget.parentWidget()->children()) {
        const auto *beside = qobject_cast<const QWidget *>(other);
        const bool isLaidOut = beside && beside->isVisible() && beside != &widget && !beside->isWindow()
                               && widget.parentWidget()->layout()
                               && widget.parentWidget()->layout()->indexOf(beside) >= 0;
        if (isLaidOut && beside->geometry().intersects(widget.geometry()))
            return QStringLiteral(" lies over ") + named(*beside);
    }
    return {};
}

bool mayScrollSideways(const QAbstractScrollArea &area)
{
    return area.accessibleName() == QApplication::translate("mesh44::PeersTable", "Peers")
           || qobject_cast<const QLineEdit *>(area.parentWidget());
}

} // namespace

QString named(const QWidget &widget)
{
    return QStringLiteral("%1 '%2' '%3' '%4' %5x%6")
        .arg(QString::fromLatin1(widget.metaObject()->className()), widget.objectName(), widget.accessibleName(),
             shownBy(widget).left(40))
        .arg(widget.width())
        .arg(widget.height());
}

QStringList troublesOf(const QWidget &window)
{
    QStringList troubles;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->window() != &window || widget->objectName().startsWith(u"qt_"))
            continue;
        if (isControl(*widget) && !qobject_cast<const QLineEdit *>(widget->parentWidget())) {
            if (const QString where = whereItLeaves(*widget); !where.isEmpty())
                troubles.append(named(*widget) + where);
            if (isCut(*widget))
                troubles.append(named(*widget) + QStringLiteral(" is cut off"));
        }
        if (const QString whom = whomItCovers(*widget); !whom.isEmpty())
            troubles.append(named(*widget) + whom);
        const auto *area = qobject_cast<const QAbstractScrollArea *>(widget);
        if (area && !mayScrollSideways(*area) && area->horizontalScrollBar()->maximum() > 0)
            troubles.append(named(*area) + QStringLiteral(" scrolls sideways"));
    }
    return troubles;
}

} // namespace mesh44::test
