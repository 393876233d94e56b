// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What somebody else did to what is ours, read off the plan that undoes it: an operation that puts back what was in
// place after the last look is a repair; one that follows the mesh or the operator is none.

#include "core/kernel/operation.h"

#include <compare>
#include <span>
#include <string>
#include <vector>

namespace mesh44 {

// A single thing of ours in the kernel, by the name that people know it by.
struct DriftObject
{
    enum class Kind : uint8_t { Rule, Route, Nexthop, Address, Device };
    Kind kind = Kind::Rule;
    std::string name;     // "rule pref 47 from 44.128.10.0/24 unreachable", "route 44.4.8.0/24 table 44" …
    bool isGuard = false; // nothing of ours leaves as it is while it is there
    auto operator<=>(const DriftObject &) const = default;
};

struct Repair
{
    enum class Fault : uint8_t { Removed, Changed, Added }; // Added: under our mark, but not by us
    DriftObject object;
    Fault fault = Fault::Removed;
    bool operator==(const Repair &) const = default;
};

DriftObject objectOf(const Operation &operation);

// `before`: the dump behind the last run's operations; one without links is none, and then nothing is a repair.
// In the order of the operations.
std::vector<Repair> findRepairs(std::span<const Operation> operations, const KernelState &before);

} // namespace mesh44
