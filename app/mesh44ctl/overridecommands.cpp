// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/change.h"
#include "app/mesh44ctl/commands.h"
#include "app/mesh44ctl/render.h"
#include "core/formats/json.h"

#include <algorithm>

namespace mesh44::ctl {

namespace {

using bus::Client;
using UnitReply = Client::Reply<Unit>;

struct PinOptions
{
    std::string prefix;
    std::string endpoint;
};

int pin(const Context &context, const PinOptions &options)
{
    const auto prefix = Ipv4Prefix::parse(options.prefix);
    if (!prefix)
        return report(context, prefix.error());
    const auto endpoint = Ipv4Address::parse(options.endpoint);
    if (!endpoint)
        return report(context, endpoint.error());
    return change(context, "The route to " + prefix->toString() + " is pinned to " + endpoint->toString() + ".",
                  [&](Client &client, UnitReply reply) { client.pinPrefix(*prefix, *endpoint, std::move(reply)); });
}

int unpin(const Context &context, const PinOptions &options)
{
    const auto prefix = Ipv4Prefix::parse(options.prefix);
    if (!prefix)
        return report(context, prefix.error());
    return change(context, "The route to " + prefix->toString() + " follows the announcements again.",
                  [&](Client &client, UnitReply reply) { client.unpinPrefix(*prefix, std::move(reply)); });
}

int acceptHeld(const Context &context, int)
{
    return change(context, "The held change is accepted and in effect.",
                  [](Client &client, UnitReply reply) { client.acceptChanges(std::move(reply)); });
}

int rejectHeld(const Context &context, int)
{
    return change(context, "The held change is forgotten; only further announcements can bring it back.",
                  [](Client &client, UnitReply reply) { client.rejectChanges(std::move(reply)); });
}

int showHeld(const Context &context, int)
{
    auto snapshot = ask<Snapshot>(context, [](auto &client, auto reply) { client.getSnapshot(std::move(reply)); });
    if (!snapshot)
        return report(context, snapshot.error());
    std::erase_if(snapshot->routes, [](const RouteView &route) { return route.state != RouteState::Held; });
    if (context.json)
        print(routesToJson(*snapshot) + '\n');
    else if (!snapshot->status.heldChange.empty())
        print(renderHeld(*snapshot, currentTime(), context.style));
    else
        note("No change is held.");
    return kFine;
}

} // namespace

void definePins(CLI::App &prefix, Context &context)
{
    CLI::App &on = *prefix.add_subcommand("pin", "Lead this network to an endpoint of your choice")->group("Commands");
    const auto onOptions = std::make_shared<PinOptions>();
    on.add_option("PREFIX", onOptions->prefix, "Which one")->required()->type_name("");
    on.add_option("ENDPOINT", onOptions->endpoint, "Through which gateway")->required()->type_name("");
    runs(on, context, onOptions, pin);
    CLI::App &off = *prefix.add_subcommand("unpin", "Follow the announcements again")->group("Commands");
    const auto offOptions = std::make_shared<PinOptions>();
    off.add_option("PREFIX", offOptions->prefix, "Which one")->required()->type_name("");
    runs(off, context, offOptions, unpin);
}

void defineHeld(CLI::App &app, Context &context)
{
    const auto nothing = std::make_shared<int>();
    app.require_subcommand(0, 1);
    runs(*app.add_subcommand("accept", "It takes effect now")->group("Commands"), context, nothing, acceptHeld);
    runs(*app.add_subcommand("reject", "Forget it until it is announced three times again")->group("Commands"), context,
         nothing, rejectHeld);
    // A parent's callback runs after its command's.
    app.callback([&app, &context] {
        if (app.get_subcommands().empty())
            context.run = [&context] { return showHeld(context, 0); };
    });
}

} // namespace mesh44::ctl
