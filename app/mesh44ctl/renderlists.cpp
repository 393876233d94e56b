// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/render.h"

#include <algorithm>

namespace mesh44::ctl {

namespace {

std::string summary(const Style &style, const std::string &text)
{
    return style.summary ? '\n' + text + '\n' : "";
}

std::string switchOf(const EndpointView &endpoint)
{
    if (!endpoint.suppressed)
        return "on";
    return endpoint.fallback ? "off, with fallback" : "off";
}

std::string originOf(const SettingView &setting)
{
    if (setting.file.empty())
        return "built in";
    return setting.line == 0 ? setting.file : setting.file + ':' + std::to_string(setting.line);
}

} // namespace

std::string renderRoutes(std::span<const RouteView> routes, int64_t now, const Style &style)
{
    Table table({"PREFIX", "ENDPOINT", "STATE", "ANNOUNCED", "INSTALLED", "LAST ANNOUNCED", "ORIGIN", "REASON"});
    for (const RouteView &route : routes)
        table.add({route.prefix.toString(), route.endpoint.toString(), std::string(toString(route.state)),
                   yesNo(route.announced), yesNo(route.installed), ago(route.lastAnnounced, now),
                   std::string(toString(route.origin)), printable(route.reason)});
    const auto installed = std::ranges::count(routes, true, &RouteView::installed);
    return table.text()
           + summary(style, count(routes.size(), "route") + ", " + std::to_string(installed) + " installed");
}

std::string renderHeld(const Snapshot &held, int64_t now, const Style &style)
{
    std::string text = sentence(held.status.heldChange) + "\n"
                       + "Until more bursts confirm it, or `mesh44ctl held accept` does, all stays as it was.\n";
    if (!held.routes.empty())
        text += '\n' + renderRoutes(held.routes, now, style);
    return text;
}

std::string renderEndpoints(std::span<const EndpointView> endpoints, int64_t now, const Style &style)
{
    Table table({"ENDPOINT", "SWITCH", "ROUTES", "INSTALLED", "LAST ANNOUNCED"});
    for (const EndpointView &endpoint : endpoints)
        table.add({endpoint.address.toString(), switchOf(endpoint), std::to_string(endpoint.routes),
                   std::to_string(endpoint.installed), ago(endpoint.lastAnnounced, now)});
    const auto off = std::ranges::count(endpoints, true, &EndpointView::suppressed);
    return table.text() + summary(style, count(endpoints.size(), "endpoint") + ", " + std::to_string(off) + " off");
}

std::string renderTraffic(std::span<const TrafficView> traffic, int64_t now, const Style &style)
{
    std::vector<TrafficView> rows(traffic.begin(), traffic.end());
    std::erase_if(rows, [](const TrafficView &row) { return row.inPackets == 0 && row.outPackets == 0; });
    std::ranges::stable_sort(rows, std::ranges::greater{}, &TrafficView::lastHeard);
    Table table({"ENDPOINT", "PACKETS IN", "BYTES IN", "PACKETS OUT", "BYTES OUT", "LAST HEARD"});
    for (const TrafficView &row : rows)
        table.add({row.address.toString(), std::to_string(row.inPackets), std::to_string(row.inBytes),
                   std::to_string(row.outPackets), std::to_string(row.outBytes), ago(row.lastHeard, now)});
    const auto heard = std::ranges::count_if(traffic, [](const TrafficView &row) { return row.lastHeard != 0; });
    return table.text()
           + summary(style,
                     count(traffic.size(), "endpoint") + ", " + std::to_string(heard) + " heard since the start");
}

std::string renderHistory(std::span<const EventView> events)
{
    Table table({"TIME", "KIND", "ABOUT", "WHAT"});
    for (auto event = events.rbegin(); event != events.rend(); ++event)
        table.add({clockTime(event->time), printable(event->kind), printable(event->subject), printable(event->text)});
    return table.text();
}

std::string renderFindings(std::span<const Finding> findings, const Style &style)
{
    std::string text;
    for (const Finding &finding : findings) {
        const Colour colour = finding.severity == Severity::Error     ? Colour::Bad
                              : finding.severity == Severity::Warning ? Colour::Doubtful
                                                                      : Colour::None;
        text += style.paint(toString(finding.severity), colour) + "  " + printable(finding.id) + "\n  "
                + sentence(printable(finding.sentence)) + "\n";
        if (!finding.advice.empty())
            text += "  -> " + sentence(printable(finding.advice)) + "\n";
    }
    return text;
}

std::string renderChecks(std::span<const Check> checks, const Style &style)
{
    std::string text;
    for (const Check &check : checks) {
        const bool isBad = check.outcome == CheckOutcome::Fail || check.outcome == CheckOutcome::Warn;
        const Colour colour = check.outcome == CheckOutcome::Fail   ? Colour::Bad
                              : check.outcome == CheckOutcome::Warn ? Colour::Doubtful
                              : check.outcome == CheckOutcome::Pass ? Colour::Good
                                                                    : Colour::None;
        const std::string_view word = check.outcome == CheckOutcome::NotTested ? "-" : toString(check.outcome);
        text += style.paint(word, colour) + std::string(6 - std::min<size_t>(word.size(), 5), ' ') + printable(check.id)
                + "  " + sentence(printable(check.seen)) + "\n";
        if (isBad)
            text += "      Should be: " + sentence(printable(check.title)) + " Why: " + sentence(printable(check.why))
                    + "\n";
        if (isBad && !check.advice.empty())
            text += "      -> " + sentence(printable(check.advice)) + "\n";
    }
    if (const Check *first = firstFailure(checks))
        text += "\nBegin with " + printable(first->id) + ": what comes after it may only follow from it.\n";
    return text.empty() ? text : text + "\n";
}

std::string renderConfig(std::span<const SettingView> settings, bool origin)
{
    Table table(origin ? Table::Row{"KEY", "VALUE", "DEFAULT", "FROM", "PERMITTED"} : Table::Row{"KEY", "VALUE"});
    for (const SettingView &setting : settings) {
        Table::Row row{printable(setting.key), printable(setting.value)};
        if (origin)
            row.insert(row.end(),
                       {printable(setting.defaultValue), printable(originOf(setting)), printable(setting.permitted)});
        table.add(std::move(row));
    }
    return table.text();
}

std::string renderPreview(const PreviewView &preview)
{
    std::string text;
    const auto part = [&](const char *title, const std::vector<std::string> &lines) {
        if (!lines.empty())
            text += std::string(title) + '\n';
        for (const std::string &line : lines)
            text += "  " + printable(line) + '\n';
    };
    part("In the kernel:", preview.kernel);
    part("In the firewall:", preview.firewall);
    if (preview.more > 0)
        text += "  … and " + std::to_string(preview.more) + " more\n";
    for (const std::string &note : preview.notes)
        text += sentence(printable(note)) + '\n';
    return text + "Nothing was changed.\n";
}

} // namespace mesh44::ctl
