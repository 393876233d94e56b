// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mesh44 {

// NotTested: something before it has to be right first, or nobody has looked yet; `seen` says which.
enum class CheckOutcome : uint8_t { Pass, Warn, Fail, NotTested };

// What the helper can do about it, by a method that is there for it anyway.
enum class FixKind : uint8_t {
    None,
    Up,           // switch the gateway on
    AllowDefault, // switch the default route on
    Set,          // change one setting, on trial
};

struct CheckFix
{
    FixKind kind = FixKind::None;
    std::string assignment; // of Set: "KEY=VALUE"; without a value: back to the default
    bool operator==(const CheckFix &) const = default;
};

// One step of the check-up.
struct Check
{
    std::string id;    // "wan.address": stays the same over versions
    std::string title; // what should be so
    CheckOutcome outcome = CheckOutcome::NotTested;
    std::string seen;      // a sentence
    std::string why;       // why it matters, a sentence
    std::string advice;    // what to do; empty where there is nothing to do
    std::string blockedBy; // the id of the check that has to be right first
    CheckFix fix;
    bool operator==(const Check &) const = default;
};

// "pass", "warn", "fail", "not-tested"; "", "up", "allow-default", "set"; and back.
std::string_view toString(CheckOutcome outcome);
std::string_view toString(FixKind kind);
std::optional<CheckOutcome> checkOutcomeFrom(std::string_view word);
std::optional<FixKind> fixKindFrom(std::string_view word);

// What to look at first: the first that failed; else the first that warns. Nothing: all is well, or not tested.
const Check *firstFailure(std::span<const Check> checks);

} // namespace mesh44
