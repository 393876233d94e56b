// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/mesh44ctl/context.h"

#include <string>

namespace mesh44::ctl {

enum class AmprRipdUse {
    Show, // change nothing
    Try,  // on trial, see TrialSession
    Set,  // at once and for good
};

// Shows what the options of ampr-ripd are in Mesh44's settings, and uses them. path: a file, or "-" for the standard
// input. An ExitCode.
int importAmprRipd(const Context &context, const std::string &path, AmprRipdUse use);

} // namespace mesh44::ctl
