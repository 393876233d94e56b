// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/encap.h"

#include "core/net/quote.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace mesh44 {

namespace {

constexpr std::string_view kSeparators = " \t";
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

bool equalsWord(std::string_view text, std::string_view lowerCase)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::ranges::equal(text, lowerCase, {}, lower);
}

// The words of a line; the sixth stands for all that is too much.
struct Words
{
    std::array<std::string_view, 6> word;
    size_t count = 0;
};

Words splitWords(std::string_view line)
{
    Words words;
    while (words.count < words.word.size()) {
        line.remove_prefix(std::min(line.find_first_not_of(kSeparators), line.size()));
        if (line.empty())
            break;
        const std::string_view word = line.substr(0, line.find_first_of(kSeparators));
        words.word[words.count++] = word;
        line.remove_prefix(word.size());
    }
    return words;
}

Error refusal(std::string reason)
{
    return {ErrorCode::InvalidArgument, std::move(reason)};
}

// A prefix of 1 to 4 octets; those that are missing are zero.
Result<Ipv4Prefix> parseShortPrefix(std::string_view text)
{
    const size_t slash = text.find('/');
    std::string address(text.substr(0, slash));
    const auto dots = std::ranges::count(address, '.');
    if (dots < 3 && slash == std::string_view::npos)
        return refusal(quote(text) + " has no length such as /24");
    for (auto missing = 3 - dots; missing > 0; --missing)
        address += ".0";
    if (slash != std::string_view::npos)
        address += text.substr(slash);
    return Ipv4Prefix::parse(address);
}

Result<EncapEntry> parseRoute(const Words &words)
{
    const auto &[route, add, prefixText, encap, endpointText, surplus] = words.word;
    if (!equalsWord(route, "route") || !(equalsWord(add, "addprivate") || equalsWord(add, "add")))
        return refusal(quote(route)
                       + " does not start a line such as "
                         "'route addprivate 44.128.10/24 encap 198.51.100.7'");
    if (words.count != 5 || !equalsWord(encap, "encap"))
        return refusal("the line is not 'route addprivate PREFIX encap ENDPOINT'");
    const auto prefix = parseShortPrefix(prefixText);
    if (!prefix)
        return prefix.error();
    const auto endpoint = Ipv4Address::parse(endpointText);
    if (!endpoint)
        return endpoint.error();
    return EncapEntry{*prefix, *endpoint};
}

class EncapReader
{
public:
    void readLine(std::string_view line)
    {
        ++m_line;
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (line.size() > kMaxEncapLine)
            return refuse("the line is longer than " + std::to_string(kMaxEncapLine) + " bytes");
        const Words words = splitWords(line.substr(0, line.find('#')));
        if (words.count == 0)
            return;
        if (const auto entry = parseRoute(words))
            take(*entry);
        else
            refuse(entry.error().message);
    }
    EncapFile takeFile() { return std::move(m_file); }

private:
    void take(EncapEntry entry)
    {
        auto &entries = m_file.entries;
        const auto known = m_index.find(entry.prefix);
        if (known != m_index.end()) {
            entries[known->second] = entry;
            return;
        }
        if (entries.size() == kMaxEncapEntries)
            return refuse("there are more than " + std::to_string(kMaxEncapEntries) + " routes in the file");
        m_index.emplace(entry.prefix, entries.size());
        entries.push_back(entry);
    }
    void refuse(std::string reason)
    {
        auto &refused = m_file.refused;
        if (refused.size() + 1 < kMaxEncapRefusals)
            refused.push_back({m_line, std::move(reason)});
        else if (refused.size() < kMaxEncapRefusals)
            refused.push_back({m_line, "this line and perhaps later ones are refused too; no more are listed"});
    }

    EncapFile m_file;
    std::unordered_map<Ipv4Prefix, size_t> m_index; // into m_file.entries
    uint32_t m_line = 0;
};

std::string shortPrefix(Ipv4Prefix prefix)
{
    std::string address = prefix.address().toString();
    while (address.ends_with(".0"))
        address.resize(address.size() - 2);
    return address + '/' + std::to_string(prefix.length());
}

} // namespace

EncapFile readEncap(std::string_view text)
{
    if (text.starts_with(kByteOrderMark))
        text.remove_prefix(kByteOrderMark.size());
    EncapReader reader;
    while (!text.empty()) {
        const size_t end = std::min(text.find('\n'), text.size());
        reader.readLine(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return reader.takeFile();
}

std::string writeEncap(std::span<const EncapEntry> entries)
{
    std::string text =
        "# encap.txt - routes of the 44Net mesh, written by Mesh44\n"
        "# A route to your own subnet may be among them: take it out before you use the file yourself.\n";
    for (const EncapEntry &entry : entries)
        text += "route addprivate " + shortPrefix(entry.prefix) + " encap " + entry.endpoint.toString() + '\n';
    return text + "# --EOF--\n";
}

} // namespace mesh44
