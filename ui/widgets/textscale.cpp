// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/textscale.h"

#include "ui/models/look.h"
#include "ui/widgets/signs.h"

#include <QApplication>
#include <QFormLayout>
#include <QGridLayout>
#include <QHeaderView>
#include <QLayout>

#include <algorithm>

namespace mesh44 {

namespace {

constexpr auto kBase = "mesh44-base"; // an object's lengths at 100 %, so that rounding does not add up

struct Scale
{
    double before;
    double after;
    double ratio() const { return after / before; }
};

// The font that the platform gave, before anything of ours.
const QFont &systemFont()
{
    static const QFont font = QApplication::font();
    return font;
}

int &currentPercent()
{
    static int percent = 100;
    return percent;
}

QList<int> scaledLengths(QObject &owner, const QList<int> &lengths, const Scale &scale)
{
    auto base = owner.property(kBase).value<QList<double>>();
    if (base.size() != lengths.size()) {
        base.clear();
        for (const int length : lengths)
            base.append(length / scale.before);
        owner.setProperty(kBase, QVariant::fromValue(base));
    }
    QList<int> result;
    for (qsizetype i = 0; i < lengths.size(); ++i) {
        const bool isLength = lengths[i] > 0 && lengths[i] < QWIDGETSIZE_MAX;
        result.append(isLength ? qRound(base[i] * scale.after) : lengths[i]);
    }
    return result;
}

void scaleGaps(QLayout &layout, const Scale &scale)
{
    const QMargins margins = layout.contentsMargins();
    auto *grid = qobject_cast<QGridLayout *>(&layout);
    auto *form = qobject_cast<QFormLayout *>(&layout);
    const int across = grid ? grid->horizontalSpacing() : form ? form->horizontalSpacing() : layout.spacing();
    const int down = grid ? grid->verticalSpacing() : form ? form->verticalSpacing() : layout.spacing();
    const QList<int> lengths = scaledLengths(
        layout, {margins.left(), margins.top(), margins.right(), margins.bottom(), across, down}, scale);
    layout.setContentsMargins(lengths[0], lengths[1], lengths[2], lengths[3]);
    if (grid) {
        grid->setHorizontalSpacing(lengths[4]);
        grid->setVerticalSpacing(lengths[5]);
    } else if (form) {
        form->setHorizontalSpacing(lengths[4]);
        form->setVerticalSpacing(lengths[5]);
    } else {
        layout.setSpacing(lengths[4]);
    }
}

void scaleSpacers(QLayout &layout, const Scale &scale)
{
    for (int i = 0; i < layout.count(); ++i) {
        QSpacerItem *spacer = layout.itemAt(i)->spacerItem();
        if (!spacer)
            continue;
        const QSizePolicy policy = spacer->sizePolicy();
        spacer->changeSize(qRound(spacer->sizeHint().width() * scale.ratio()),
                           qRound(spacer->sizeHint().height() * scale.ratio()), policy.horizontalPolicy(),
                           policy.verticalPolicy());
    }
}

void scaleLayout(QLayout &layout, const Scale &scale)
{
    scaleGaps(layout, scale);
    scaleSpacers(layout, scale);
    for (QLayout *inner : layout.findChildren<QLayout *>(Qt::FindDirectChildrenOnly))
        scaleLayout(*inner, scale);
}

// Columns may be as the operator drew them: they keep their proportions.
void scaleSections(QHeaderView &header, const Scale &scale)
{
    if (header.orientation() == Qt::Vertical) {
        header.setDefaultSectionSize(scaledLengths(header, {header.defaultSectionSize()}, scale).first());
        return;
    }
    const int rest = header.stretchLastSection() ? header.logicalIndex(header.count() - 1) : -1; // what is left over
    for (int i = 0; i < header.count(); ++i) {
        if (i != rest && header.sectionResizeMode(i) == QHeaderView::Interactive && !header.isSectionHidden(i))
            header.resizeSection(i, qRound(header.sectionSize(i) * scale.ratio()));
    }
}

// Limits that were made of the text.
void scaleLimits(QWidget &widget, const Scale &scale)
{
    const QSize least = widget.minimumSize();
    const QSize most = widget.maximumSize();
    const QList<int> lengths = scaledLengths(widget, {least.width(), least.height(), most.width(), most.height()},
                                             scale);
    widget.setMinimumSize(lengths[0], lengths[1]);
    widget.setMaximumSize(lengths[2], lengths[3]);
}

void scaleWidget(QWidget &widget, const Scale &scale)
{
    if (widget.testAttribute(Qt::WA_SetFont) && (widget.font().resolveMask() & QFont::SizeResolved))
        widget.setFont(scaledFont(widget.font(), scale.ratio(), static_cast<QFont::Weight>(widget.font().weight())));
    if (auto *header = qobject_cast<QHeaderView *>(&widget))
        scaleSections(*header, scale);
    else if (!widget.objectName().startsWith(u"qt_")) // those of a scroll area are Qt's own
        scaleLimits(widget, scale);
}

} // namespace

int textScale()
{
    return currentPercent();
}

void applyTextScale(int percent)
{
    const QFont &system = systemFont();
    const Scale scale{currentPercent() / 100.0, std::clamp(percent, kSmallestText, kLargestText) / 100.0};
    if (scale.before == scale.after)
        return;
    currentPercent() = qRound(scale.after * 100);
    QApplication::setFont(scaledFont(system, scale.after, static_cast<QFont::Weight>(system.weight())));
    for (QWidget *widget : QApplication::allWidgets()) {
        scaleWidget(*widget, scale);
        if (QLayout *layout = widget->layout())
            scaleLayout(*layout, scale);
    }
}

} // namespace mesh44
