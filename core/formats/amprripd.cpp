// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/amprripd.h"

#include "core/config/settings.h"
#include "core/net/quote.h"

#include <algorithm>
#include <array>
#include <optional>

namespace mesh44 {
namespace {

constexpr std::string_view kRipdBlanks = " \t\r";

Error ripdError(std::string message)
{
    return {ErrorCode::InvalidArgument, std::move(message)};
}

// The words of a shell line: quotes keep blanks, a # that begins a word ends it.
std::vector<std::string> shellWords(std::string_view line)
{
    std::vector<std::string> words;
    std::string word;
    bool inWord = false;
    char quoted = 0;
    for (const char c : line) {
        if (quoted == 0 && !inWord && c == '#')
            break;
        if (quoted == 0 && kRipdBlanks.find(c) != std::string_view::npos) {
            if (inWord)
                words.push_back(std::exchange(word, {}));
            inWord = false;
            continue;
        }
        inWord = true;
        if (quoted == 0 && (c == '"' || c == '\''))
            quoted = c;
        else if (quoted == c)
            quoted = 0;
        else
            word += c;
    }
    if (inWord)
        words.push_back(std::move(word));
    return words;
}

std::vector<std::string> linesOf(std::string_view text)
{
    std::vector<std::string> lines;
    bool goesOn = false;
    while (!text.empty()) {
        std::string line(text.substr(0, text.find('\n')));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        if (line.ends_with('\r'))
            line.pop_back();
        const bool continues = line.ends_with('\\');
        if (continues)
            line.back() = ' ';
        if (goesOn)
            lines.back() += line;
        else
            lines.push_back(std::move(line));
        goesOn = continues;
    }
    return lines;
}

bool isAmprRipd(std::string_view word)
{
    const size_t equals = word.find('='); // ExecStart=/usr/sbin/ampr-ripd
    word = word.substr(equals == std::string_view::npos ? 0 : equals + 1);
    return word.substr(word.rfind('/') + 1) == "ampr-ripd";
}

// What stands behind the program's name, or in a variable of options, or is nothing but options.
std::optional<std::vector<std::string>> optionsIn(const std::string &line)
{
    const std::vector<std::string> words = shellWords(line);
    if (words.empty())
        return std::nullopt;
    const auto program = std::ranges::find_if(words, isAmprRipd);
    if (program != words.end() && (program + 1 == words.end() || (program + 1)->starts_with('-')))
        return std::vector<std::string>(program + 1, words.end());
    if (words.front().starts_with('-'))
        return words;
    const size_t equals = words.front().find("=-"); // OPTIONS="-s -t 44": one word
    if (words.size() == 1 && equals != std::string::npos)
        return shellWords(std::string_view(words.front()).substr(equals + 1));
    return std::nullopt;
}

class RipdReader
{
public:
    Result<AmprRipdImport> read(const std::vector<std::string> &words)
    {
        for (size_t i = 0; i < words.size(); ++i) {
            const std::string &word = words[i];
            if (word == "&" || word == ";" || word == "||" || word == "&&" || word.starts_with('>'))
                break; // the shell's
            if (word.size() < 2 || word[0] != '-')
                return ripdError(quote(word) + " is no option of ampr-ripd");
            if (const Status status = readWord(words, i); !status)
                return status.error();
        }
        return std::move(m_import);
    }

private:
    static constexpr std::string_view kFlags = "dvsr";
    static constexpr std::string_view kWithValue = "itapmwfeFExgL";

    // "-sr", "-t44", "-s -t 44".
    Status readWord(const std::vector<std::string> &words, size_t &at)
    {
        const std::string word = words[at];
        for (size_t i = 1; i < word.size(); ++i) {
            const char option = word[i];
            if (kFlags.find(option) != std::string_view::npos) {
                m_import.savesRoutes = m_import.savesRoutes || option == 's';
                continue;
            }
            if (kWithValue.find(option) == std::string_view::npos)
                return ripdError(quote("-" + std::string(1, option)) + " is no option of ampr-ripd");
            std::string value = word.substr(i + 1);
            if (value.empty() && ++at < words.size())
                value = words[at];
            return take(option, value);
        }
        return ok();
    }

    Status take(char option, const std::string &value)
    {
        if (value.empty())
            return ripdError("-" + std::string(1, option) + " has no value");
        if (value.find('$') != std::string::npos)
            return ripdError("-" + std::string(1, option) + " " + quote(value)
                             + " is a variable of the shell: write its value instead");
        switch (option) {
        case 'i': return set("tunnel.device", value);
        case 't': return takeTable(value);
        case 'a': return takeOwn(value);
        case 'p': return set("rip44.password", value);
        case 'L':
            return value.starts_with('@') ? ripdError("-L " + quote(value) + " has no call sign")
                                          : set("gateway.callsign", value.substr(0, value.find('@')));
        default: note(option, value); return ok();
        }
    }

