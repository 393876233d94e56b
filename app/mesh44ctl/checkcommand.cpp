// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/ask.h"
#include "app/mesh44ctl/commands.h"
#include "app/mesh44ctl/render.h"
#include "core/checkup/report.h"
#include "core/formats/json.h"

#include <algorithm>
#include <cstdlib>

#include <sys/utsname.h>

namespace mesh44::ctl {

namespace {

struct CheckOptions
{
    bool active = false;
    bool report = false;
};

Result<std::vector<Check>> askForChecks(const Context &context, bool active)
{
    const Question<std::vector<Check>> question = [active](auto &client, auto reply) {
        client.checkUp(active, std::move(reply));
    };
    auto checks = active ? askToChange<std::vector<Check>>(context, question)
                         : ask<std::vector<Check>>(context, question);
    // A helper of contract 1.2 has the findings alone.
    if (!checks && checks.error().code == ErrorCode::Unsupported && !active)
        return std::vector<Check>{};
    return checks;
}

// What a report must not name, as far as this computer knows it.
std::vector<std::string> localNames()
{
    std::vector<std::string> names;
    utsname system{};
    if (::uname(&system) == 0)
        names.emplace_back(system.nodename);
    for (const char *variable : {"USER", "LOGNAME", "SUDO_USER"}) {
        const char *name = std::getenv(variable);
        if (name && std::string_view(name) != "root")
            names.emplace_back(name);
    }
    return names;
}

std::string kernelName()
{
    utsname system{};
    return ::uname(&system) == 0 ? std::string(system.sysname) + ' ' + system.release + ' ' + system.machine : "";
}

int showReport(const Context &context, std::vector<Check> checks, std::vector<Finding> findings)
{
    const auto status = ask<GatewayStatus>(context, &bus::Client::getStatus);
    if (!status)
        return report(context, status.error());
    const auto settings = ask<std::vector<SettingView>>(context, &bus::Client::getConfig);
    if (!settings)
        return report(context, settings.error());
    const bool isHere = context.host.empty();
    std::vector<std::string> names = localNames();
    if (!isHere)
        names.push_back(context.host.substr(context.host.find('@') + 1));
    print(checkReport({.status = *status,
                       .settings = *settings,
                       .checks = std::move(checks),
                       .findings = std::move(findings),
                       .kernel = isHere ? kernelName() : "",
                       .names = std::move(names)}));
    return kFine;
}

int check(const Context &context, const CheckOptions &options)
{
    const auto checks = askForChecks(context, options.active);
    if (!checks)
        return report(context, checks.error());
    const auto findings = ask<std::vector<Finding>>(
        context, [](auto &client, auto reply) { client.getFindings(std::move(reply)); });
    if (!findings)
        return report(context, findings.error());
    if (options.report)
        return showReport(context, *checks, *findings);
    if (context.json)
        print(checkToJson(*checks, *findings) + '\n');
    else
        print(renderChecks(*checks, context.style) + renderFindings(*findings, context.style));
    if (!context.json && findings->empty())
        note("Nothing on this computer is in the way of the mesh.");
    const bool fine = !firstFailure(*checks)
                      && std::ranges::all_of(*findings, [](const Finding &f) { return f.severity == Severity::Note; });
    return fine ? kFine : kDegraded;
}

} // namespace

void defineCheck(CLI::App &app, Context &context)
{
    auto options = std::make_shared<CheckOptions>();
    app.add_flag("--active", options->active, "Send test packets through the tunnel, too, and look our name up");
    app.add_flag("--report", options->report,
                 "Print a text for a mailing list, without callsign, password, names and addresses");
    runs(app, context, options, check);
}

} // namespace mesh44::ctl
