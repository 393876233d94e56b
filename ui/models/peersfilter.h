// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/peerquery.h"
#include "ui/models/peersmodel.h"

#include <QSortFilterProxyModel>

namespace mesh44 {

// Sorts the peers by the values behind the text and filters them by a PeerQuery. It reads the rows
// directly: ten thousand rows are sorted without one QVariant.
class PeersFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit PeersFilter(PeersModel &model, QObject *parent = nullptr);

    void setQuery(const PeerQuery &query);
    const PeerQuery &query() const { return m_query; }
    // Beside the query: only peers in such a state.
    enum class Shown : uint8_t { All, InUse, Heard, Attention, ByHand };
    void setShown(Shown shown);
    Shown shown() const { return m_shown; }

    const RouteView &routeAt(const QModelIndex &proxyIndex) const;
    const Region *regionAt(const QModelIndex &proxyIndex) const; // null: none is known
    QModelIndex indexOf(Ipv4Prefix prefix, int column = PeersModel::Prefix) const;

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    bool isShown(const RouteView &route) const;
    int compare(int leftRow, int rightRow, int column) const;

    const PeersModel &m_model;
    PeerQuery m_query;
    Shown m_shown = Shown::All;
};

} // namespace mesh44
