// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/checkup/check.h"

#include <algorithm>

namespace mesh44 {

std::string_view toString(CheckOutcome outcome)
{
    switch (outcome) {
    case CheckOutcome::Pass: return "pass";
    case CheckOutcome::Warn: return "warn";
    case CheckOutcome::Fail: return "fail";
    case CheckOutcome::NotTested: break;
    }
    return "not-tested";
}

std::string_view toString(FixKind kind)
{
    switch (kind) {
    case FixKind::None: return "";
    case FixKind::Up: return "up";
    case FixKind::AllowDefault: return "allow-default";
    case FixKind::Set: break;
    }
    return "set";
}

std::optional<CheckOutcome> checkOutcomeFrom(std::string_view word)
{
    for (const CheckOutcome outcome :
         {CheckOutcome::Pass, CheckOutcome::Warn, CheckOutcome::Fail, CheckOutcome::NotTested}) {
        if (word == toString(outcome))
            return outcome;
    }
    return std::nullopt;
}

std::optional<FixKind> fixKindFrom(std::string_view word)
{
    for (const FixKind kind : {FixKind::None, FixKind::Up, FixKind::AllowDefault, FixKind::Set}) {
        if (word == toString(kind))
            return kind;
    }
    return std::nullopt;
}

const Check *firstFailure(std::span<const Check> checks)
{
    for (const CheckOutcome outcome : {CheckOutcome::Fail, CheckOutcome::Warn}) {
        const auto found = std::ranges::find(checks, outcome, &Check::outcome);
        if (found != checks.end())
            return &*found;
    }
    return nullptr;
}

} // namespace mesh44
