// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/ask.h"
#include "app/mesh44ctl/commands.h"
#include "app/mesh44ctl/render.h"
#include "core/formats/json.h"

#include <algorithm>

namespace mesh44::ctl {

namespace {

int showFindings(const Context &context, int)
{
    const auto findings = ask<std::vector<Finding>>(
        context, [](auto &client, auto reply) { client.getFindings(std::move(reply)); });
    if (!findings)
        return report(context, findings.error());
    if (context.json)
        print(findingsToJson(*findings) + '\n');
    else if (!findings->empty())
        print(renderFindings(*findings, context.style));
    else
        note("Nothing on this computer is in the way of the mesh.");
    const bool fine = std::ranges::all_of(*findings, [](const Finding &f) { return f.severity == Severity::Note; });
    return fine ? kFine : kDegraded;
}

} // namespace

void defineCheck(CLI::App &app, Context &context)
{
    runs(app, context, std::make_shared<int>(), showFindings);
}

} // namespace mesh44::ctl
