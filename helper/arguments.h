// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What callers send, checked once on the way in.

#include "core/bus/handle.h"
#include "core/net/prefix.h"
#include "core/result.h"

#include <string>
#include <utility>
#include <vector>

namespace mesh44 {

using Assignments = std::vector<std::pair<std::string, std::string>>;

Result<std::string> readString(sd_bus_message *call);
Result<Ipv4Address> readAddress(sd_bus_message *call);
Result<Ipv4Prefix> readPrefix(sd_bus_message *call);
Result<bool> readFlag(sd_bus_message *call);
// At most 100.
Result<Assignments> readAssignments(sd_bus_message *call);
// The whole text behind a file descriptor: an open regular file of at most 4 MiB, from its start.
Result<std::string> readFileArgument(sd_bus_message *call);
// The same for a text in the message itself.
Result<std::string> readTextArgument(sd_bus_message *call);

} // namespace mesh44
