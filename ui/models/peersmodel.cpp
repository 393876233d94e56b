// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/peersmodel.h"

#include "ui/models/words.h"

#include <algorithm>
#include <unordered_set>

namespace mesh44 {

namespace {

// Calls visit(first, last) for every run of consecutive numbers. numbers: sorted, unique.
template <class Visit> void forEachRun(const std::vector<int> &numbers, Visit visit)
{
    for (size_t begin = 0; begin < numbers.size();) {
        size_t end = begin + 1;
        while (end < numbers.size() && numbers[end] == numbers[end - 1] + 1)
            ++end;
        visit(numbers[begin], numbers[end - 1]);
        begin = end;
    }
}

// Translated and folded once for each word, not for each of ten thousand rows.
template <class E> const QString &foldedWord(E value)
{
    static std::map<E, QString> words;
    QString &word = words[value];
    if (word.isEmpty())
        word = wordOf(value).toCaseFolded();
    return word;
}

void sortUnique(std::vector<int> &numbers)
{
    std::ranges::sort(numbers);
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

} // namespace

PeersModel::PeersModel(const Regions &regions, QObject *parent) : QAbstractTableModel(parent), m_regions(regions) {}

int PeersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PeersModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

void PeersModel::setRoutes(const std::vector<RouteView> &routes, const std::vector<EndpointView> &endpoints)
{
    m_endpoints.clear();
    m_endpoints.reserve(endpoints.size());
    for (const EndpointView &endpoint : endpoints)
        m_endpoints.insert_or_assign(endpoint.address, endpoint);

    if (m_rows.empty() || routes.empty()) {
        reset(routes);
    } else {
        std::unordered_set<Ipv4Prefix> kept;
        kept.reserve(routes.size());
        for (const RouteView &route : routes)
            kept.insert(route.prefix);
        std::vector<Ipv4Prefix> gone;
        for (const auto &row : m_rows) {
            if (!kept.contains(row->route.prefix))
                gone.push_back(row->route.prefix);
        }
        removeRoutes(gone);
        putRoutes(routes);
    }
    Q_EMIT endpointsChanged();
}

void PeersModel::applyDelta(const Delta &delta)
{
    for (const Ipv4Address address : delta.removedEndpoints)
        m_endpoints.erase(address);
    for (const EndpointView &endpoint : delta.endpoints)
        m_endpoints.insert_or_assign(endpoint.address, endpoint);
    removeRoutes(delta.removedRoutes);
    putRoutes(delta.routes);
    if (!delta.endpoints.empty() || !delta.removedEndpoints.empty())
        Q_EMIT endpointsChanged();
}

void PeersModel::applyBurst(const BurstView &burst)
{
    if (!burst.complete || m_rows.empty())
        return;
    for (const auto &row : m_rows) {
        if (!row->route.announced)
            continue;
        row->route.lastAnnounced = burst.time;
        if (const auto endpoint = m_endpoints.find(row->route.endpoint); endpoint != m_endpoints.end())
            endpoint->second.lastAnnounced = burst.time;
    }
    Q_EMIT dataChanged(index(0, LastAnnounced), index(rowCount() - 1, LastAnnounced),
                       {Qt::DisplayRole, Qt::ToolTipRole, SortRole, CopyRole});
}

const QString &PeersModel::wordsAt(int row) const
{
    const Row &here = at(row);
    if (here.words.isEmpty()) {
        const RouteView &route = here.route;
        here.words = text(route.prefix) % u'\n' % text(route.endpoint) % u'\n' % foldedWord(conditionOf(route)) % u'\n'
                     % foldedWord(route.origin);
        if (here.region)
            here.words += u'\n' % here.region->folded;
        if (!route.reason.empty())
            here.words += u'\n' % text(route.reason).toCaseFolded();
    }
    return here.words;
}

int PeersModel::rowOf(Ipv4Prefix prefix) const
{
    if (m_shifting) { // somebody looks while rows are being removed
        const auto found = std::ranges::find_if(m_rows, [&](const auto &row) { return row->route.prefix == prefix; });
        return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
    }
    const auto found = m_index.find(prefix);
    return found == m_index.end() ? -1 : found->second;
}

const EndpointView *PeersModel::endpoint(Ipv4Address address) const
{
    const auto found = m_endpoints.find(address);
    return found == m_endpoints.end() ? nullptr : &found->second;
}

std::vector<RouteView> PeersModel::routesOf(Ipv4Address endpoint) const
{
    std::vector<RouteView> routes;
    for (const auto &row : m_rows) {
        if (row->route.endpoint == endpoint)
            routes.push_back(row->route);
    }
    std::ranges::sort(routes, {}, &RouteView::prefix);
    return routes;
}

std::unique_ptr<PeersModel::Row> PeersModel::makeRow(const RouteView &route) const
{
    return std::make_unique<Row>(Row{.route = route, .region = m_regions.named(route.prefix), .words = {}});
}

void PeersModel::reset(const std::vector<RouteView> &routes)
{
    beginResetModel();
    m_rows.clear();
    m_index.clear();
    m_rows.reserve(routes.size());
    m_index.reserve(routes.size());
    for (const RouteView &route : routes)
        m_rows.push_back(makeRow(route));
    reindex(0);
    endResetModel();
}

void PeersModel::removeRoutes(const std::vector<Ipv4Prefix> &prefixes)
{
    std::vector<int> rows;
    for (const Ipv4Prefix prefix : prefixes) {
        if (const int row = rowOf(prefix); row >= 0)
            rows.push_back(row);
    }
    if (rows.empty())
        return;
    sortUnique(rows);
    std::vector<std::pair<int, int>> runs;
    forEachRun(rows, [&](int first, int last) { runs.emplace_back(first, last); });
    m_shifting = true;
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) { // from the back: rows before keep their numbers
        beginRemoveRows({}, run->first, run->second);
        for (int row = run->first; row <= run->second; ++row)
            m_index.erase(routeAt(row).prefix);
        m_rows.erase(m_rows.begin() + run->first, m_rows.begin() + run->second + 1);
        endRemoveRows();
    }
    m_shifting = false;
    reindex(static_cast<size_t>(rows.front()));
}

void PeersModel::putRoutes(const std::vector<RouteView> &routes)
{
    std::map<int, const RouteView *> changed; // by row
    std::vector<RouteView> added;
    for (const RouteView &route : routes) {
        const int row = rowOf(route.prefix);
        if (row < 0)
            added.push_back(route);
        else if (routeAt(row) != route)
            changed.insert_or_assign(row, &route);
    }
    change(changed);
    append(added);
}

// Run by run: whoever sorts these rows must never see a change that was not told yet.
void PeersModel::change(const std::map<int, const RouteView *> &changed)
{
    std::vector<int> rows;
    for (const auto &entry : changed)
        rows.push_back(entry.first);
    forEachRun(rows, [&](int first, int last) {
        for (int row = first; row <= last; ++row)
            m_rows[static_cast<size_t>(row)] = makeRow(*changed.at(row));
        Q_EMIT dataChanged(index(first, State), index(last, ColumnCount - 1));
    });
}

void PeersModel::append(const std::vector<RouteView> &routes)
{
    if (routes.empty())
        return;
    const size_t first = m_rows.size();
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(routes.size()) - 1);
    for (const RouteView &route : routes)
        m_rows.push_back(makeRow(route));
    reindex(first);
    endInsertRows();
}

void PeersModel::reindex(size_t from)
{
    for (size_t row = from; row < m_rows.size(); ++row)
        m_index.insert_or_assign(m_rows[row]->route.prefix, static_cast<int>(row));
}

} // namespace mesh44
