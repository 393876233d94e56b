// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/statefile.h"

#include "helper/sealing.h"
#include "helper/statejson.h"

#include <charconv>
#include <nlohmann/json.hpp>

namespace mesh44 {

namespace {

constexpr unsigned kVersion = 1;
constexpr std::string_view kMagic = "mesh44-state ";
constexpr std::string_view kForm = "mesh44-state 1"; // both of them

Error damaged(const std::string &how)
{
    return {ErrorCode::IoFailed, how};
}

// Whether the file is of a version that we do not know; a damaged version number is not.
bool isNewer(std::string_view file)
{
    if (!file.starts_with(kMagic))
        return false;
    file.remove_prefix(kMagic.size());
    unsigned version = 0;
    const auto [end, error] = std::from_chars(file.data(), file.data() + file.size(), version);
    return error == std::errc() && end != file.data() + file.size() && *end == ' ' && version > kVersion;
}

} // namespace

std::string encodeState(const State &state)
{
    return seal(kForm, toJson(state).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

Result<State> decodeState(std::string_view file)
{
    if (file.size() > kLongestStateFile)
        return damaged("it is longer than 8 MiB");
    if (isNewer(file))
        return Error{ErrorCode::Unsupported, "it is from a newer version"};
    const auto body = unseal(kForm, file);
    if (!body)
        return damaged(file.find('\n') == std::string_view::npos ? "it has no header"
                                                                 : "header, length or checksum do not match");
    const auto json = nlohmann::json::parse(*body, nullptr, false);
    if (json.is_discarded())
        return damaged("it is not JSON");
    return stateFrom(json);
}

} // namespace mesh44
