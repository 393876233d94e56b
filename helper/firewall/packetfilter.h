// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <string>

namespace mesh44 {

// nftables, as far as we need it: commands in, text out.
class PacketFilter
{
public:
    enum class Output : uint8_t {
        Text, // without counters' values: the same for the same rules
        Json,
    };

    virtual ~PacketFilter() = default;

    // One transaction: all of it or nothing. KernelRefused with nftables' own words; Unsupported where the kernel has
    // no nftables; NotAuthorized without CAP_NET_ADMIN.
    virtual Result<std::string> run(const std::string &commands, Output output = Output::Text) = 0;
};

} // namespace mesh44
