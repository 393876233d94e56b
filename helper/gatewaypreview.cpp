// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a change of the configuration would do: the same steps as of a change that is made, with a kernel on paper.
#include "helper/gateway.h"

#include "core/config/choices.h"
#include "core/config/consequences.h"
#include "core/firewall/difference.h"
#include "helper/clock.h"
#include "helper/devicerecords.h"
#include "helper/facts.h"

#include <algorithm>
#include <iterator>

namespace mesh44 {
namespace {

// Anybody may ask: what is planned is bounded before it is planned.
constexpr size_t kMostRules = 1024;
constexpr size_t kMostFirewallLines = 200;

Status checkSize(const Settings &settings)
{
    const size_t networks = settings.local ? settings.local->size() : 0;
    if (settings.subnets.size() * (networks + 4) <= kMostRules)
        return ok();
    return Error{ErrorCode::LimitExceeded, "gateway.subnets and routing.local make more than "
                                               + std::to_string(kMostRules) + " rules, too many for a preview"};
}

void shorten(std::vector<std::string> &lines, size_t most, uint32_t &more)
{
    if (lines.size() <= most)
        return;
    more += static_cast<uint32_t>(lines.size() - most);
    lines.resize(most);
}

} // namespace

// Where it leads, as far as it got.
struct Gateway::Rehearsal
{
    Settings next;
    bool enabled = false; // afterwards
    bool restarts = false;
    Plane plane = Plane::Kernel;
    std::vector<DeviceRecord> devices;
    DesiredFirewall firewall;
    std::vector<std::string> conflicts;
};

Result<PreviewView> Gateway::preview(uint64_t revision, const Assignments &assignments)
{
    const int64_t began = bootTime();
    if (!m_previewPace.isDue(began))
        return Error{ErrorCode::Busy, "another preview was asked for just now: try again in a moment"};
    m_previewPace.done(began, began);
    if (const Status may = mayApply(revision, assignments, Trial::kLongest); !may)
        return may.error();
    const auto edited = m_configFiles.edit(assignments);
    if (!edited)
        return edited.error();
    if (const Status fits = checkSize(edited->loaded.settings); !fits)
        return fits.error();
    auto facts = m_kernel.dump();
    if (!facts)
        return facts.error();
    SimulatedKernel kernel(*std::move(facts));
    const Rehearsal rehearsal = rehearse(edited->loaded.settings, kernel);
    PreviewView view{.kernel = kernel.lines(),
                     .firewall = difference(m_firewall.applied().value_or(DesiredFirewall()), rehearsal.firewall),
                     .notes = notesOn(rehearsal)};
    for (const ConfigProblem &warning : edited->loaded.warnings)
        view.notes.push_back(toString(warning));
    view.more = static_cast<uint32_t>(kernel.writes() - view.kernel.size());
    shorten(view.firewall, kMostFirewallLines, view.more);
    shorten(view.kernel, SimulatedKernel::kMostLines - view.firewall.size(), view.more);
    if (view.kernel.empty() && view.firewall.empty() && view.notes.empty())
        view.notes.emplace_back("nothing changes in the kernel or in the firewall");
    m_previewPace.done(began, bootTime());
    return view;
}

Gateway::Rehearsal Gateway::rehearse(const Settings &next, SimulatedKernel &kernel) const
{
    Rehearsal rehearsal{.next = next, .devices = m_state.devices};
    rehearsal.enabled = !next.subnets.empty() && m_state.enabled.value_or(next.enabled);
    rehearsal.restarts = m_usable && mustTakeDown(m_settings, next);
    rehearsal.plane = m_plane;
    if (next.plane != m_settings.plane)
        rehearsal.plane = next.plane == Plane::Userspace ? Plane::Userspace : Plane::Kernel;
    rehearsal.firewall = m_firewall.applied().value_or(DesiredFirewall());
    if (rehearsal.restarts || !rehearsal.enabled)
        rehearseDown(rehearsal, kernel);
    if (rehearsal.enabled)
        rehearseUp(rehearsal, kernel);
    return rehearsal;
}

// As it was found; where it comes up again at once, behind the floor. What is down by the new settings may be locked by
// them.
void Gateway::rehearseDown(Rehearsal &rehearsal, SimulatedKernel &kernel) const
{
    Reconciler reconciler(kernel);
    const auto run = [&](const Settings &settings, Plane plane) {
        return reconciler.run(
            [&](const KernelState &facts) {
                DesiredState state = desireAsFound(facts, settings, plane, rehearsal.devices);
                if (rehearsal.enabled)
                    keepFloor(state, rehearsal.next, facts);
                return state;
            },
            [](auto &&...) {});
    };
    const Settings &last = rehearsal.next.subnets.empty() ? m_settings : rehearsal.next;
    Reconciler::Outcome outcome;
    if (rehearsal.restarts) {
        outcome = run(m_settings, m_plane);
        kernel.closeTun(kUserspaceDevice);
        rehearsal.devices.clear();
    }
    if (!rehearsal.enabled && &last != &m_settings) {
        outcome = run(last, rehearsal.plane);
        kernel.closeTun(kUserspaceDevice);
    }
    rehearsal.firewall = last.lockdown
                             ? desireLockedFirewall(last, outcome.desired.local, knownUnderlay(outcome.actual, last))
                             : DesiredFirewall();
}

void Gateway::rehearseUp(Rehearsal &rehearsal, SimulatedKernel &kernel) const
{
    const Settings &next = rehearsal.next;
    MeshTable mesh = m_mesh;
    mesh.setMaxRoutes(next.maxRoutes);
    mesh.rankImports(next.imports == ImportRank::Above);
    if (rehearsal.plane == Plane::Userspace)
        kernel.openTun(kUserspaceDevice);
    std::optional<Underlay> underlay;
    const auto outcome = Reconciler(kernel).run(
        [&](const KernelState &facts) {
            const auto found = findUnderlay(facts, next.announcer);
            underlay = found ? found : m_underlay;
            mesh.setFilter(makeFilter(next, facts, found, externalAddress(next)));
            DesiredState desired = desire(next, mesh, facts, underlay, rehearsal.plane);
            putBackUnwanted(rehearsal.devices, desired, facts, underlay.has_value());
            return desired;
        },
        [&](const auto &operations, const auto &facts) { noteDevices(rehearsal.devices, operations, facts); });
    if (rehearsal.plane == Plane::Kernel)
        kernel.closeTun(kUserspaceDevice);
    rehearsal.conflicts = outcome.conflicts;
    rehearsal.firewall = outcome.conflicts.empty() ? desireFirewall(next, outcome.desired, underlay)
                                                   : DesiredFirewall();
}

std::vector<std::string> Gateway::notesOn(const Rehearsal &rehearsal) const
{
    const Settings &next = rehearsal.next;
    const bool wasUp = isActive();
    std::vector<std::string> notes;
    const auto say = [&](bool is, std::string sentence) {
        if (is)
            notes.push_back(std::move(sentence));
    };
    for (const std::string &conflict : rehearsal.conflicts)
        say(true, "nothing would be installed: " + conflict);
    say(!wasUp && rehearsal.enabled, "the gateway comes up and listens for the announcer");
    say(wasUp && !rehearsal.enabled,
        next.subnets.empty() ? "the gateway goes down, for it has no subnet any more" : "the gateway goes down");
    say(!rehearsal.enabled && !wasUp && !next.subnets.empty(),
        "the gateway stays switched off; all this is for when it is switched on");
    say(m_settings.enabled != next.enabled && m_state.enabled.has_value(),
        std::string("start.enabled is for a gateway that nobody has switched: this one was switched ")
            + (m_state.enabled.value_or(false) ? "on" : "off"));
    say(wasUp && rehearsal.enabled && rehearsal.restarts,
        "the tunnel is taken down and made anew: for a moment nothing is forwarded, and nothing leaves as it is");
    say(next.device != m_settings.device && m_usable,
        "the tunnel's device is " + next.device + " instead of " + m_settings.device);
    say(next.plane != m_settings.plane, "packets are carried by the plane \"" + values::print(next.plane)
                                            + "\" instead of \"" + values::print(m_settings.plane) + '"');
    std::ranges::move(consequences(m_settings, next), std::back_inserter(notes));
    return notes;
}

} // namespace mesh44
