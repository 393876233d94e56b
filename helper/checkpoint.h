// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernel/ownstate.h"
#include "core/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mesh44 {

// The way back from a trial: all that is needed to undo it, also by a helper that knows nothing else of it.
struct Checkpoint
{
    std::string bootId;   // of the machine's run that `deadline` belongs to
    int64_t deadline = 0; // CLOCK_BOOTTIME, µs
    uint32_t uid = 0;     // of who applied it
    std::vector<std::string> keys;
    std::optional<std::string> ownConfig; // text of our own configuration layer; nothing: there was none
    OwnState kernel;                      // what was ours in the kernel
    bool operator==(const Checkpoint &) const = default;
};

inline constexpr size_t kLongestCheckpoint = 8 << 20;

// One line "mesh44-checkpoint 1 crc32=XXXXXXXX bytes=N", then N bytes of JSON with that checksum and nothing behind.
std::string encodeCheckpoint(const Checkpoint &checkpoint);
// All of it or nothing; IoFailed says how it is damaged.
Result<Checkpoint> decodeCheckpoint(std::string_view file);

} // namespace mesh44
