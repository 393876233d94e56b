// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the operator opens from the mesh to the hosts behind the gateway.

#include "core/net/prefix.h"
#include "core/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mesh44 {

enum class OpenProtocol : uint8_t { All, Icmp, Tcp, Udp };

struct Opening
{
    std::optional<Ipv4Prefix> destination; // nothing: all our subnets
    OpenProtocol protocol = OpenProtocol::All;
    uint16_t firstPort = 0; // 0: every port
    uint16_t lastPort = 0;
    bool operator==(const Opening &) const = default;
};

// "none", or blank-separated words such as "icmp", "tcp/22", "44.128.10.5:udp/5060-5070", "44.128.10.16/28:all".
// InvalidConfig quotes the word that is wrong.
Result<std::vector<Opening>> parseOpenings(std::string_view text);
std::string toString(const std::vector<Opening> &openings);

} // namespace mesh44
