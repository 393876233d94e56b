// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/repairreport.h"

#include <algorithm>
#include <array>

namespace mesh44 {
namespace {

constexpr int64_t kSecond = 1'000'000;
constexpr int64_t kLongestPause = 60 * kSecond;
constexpr size_t kMostAuthors = 3;
constexpr std::array<const char *, 5> kWords{"rule", "route", "nexthop", "address", "device"};

std::string counted(size_t number, std::string word)
{
    if (number != 1)
        word += word.ends_with('s') ? "es" : "s";
    return std::to_string(number) + " " + word;
}

std::string listed(const std::vector<std::string> &parts)
{
    std::string text;
    for (size_t i = 0; i < parts.size(); ++i)
        text += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
    return text;
}

} // namespace

void RepairReport::add(const Repair &repair)
{
    m_objects.emplace(repair.object, repair.fault);
}

void RepairReport::addAuthor(std::string author)
{
    if (m_authors.size() < kMostAuthors)
        m_authors.insert(std::move(author));
}

int64_t RepairReport::delay(int64_t now) const
{
    if (m_pause == 0 || now - m_told > kLongestPause + m_pause)
        return kSecond;
    return std::min(2 * m_pause, kLongestPause);
}

std::string RepairReport::verb() const
{
    const auto is = [](Repair::Fault fault) { return [fault](const auto &entry) { return entry.second == fault; }; };
    if (std::ranges::all_of(m_objects, is(Repair::Fault::Removed)))
        return "removed";
    if (std::ranges::all_of(m_objects, is(Repair::Fault::Added)))
        return "added";
    return std::ranges::any_of(m_objects, is(Repair::Fault::Added)) ? "removed, changed or added"
                                                                    : "removed or changed";
}

std::string RepairReport::take(int64_t now)
{
    m_pause = delay(now);
    m_told = now;
    std::array<size_t, kWords.size()> counts{};
    for (const auto &[object, fault] : m_objects)
        ++counts[static_cast<size_t>(object.kind)];
    std::vector<std::string> parts;
    for (size_t kind = 0; kind < counts.size(); ++kind) {
        if (counts[kind] == 1 && m_objects.size() == 1)
            parts.push_back("the " + m_objects.begin()->first.name);
        else if (counts[kind] > 0)
            parts.push_back(counted(counts[kind], kWords[kind]));
    }
    const std::vector<std::string> authors(m_authors.begin(), m_authors.end());
    std::string text = listed(parts) + (m_objects.size() == 1 ? " was " : " of ours were ") + verb();
    text += authors.empty() ? " by somebody else" : " by " + listed(authors);
    m_objects.clear();
    m_authors.clear();
    return text + "; put right again";
}

} // namespace mesh44
