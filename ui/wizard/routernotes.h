// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/address.h"

#include <QString>

#include <optional>
#include <vector>

namespace mesh44 {

// How a router of this kind is told to pass protocol 4, which has no ports, to the gateway.
struct RouterNote
{
    QString kind;
    QString text;
    QString command; // for its console; may be empty
};

// gateway: the address on its network; nothing: not known, and left to be filled in.
std::vector<RouterNote> routerNotes(std::optional<Ipv4Address> gateway);

} // namespace mesh44
