// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/change.h"
#include "app/mesh44ctl/commands.h"

namespace mesh44::ctl {

namespace {

struct Subject
{
    std::string text; // an address or a prefix
    bool fallback = false;
};

using bus::Client;
using Reply = Client::Reply<Unit>;

int switchOn(const Context &context, int)
{
    return change(context, "The gateway is switched on.",
                  [](Client &client, Reply reply) { client.up(std::move(reply)); });
}

int switchOff(const Context &context, int)
{
    return change(context, "The gateway is switched off.",
                  [](Client &client, Reply reply) { client.down(std::move(reply)); });
}

int suppressEndpoint(const Context &context, const Subject &subject)
{
    const auto address = Ipv4Address::parse(subject.text);
    if (!address)
        return report(context, address.error());
    return change(context, "Endpoint " + address->toString() + " is switched off.", [&](Client &client, Reply reply) {
        client.suppressEndpoint(*address, subject.fallback, std::move(reply));
    });
}

int allowEndpoint(const Context &context, const Subject &subject)
{
    const auto address = Ipv4Address::parse(subject.text);
    if (!address)
        return report(context, address.error());
    return change(context, "Endpoint " + address->toString() + " is switched on.",
                  [&](Client &client, Reply reply) { client.allowEndpoint(*address, std::move(reply)); });
}

int suppressPrefix(const Context &context, const Subject &subject)
{
    const auto prefix = Ipv4Prefix::parse(subject.text);
    if (!prefix)
        return report(context, prefix.error());
    return change(
        context, "The route to " + prefix->toString() + " is switched off.",
        [&](Client &client, Reply reply) { client.suppressPrefix(*prefix, subject.fallback, std::move(reply)); });
}

int allowPrefix(const Context &context, const Subject &subject)
{
    const auto prefix = Ipv4Prefix::parse(subject.text);
    if (!prefix)
        return report(context, prefix.error());
    return change(context, "The route to " + prefix->toString() + " is switched on.",
                  [&](Client &client, Reply reply) { client.allowPrefix(*prefix, std::move(reply)); });
}

int suppressDefault(const Context &context, int)
{
    return change(context, "The default route is switched off; the mesh goes on.",
                  [](Client &client, Reply reply) { client.suppressDefault(std::move(reply)); });
}

int allowDefault(const Context &context, int)
{
    return change(context, "The default route is switched on.",
                  [](Client &client, Reply reply) { client.allowDefault(std::move(reply)); });
}

struct SwitchWords
{
    const char *type;     // of the argument
    const char *suppress; // what it does
    const char *allow;
};

template <class Run>
void defineSwitch(CLI::App &app, Context &context, const SwitchWords &words, Run suppress, Run allow)
{
    app.require_subcommand(1);
    CLI::App &off = *app.add_subcommand("suppress", words.suppress)->group("Commands");
    const auto offOptions = std::make_shared<Subject>();
    off.add_option(words.type, offOptions->text, "Which one")->required()->type_name("");
    off.add_flag("--fallback", offOptions->fallback,
                 "Do not drop the packets, let wider routes or the announcer carry them");
    runs(off, context, offOptions, suppress);
    CLI::App &on = *app.add_subcommand("allow", words.allow)->group("Commands");
    const auto onOptions = std::make_shared<Subject>();
    on.add_option(words.type, onOptions->text, "Which one")->required()->type_name("");
    runs(on, context, onOptions, allow);
}

} // namespace

void defineUp(CLI::App &app, Context &context)
{
    runs(app, context, std::make_shared<int>(), switchOn);
}

void defineDown(CLI::App &app, Context &context)
{
    runs(app, context, std::make_shared<int>(), switchOff);
}

void defineDefault(CLI::App &app, Context &context)
{
    const auto nothing = std::make_shared<int>();
    app.require_subcommand(1);
    runs(*app.add_subcommand("suppress", "What would go by the announcer is unreachable, and does not leave otherwise")
              ->group("Commands"),
         context, nothing, suppressDefault);
    runs(*app.add_subcommand("allow", "Send to the announcer again what is not mesh")->group("Commands"), context,
         nothing, allowDefault);
}

void defineEndpoint(CLI::App &app, Context &context)
{
    defineSwitch(app, context,
                 {"ADDRESS", "Drop the packets to all networks behind this gateway", "Send them there again"},
                 suppressEndpoint, allowEndpoint);
}

void definePrefix(CLI::App &app, Context &context)
{
    defineSwitch(app, context, {"PREFIX", "Drop the packets to this network", "Send them there again"}, suppressPrefix,
                 allowPrefix);
    definePins(app, context);
}

} // namespace mesh44::ctl
