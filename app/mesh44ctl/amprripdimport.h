// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/mesh44ctl/context.h"

#include <string>

namespace mesh44::ctl {

// Shows what the options of ampr-ripd are in Mesh44's settings; apply: sets them, too. path: a file, or "-" for the
// standard input.
int importAmprRipd(const Context &context, const std::string &path, bool apply);

} // namespace mesh44::ctl
