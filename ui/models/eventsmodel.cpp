// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/eventsmodel.h"

#include "ui/models/words.h"

#include <algorithm>

namespace mesh44 {

int EventsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_events.size());
}

int EventsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EventsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const EventView &event = eventAt(index.row());
    if (role == Qt::ToolTipRole)
        return text(event.text);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Time: return momentText(m_now, event.time);
    case Kind: return text(event.kind);
    case Subject: return text(event.subject);
    default: return text(event.text);
    }
}

QVariant EventsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time: return tr("Time");
    case Kind: return tr("Kind");
    case Subject: return tr("Subject");
    case Text: return tr("Event");
    default: return {};
    }
}

void EventsModel::setEvents(const std::vector<EventView> &events)
{
    beginResetModel();
    const auto kept = std::min<size_t>(events.size(), kLimit);
    m_events.assign(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(kept));
    endResetModel();
}

void EventsModel::addEvent(const EventView &event)
{
    beginInsertRows({}, 0, 0);
    m_events.push_front(event);
    endInsertRows();
    if (m_events.size() <= kLimit)
        return;
    beginRemoveRows({}, kLimit, kLimit);
    m_events.pop_back();
    endRemoveRows();
}

} // namespace mesh44
