// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/wire.h"

#include <algorithm>

namespace mesh44::bus::wire {

namespace {

// The bytes of the well-formed character at the front (Unicode, table 3-7), or 0.
size_t characterLength(std::string_view text)
{
    const auto byte = [&](size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    const auto follows = [&](size_t i, unsigned low = 0x80, unsigned high = 0xbf) {
        return byte(i) >= low && byte(i) <= high;
    };
    const unsigned lead = byte(0);
    if (lead < 0x80)
        return 1;
    if (lead >= 0xc2 && lead <= 0xdf)
        return follows(1) ? 2 : 0;
    if (lead >= 0xe0 && lead <= 0xef) {
        const unsigned low = lead == 0xe0 ? 0xa0 : 0x80;
        const unsigned high = lead == 0xed ? 0x9f : 0xbf;
        return follows(1, low, high) && follows(2) ? 3 : 0;
    }
    if (lead >= 0xf0 && lead <= 0xf4) {
        const unsigned low = lead == 0xf0 ? 0x90 : 0x80;
        const unsigned high = lead == 0xf4 ? 0x8f : 0xbf;
        return follows(1, low, high) && follows(2) && follows(3) ? 4 : 0;
    }
    return 0;
}

bool isAscii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<signed char>(c) > 0; });
}

int putText(sd_bus_message *message, const std::string &text)
{
    return sd_bus_message_append_basic(message, 's', text.c_str());
}

int putText(sd_bus_message *message, std::string_view word)
{
    return putText(message, std::string(word));
}

int getText(sd_bus_message *message, std::string_view &text)
{
    const char *raw = nullptr;
    const int r = sd_bus_message_read_basic(message, 's', &raw);
    if (r <= 0)
        return r < 0 ? r : -EBADMSG;
    text = raw;
    return 0;
}

// Text that `parse` makes a value of; it returns something that is false when it cannot.
template <class T, class Parse> int getParsed(sd_bus_message *message, T &value, Parse parse)
{
    std::string_view text;
    if (const int r = getText(message, text); r < 0)
        return r;
    const auto parsed = parse(text);
    if (!parsed)
        return -EBADMSG;
    value = *parsed;
    return 0;
}

template <class T> int getBasic(sd_bus_message *message, char type, T &value)
{
    const int r = sd_bus_message_read_basic(message, type, &value);
    if (r <= 0)
        return r < 0 ? r : -EBADMSG;
    return 0;
}

} // namespace

std::string utf8(std::string_view text)
{
    text = text.substr(0, text.find('\0'));
    std::string clean;
    clean.reserve(text.size());
    while (!text.empty()) {
        const size_t length = characterLength(text);
        clean += length == 0 ? std::string_view("\xef\xbf\xbd") : text.substr(0, length);
        text.remove_prefix(std::max<size_t>(length, 1));
    }
    return clean;
}

int put(sd_bus_message *message, const std::string &value)
{
    return isAscii(value) ? putText(message, value) : putText(message, utf8(value));
}

int put(sd_bus_message *message, bool value)
{
    const int raw = value ? 1 : 0;
    return sd_bus_message_append_basic(message, 'b', &raw);
}

int put(sd_bus_message *message, uint32_t value)
{
    return sd_bus_message_append_basic(message, 'u', &value);
}

int put(sd_bus_message *message, uint64_t value)
{
    return sd_bus_message_append_basic(message, 't', &value);
}

int put(sd_bus_message *message, int64_t time)
{
    return put(message, static_cast<uint64_t>(std::max<int64_t>(time, 0)));
}

int put(sd_bus_message *message, Ipv4Address value)
{
    return putText(message, value.toString());
}

int put(sd_bus_message *message, Ipv4Prefix value)
{
    return putText(message, value.toString());
}

int put(sd_bus_message *message, RouteOrigin value)
{
    return putText(message, toString(value));
}

int put(sd_bus_message *message, RouteState value)
{
    return putText(message, toString(value));
}

int put(sd_bus_message *message, Severity value)
{
    return putText(message, toString(value));
}

int put(sd_bus_message *message, CheckOutcome value)
{
    return putText(message, toString(value));
}

int put(sd_bus_message *message, FixKind value)
{
    return putText(message, toString(value));
}

int put(sd_bus_message *message, const std::vector<uint8_t> &bytes)
{
    return sd_bus_message_append_array(message, 'y', bytes.data(), bytes.size());
}

int put(sd_bus_message *message, GatewayState value)
{
    return putText(message, toString(value));
}

int get(sd_bus_message *message, std::string &value)
{
    std::string_view text;
    const int r = getText(message, text);
    if (r >= 0)
        value = text;
    return r;
}

int get(sd_bus_message *message, bool &value)
{
    int raw = 0;
    const int r = getBasic(message, 'b', raw);
    if (r >= 0)
        value = raw != 0;
    return r;
}

int get(sd_bus_message *message, uint32_t &value)
{
    return getBasic(message, 'u', value);
}

int get(sd_bus_message *message, uint64_t &value)
{
    return getBasic(message, 't', value);
}

int get(sd_bus_message *message, int64_t &time)
{
    uint64_t raw = 0;
    if (const int r = getBasic(message, 't', raw); r < 0)
        return r;
    if (raw > static_cast<uint64_t>(std::numeric_limits<int64_t>::max()))
        return -EBADMSG;
    time = static_cast<int64_t>(raw);
    return 0;
}

int get(sd_bus_message *message, Ipv4Address &value)
{
    return getParsed(message, value, Ipv4Address::parse);
}

int get(sd_bus_message *message, Ipv4Prefix &value)
{
    return getParsed(message, value, Ipv4Prefix::parse);
}

int get(sd_bus_message *message, RouteOrigin &value)
{
    return getParsed(message, value, routeOriginFrom);
}

int get(sd_bus_message *message, RouteState &value)
{
    return getParsed(message, value, routeStateFrom);
}

int get(sd_bus_message *message, Severity &value)
{
    return getParsed(message, value, severityFrom);
}

int get(sd_bus_message *message, CheckOutcome &value)
{
    return getParsed(message, value, checkOutcomeFrom);
}

// One that we do not know is one that we cannot offer.
int get(sd_bus_message *message, FixKind &value)
{
    const auto known = [](std::string_view word) { return std::optional(fixKindFrom(word).value_or(FixKind::None)); };
    return getParsed(message, value, known);
}

int get(sd_bus_message *message, std::vector<uint8_t> &bytes)
{
    const void *data = nullptr;
    size_t size = 0;
    if (const int r = sd_bus_message_read_array(message, 'y', &data, &size); r <= 0)
        return r < 0 ? r : -EBADMSG;
    const auto *first = static_cast<const uint8_t *>(data);
    bytes.assign(first, first + size);
    return 0;
}

int get(sd_bus_message *message, GatewayState &value)
{
    return getParsed(message, value, gatewayStateFrom);
}

} // namespace mesh44::bus::wire
