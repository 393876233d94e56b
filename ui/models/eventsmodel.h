// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mesh/view.h"

#include <QAbstractTableModel>

#include <QString>

#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace mesh44 {

// The word for a kind of event; one that this window does not know stays as it is.
QString kindWord(const std::string &kind);
// What the announcer told, not what happened here.
bool isOfMesh(const EventView &event);
// All that there are, in the order in which they are offered.
const std::vector<std::string> &eventKinds();

// The newest events, the newest first; bounded. A history that only goes on from what is known comes in at the top.
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
    // How many of these are newer than all that is known; nothing: they are another history.
    std::optional<size_t> newer(const std::vector<EventView> &events) const;
    void insertOnTop(const std::vector<EventView> &events, size_t count);
    void appendOlder(const std::vector<EventView> &events, size_t from);

    std::deque<EventView> m_events;
    int64_t m_now = 0;
};

} // namespace mesh44
