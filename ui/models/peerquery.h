// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/prefix.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace mesh44 {

// What stands in the filter field. Words are separated by blanks, all must fit:
//   an address    the endpoint itself, or a prefix that holds it
//   a prefix      prefixes inside it or around it, endpoints inside it
//   a text        anywhere in the row's words, without regard to case
class PeerQuery
{
public:
    PeerQuery() = default;
    static PeerQuery parse(const QString &text);

    bool isEmpty() const { return m_addresses.empty() && m_prefixes.empty() && m_words.isEmpty(); }
    // words: the row's text, case-folded.
    bool fits(Ipv4Prefix prefix, Ipv4Address endpoint, const QString &words) const;
    bool operator==(const PeerQuery &) const = default;

private:
    std::vector<Ipv4Address> m_addresses;
    std::vector<Ipv4Prefix> m_prefixes;
    QStringList m_words;
};

} // namespace mesh44
