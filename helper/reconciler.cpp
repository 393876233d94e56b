// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/reconciler.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iterator>

namespace mesh44 {
namespace {

std::string sentence(const OperationResult &result)
{
    std::string text = std::strerror(result.error);
    if (!result.message.empty())
        text += " (" + result.message + ")";
    return text;
}

// What is already gone need not be removed.
bool isHarmless(const Operation &operation, int error)
{
    const bool removes = std::holds_alternative<RemoveRoute>(operation) || std::holds_alternative<RemoveRule>(operation)
                         || std::holds_alternative<RemoveNexthop>(operation)
                         || std::holds_alternative<RemoveAddress>(operation)
                         || std::holds_alternative<DeleteLink>(operation);
    return removes && (error == ESRCH || error == ENOENT || error == ENODEV || error == EADDRNOTAVAIL);
}

// Errors that stand for all operations, not for the one.
std::optional<Error> overallFailure(const Operation &operation, const OperationResult &result)
{
    if (result.error == EPERM || result.error == EACCES)
        return Error{ErrorCode::NotAuthorized, "the kernel does not let the gateway service change its network: "
                                               "it needs CAP_NET_ADMIN and CAP_NET_RAW"};
    const bool noIpip = result.error == EOPNOTSUPP || result.error == ENODEV || result.error == EPROTONOSUPPORT;
    if (std::holds_alternative<CreateIpip>(operation) && noIpip)
        return Error{ErrorCode::Unsupported, "this kernel has no ipip module, which carries the mesh"};
    return std::nullopt;
}

} // namespace

Reconciler::Outcome Reconciler::run(const Desire &desire, const BeforeApply &beforeApply, const Restrain &restrain)
{
    Outcome outcome;
    std::vector<Operation> previous;
    for (int pass = 0; pass < kPasses; ++pass) {
        auto dumped = m_kernel.dump();
        if (!dumped) {
            outcome.failure = dumped.error();
            return outcome;
        }
        outcome.actual = std::move(*dumped);
        outcome.desired = desire(outcome.actual);
        Plan next = plan(outcome.desired, outcome.actual);
        outcome.conflicts = std::move(next.conflicts);
        outcome.contested = std::move(next.contested);
        if (restrain)
            std::ranges::move(restrain(next.operations), std::back_inserter(outcome.contested));
        // The same again: the kernel has refused it just now, or somebody undoes it. Later.
        if (next.operations.empty() || next.operations == previous)
            return outcome;
        beforeApply(next.operations, outcome.actual);
        applyPlan(next.operations, outcome);
        if (outcome.failure)
            return outcome;
        previous = std::move(next.operations);
    }
    outcome.problems.push_back("the kernel's state does not settle: somebody else keeps changing it");
    return outcome;
}

void Reconciler::applyPlan(const std::vector<Operation> &operations, Outcome &outcome)
{
    // What failed in an earlier pass is in this plan again, if it still matters.
    outcome.refusedRoutes.clear();
    outcome.problems.clear();
    const std::vector<OperationResult> results = m_kernel.apply(operations);
    outcome.operations += operations.size();
    for (size_t i = 0; i < operations.size(); ++i) {
        const OperationResult &result = results[i];
        if (result.error == 0 || isHarmless(operations[i], result.error))
            continue;
        if (auto failure = overallFailure(operations[i], result)) {
            outcome.failure = std::move(failure);
            return;
        }
        const auto *put = std::get_if<PutRoute>(&operations[i]);
        if (put && put->route.type == RouteType::Unicast && put->route.table == outcome.desired.meshTable)
            outcome.refusedRoutes.emplace(put->route.destination, "the kernel refused it: " + sentence(result));
        else
            outcome.problems.push_back(describe(operations[i]) + ": " + sentence(result));
    }
}

} // namespace mesh44
