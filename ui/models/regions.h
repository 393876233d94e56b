// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/prefixtrie.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace mesh44 {

// What a prefix of 44 was allocated to. A place of the allocation, never of a station.
struct Region
{
    struct Place
    {
        double latitude = 0; // degrees
        double longitude = 0;
        bool operator==(const Place &) const = default;
    };
    Ipv4Prefix prefix;
    QString name;        // "Glasgow"
    QString country;     // ISO 3166-1, may be empty
    QString subdivision; // ISO 3166-2, may be empty
    std::optional<Place> place;
    QString kind;
    QString folded;        // the title, case-folded, for searching
    QString title() const; // "Glasgow, GB"; a country alone: "Italy"
    bool operator==(const Region &) const = default;
};

// The table of allocations. Pointers stay good as long as the table.
class Regions
{
public:
    // Tab-separated, as resources/regions.tsv; '#' begins a comment line.
    static Result<Regions> parse(const QByteArray &table);
    // The table that the window carries.
    static const Regions &builtIn();

    Regions(Regions &&) = default;
    Regions &operator=(Regions &&) = default;
    Regions(const Regions &) = delete;
    Regions &operator=(const Regions &) = delete;

    // The most specific region that holds all of the prefix and has a name. A historic one counts only
    // where it refines what is around it, or where nothing is.
    const Region *named(Ipv4Prefix prefix) const;
    // The most specific one with coordinates.
    const Region *placed(Ipv4Prefix prefix) const;
    size_t size() const { return m_regions.size(); }

private:
    Regions() = default;
    template <class Wanted> const Region *longest(Ipv4Prefix prefix, Wanted wanted) const;

    std::vector<Region> m_regions;
    PrefixTrie<uint32_t> m_index; // into m_regions
};

} // namespace mesh44
