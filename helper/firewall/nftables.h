// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "helper/firewall/packetfilter.h"

#include <memory>

struct nft_ctx;

namespace mesh44 {

// The kernel's nftables in this network namespace, by libnftables.
class Nftables : public PacketFilter
{
public:
    Nftables();
    ~Nftables() override;
    Result<std::string> run(const std::string &commands, Output output = Output::Text) override;

private:
    struct Free
    {
        void operator()(nft_ctx *context) const;
    };
    Status open();

    std::unique_ptr<nft_ctx, Free> m_context;
};

} // namespace mesh44
