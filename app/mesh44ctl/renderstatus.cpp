// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/render.h"

namespace mesh44::ctl {

namespace {

constexpr size_t kLabelWidth = 16;

Colour colourOf(GatewayState state)
{
    switch (state) {
    case GatewayState::Up: return Colour::Good;
    case GatewayState::Waiting:
    case GatewayState::Degraded: return Colour::Doubtful;
    default: return Colour::Bad;
    }
}

std::string line(std::string_view label, const std::string &value)
{
    return std::string(label) + std::string(kLabelWidth - label.size(), ' ') + printable(value) + '\n';
}

std::string subnetsOf(const GatewayStatus &status)
{
    std::string text;
    for (const Ipv4Prefix &subnet : status.subnets)
        text += (text.empty() ? "" : " ") + subnet.toString();
    return text.empty() ? "none" : text;
}

std::string tunnelOf(const GatewayStatus &status)
{
    std::string text = status.device.empty() ? "none" : status.device;
    if (status.address)
        text += ", our address " + status.address->toString();
    if (status.mtu > 0)
        text += ", MTU " + std::to_string(status.mtu);
    if (!status.plane.empty())
        text += status.plane == "userspace" ? ", packets carried by the helper itself (userspace plane)"
                                            : ", packets carried by the kernel";
    return text;
}

std::string underlayOf(const GatewayStatus &status)
{
    if (status.underlayDevice.empty())
        return "no route to the Internet";
    std::string text = status.underlayDevice;
    if (status.underlayAddress)
        text += ", our address " + status.underlayAddress->toString();
    if (status.underlayGateway)
        text += ", router " + status.underlayGateway->toString();
    return text;
}

std::string burstOf(const GatewayStatus &status, int64_t now)
{
    std::string text = "none heard yet";
    if (status.lastBurst > 0)
        text = ago(status.lastBurst, now) + ", " + count(status.lastBurstRoutes, "route")
               + (status.lastBurstComplete
                      ? ""
                      : ", " + std::string(completeness(status.lastBurstComplete, status.burstsConfirmed)));
    if (status.nextBurst > now)
        text += "; the next is expected " + ago(status.nextBurst, now);
    else if (status.nextBurst > 0)
        text += "; the next is late, it was expected " + ago(status.nextBurst, now);
    return text;
}

std::string routesOf(const GatewayStatus &status)
{
    std::string text = std::to_string(status.routesInstalled) + " installed of "
                       + std::to_string(status.routesAnnounced) + " announced, over "
                       + count(status.endpoints, "endpoint");
    if (status.routesSuppressed > 0)
        text += ", " + std::to_string(status.routesSuppressed) + " suppressed";
    if (status.routesHeld > 0)
        text += ", " + std::to_string(status.routesHeld) + " held";
    if (status.routesRefused > 0)
        text += ", " + std::to_string(status.routesRefused) + " refused";
    return text;
}

std::string forwardingOf(const GatewayStatus &status)
{
    std::string text = "routers on " + status.forwardInterface + ", as " + status.forwardFormat;
    if (status.forwardDestination)
        text += " to " + status.forwardDestination->toString();
    return text;
}

// "rip44.dropped.password" is counted under "password"; nothing dropped, nothing said.
std::string droppedOf(const GatewayStatus &status)
{
    constexpr std::string_view kDropped = ".dropped.";
    uint64_t total = 0;
    std::string reasons;
    for (const auto &[key, value] : status.counters) {
        const size_t at = key.find(kDropped);
        if (at == std::string::npos || value == 0)
            continue;
        total += value;
        reasons += (reasons.empty() ? "" : ", ") + key.substr(at + kDropped.size()) + ' ' + std::to_string(value);
    }
    return total == 0 ? "" : count(total, "packet") + " (" + reasons + ")";
}

std::string trialOf(const TrialView &trial)
{
    std::string keys;
    for (const std::string &key : trial.keys)
        keys += (keys.empty() ? "" : " ") + key;
    return keys + " by " + trial.by
           + (trial.rollingBack
                  ? ": being taken back"
                  : ": taken back in " + std::to_string(trial.secondsLeft) + " s unless it is kept: mesh44ctl confirm");
}

std::string problemLine(const ConfigProblem &problem)
{
    std::string place = problem.file;
    if (problem.line > 0)
        place += ':' + std::to_string(problem.line);
    if (!problem.key.empty())
        place += (place.empty() ? "" : ": ") + problem.key;
    return "  " + printable(place + ": " + problem.message) + '\n';
}

} // namespace

std::string stateWord(GatewayState state, const Style &style)
{
    std::string word(toString(state));
    for (char &c : word) {
        if (c == '-')
            c = ' ';
    }
    return style.paint(word, colourOf(state));
}

std::string renderStatus(const GatewayStatus &status, int64_t now, const Style &style)
{
    std::string text = "Gateway" + (status.callsign.empty() ? "" : ' ' + printable(status.callsign)) + ": "
                       + stateWord(status.state, style) + '\n';
    if (!status.reason.empty())
        text += "  " + sentence(status.reason) + '\n';
    text += '\n' + line("Switch", status.enabled ? "on" : "off") + line("Mode", status.mode)
            + line("Our subnets", subnetsOf(status)) + line("Tunnel", tunnelOf(status))
            + line("Internet side", underlayOf(status)) + line("Announcer", status.announcer.toString())
            + line("Last burst", burstOf(status, now)) + line("Routes", routesOf(status));
    if (status.hasDefault && status.defaultSuppressed)
        text += line("Default route", "switched off: what would go by the announcer is unreachable");
    if (!status.forwardInterface.empty())
        text += line("Announced to", forwardingOf(status));
    if (const std::string dropped = droppedOf(status); !dropped.empty())
        text += line("Dropped", dropped);
    if (!status.trial.by.empty())
        text += line("On trial", trialOf(status.trial));
    text += line("Service", "version " + status.version + ", started " + ago(status.startedAt, now));
    if (!status.problems.empty())
        text += "\nIn the configuration:\n";
    for (const ConfigProblem &problem : status.problems)
        text += problemLine(problem);
    return text;
}

} // namespace mesh44::ctl
