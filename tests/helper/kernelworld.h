// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The surroundings in which the kernel contract is tested: one for the fake, two for the real kernel (a
// veth pair, and tunl0 where there is ipip). Each contract executable links exactly one.

#include "helper/kernel/kernel.h"

#include <memory>

namespace mesh44::test {

class KernelWorld
{
public:
    // An error where this machine cannot do it. Unprivileged: as another user with CAP_NET_ADMIN alone.
    static Result<std::unique_ptr<KernelWorld>> create(bool unprivileged);
    // The environment variable that makes such an error a failure.
    static const char *requiredBy();
    virtual ~KernelWorld() = default;

    // As at the start: the device up, with 192.0.2.1/24 as its only address, and nothing else.
    virtual Status reset() = 0;

    virtual Kernel &kernel() = 0;
    // Somebody else's hands; not counted in kernel().writes().
    virtual OperationResult outside(const Operation &operation) = 0;
    virtual std::string device() const = 0;
    // A rule for an incoming interface (priority 7), a nexthop group (id 71) and an IPv6 nexthop (id 72).
    virtual Status addWhatWeDoNotModel() = 0;
    virtual bool hasIpip() const = 0;
    // Whether the time that something takes tells anything.
    virtual bool isReal() const = 0;
};

} // namespace mesh44::test
