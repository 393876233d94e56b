// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/firewall/ruleset.h"
#include "helper/firewall/packetfilter.h"

#include <chrono>
#include <optional>
#include <thread>
#include <vector>

namespace mesh44 {

// nftables that keeps the commands which made our table, and can lose it or refuse.
class FakePacketFilter : public PacketFilter
{
public:
    void refuse(std::optional<Error> error) { m_refusal = std::move(error); }
    void flush() { m_table.clear(); } // somebody's `nft flush ruleset`
    // How long each listing takes from now on, and how many there were.
    void takeLong(std::chrono::milliseconds time) { m_time = time; }
    int listings() const { return m_listings; }
    // What JSON listings say from now on.
    void setReadings(std::string json) { m_readings = std::move(json); }

    Result<std::string> run(const std::string &commands, Output output = Output::Text) override
    {
        if (commands.starts_with("list "))
            return list(output);
        m_written.push_back(commands);
        if (m_refusal)
            return *m_refusal;
        const bool replaces = commands.starts_with("add table");
        if (!replaces && m_table.empty())
            return Error{ErrorCode::KernelRefused, "nftables: No such file or directory"};
        if (!replaces)
            m_table += commands;
        else // what follows the removal
            m_table = commands.substr(std::min(commands.size(), commands.find("\ntable ")));
        return std::string();
    }

    const std::string &table() const { return m_table; }
    const std::vector<std::string> &written() const { return m_written; }

private:
    Result<std::string> list(Output output)
    {
        ++m_listings;
        std::this_thread::sleep_for(m_time); // as a large table does to its reader
        if (m_table.empty())
            return Error{ErrorCode::KernelRefused, "nftables: No such file or directory"};
        return output == Output::Json ? m_readings : m_table;
    }

    std::chrono::milliseconds m_time{0};
    int m_listings = 0;
    std::string m_table;
    std::string m_readings = "{\"nftables\": []}";
    std::vector<std::string> m_written;
    std::optional<Error> m_refusal;
};

} // namespace mesh44
