// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mesh44 {

// Note: good to know. Warning: something will go wrong, or does now and then. Error: something does not work.
enum class Severity : uint8_t { Note, Warning, Error };

// Something about this computer that has to do with the gateway.
struct Finding
{
    std::string id; // "networkd.rules": stays the same over versions
    Severity severity = Severity::Note;
    std::string sentence; // what is so, and what it means
    std::string advice;   // what to do; empty where there is nothing to do
    bool operator==(const Finding &) const = default;
};

// "note", "warning", "error" and back.
std::string_view toString(Severity severity);
std::optional<Severity> severityFrom(std::string_view word);

} // namespace mesh44
