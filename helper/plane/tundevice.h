// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "helper/filedescriptor.h"

#include <string>

namespace mesh44 {

// A TUN device of that name, made if it is not there, its descriptor non-blocking. Reads and writes carry an
// OffloadHeader in front of each packet, and TCP may be larger than the device's MTU.
//
// It is gone when the last descriptor is closed. Errors: Unsupported (no /dev/net/tun in reach), NotAuthorized,
// Conflict (somebody else has a device of this name).
Result<FileDescriptor> openTun(const std::string &name);

} // namespace mesh44
