// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One search over everything that has a name in the window.

#include "core/net/prefix.h"

#include <QAbstractListModel>
#include <QStringList>

#include <optional>
#include <vector>

namespace mesh44 {

class GatewayModel;

struct SearchResult
{
    enum class Kind : uint8_t { Page, Prefix, Endpoint, Region, Setting, Event };
    Kind kind = Kind::Page;
    QString title;
    QString detail;
    int page = -1;                    // Page
    std::optional<Ipv4Prefix> prefix; // Prefix
    QString key;                      // Setting: its key; Endpoint, Region, Event: what to filter by
    bool operator==(const SearchResult &) const = default;
};

// What fits best comes first: pages and settings whose name begins so, then the prefix that is meant or that holds the
// address, its endpoint, regions, events. At most kMostOfAKind of each; nothing for an empty text.
inline constexpr size_t kMostOfAKind = 8;
std::vector<SearchResult> search(const QString &text, const QStringList &pages, GatewayModel &gateway);

class SearchModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { DetailRole = Qt::UserRole + 1 };

    using QAbstractListModel::QAbstractListModel;
    void setResults(std::vector<SearchResult> results);
    const SearchResult &resultAt(int row) const { return m_results[static_cast<size_t>(row)]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    std::vector<SearchResult> m_results;
};

} // namespace mesh44
