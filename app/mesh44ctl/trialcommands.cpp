// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/change.h"
#include "app/mesh44ctl/commands.h"

namespace mesh44::ctl {

namespace {

struct Decision
{
    std::string token; // empty: whichever trial runs
    uint32_t seconds = 60;
};

int confirmTrial(const Context &context, const Decision &decision)
{
    return change(context, "The change is kept.",
                  [&](auto &client, auto reply) { client.confirm(decision.token, std::move(reply)); });
}

int rollbackTrial(const Context &context, const Decision &decision)
{
    return change(context, "The change is taken back.",
                  [&](auto &client, auto reply) { client.rollback(decision.token, std::move(reply)); });
}

int extendTrial(const Context &context, const Decision &decision)
{
    return change(context, "The change is on trial for another " + std::to_string(decision.seconds) + " s.",
                  [&](auto &client, auto reply) { client.extend(decision.token, decision.seconds, std::move(reply)); });
}

template <class Run> void defineDecision(CLI::App &app, Context &context, Run run)
{
    const auto options = std::make_shared<Decision>();
    app.add_option("TOKEN", options->token, "Of the trial, as 'set' gave it; without: the one that runs")
        ->type_name("");
    runs(app, context, options, run);
}

} // namespace

void defineConfirm(CLI::App &app, Context &context)
{
    defineDecision(app, context, confirmTrial);
}

void defineRollback(CLI::App &app, Context &context)
{
    defineDecision(app, context, rollbackTrial);
}

void defineTrial(CLI::App &app, Context &context)
{
    app.require_subcommand(1);
    CLI::App &extend = *app.add_subcommand("extend", "Let it run for so many seconds from now")->group("Commands");
    const auto options = std::make_shared<Decision>();
    extend.add_option("SECONDS", options->seconds, "From 10 to 600")
        ->required()
        ->check(CLI::Range(10, 600))
        ->type_name("");
    runs(extend, context, options, extendTrial);
}

} // namespace mesh44::ctl
