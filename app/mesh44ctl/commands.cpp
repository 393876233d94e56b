// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/commands.h"

#include <array>

namespace mesh44::ctl {

namespace {

constexpr std::array kCommands = {
    Command{"status", "Say in words what the gateway is doing", "  mesh44ctl status\n  mesh44ctl --json status",
            defineStatus},
    Command{"up", "Switch the gateway on; it stays on after a restart", "  mesh44ctl up", defineUp},
    Command{"down", "Switch the gateway off and remove all that is ours; it stays off after a restart",
            "  mesh44ctl down", defineDown},
    Command{"routes", "List the routes: which network in 44 is reached through which gateway",
            "  mesh44ctl routes                           all of them\n"
            "  mesh44ctl routes 44.4.8.9                  which of them cover this address; the last one wins\n"
            "  mesh44ctl routes --endpoint 198.51.100.7   what this gateway announces\n"
            "  mesh44ctl routes --state refused           what was not taken, and why",
            defineRoutes},
    Command{"endpoints", "List the other gateways", "  mesh44ctl endpoints", defineEndpoints},
    Command{"traffic", "Show what came from and went to each gateway",
            "  mesh44ctl traffic\n  mesh44ctl --json traffic", defineTraffic},
    Command{"endpoint", "Switch one gateway off or on, with all its routes",
            "  mesh44ctl endpoint suppress 198.51.100.7\n  mesh44ctl endpoint allow 198.51.100.7", defineEndpoint},
    Command{"prefix", "Switch one route off or on, or lead it to an endpoint of your choice",
            "  mesh44ctl prefix suppress 44.4.8.0/24\n  mesh44ctl prefix allow 44.4.8.0/24\n"
            "  mesh44ctl prefix pin 44.4.8.0/24 198.51.100.7\n  mesh44ctl prefix unpin 44.4.8.0/24",
            definePrefix},
    Command{"default", "Switch the default route by the announcer off or on: what is not mesh",
            "  mesh44ctl default suppress\n  mesh44ctl default allow", defineDefault},
    Command{"held", "Show a mass change that waits for confirmation, accept or reject it",
            "  mesh44ctl held            what would change\n"
            "  mesh44ctl held accept     it takes effect now\n"
            "  mesh44ctl held reject     it must be announced three times again",
            defineHeld},
    Command{"set", "Change the configuration on trial: it is taken back unless you keep it",
            "  mesh44ctl set gateway.callsign=N0CALL gateway.subnets=44.128.10.0/24\n"
            "  mesh44ctl set --dry-run gateway.mode=mesh  what it would do; nothing is changed\n"
            "  mesh44ctl set --yes gateway.mode=mesh      at once, for scripts\n"
            "  mesh44ctl set gateway.mode=                remove what was set: the default comes back",
            defineSet},
    Command{"confirm", "Keep the change that is on trial", "  mesh44ctl confirm", defineConfirm},
    Command{"rollback", "Take the change back that is on trial", "  mesh44ctl rollback", defineRollback},
    Command{"trial", "Give the change that is on trial more time", "  mesh44ctl trial extend 300", defineTrial},
    Command{"config", "Show the configuration", "  mesh44ctl config\n  mesh44ctl config --origin", defineConfig},
    Command{"watch", "Show changes as they come, until Ctrl+C", "  mesh44ctl watch\n  mesh44ctl --json watch",
            defineWatch},
    Command{"history", "Show what happened", "  mesh44ctl history\n  mesh44ctl history --limit 500", defineHistory},
    Command{"check", "Check the gateway step by step, say what is wrong first, and what to do",
            "  mesh44ctl check                     what can be seen without sending anything\n"
            "  mesh44ctl check --active            also ping 44.0.0.1, try large packets, look our name up\n"
            "  mesh44ctl check --active --report   a text for a mailing list, without names and addresses",
            defineCheck},
    Command{"capture", "Look at the packets of the tunnel as they pass, outside and inside",
            "  mesh44ctl capture                               both, for a minute; Ctrl+C ends\n"
            "  mesh44ctl capture --only endpoint 198.51.100.7  from, to and about one gateway\n"
            "  mesh44ctl capture --only rip44 --full --verbose announcements with all that is in them\n"
            "  mesh44ctl capture --write tunnel.pcap           for Wireshark",
            defineCapture},
    Command{"import", "Add routes from an encap.txt or the portal's JSON; see rip44.imports for how they rank",
            "  mesh44ctl import encap.txt\n"
            "  curl -H @token.header https://portal.ampr.org/api/v2/encap/routes | mesh44ctl import -\n"
            "                             from the standard input; says whether the portal has us right\n"
            "  mesh44ctl set rip44.imports=above     imported routes go before announced ones\n"
            "  mesh44ctl import --forget             remove them all\n"
            "  mesh44ctl import --ampr-ripd /etc/default/ampr-ripd            its options as settings\n"
            "  echo ampr-ripd -t 44 | mesh44ctl import --ampr-ripd - --apply  and set them",
            defineImport},
    Command{"export", "Write the routes in another program's form",
            "  mesh44ctl export encap > encap.txt\n  mesh44ctl export csv > routes.csv", defineExport},
    Command{"metrics", "Print figures for Prometheus",
            "  mesh44ctl metrics > /var/lib/prometheus/node-exporter/mesh44.prom", defineMetrics},
};

constexpr const char *kDescription = "mesh44ctl looks at and switches this computer's AMPRNet (44Net) gateway.\n"
                                     "Looking needs no password; switching asks for one where that is needed.\n";

constexpr const char *kFooter =
    "Every command explains itself: mesh44ctl routes --help\n\n"
    "Exit codes:\n"
    "  0  fine\n"
    "  1  an error, said on the standard error\n"
    "  3  status: up, but something is missing or no burst was heard yet; check: something is wrong\n"
    "  4  status: the gateway forwards nothing";

std::string explainUsage(const CLI::App *app, const CLI::Error &error)
{
    const auto left = app->remaining();
    std::string text = error.what();
    if (error.get_name() == "RequiredError" && !left.empty())
        text = "'" + left.front() + "' is no command";
    else if (error.get_name() == "RequiredError" && text.ends_with("subcommand is required"))
        text = "A command is missing";
    return sentence(text) + " What there is: mesh44ctl --help\n";
}

} // namespace

void defineCommands(CLI::App &app, Context &context)
{
    app.description(kDescription);
    app.footer(kFooter);
    app.get_formatter()->column_width(34);
    app.get_formatter()->label("Positionals", "Arguments");
    app.get_formatter()->label("SUBCOMMAND", "COMMAND");
    app.get_formatter()->label("REQUIRED", " ");
    app.failure_message(explainUsage);
    app.set_help_flag("-h,--help", "Print this help");
    app.set_version_flag("--version", std::string("mesh44ctl " MESH44_VERSION), "Print the version");
    app.add_flag("--json", context.json, "Print JSON for programs, with stable keys");
    app.add_option("--host", context.host, "Ask the gateway on another computer, reached by ssh")
        ->option_text("user@host");
    app.require_subcommand(1);
    app.fallthrough(); // `routes --json` is the same as `--json routes`
    for (const Command &command : kCommands) {
        CLI::App &sub = *app.add_subcommand(command.name, command.what)->group("Commands");
        sub.footer(std::string("Examples:\n") + command.examples);
        command.define(sub, context);
    }
}

} // namespace mesh44::ctl
