// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What callers send, checked once on the way in.

#include "core/bus/handle.h"
#include "core/packet/capture.h"
#include "core/result.h"

#include <string>
#include <utility>
#include <vector>

namespace mesh44 {

using Assignments = std::vector<std::pair<std::string, std::string>>;

// A word: an address, a token … At most 64 characters.
Result<std::string> readString(sd_bus_message *call);
Result<Ipv4Address> readAddress(sd_bus_message *call);
Result<Ipv4Prefix> readPrefix(sd_bus_message *call);
Result<bool> readFlag(sd_bus_message *call);
// At most 100, of 32 KiB together: they are kept while a password is asked for.
Result<Assignments> readAssignments(sd_bus_message *call);
// What to capture, its bounds checked.
Result<CaptureRequest> readCaptureRequest(sd_bus_message *call);
// What is imported: a text in the message, or an open regular file, read from its start; at most 4 MiB. It is read once
// its sender may, since a file can be of a kind that answers when its owner likes. Before that it is only looked at:
// how much memory the message takes while it waits.
Result<size_t> measureImport(sd_bus_message *call);
Result<std::string> readImport(sd_bus_message *call);

} // namespace mesh44
