// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/sealing.h"

#include <array>
#include <cstdio>

#include <zlib.h>

namespace mesh44 {
namespace {

std::string sealOf(std::string_view form, std::string_view body)
{
    const auto *data = reinterpret_cast<const Bytef *>(body.data());
    std::array<char, 64> line{};
    const int length = std::snprintf(line.data(), line.size(), " crc32=%08lx bytes=%zu\n",
                                     crc32(0, data, static_cast<uInt>(body.size())), body.size());
    return std::string(form).append(line.data(), static_cast<size_t>(length));
}

} // namespace

std::string seal(std::string_view form, std::string_view body)
{
    return sealOf(form, body).append(body);
}

std::optional<std::string_view> unseal(std::string_view form, std::string_view file)
{
    const size_t end = file.find('\n');
    if (end == std::string_view::npos)
        return std::nullopt;
    const std::string_view body = file.substr(end + 1);
    if (file.substr(0, end + 1) != sealOf(form, body))
        return std::nullopt;
    return body;
}

} // namespace mesh44
