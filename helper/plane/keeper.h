// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A process of our own that does nothing but hold descriptors. It listens at a socket that only our user may open, asks
// who is there (SO_PEERCRED), has no capabilities, and ends when it is told to.

#include "helper/filedescriptor.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace mesh44 {

// Forks. False: there is no keeper now.
bool startKeeper(const std::string &socketPath, const std::vector<std::pair<std::string, int>> &descriptors);
// Copies of what it holds, by name; none where nobody answers.
std::map<std::string, FileDescriptor> askKeeper(const std::string &socketPath);
void endKeeper(const std::string &socketPath);

} // namespace mesh44
