// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lab/announcement.h"

#include <charconv>
#include <istream>
#include <ostream>

namespace mesh44::lab {

namespace {

constexpr const char *kHead = "prefix,endpoint,tag,metric";

std::vector<std::string> fields(const std::string &line)
{
    std::vector<std::string> out;
    size_t start = 0;
    for (size_t comma = line.find(','); comma != std::string::npos; comma = line.find(',', start)) {
        out.push_back(line.substr(start, comma - start));
        start = comma + 1;
    }
    out.push_back(line.substr(start));
    return out;
}

template <class T> bool parseNumber(const std::string &text, T &number)
{
    const char *end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && rest == end;
}

Result<Announcement> parseLine(const std::string &line)
{
    const std::vector<std::string> parts = fields(line);
    if (parts.size() != 4)
        return Error{ErrorCode::InvalidArgument, "expected " + std::string(kHead)};
    const Result<Ipv4Prefix> prefix = Ipv4Prefix::parse(parts[0]);
    if (!prefix)
        return prefix.error();
    const Result<Ipv4Address> endpoint = Ipv4Address::parse(parts[1]);
    if (!endpoint)
        return endpoint.error();
    Announcement entry{*prefix, *endpoint};
    if (!parseNumber(parts[2], entry.tag) || !parseNumber(parts[3], entry.metric))
        return Error{ErrorCode::InvalidArgument, "tag and metric are numbers"};
    return entry;
}

// "44.208.58" for 44.208.58.0; the first octet always stays.
std::string shortened(Ipv4Address address)
{
    std::string text = address.toString();
    while (text.ends_with(".0"))
        text.resize(text.size() - 2);
    return text;
}

} // namespace

Result<Mesh> readCsv(std::istream &in)
{
    Mesh mesh;
    std::string line;
    for (size_t number = 1; std::getline(in, line); ++number) {
        if (line.ends_with('\r'))
            line.pop_back();
        if (line.empty() || line == kHead)
            continue;
        const Result<Announcement> entry = parseLine(line);
        if (!entry)
            return Error{entry.error().code, "line " + std::to_string(number) + ": " + entry.error().message};
        mesh.push_back(*entry);
    }
    return mesh;
}

void writeCsv(std::ostream &out, const Mesh &mesh)
{
    out << kHead << '\n';
    for (const Announcement &a : mesh)
        out << a.prefix.toString() << ',' << a.endpoint.toString() << ',' << a.tag << ',' << a.metric << '\n';
}

void writeEncap(std::ostream &out, const Mesh &mesh)
{
    out << "# encap.txt of a simulated mesh\n";
    for (const Announcement &a : mesh)
        out << "route addprivate " << shortened(a.prefix.address()) << '/' << a.prefix.length() << " encap "
            << a.endpoint.toString() << '\n';
}

} // namespace mesh44::lab
