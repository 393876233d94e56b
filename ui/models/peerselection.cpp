// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/peerselection.h"

namespace mesh44 {

void PeerSelection::choose(std::optional<Ipv4Prefix> prefix)
{
    if (prefix == m_current)
        return;
    m_current = prefix;
    Q_EMIT currentChanged();
}

} // namespace mesh44
