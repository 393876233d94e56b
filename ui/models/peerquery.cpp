// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/peerquery.h"

#include <algorithm>

namespace mesh44 {

PeerQuery PeerQuery::parse(const QString &text)
{
    PeerQuery query;
    for (const QString &word : text.simplified().split(u' ', Qt::SkipEmptyParts)) {
        const std::string plain = word.toStdString();
        if (const auto address = Ipv4Address::parse(plain))
            query.m_addresses.push_back(*address);
        else if (const auto prefix = Ipv4Prefix::parse(plain); prefix && word.contains(u'/'))
            query.m_prefixes.push_back(*prefix);
        else
            query.m_words.append(word.toCaseFolded());
    }
    return query;
}

bool PeerQuery::fits(Ipv4Prefix prefix, Ipv4Address endpoint, const QString &words) const
{
    return std::ranges::all_of(m_addresses, [&](Ipv4Address a) { return a == endpoint || prefix.contains(a); })
           && std::ranges::all_of(m_prefixes, [&](Ipv4Prefix p) { return p.overlaps(prefix) || p.contains(endpoint); })
           && std::ranges::all_of(m_words, [&](const QString &word) { return words.contains(word); });
}

} // namespace mesh44
