// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/eventsmodel.h"

#include "ui/models/words.h"

#include <algorithm>

namespace mesh44 {

const std::vector<std::string> &eventKinds()
{
    static const std::vector<std::string> kinds{"gateway", "config", "route",    "endpoint",
                                                "burst",   "kernel", "firewall", "access"};
    return kinds;
}

bool isOfMesh(const EventView &event)
{
    return event.kind == "route" || event.kind == "endpoint" || event.kind == "burst";
}

QString kindWord(const std::string &kind)
{
    const QString words[] = {EventsModel::tr("gateway"),  EventsModel::tr("config"), EventsModel::tr("route"),
                             EventsModel::tr("endpoint"), EventsModel::tr("burst"),  EventsModel::tr("kernel"),
                             EventsModel::tr("firewall"), EventsModel::tr("access")};
    const auto known = std::ranges::find(eventKinds(), kind);
    return known == eventKinds().end() ? text(kind) : words[known - eventKinds().begin()];
}

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
        return tipText(text(event.text));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Time: return momentText(m_now, event.time);
    case Kind: return kindWord(event.kind);
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
    if (const auto count = newer(events)) {
        const size_t known = m_events.size();
        insertOnTop(events, *count);
        appendOlder(events, *count + known);
        return;
    }
    beginResetModel();
    const auto kept = std::min<size_t>(events.size(), kLimit);
    m_events.assign(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(kept));
    endResetModel();
}

void EventsModel::addEvent(const EventView &event)
{
    insertOnTop({event}, 1);
}

std::optional<size_t> EventsModel::newer(const std::vector<EventView> &events) const
{
    if (m_events.empty() || events.empty())
        return std::nullopt;
    const auto known = std::ranges::find(events, m_events.front());
    const auto rest = static_cast<size_t>(events.end() - known);
    if (known == events.end()
        || !std::equal(known, known + static_cast<std::ptrdiff_t>(std::min(rest, m_events.size())), m_events.begin()))
        return std::nullopt;
    return static_cast<size_t>(known - events.begin());
}

void EventsModel::insertOnTop(const std::vector<EventView> &events, size_t count)
{
    const auto kept = static_cast<std::ptrdiff_t>(std::min<size_t>(count, kLimit));
    if (kept == 0)
        return;
    beginInsertRows({}, 0, static_cast<int>(kept) - 1);
    m_events.insert(m_events.begin(), events.begin(), events.begin() + kept);
    endInsertRows();
    if (m_events.size() <= kLimit)
        return;
    beginRemoveRows({}, kLimit, static_cast<int>(m_events.size()) - 1);
    m_events.resize(kLimit);
    endRemoveRows();
}

// What came in before the history did was its newest part.
void EventsModel::appendOlder(const std::vector<EventView> &events, size_t from)
{
    const size_t last = std::min<size_t>(events.size(), kLimit);
    if (from >= last)
        return;
    beginInsertRows({}, rowCount(), static_cast<int>(last) - 1);
    m_events.insert(m_events.end(), events.begin() + static_cast<std::ptrdiff_t>(from),
                    events.begin() + static_cast<std::ptrdiff_t>(last));
    endInsertRows();
}

} // namespace mesh44
