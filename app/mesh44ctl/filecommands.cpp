// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/amprripdimport.h"
#include "app/mesh44ctl/ask.h"
#include "app/mesh44ctl/change.h"
#include "app/mesh44ctl/commands.h"
#include "core/formats/csv.h"
#include "core/formats/encap.h"
#include "core/formats/iproute.h"
#include "core/formats/json.h"

namespace mesh44::ctl {

namespace {

std::string toEncap(const Snapshot &snapshot)
{
    std::vector<EncapEntry> entries;
    for (const RouteView &route : snapshot.routes) {
        if (route.state != RouteState::Refused)
            entries.push_back({route.prefix, route.endpoint});
    }
    return writeEncap(entries);
}

std::string toCsv(const Snapshot &snapshot)
{
    return routesToCsv(snapshot.routes);
}

std::string toJson(const Snapshot &snapshot)
{
    return routesToJson(snapshot) + '\n';
}

using Format = std::string (*)(const Snapshot &);

int exportRoutes(const Context &context, const Format &format)
{
    const auto snapshot = ask<Snapshot>(context,
                                        [](auto &client, auto reply) { client.getSnapshot(std::move(reply)); });
    if (!snapshot)
        return report(context, snapshot.error());
    print(format(*snapshot));
    return kFine;
}

int exportCommands(const Context &context, int)
{
    const auto settings = ask<std::vector<SettingView>>(
        context, [](auto &client, auto reply) { client.getConfig(std::move(reply)); });
    if (!settings)
        return report(context, settings.error());
    const auto snapshot = ask<Snapshot>(context,
                                        [](auto &client, auto reply) { client.getSnapshot(std::move(reply)); });
    if (!snapshot)
        return report(context, snapshot.error());
    print(routesToCommands(snapshot->routes, snapshot->status.device, meshTableOf(*settings)));
    return kFine;
}

void defineFormat(CLI::App &app, Context &context, const char *name, const char *what, Format format)
{
    runs(*app.add_subcommand(name, what)->group("Commands"), context, std::make_shared<Format>(format), exportRoutes);
}

} // namespace

void defineExport(CLI::App &app, Context &context)
{
    app.require_subcommand(1);
    defineFormat(app, context, "encap", "encap.txt, as NOS and ampr-ripd read it; without refused routes", toEncap);
    defineFormat(app, context, "csv", "A table for a spreadsheet", toCsv);
    defineFormat(app, context, "json", "The same as mesh44ctl --json routes", toJson);
    runs(*app.add_subcommand("ip", "Commands of iproute2, one line each")->group("Commands"), context,
         std::make_shared<int>(), exportCommands);
}

} // namespace mesh44::ctl
