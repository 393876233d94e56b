// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>

namespace mesh44 {

// How the window stands with the helper.
struct ConnectionState
{
    enum class Kind : uint8_t {
        Connecting,
        Live,        // snapshot taken, deltas arrive
        Absent,      // the bus is there, nobody owns the helper's name
        Refused,     // the bus lets this user not speak to the helper
        Unreachable, // no bus, or no way to the host
        Failed,      // the helper answers, but not as agreed
    };
    Kind kind = Kind::Connecting;
    QString host;      // "user@host"; empty: this computer
    QString detail;    // what the other side said
    int64_t since = 0; // µs since the epoch
    bool operator==(const ConnectionState &) const = default;
};

} // namespace mesh44
