// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/changestable.h"

#include "ui/models/plaintip.h"
#include "ui/models/settingwords.h"
#include "ui/models/words.h"

#include <QHeaderView>

namespace mesh44 {

namespace {

QString orNothing(const QString &value)
{
    return value.isEmpty() ? ChangesTable::tr("(nothing)") : value;
}

} // namespace

ChangesTable::ChangesTable(QWidget *parent) : QTableWidget(0, 3, parent)
{
    setHorizontalHeaderLabels({tr("Setting"), tr("Now"), tr("Will be")});
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents); // all of it: who shows the pane scrolls
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(verticalHeader(), &QHeaderView::sectionResized, this, [this] { updateGeometry(); });
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setTabKeyNavigation(false);
    setAccessibleName(tr("Changes"));
}

void ChangesTable::setChanges(const std::vector<SettingChange> &changes)
{
    setRowCount(static_cast<int>(changes.size()));
    for (int row = 0; row < rowCount(); ++row) {
        const SettingChange &change = changes[static_cast<size_t>(row)];
        const QString to = change.isReset ? tr("%1, unless a file of yours says otherwise").arg(orNothing(change.to))
                                          : orNothing(change.to);
        const QString cells[] = {settingLabel(change.key), orNothing(change.from), to};
        for (int column = 0; column < 3; ++column) {
            auto *item = new QTableWidgetItem(cells[column]);
            item->setToolTip(plainTip(column == 0 ? change.key : cells[column]));
            setItem(row, column, item);
        }
    }
}

} // namespace mesh44
