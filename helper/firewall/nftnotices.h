// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <utility>

namespace mesh44 {

// Reads off nftables' notifications who has touched our table. A transaction's notifications name the tables; the last
// of them, of the new generation, names process and program. What cannot be read is left out.
class NftNotices
{
public:
    static constexpr size_t kMostAuthors = 3;

    // self: our own process, whose doing is no news.
    NftNotices(std::string table, int self) : m_table(std::move(table)), m_self(self) {}

    void read(std::span<const std::byte> datagram);
    // "nft (process 4711)" …: since the last call.
    std::set<std::string> takeAuthors() { return std::exchange(m_authors, {}); }

private:
    void readMessage(unsigned kind, std::span<const std::byte> attributes);
    void noteAuthor(std::span<const std::byte> attributes);

    std::string m_table;
    int m_self;
    bool m_touched = false; // by the transaction under way
    std::set<std::string> m_authors;
};

} // namespace mesh44
