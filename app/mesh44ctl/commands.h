// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/mesh44ctl/context.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace mesh44::ctl {

struct Command
{
    const char *name;
    const char *what;     // a line for the list of commands
    const char *examples; // one or more lines
    void (*define)(CLI::App &app, Context &context);
};

// Puts every command and the global options in; parsing then sets context.run.
void defineCommands(CLI::App &app, Context &context);

// One per command, beside the code that runs it.
void defineStatus(CLI::App &app, Context &context);
void defineMetrics(CLI::App &app, Context &context);
void defineUp(CLI::App &app, Context &context);
void defineDown(CLI::App &app, Context &context);
void defineEndpoint(CLI::App &app, Context &context);
void definePrefix(CLI::App &app, Context &context);
void definePins(CLI::App &prefix, Context &context); // part of `prefix`
void defineDefault(CLI::App &app, Context &context);
void defineHeld(CLI::App &app, Context &context);
void defineRoutes(CLI::App &app, Context &context);
void defineEndpoints(CLI::App &app, Context &context);
void defineHistory(CLI::App &app, Context &context);
void defineSet(CLI::App &app, Context &context);
void defineConfirm(CLI::App &app, Context &context);
void defineRollback(CLI::App &app, Context &context);
void defineTrial(CLI::App &app, Context &context);
void defineConfig(CLI::App &app, Context &context);
void defineTraffic(CLI::App &app, Context &context);
void defineCapture(CLI::App &app, Context &context);
void defineCheck(CLI::App &app, Context &context);
void defineImport(CLI::App &app, Context &context);
void defineExport(CLI::App &app, Context &context);
void defineWatch(CLI::App &app, Context &context);

// Parsing comes first, running later: the command's options live as long as the app.
template <class Options, class Run>
void runs(CLI::App &app, Context &context, std::shared_ptr<Options> options, Run run)
{
    app.callback(
        [&context, options, run] { context.run = [&context, options, run] { return run(context, *options); }; });
}

} // namespace mesh44::ctl
