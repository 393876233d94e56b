// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

namespace mesh44 {

// The beginning of a small file of the system (/proc, /run, /etc); empty where it cannot be read.
std::string readTextFile(const std::string &path, size_t mostBytes = 64 * 1024);

} // namespace mesh44
