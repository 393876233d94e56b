// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mesh/view.h"

#include <QAbstractTableModel>

#include <deque>

namespace mesh44 {

// The newest events, the newest first; bounded.
class EventsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Kind, Subject, Text, ColumnCount };
    static constexpr int kLimit = 1000;

    explicit EventsModel(QObject *parent = nullptr) : QAbstractTableModel(parent) {}

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void setEvents(const std::vector<EventView> &events); // the newest first
    void addEvent(const EventView &event);
    void setNow(int64_t now) { m_now = now; }
    const EventView &eventAt(int row) const { return m_events[static_cast<size_t>(row)]; }

private:
    std::deque<EventView> m_events;
    int64_t m_now = 0;
};

} // namespace mesh44
