// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/meshlist.h"
#include "helper/gateway.h"

#include "helper/clock.h"

namespace mesh44 {
namespace {

constexpr size_t kMostSuppressions = 4096; // of each kind: bounded, as everything that a caller can grow
constexpr size_t kMostRefusedLines = 100;

Error tooMany()
{
    return {ErrorCode::LimitExceeded,
            "at most " + std::to_string(kMostSuppressions) + " can be switched off one by one"};
}

} // namespace

Status Gateway::switchTo(bool enabled, const std::string &caller)
{
    if (enabled && !m_usable)
        return Error{ErrorCode::InvalidConfig,
                     "the gateway has no usable configuration: gateway.subnets must name your "
                     "subnet in 44, such as 44.128.10.0/24"};
    if (m_state.enabled == enabled && m_enabled == enabled)
        return ok();
    m_state.enabled = enabled;
    m_enabled = enabled;
    tell("gateway", "", (enabled ? "switched on by " : "switched off by ") + caller);
    listen();
    keepAndApply(); // up means up
    if (enabled && m_outcome.failure)
        return *m_outcome.failure;
    return ok();
}

Status Gateway::suppressEndpoint(Ipv4Address endpoint, bool fallback, const std::string &caller)
{
    if (endpoint == m_settings.announcer)
        return Error{ErrorCode::InvalidArgument,
                     "the announcer " + endpoint.toString()
                         + " cannot be switched off; gateway.mode = mesh keeps the Internet away"};
    if (m_mesh.suppressedEndpoints().size() >= kMostSuppressions)
        return tooMany();
    if (!m_mesh.suppress(endpoint, fallback))
        return ok();
    tell("endpoint", endpoint.toString(),
         std::string("switched off") + (fallback ? " (fallback)" : "") + " by " + caller);
    keepAndApply();
    return ok();
}

Status Gateway::allowEndpoint(Ipv4Address endpoint, const std::string &caller)
{
    if (!m_mesh.allow(endpoint))
        return Error{ErrorCode::NotFound, "the endpoint " + endpoint.toString() + " is not switched off"};
    tell("endpoint", endpoint.toString(), "switched on by " + caller);
    keepAndApply();
    return ok();
}

Status Gateway::suppressPrefix(Ipv4Prefix prefix, bool fallback, const std::string &caller)
{
    if (!isAmateur(prefix))
        return Error{ErrorCode::InvalidArgument,
                     prefix.toString() + " is not inside amateur space (44.0.0.0/9 and 44.128.0.0/10)"};
    if (m_mesh.suppressedPrefixes().size() >= kMostSuppressions)
        return tooMany();
    if (!m_mesh.suppress(prefix, fallback))
        return ok();
    tell("route", prefix.toString(), std::string("switched off") + (fallback ? " (fallback)" : "") + " by " + caller);
    keepAndApply();
    return ok();
}

Status Gateway::allowPrefix(Ipv4Prefix prefix, const std::string &caller)
{
    if (!m_mesh.allow(prefix))
        return Error{ErrorCode::NotFound, "the prefix " + prefix.toString() + " is not switched off"};
    tell("route", prefix.toString(), "switched on by " + caller);
    keepAndApply();
    return ok();
}

Status Gateway::suppressDefault(const std::string &caller)
{
    if (!hasDefault())
        return Error{ErrorCode::InvalidArgument, "there is no default route with gateway.mode = mesh"};
    if (!m_mesh.switchDefault(true))
        return ok();
    tell("route", "default", "switched off by " + caller);
    keepAndApply();
    return ok();
}

// In every mode: what was switched off in another one can be undone.
Status Gateway::allowDefault(const std::string &caller)
{
    if (!m_mesh.switchDefault(false))
        return Error{ErrorCode::NotFound, "the default route is not switched off"};
    tell("route", "default", "switched on by " + caller);
    keepAndApply();
    return ok();
}

Status Gateway::set(uint64_t revision, const std::vector<std::pair<std::string, std::string>> &assignments,
                    const std::string &caller)
{
    if (Status may = mayConfigure(revision); !may)
        return may;
    auto edited = m_configFiles.edit(assignments);
    if (!edited)
        return edited.error();
    if (Status put = m_configFiles.put(edited->text); !put) {
        noteUnsaved(put.error());
        return put;
    }
    for (const auto &[key, value] : assignments)
        tell("config", key, (value.empty() ? "reset" : "set to " + value) + " by " + caller);
    useConfiguration(std::move(edited->loaded));
    reconcile();
    return ok();
}

Result<bus::ImportOutcome> Gateway::import(const std::string &text, const std::string &caller)
{
    auto list = readMeshList(text);
    if (!list)
        return list.error();
    bus::ImportOutcome outcome{.refused = std::move(list->refused)};
    std::vector<MeshRoute> routes;
    for (const EncapEntry &entry : list->entries) {
        if (const auto refusal = m_mesh.filter().check(entry.prefix, entry.endpoint))
            outcome.refused.push_back(entry.prefix.toString() + ": " + refusal->sentence);
        else
            routes.push_back({.prefix = entry.prefix, .endpoint = entry.endpoint, .origin = RouteOrigin::Import});
    }
    if (outcome.refused.size() > kMostRefusedLines)
        outcome.refused.resize(kMostRefusedLines);
    const ChangeSet changes = m_mesh.import(routes);
    outcome.added = static_cast<uint32_t>(changes.added.size());
    const std::string serial = list->serial.empty() ? "" : " (serial " + list->serial + " of the portal)";
    tell("route", "import", std::to_string(outcome.added) + " routes imported by " + caller + serial);
    keepAndApply();
    return outcome;
}

} // namespace mesh44
