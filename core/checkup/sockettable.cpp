// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/checkup/sockettable.h"

#include "core/net/quote.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace mesh44 {
namespace {

// sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode …
enum SocketField : size_t { kLocal = 1, kUser = 7, kInode = 9, kFields = 10 };

std::array<std::string_view, kFields> socketFields(std::string_view line)
{
    std::array<std::string_view, kFields> fields;
    for (std::string_view &field : fields) {
        line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
        field = line.substr(0, line.find(' '));
        line.remove_prefix(field.size());
    }
    return fields;
}

template <class T> bool readNumber(std::string_view text, T &number, int base = 10)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    return error == std::errc() && end == text.data() + text.size() && !text.empty();
}

std::optional<BoundSocket> readSocket(std::string_view line)
{
    const auto fields = socketFields(line);
    const std::string_view local = fields[kLocal];
    const size_t colon = local.find(':');
    BoundSocket socket;
    const bool good = colon != std::string_view::npos && readNumber(local.substr(colon + 1), socket.number, 16)
                      && readNumber(fields[kUser], socket.user) && readNumber(fields[kInode], socket.inode);
    return good ? std::optional(socket) : std::nullopt;
}

} // namespace

Result<std::vector<BoundSocket>> readSocketTable(std::string_view text)
{
    std::vector<BoundSocket> sockets;
    for (unsigned number = 1; !text.empty(); ++number) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        if (number == 1)
            continue; // the names of the columns
        const auto socket = readSocket(line);
        if (!socket)
            return Error{ErrorCode::InvalidArgument,
                         "line " + std::to_string(number) + " is no socket: " + quote(line)};
        if (sockets.size() == kMaxBoundSockets)
            return Error{ErrorCode::LimitExceeded, "there are more than 65536 sockets"};
        sockets.push_back(*socket);
    }
    return sockets;
}

} // namespace mesh44
