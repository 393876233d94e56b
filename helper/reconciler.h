// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Brings the kernel to the desired state: dump, plan, apply, and again until a dump needs no plan. The only
// caller of Kernel::apply(). Everything that happens only leads to another run; what a run finds is what
// counts, not what any event said.

#include "core/kernel/plan.h"
#include "helper/kernel/kernel.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mesh44 {

class Reconciler
{
public:
    // From the facts of a dump to what should be.
    using Desire = std::function<DesiredState(const KernelState &facts)>;
    // Before operations go to the kernel: remember what they will change.
    using BeforeApply = std::function<void(const std::vector<Operation> &operations, const KernelState &facts)>;

    // Takes out of a plan what must not be done now, and says what that is: it is contested.
    using Restrain = std::function<std::vector<std::string>(std::vector<Operation> &operations)>;

    struct Outcome
    {
        // The last dump, taken after the last operation, and what was desired of it.
        KernelState actual;
        DesiredState desired;
        std::vector<std::string> conflicts; // any: nothing was done
        std::vector<std::string> contested;
        std::map<Ipv4Prefix, std::string> refusedRoutes; // mesh routes that the kernel did not take, and why
        std::vector<std::string> problems;               // everything else that it did not do
        std::optional<Error> failure; // nothing could be done: NotAuthorized (no rights), Unsupported (no ipip) …
        size_t operations = 0;
        bool clean() const
        {
            return !failure && conflicts.empty() && contested.empty() && refusedRoutes.empty() && problems.empty();
        }
    };

    explicit Reconciler(Kernel &kernel) : m_kernel(kernel) {}

    Outcome run(const Desire &desire, const BeforeApply &beforeApply, const Restrain &restrain = {});

private:
    // A dump that never settles is somebody fighting us: leave it for the next run.
    static constexpr int kPasses = 5;

    void applyPlan(const std::vector<Operation> &operations, Outcome &outcome);

    Kernel &m_kernel;
};

} // namespace mesh44
