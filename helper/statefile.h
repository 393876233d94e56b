// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "helper/state.h"

#include <string>
#include <string_view>

namespace mesh44 {

// The form of a state file: one line "mesh44-state 1 crc32=XXXXXXXX bytes=N", then N bytes of JSON with that
// checksum and nothing behind.

inline constexpr size_t kLongestStateFile = 8 << 20;

std::string encodeState(const State &state);

// All of it or nothing: behind a good checksum a wrong value means that not we wrote it. Unsupported: the file
// is of a newer version. IoFailed: it is damaged; the message says how.
Result<State> decodeState(std::string_view file);

} // namespace mesh44
