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

} // namespace

Status lockDown(Kernel &kernel, PacketFilter &filter, const Directories &directories)
{
    const LoadedSettings loaded = confirmedSettings(directories);
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
    return Firewall(filter).prepare(desireLockedFirewall(settings, outcome.desired.local));
}

} // namespace mesh44
