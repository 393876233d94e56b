// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The only way to the kernel's links, addresses, rules, nexthops and routes.
//
// Two implementations: NetlinkKernel (libnl, in this folder) and the tests' fake. One contract test
// (tests/helper/kernelcontract) is built against both, so the fake stays honest.

#include "core/kernel/operation.h"
#include "core/kernel/state.h"
#include "core/result.h"

#include <span>
#include <vector>

namespace mesh44 {

// What came of one operation.
struct OperationResult
{
    int error = 0;       // errno, 0: done
    std::string message; // the kernel's own words (extended ACK), where it has any
    bool operator==(const OperationResult &) const = default;
};

class Kernel
{
public:
    virtual ~Kernel() = default;

    // A full and consistent look; an interrupted dump is taken again, up to five times.
    virtual Result<KernelState> dump() = 0;

    // Does all of them in order, many per send, and waits for each one's acknowledgement. One result per
    // operation; a failure does not stop those behind it.
    virtual std::vector<OperationResult> apply(std::span<const Operation> operations) = 0;

    // How many operations were sent so far.
    virtual uint64_t writes() const = 0;
};

} // namespace mesh44