    // What the settings themselves would refuse is refused here, with the option's name.
    Status set(const std::string &key, const std::string &value)
    {
        const std::pair<std::string, std::string> assignment{key, value};
        if (const auto edited = editConfig({.name = "", .text = ""}, {&assignment, 1}); !edited)
            return edited.error();
        std::erase_if(m_import.assignments, [&](const auto &earlier) { return earlier.first == key; });
        m_import.assignments.push_back(assignment);
        return ok();
    }

    Status takeTable(const std::string &value)
    {
        if (value != "main" && value != "254" && value != "default" && value != "253")
            return set("routing.mesh_table", value);
        m_import.notes.push_back("-t " + value + ": the mesh gets a table of its own, routing.mesh_table = 44");
        return ok();
    }

    // Subnets and hosts of ours: "198.51.100.7,gateway.example.net,44.128.10/24".
    Status takeOwn(std::string_view list)
    {
        std::string subnets;
        while (!list.empty()) {
            const std::string item(list.substr(0, list.find(',')));
            list.remove_prefix(std::min(item.size() + 1, list.size()));
            if (item.find('/') != std::string::npos) {
                const auto prefix = parseSubnet(item);
                if (!prefix)
                    return prefix.error();
                subnets += (subnets.empty() ? "" : " ") + prefix->toString();
            } else if (const Status status = takeHost(item); !status) {
                return status;
            }
        }
        return subnets.empty() ? ok() : set("gateway.subnets", subnets);
    }

    // Octets at the end may be left out, as in encap.txt.
    static Result<Ipv4Prefix> parseSubnet(const std::string &item)
    {
        const size_t slash = item.find('/');
        std::string address = item.substr(0, slash);
        for (auto dots = std::ranges::count(address, '.'); dots < 3; ++dots)
            address += ".0";
        return Ipv4Prefix::parse(address + item.substr(slash));
    }

    Status takeHost(const std::string &host)
    {
        const auto address = Ipv4Address::parse(host);
        const bool isNumber = std::ranges::all_of(host, [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
        if (isNumber && !address)
            return address.error();
        if (!address)
            m_import.notes.push_back(
                "-a " + quote(host)
                + ": the gateway's own address is learned from the announcer; names are not needed");
        else if (isAmateur(Ipv4Prefix::host(*address)))
            m_import.notes.push_back("-a " + host + ": an address in 44 goes with its subnet, gateway.subnets");
        else
            return set("gateway.external_address", host);
        return ok();
    }

    void note(char option, const std::string &value)
    {
        static constexpr std::array<std::pair<char, const char *>, 8> kWhy{{
            {'m', "not needed: the mesh has a table of its own"},
            {'w', "not taken over: it changed the TCP window of every connection"},
            {'f', "not taken over: forwarding as RIPv2 is set up by itself"},
            {'e', "not taken over: forwarding as RIPv2 is set up by itself"},
            {'F', "not taken over: forwarding of the announcements is set up by itself"},
            {'E', "not taken over: forwarding of the announcements is set up by itself"},
            {'x', "not taken over: Mesh44 starts no programs; mesh44ctl watch tells of changes"},
            {'g', "not needed: endpoints inside 44 are reached by the way to the Internet"},
        }};
        const auto why = std::ranges::find(kWhy, option, &std::pair<char, const char *>::first);
        m_import.notes.push_back("-" + std::string(1, option) + " " + quote(value) + ": " + why->second);
    }

    AmprRipdImport m_import;
};

} // namespace

Result<AmprRipdImport> readAmprRipd(std::string_view text)
{
    if (text.size() > kMaxAmprRipdText)
        return ripdError("the text is longer than 64 KiB");
    // The last line counts, but a bare name takes nothing back: SyslogIdentifier=ampr-ripd.
    std::optional<std::vector<std::string>> options;
    for (const std::string &line : linesOf(text)) {
        if (auto found = optionsIn(line); found && !(options && found->empty()))
            options = std::move(found);
    }
    if (!options)
        return ripdError("there is no command line of ampr-ripd, such as: ampr-ripd -s -t 44 -i tunl0");
    return RipdReader().read(*options);
}

Result<AmprRipdImport> readAmprRipdArguments(const std::vector<std::string> &arguments)
{
    return RipdReader().read(arguments);
}

} // namespace mesh44
