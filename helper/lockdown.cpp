// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/lockdown.h"

#include "helper/configfiles.h"
#include "helper/firewall/firewall.h"
#include "helper/reconciler.h"

namespace mesh44 {

Status lockDown(Kernel &kernel, PacketFilter &filter, const Directories &directories)
{
    const LoadedSettings loaded = ConfigFiles(directories).load();
    if (!loaded.errors.empty())
        return Error{ErrorCode::InvalidConfig, toString(loaded.errors.front())};
    const Settings &settings = loaded.settings;
    if (!settings.lockdown || settings.subnets.empty())
        return ok();
    const auto desire = [&](const KernelState &facts) {
        DesiredState state = desireNothing(settings);
        addLockdown(state, settings, facts, findUnderlay(facts, settings.announcer));
        return state;
    };
    const Reconciler::Outcome outcome = Reconciler(kernel).run(desire, [](auto &&...) {});
    if (outcome.failure)
        return *outcome.failure;
    if (!outcome.problems.empty())
        return Error{ErrorCode::KernelRefused, outcome.problems.front()};
    return Firewall(filter).prepare(
        desireLockedFirewall(settings, outcome.desired.local, findUnderlay(outcome.actual, settings.announcer)));
}

} // namespace mesh44
