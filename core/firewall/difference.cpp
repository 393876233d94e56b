// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/firewall/difference.h"

#include "core/firewall/ruleset.h"

#include <algorithm>
#include <iterator>

namespace mesh44 {
namespace {

using TableLines = std::vector<std::string>;

constexpr size_t kMostCells = 4'000'000; // of the comparison; what is larger is given as a whole

// The table's lines, each with the chain that it belongs to.
TableLines tableLinesOf(DesiredFirewall firewall)
{
    TableLines lines;
    firewall.peers.clear();
    const std::string whole = replaceTable(firewall);
    // In front: how the old table is removed.
    std::string_view text = whole;
    for (int i = 0; i < 2; ++i)
        text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
    std::string chain;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        if (line.starts_with("table ") || line == "}" || line.empty())
            continue;
        if (line.starts_with("chain "))
            chain = std::string(line.substr(6, line.rfind(" {") - 6));
        else
            lines.push_back((chain.empty() ? "" : chain + ": ") + std::string(line));
    }
    return lines;
}

// The longest common subsequence: of how many lines, from here to both ends.
class CommonLines
{
public:
    CommonLines(const TableLines &from, const TableLines &to)
        : m_width(to.size() + 1), m_lengths((from.size() + 1) * m_width)
    {
        for (size_t i = from.size(); i-- > 0;) {
            for (size_t j = to.size(); j-- > 0;)
                at(i, j) = from[i] == to[j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
        }
    }
    uint32_t &at(size_t i, size_t j) { return m_lengths[i * m_width + j]; }

private:
    size_t m_width;
    std::vector<uint32_t> m_lengths;
};

TableLines differenceOf(const TableLines &from, const TableLines &to)
{
    TableLines lines;
    const bool isLarge = (from.size() + 1) * (to.size() + 1) > kMostCells;
    CommonLines common(isLarge ? TableLines() : from, isLarge ? TableLines() : to);
    size_t i = 0;
    size_t j = 0;
    while (i < from.size() || j < to.size()) {
        if (!isLarge && i < from.size() && j < to.size() && from[i] == to[j]) {
            ++i;
            ++j;
        } else if (j == to.size() || (i < from.size() && (isLarge || common.at(i + 1, j) >= common.at(i, j + 1)))) {
            lines.push_back("- " + from[i++]);
        } else {
            lines.push_back("+ " + to[j++]);
        }
    }
    return lines;
}

void addPeerCount(TableLines &lines, char sign, const std::set<Ipv4Address> &some, const std::set<Ipv4Address> &others)
{
    std::vector<Ipv4Address> peers;
    std::ranges::set_difference(some, others, std::back_inserter(peers));
    if (peers.empty())
        return;
    const std::string who = peers.size() == 1 ? peers.front().toString() : std::to_string(peers.size()) + " addresses";
    lines.push_back(std::string(1, sign) + " peers, sent: " + who);
}

} // namespace

std::vector<std::string> difference(const DesiredFirewall &from, const DesiredFirewall &to)
{
    TableLines lines = differenceOf(tableLinesOf(from), tableLinesOf(to));
    addPeerCount(lines, '-', from.peers, to.peers);
    addPeerCount(lines, '+', to.peers, from.peers);
    return lines;
}

} // namespace mesh44
