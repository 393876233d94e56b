// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mesh/view.h"
#include "ui/models/condition.h"
#include "ui/models/regions.h"

#include <QAbstractTableModel>

#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

namespace mesh44 {

// The routes of the mesh, one row each, with the endpoints they lead to.
//
// Rows stand in the order of their arrival, the proxy sorts. Every change is told row by row and runs of
// rows together, so that views keep selection and place; a new snapshot is applied as the difference from
// what is shown. Ages are computed when asked for: views repaint them, the model never signals them.
class PeersModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    // The key and what follows from it come first: they never change, so a table sorted by them stays as it is.
    enum Column {
        Prefix,
        Region,
        State,
        Endpoint,
        Announced,
        Installed,
        LastAnnounced,
        LastHeard,
        Reason,
        ColumnCount
    };
    enum Role {
        SortRole = Qt::UserRole + 1, // the value behind the text
        SignRole,                    // Sign, as int; column State only
        CopyRole,                    // unambiguous text: a moment where DisplayRole has an age
    };

    explicit PeersModel(const Regions &regions = Regions::builtIn(), QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void setRoutes(const std::vector<RouteView> &routes, const std::vector<EndpointView> &endpoints);
    // Rows and endpoints of the delta; its revisions are the caller's business.
    void applyDelta(const Delta &delta);
    void applyBurst(const BurstView &burst);
    // The moment from which ages count, µs since the epoch.
    void setNow(int64_t now) { m_now = now; }

    const RouteView &routeAt(int row) const { return at(row).route; }
    const mesh44::Region *regionAt(int row) const { return at(row).region; }
    // Everything that a text filter looks at, case-folded.
    const QString &wordsAt(int row) const;
    int rowOf(Ipv4Prefix prefix) const; // -1: none
    const EndpointView *endpoint(Ipv4Address address) const;
    std::vector<RouteView> routesOf(Ipv4Address endpoint) const; // by prefix

Q_SIGNALS:
    void endpointsChanged();

private:
    struct Row
    {
        RouteView route;
        const mesh44::Region *region = nullptr;
        mutable QString words; // empty: not made yet
    };

    const Row &at(int row) const { return *m_rows[static_cast<size_t>(row)]; }
    std::unique_ptr<Row> makeRow(const RouteView &route) const;
    QString display(const Row &row, int column) const;
    QVariant sortValue(const Row &row, int column) const;
    QVariant toolTip(const Row &row, int column) const;
    QString copyText(const Row &row, int column) const;
    void reset(const std::vector<RouteView> &routes);
    void removeRoutes(const std::vector<Ipv4Prefix> &prefixes);
    void putRoutes(const std::vector<RouteView> &routes);
    void append(const std::vector<RouteView> &routes);
    void reindex(size_t from);
    void change(const std::map<int, const RouteView *> &changed);

    const Regions &m_regions;
    std::vector<std::unique_ptr<Row>> m_rows; // pointers: rows in the middle come and go
    std::unordered_map<Ipv4Prefix, int> m_index;
    std::unordered_map<Ipv4Address, EndpointView> m_endpoints;
    bool m_shifting = false; // m_index is behind m_rows
    int64_t m_now = 0;
};

} // namespace mesh44
