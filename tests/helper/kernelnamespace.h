// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

namespace mesh44::test {

// Moves this process, which must have one thread, into a network namespace of its own with `lo` up. It
// goes away with the process.
Status enterNamespace();

// Becomes another user who has CAP_NET_ADMIN and nothing else, and hands that on to what it starts.
Status becomeNetworkAdmin(unsigned uid);

// For main(): removes the option from the arguments, and says whether it was there.
bool takeOption(int &argc, char **argv, const char *option);

// The exit code of a test whose rig cannot be had: ctest shows 77 as skipped. A failure where the
// environment says that it is required ("MESH44_REQUIRE_LAB=1").
int skip(const Error &reason, const char *requiredBy);

} // namespace mesh44::test
