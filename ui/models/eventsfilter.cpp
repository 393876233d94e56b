// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/eventsfilter.h"

#include "ui/models/peersmodel.h"
#include "ui/models/words.h"

#include <algorithm>
#include <utility>

namespace mesh44 {

EventsFilter::EventsFilter(EventsModel &events, QObject *parent) : QSortFilterProxyModel(parent), m_events(events)
{
    setSourceModel(&events);
}

void EventsFilter::setText(const QString &text)
{
    const QStringList words = text.toCaseFolded().simplified().split(u' ', Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = words;
    invalidateFilter();
}

void EventsFilter::setKinds(std::set<std::string> kinds)
{
    if (kinds == m_kinds)
        return;
    m_kinds = std::move(kinds);
    invalidateFilter();
}

void EventsFilter::setRange(int64_t from, int64_t to)
{
    if (std::exchange(m_from, from) == from && m_to == to)
        return;
    m_to = to;
    invalidateFilter();
}

const EventView &EventsFilter::eventAt(int row) const
{
    return m_events.eventAt(mapToSource(index(row, 0)).row());
}

std::vector<EventView> EventsFilter::events() const
{
    std::vector<EventView> events;
    for (int row = 0; row < rowCount(); ++row)
        events.push_back(eventAt(row));
    return events;
}

bool EventsFilter::filterAcceptsRow(int sourceRow, const QModelIndex &) const
{
    const EventView &event = m_events.eventAt(sourceRow);
    if (event.time < m_from || event.time > m_to || (!m_kinds.empty() && !m_kinds.contains(event.kind)))
        return false;
    if (m_words.isEmpty())
        return true;
    const QString words = kindWord(event.kind) % u'\n' % text(event.subject) % u'\n' % text(event.text);
    const QString folded = words.toCaseFolded();
    return std::ranges::all_of(m_words, [&](const QString &word) { return fits(word, event, folded); });
}

bool EventsFilter::fits(const QString &word, const EventView &event, const QString &folded) const
{
    if (folded.contains(word))
        return true;
    const auto address = Ipv4Address::parse(word.toStdString());
    const auto prefix = Ipv4Prefix::parse(event.subject);
    return address && prefix && prefix->contains(*address);
}

std::optional<Ipv4Prefix> peerOf(const EventView &event, const PeersModel &peers)
{
    const auto prefix = Ipv4Prefix::parse(event.subject);
    if (!prefix)
        return std::nullopt;
    if (event.subject.find('/') != std::string::npos || peers.rowOf(*prefix) >= 0)
        return *prefix;
    const std::vector<RouteView> routes = peers.routesOf(prefix->address());
    return routes.empty() ? std::nullopt : std::optional(routes.front().prefix);
}

} // namespace mesh44
