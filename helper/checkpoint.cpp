// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/checkpoint.h"

#include "helper/sealing.h"

#include <algorithm>
#include <limits>

#include <nlohmann/json.hpp>

namespace mesh44 {
namespace {

using CheckpointJson = nlohmann::json;

constexpr std::string_view kCheckpointForm = "mesh44-checkpoint 1";

Error malformed(const char *name)
{
    return {ErrorCode::IoFailed, "\"" + std::string(name) + "\" is missing or malformed"};
}

// Every reader returns false and leaves its value alone unless it is exactly right.

bool take(const CheckpointJson &json, const char *name, std::string &value)
{
    const auto it = json.find(name);
    const auto *held = it == json.end() ? nullptr : it->get_ptr<const std::string *>();
    if (held)
        value = *held;
    return held;
}

template <class Number> bool take(const CheckpointJson &json, const char *name, Number &value)
{
    const auto it = json.find(name);
    if (it == json.end() || !it->is_number_unsigned())
        return false;
    const auto held = it->get<uint64_t>();
    if (held > static_cast<uint64_t>(std::numeric_limits<Number>::max()))
        return false;
    value = static_cast<Number>(held);
    return true;
}

template <class Strings> bool takeStrings(const CheckpointJson &json, const char *name, Strings &values)
{
    const auto it = json.find(name);
    if (it == json.end() || !it->is_array())
        return false;
    for (const CheckpointJson &item : *it) {
        if (!item.is_string())
            return false;
        values.insert(values.end(), item.get<std::string>());
    }
    return true;
}

Result<Checkpoint> checkpointFrom(const CheckpointJson &json)
{
    Checkpoint checkpoint;
    if (!json.is_object())
        return Error{ErrorCode::IoFailed, "it is not a JSON object"};
    if (!take(json, "boot_id", checkpoint.bootId))
        return malformed("boot_id");
    if (!take(json, "deadline", checkpoint.deadline))
        return malformed("deadline");
    if (!take(json, "uid", checkpoint.uid))
        return malformed("uid");
    if (!takeStrings(json, "keys", checkpoint.keys))
        return malformed("keys");
    if (json.contains("own_config") && !take(json, "own_config", checkpoint.ownConfig.emplace()))
        return malformed("own_config");
    if (!takeStrings(json, "kernel", checkpoint.kernel))
        return malformed("kernel");
    return checkpoint;
}

// A configuration file may hold any byte, JSON only UTF-8: each byte becomes the character of its number.
std::string widened(std::string_view bytes)
{
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80)
            text += static_cast<char>(0xc0 | byte >> 6);
        text += byte < 0x80 ? c : static_cast<char>(0x80 | (byte & 0x3f));
    }
    return text;
}

Result<std::string> narrowed(std::string_view text)
{
    std::string bytes;
    for (size_t i = 0; i < text.size(); ++i) {
        const auto lead = static_cast<unsigned char>(text[i]);
        if (lead >= 0x80 && ((lead & 0xfc) != 0xc0 || i + 1 == text.size()))
            return malformed("own_config");
        bytes += lead < 0x80 ? text[i] : static_cast<char>((lead & 3) << 6 | (text[i + 1] & 0x3f));
        i += lead >= 0x80;
    }
    return bytes;
}

} // namespace

std::string encodeCheckpoint(const Checkpoint &checkpoint)
{
    CheckpointJson json = {{"boot_id", checkpoint.bootId},
                           {"deadline", static_cast<uint64_t>(std::max<int64_t>(checkpoint.deadline, 0))},
                           {"uid", checkpoint.uid},
                           {"keys", checkpoint.keys},
                           {"kernel", checkpoint.kernel}};
    if (checkpoint.ownConfig)
        json["own_config"] = widened(*checkpoint.ownConfig);
    return seal(kCheckpointForm, json.dump(-1, ' ', false, CheckpointJson::error_handler_t::replace) + "\n");
}

Result<Checkpoint> decodeCheckpoint(std::string_view file)
{
    const auto body = unseal(kCheckpointForm, file);
    if (!body)
        return Error{ErrorCode::IoFailed, file.find('\n') == std::string_view::npos
                                              ? "it has no header"
                                              : "header, version, length or checksum do not match"};
    const CheckpointJson json = CheckpointJson::parse(*body, nullptr, false);
    if (json.is_discarded())
        return Error{ErrorCode::IoFailed, "it is not JSON"};
    Result<Checkpoint> checkpoint = checkpointFrom(json);
    if (!checkpoint || !checkpoint->ownConfig)
        return checkpoint;
    const auto text = narrowed(*checkpoint->ownConfig);
    if (!text)
        return text.error();
    checkpoint->ownConfig = *text;
    return checkpoint;
}

} // namespace mesh44
