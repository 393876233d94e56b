// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A walk in words: ordered steps, each with what is so, and the command that shows it.
//
//     const RoutingIndex index(snapshot);
//     const Walk way = walk(index, question);
//     for (const Flow &flow : flowsToAsk(index, way)) … ask the kernel …
//     const Explanation explanation = inWords(index, way, answers);

#include "core/explain/agreement.h"
#include "core/explain/walk.h"

#include <span>
#include <string>

namespace mesh44::explain {

// Stop: the packet goes no further than this step.
enum class StepOutcome : uint8_t { Ok, Warning, Stop };

struct Step
{
    std::string id;       // "rule": stays the same over versions; see explanation.cpp for all
    std::string title;    // "Rule"
    std::string sentence; // what is so
    std::string command;  // that shows it; empty where none does
    StepOutcome outcome = StepOutcome::Ok;
    std::vector<std::string> details; // what was tried and was not it, in order
    bool operator==(const Step &) const = default;
};

struct Explanation
{
    std::vector<Step> steps; // the last one is the verdict
    bool operator==(const Explanation &) const = default;

    const Step &verdict() const { return steps.back(); }
};

// What the kernel is to be asked about a walk: the flow itself, then the outer packet of each layer. Nothing where it
// cannot be asked.
std::vector<std::optional<Flow>> flowsToAsk(const RoutingIndex &index, const Walk &walk);

// Answers in the order of flowsToAsk(); none, or fewer, where the kernel was not asked.
Explanation inWords(const RoutingIndex &index, const Walk &walk,
                    std::span<const std::optional<KernelAnswer>> answers = {});

} // namespace mesh44::explain
