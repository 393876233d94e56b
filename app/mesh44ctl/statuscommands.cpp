// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/ask.h"
#include "app/mesh44ctl/commands.h"
#include "app/mesh44ctl/metrics.h"
#include "app/mesh44ctl/render.h"
#include "core/formats/json.h"

namespace mesh44::ctl {

namespace {

struct StatusOptions
{
    bool quiet = false;
};

Result<GatewayStatus> askForStatus(const Context &context)
{
    return ask<GatewayStatus>(context, [](auto &client, auto reply) { client.getStatus(std::move(reply)); });
}

int showStatus(const Context &context, const StatusOptions &options)
{
    const auto status = askForStatus(context);
    if (!status)
        return report(context, status.error());
    if (!options.quiet)
        print(context.json ? statusToJson(*status) + '\n' : renderStatus(*status, currentTime(), context.style));
    return exitCodeOf(status->state);
}

// That the service does not run is a figure too; whatever else went wrong is an error.
int showMetrics(const Context &context, int)
{
    const auto status = askForStatus(context);
    if (!status && status.error().code != ErrorCode::Disconnected)
        return report(context, status.error());
    if (!status && context.json)
        return report(context, status.error());
    if (status && context.json)
        print(statusToJson(*status) + '\n');
    else
        print(renderMetrics(status ? std::optional(*status) : std::nullopt));
    return kFine;
}

} // namespace

void defineStatus(CLI::App &app, Context &context)
{
    const auto options = std::make_shared<StatusOptions>();
    app.add_flag("-q,--quiet", options->quiet, "Print nothing, only set the exit code (see mesh44ctl --help)");
    runs(app, context, options, showStatus);
}

void defineMetrics(CLI::App &app, Context &context)
{
    runs(app, context, std::make_shared<int>(), showMetrics);
}

} // namespace mesh44::ctl
