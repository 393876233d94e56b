// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What operators complain about, as the field's pages and lists have it, and which check fails for it first. One row
// for each cause: a symptom can have several. What cannot be seen from the gateway says why.

#include <span>
#include <string_view>

namespace mesh44 {

struct SymptomCause
{
    int symptom = 0;         // 1 to kSymptoms
    std::string_view words;  // of the symptom and this cause of it
    std::string_view check;  // the id of the check that fails, or warns; empty: none can
    std::string_view whyNot; // then: why
};

inline constexpr int kSymptoms = 33;
std::span<const SymptomCause> symptomCauses();

} // namespace mesh44
