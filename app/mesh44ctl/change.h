// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/mesh44ctl/ask.h"

namespace mesh44::ctl {

// Asks for a change and says that it is done: quietly unless somebody looks at it. Gives the exit code.
int change(const Context &context, const std::string &done, const Question<Unit> &question);

} // namespace mesh44::ctl
