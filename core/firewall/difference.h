// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/firewall/desired.h"

#include <string>
#include <vector>

namespace mesh44 {

// What a change does to the table, a line for each rule that goes or comes: "- forwarded: accept", "+ leaving: …". The
// chain stands before its rules. Peers, of which there may be thousands, are counted. Interfaces may have any name.
std::vector<std::string> difference(const DesiredFirewall &from, const DesiredFirewall &to);

} // namespace mesh44
