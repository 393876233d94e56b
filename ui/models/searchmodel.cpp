// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/searchmodel.h"

#include "core/config/keys.h"
#include "ui/models/gatewaymodel.h"
#include "ui/models/peerquery.h"
#include "ui/models/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace mesh44 {

namespace {

struct SearchWords
{
    Q_DECLARE_TR_FUNCTIONS(mesh44::Search)
};

using Results = std::vector<SearchResult>;
using Kind = SearchResult::Kind;

void append(Results &all, Results some)
{
    const size_t count = std::min(some.size(), kMostOfAKind);
    all.insert(all.end(), std::make_move_iterator(some.begin()),
               std::make_move_iterator(some.begin() + static_cast<std::ptrdiff_t>(count)));
}

Results findPages(const QString &text, const QStringList &pages)
{
    Results found;
    for (int i = 0; i < pages.size(); ++i) {
        if (pages[i].startsWith(text, Qt::CaseInsensitive))
            found.push_back({.kind = Kind::Page, .title = pages[i], .detail = SearchWords::tr("Page"), .page = i});
    }
    return found;
}

Results findSettings(const QString &text)
{
    Results found;
    for (const SettingKey &key : settingKeys()) {
        const QString name = QString::fromUtf8(key.name.data(), static_cast<qsizetype>(key.name.size()));
        if (name.contains(text, Qt::CaseInsensitive))
            found.push_back({.kind = Kind::Setting, .title = name, .detail = SearchWords::tr("Setting"), .key = name});
    }
    return found;
}

// Of those that fit an address or a prefix the most specific one is meant; words are answered by address.
Results findPrefixes(const PeerQuery &query, bool byAddress, PeersModel &peers)
{
    std::vector<int> rows;
    for (int row = 0; row < peers.rowCount(); ++row) {
        const RouteView &route = peers.routeAt(row);
        if (query.fits(route.prefix, route.endpoint, peers.wordsAt(row)))
            rows.push_back(row);
    }
    const auto rank = [&](int row) {
        const Ipv4Prefix prefix = peers.routeAt(row).prefix;
        return std::pair(byAddress ? -int(prefix.length()) : 0, prefix);
    };
    const size_t count = std::min(rows.size(), kMostOfAKind);
    std::ranges::partial_sort(rows, rows.begin() + static_cast<std::ptrdiff_t>(count), {}, rank);
    Results found;
    for (size_t i = 0; i < count; ++i) {
        const RouteView &route = peers.routeAt(rows[i]);
        const Region *region = peers.regionAt(rows[i]);
        QString detail = text(route.endpoint) % u" · " % wordOf(conditionOf(route));
        if (region)
            detail += u" · " % region->title();
        found.push_back({.kind = Kind::Prefix, .title = text(route.prefix), .detail = detail, .prefix = route.prefix});
    }
    return found;
}

Results findEndpoints(const QString &words, PeersModel &peers)
{
    std::map<Ipv4Address, int> routes;
    for (int row = 0; row < peers.rowCount(); ++row) {
        if (text(peers.routeAt(row).endpoint).startsWith(words))
            ++routes[peers.routeAt(row).endpoint];
    }
    Results found;
    for (const auto &[endpoint, count] : routes)
        found.push_back({.kind = Kind::Endpoint,
                         .title = text(endpoint),
                         .detail = SearchWords::tr("Endpoint, %n route(s)", nullptr, count),
                         .key = text(endpoint)});
    return found;
}

Results findRegions(const QString &words, PeersModel &peers)
{
    std::map<QString, int> routes;
    for (int row = 0; row < peers.rowCount(); ++row) {
        const Region *region = peers.regionAt(row);
        if (region && region->folded.contains(words.toCaseFolded()))
            ++routes[region->title()];
    }
    Results found;
    for (const auto &[title, count] : routes)
        found.push_back({.kind = Kind::Region,
                         .title = title,
                         .detail = SearchWords::tr("Region, %n route(s)", nullptr, count),
                         .key = title});
    return found;
}

Results findEvents(const QString &words, const EventsModel &events, int64_t now)
{
    Results found;
    for (int row = 0; row < events.rowCount() && found.size() < kMostOfAKind; ++row) {
        const EventView &event = events.eventAt(row);
        const QString sentence = text(event.text);
        if (sentence.contains(words, Qt::CaseInsensitive) || text(event.subject).contains(words, Qt::CaseInsensitive))
            found.push_back({.kind = Kind::Event,
                             .title = sentence,
                             .detail = SearchWords::tr("Event, %1").arg(momentText(now, event.time)),
                             .key = text(event.subject)});
    }
    return found;
}

} // namespace

std::vector<SearchResult> search(const QString &text, const QStringList &pages, GatewayModel &gateway)
{
    const QString words = text.trimmed();
    Results all;
    if (words.isEmpty())
        return all;
    const bool byAddress = words.front().isDigit();
    append(all, findPages(words, pages));
    append(all, findPrefixes(PeerQuery::parse(words), byAddress, gateway.peers()));
    if (byAddress)
        append(all, findEndpoints(words, gateway.peers()));
    else
        append(all, findRegions(words, gateway.peers()));
    append(all, findSettings(words));
    append(all, findEvents(words, gateway.events(), gateway.now()));
    return all;
}

void SearchModel::setResults(std::vector<SearchResult> results)
{
    beginResetModel();
    m_results = std::move(results);
    endResetModel();
}

int SearchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_results.size());
}

QVariant SearchModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const SearchResult &result = resultAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole: return result.title;
    case DetailRole:
    case Qt::AccessibleDescriptionRole: return result.detail;
    default: return {};
    }
}

} // namespace mesh44
