// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/prefix.h"
#include "ui/models/eventsmodel.h"

#include <QSortFilterProxyModel>
#include <QStringList>

#include <optional>
#include <set>

namespace mesh44 {

class PeersModel;

// Events by time, kind and words, in the order of the model.
class EventsFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit EventsFilter(EventsModel &events, QObject *parent = nullptr);

    // Words that all must stand somewhere in the row. An address also finds the prefix that it lies in.
    void setText(const QString &text);
    void setKinds(std::set<std::string> kinds); // none: all of them
    // µs since the epoch, both included.
    void setRange(int64_t from, int64_t to);
    bool isNarrow() const { return !m_words.isEmpty() || !m_kinds.empty(); }

    const EventView &eventAt(int row) const;
    std::vector<EventView> events() const; // that fit

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    bool fits(const QString &word, const EventView &event, const QString &folded) const;

    EventsModel &m_events;
    QStringList m_words; // case-folded
    std::set<std::string> m_kinds;
    int64_t m_from = 0;
    int64_t m_to = INT64_MAX;
};

// The peer that an event is about; the first one for an endpoint.
std::optional<Ipv4Prefix> peerOf(const EventView &event, const PeersModel &peers);

} // namespace mesh44
