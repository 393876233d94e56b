// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/checkup/report.h"

#include "core/checkup/redactor.h"

#include <algorithm>

namespace mesh44 {
namespace {

const std::string *valueOf(const std::vector<SettingView> &settings, std::string_view key)
{
    const auto found = std::ranges::find(settings, key, &SettingView::key);
    return found == settings.end() ? nullptr : &found->value;
}

Redactor redactorFor(const ReportFacts &facts)
{
    Redactor redactor;
    const GatewayStatus &status = facts.status;
    const std::string *password = valueOf(facts.settings, "rip44.password");
    redactor.hideWord(password ? *password : "", "PASSWORD");
    redactor.hideWord(status.callsign, "CALLSIGN");
    for (const std::string &name : facts.names)
        redactor.hideWord(name, "LOCAL-NAME");
    const std::string *external = valueOf(facts.settings, "gateway.external_address");
    if (external && *external != "auto" && !Ipv4Address::parse(*external))
        redactor.hideWord(*external, "WAN-NAME");
    for (const Ipv4Prefix subnet : status.subnets)
        redactor.hideSubnet(subnet);
    redactor.keep(Ipv4Address(169, 228, 34, 84)); // the announcer that everybody has
    if (status.underlayGateway)
        redactor.hideAddress(*status.underlayGateway, "WAN-ROUTER");
    if (status.externalAddress)
        redactor.hideAddress(*status.externalAddress, "EXTERNAL-ADDRESS");
    if (status.underlayAddress)
        redactor.hideAddress(*status.underlayAddress, "WAN-ADDRESS");
    return redactor;
}

std::string figures(const GatewayStatus &status)
{
    std::string text = "routes: " + std::to_string(status.routesAnnounced) + " announced, "
                       + std::to_string(status.routesInstalled) + " installed, "
                       + std::to_string(status.routesSuppressed) + " switched off, "
                       + std::to_string(status.routesRefused) + " refused, " + std::to_string(status.routesHeld)
                       + " held\n" + "endpoints: " + std::to_string(status.endpoints)
                       + "\nlast burst: " + std::to_string(status.lastBurstRoutes) + " routes, "
                       + (status.lastBurstComplete ? "complete" : "not known to be complete") + "\ncounters:";
    for (const auto &[name, value] : status.counters) {
        if (value != 0 && (name.starts_with("rip44.") || name.starts_with("firewall.") || name.starts_with("drift.")))
            text += "\n  " + name + " = " + std::to_string(value);
    }
    return text + "\n";
}

std::string settingsOf(const std::vector<SettingView> &settings)
{
    std::string text = "settings other than the default:\n";
    for (const SettingView &setting : settings) {
        if (setting.value != setting.defaultValue)
            text += "  " + setting.key + " = " + (setting.key == "rip44.password" ? "PASSWORD" : setting.value) + "\n";
    }
    return text;
}

// A name in the DNS can be any: it is not told.
std::string seenOf(const Check &check)
{
    if (check.id != "dns.name" || check.outcome == CheckOutcome::NotTested)
        return check.seen;
    return check.outcome == CheckOutcome::Pass ? "our address has a name, and the name leads to it"
                                               : "our address has no name, or one that leads elsewhere";
}

// The sentence on a wrong configuration quotes what the operator wrote.
std::string stateOf(const GatewayStatus &status)
{
    const bool quotes = status.state == GatewayState::Misconfigured || status.reason.empty();
    return std::string(toString(status.state)) + (quotes ? "" : ", " + status.reason);
}

std::string lineOf(const Check &check)
{
    return "  " + std::string(toString(check.outcome)) + "  " + check.id + ": " + seenOf(check) + "\n";
}

} // namespace

std::string checkReport(const ReportFacts &facts)
{
    const GatewayStatus &status = facts.status;
    std::string text = "Mesh44 " + status.version + ", check-up\n"
                       + (facts.kernel.empty() ? "" : "kernel: " + facts.kernel + "\n")
                       + "plane: " + (status.plane.empty() ? "none" : status.plane) + ", mode: " + status.mode
                       + ", device: " + status.device + " (MTU " + std::to_string(status.mtu) + ")\nstate: "
                       + stateOf(status) + "\n" + figures(status) + settingsOf(facts.settings) + "checks:\n";
    for (const Check &check : facts.checks)
        text += lineOf(check);
    if (!facts.findings.empty())
        text += "other software:\n";
    for (const Finding &finding : facts.findings)
        text += "  " + std::string(toString(finding.severity)) + "  " + finding.id + ": " + finding.sentence + "\n";
    return redactorFor(facts).redact(text);
}

} // namespace mesh44
