// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/lockdown.h"

#include "helper/configfiles.h"
#include "helper/firewall/firewall.h"
#include "helper/reconciler.h"
#include "helper/trial.h"

namespace mesh44 {
namespace {

// What is on trial does not count. Where it cannot be known what was confirmed, it is what is there, and closed in any
// case.
LoadedSettings confirmedSettings(const Directories &directories)
{
    const ConfigFiles files(directories);
    const auto trial = Trial::pending(directories.state);
    if (trial && !*trial)
        return files.load();
    if (trial) {
        LoadedSettings before = files.loadWith((*trial)->ownConfig);
        if (before.errors.empty())
            return before;
    }
    LoadedSettings onTrial = files.load();
    onTrial.settings.lockdown = true;
    return onTrial;
}

DesiredState desireLocked(const Settings &settings, const KernelState &facts)
{
    DesiredState state = desireNothing(settings);
    addLockdown(state, settings, facts, findUnderlay(facts, settings.announcer));
    return state;
}

// Where the look fails nothing counts as local: the guard is the tighter.
Status putGuard(Kernel &kernel, PacketFilter &filter, const Settings &settings)
{
    const auto dumped = kernel.dump();
    const KernelState facts = dumped ? *dumped : KernelState();
    const DesiredState locked = desireLocked(settings, facts);
    return Firewall(filter).prepare(
        desireLockedFirewall(settings, locked.local, findUnderlay(facts, settings.announcer)));
}

Status putFloor(Kernel &kernel, const Settings &settings)
{
    const auto outcome = Reconciler(kernel).run([&](const KernelState &facts) { return desireLocked(settings, facts); },
                                                [](auto &&...) {});
    if (outcome.failure)
        return *outcome.failure;
    if (!outcome.problems.empty())
        return Error{ErrorCode::KernelRefused, outcome.problems.front()};
    return ok();
}

} // namespace

// Each of the two does without the other, and both without the rest of the configuration.
Status lockDown(Kernel &kernel, PacketFilter &filter, const Directories &directories)
{
    const LoadedSettings loaded = confirmedSettings(directories);
    Status done = ok();
    const auto note = [&](const Status &status) {
        if (done && !status)
            done = status;
    };
    if (!loaded.errors.empty())
        done = Error{ErrorCode::InvalidConfig, toString(loaded.errors.front())};
    if (!loaded.settings.lockdown || loaded.settings.subnets.empty())
        return done;
    note(putGuard(kernel, filter, loaded.settings));
    note(putFloor(kernel, loaded.settings));
    return done;
}

} // namespace mesh44
