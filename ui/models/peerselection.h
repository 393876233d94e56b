// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/prefix.h"

#include <QObject>

#include <optional>

namespace mesh44 {

// The peer that is looked at: one for the table, the map, the inspector and whoever else shows peers. A peer that
// leaves the mesh stays chosen: it may come back, and what it was remains to be read.
class PeerSelection : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    std::optional<Ipv4Prefix> current() const { return m_current; }
    void choose(std::optional<Ipv4Prefix> prefix);

Q_SIGNALS:
    void currentChanged();

private:
    std::optional<Ipv4Prefix> m_current;
};

} // namespace mesh44
