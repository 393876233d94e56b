// SPDX-License-Identifier: GPL-3.0-or-later
//
// The text is read once, and each object is looked at and thrown away when it ends: a hostile document costs no more
// memory than its own size. That is what the parser's callback is for.
#include "core/formats/portal.h"

#include "core/formats/portalentry.h"
#include "core/net/quote.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <unordered_map>

namespace mesh44 {
namespace {

using PortalJson = nlohmann::json;
using ParseEvent = PortalJson::parse_event_t;

constexpr int kDeepest = 8;
constexpr std::array<std::string_view, 3> kSerialNames{"serial", "encapserial", "version"};
constexpr std::array<std::string_view, 1> kWrapperNames{"data"};
constexpr std::array<std::string_view, 2> kMessageNames{"message", "error"};
constexpr std::string_view kJsonBlanks = " \t\r\n";
constexpr std::string_view kUtf8Mark = "\xef\xbb\xbf";

std::string_view withoutMark(std::string_view text)
{
    return text.starts_with(kUtf8Mark) ? text.substr(kUtf8Mark.size()) : text;
}

class PortalReader
{
public:
    // What the parser is to keep: nothing inside a list, so that only its frame is left at the end.
    bool take(int depth, ParseEvent event, const PortalJson &parsed)
    {
        switch (event) {
        case ParseEvent::key: m_key = parsed.get<std::string>(); return true;
        case ParseEvent::array_start: return open(depth, true);
        case ParseEvent::object_start: return open(depth, false);
        case ParseEvent::array_end: m_levels.resize(static_cast<size_t>(depth)); return true;
        case ParseEvent::object_end: m_levels.resize(static_cast<size_t>(depth)); return element(parsed);
        case ParseEvent::value: return element(parsed);
        }
        return true;
    }
    PortalList takeList() { return std::move(m_list); }
    bool foundList() const { return m_foundList; }

private:
    struct Level
    {
        bool isArray = false;
        std::string name;
        size_t next = 0; // index of the next element
    };

    // Lists in lists, and what lies deeper in a route, are of no interest.
    bool open(int depth, bool isArray)
    {
        const auto level = static_cast<size_t>(depth);
        m_levels.resize(std::min(level, m_levels.size()));
        if (m_levels.size() < level || level > kDeepest || (level > 1 && m_levels[level - 2].isArray))
            return false;
        if (isArray && isInList()) {
            refuse(placeOf(m_levels.back()), "it is no object");
            return false;
        }
        m_levels.push_back({isArray, isArray ? std::exchange(m_key, {}) : std::string(), 0});
        return true;
    }
    bool isInList() const { return !m_levels.empty() && m_levels.back().isArray; }

    // An object or a single value has ended. False: it need not be kept.
    bool element(const PortalJson &parsed)
    {
        const bool inList = isInList();
        const bool isRoute = parsed.is_object() && portal::isAboutARoute(parsed);
        if (!inList && !isRoute)
            return true;
        const std::string place = inList ? placeOf(m_levels.back()) : "the only route";
        if (parsed.is_object())
            takeObject(parsed, place);
        else
            refuse(place, "it is no object");
        return !inList;
    }

    static std::string placeOf(Level &level)
    {
        return quotedName(level.name) + '[' + std::to_string(level.next++) + ']';
    }
    // Without quotes: a place, not a value.
    static std::string quotedName(const std::string &name)
    {
        const std::string quoted = quote(name);
        return name.empty() ? "list" : quoted.substr(1, quoted.size() - 2);
    }

    void takeObject(const PortalJson &object, const std::string &place)
    {
        m_foundList = true;
        if (const auto entry = portal::readEntry(object))
            keep(*entry, place);
        else
            refuse(place, entry.error().message);
    }

    void keep(EncapEntry entry, const std::string &place)
    {
        auto &entries = m_list.entries;
        if (const auto known = m_index.find(entry.prefix); known != m_index.end())
            entries[known->second] = entry;
        else if (entries.size() == kMaxEncapEntries)
            refuse(place, "there are more than " + std::to_string(kMaxEncapEntries) + " routes in the list");
        else {
            m_index.emplace(entry.prefix, entries.size());
            entries.push_back(entry);
        }
    }

    void refuse(const std::string &place, std::string reason)
    {
        auto &refused = m_list.refused;
        if (refused.size() + 1 < kMaxEncapRefusals)
            refused.push_back({place, std::move(reason)});
        else if (refused.size() < kMaxEncapRefusals)
            refused.push_back({place, "this one and perhaps later ones are refused too; no more are listed"});
    }

    std::vector<Level> m_levels;
    std::string m_key;
    PortalList m_list;
    std::unordered_map<Ipv4Prefix, size_t> m_index; // into m_list.entries
    bool m_foundList = false;
};

std::string positionOf(std::string_view text, size_t byte)
{
    const std::string_view before = text.substr(0, std::min(byte > 0 ? byte - 1 : 0, text.size()));
    const auto line = std::ranges::count(before, '\n') + 1;
    const size_t lineStart = before.rfind('\n') + 1; // npos + 1 is 0
    return "line " + std::to_string(line) + ", column " + std::to_string(before.size() - lineStart + 1);
}

Result<PortalJson> parseWith(std::string_view text, const PortalJson::parser_callback_t &callback)
{
    try {
        return PortalJson::parse(text, callback);
    } catch (const PortalJson::parse_error &error) { // the library's only way to say where
        return Error{ErrorCode::InvalidArgument, "this is not JSON: it goes wrong at " + positionOf(text, error.byte)};
    } catch (const PortalJson::out_of_range &) {
        return Error{ErrorCode::InvalidArgument, "this is not JSON that can be read: a number in it is too large"};
    }
}

// Beside the list, or one level down: {"data": {"serial": …}}.
std::string serialIn(const PortalJson &json)
{
    if (!json.is_object())
        return "";
    if (const PortalJson *serial = portal::field(json, kSerialNames))
        return portal::scalar(serial);
    const PortalJson *inner = portal::field(json, kWrapperNames);
    return inner ? serialIn(*inner) : "";
}

Error withoutRoutes(const PortalJson &json)
{
    const std::string said = json.is_object() ? portal::scalar(portal::field(json, kMessageNames)) : "";
    if (!said.empty())
        return {ErrorCode::InvalidArgument, "there is no route in this answer; the portal says " + quote(said)};
    return {ErrorCode::InvalidArgument, "there is no route in this JSON; expected objects such as "
                                        R"({"gatewayIP": "198.51.100.7", "network": "44.4.8.0", "maskLength": 24})"};
}

} // namespace

bool looksLikeJson(std::string_view text)
{
    text = withoutMark(text);
    const size_t first = text.find_first_not_of(kJsonBlanks);
    return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

Result<PortalList> readPortal(std::string_view json)
{
    const std::string_view text = withoutMark(json);
    PortalReader reader;
    const auto frame = parseWith(
        text, [&](int depth, ParseEvent event, PortalJson &parsed) { return reader.take(depth, event, parsed); });
    if (!frame)
        return frame.error();
    PortalList list = reader.takeList();
    if (!reader.foundList())
        return withoutRoutes(*frame);
    list.serial = serialIn(*frame);
    return list;
}

std::string readPortalSerial(std::string_view json)
{
    const auto frame = parseWith(withoutMark(json), [](int depth, ParseEvent event, PortalJson &) {
        return event != ParseEvent::array_start && depth < kDeepest;
    });
    if (!frame)
        return "";
    return frame->is_object() ? serialIn(*frame) : portal::scalar(&*frame);
}

} // namespace mesh44
