// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/ask.h"
#include "app/mesh44ctl/commands.h"
#include "app/mesh44ctl/render.h"
#include "app/mesh44ctl/replies.h"
#include "app/mesh44ctl/trialsession.h"
#include "core/formats/json.h"

namespace mesh44::ctl {

namespace {

struct SetOptions
{
    std::vector<std::string> words;
    bool atOnce = false;
    bool dryRun = false;
    uint32_t seconds = kTrialSeconds;
};

struct ConfigOptions
{
    bool origin = false;
};

using Assignments = std::vector<std::pair<std::string, std::string>>;

Result<Assignments> assignmentsFrom(const std::vector<std::string> &words)
{
    Assignments assignments;
    for (const std::string &word : words) {
        const size_t equals = word.find('=');
        if (equals == std::string::npos || equals == 0)
            return Error{ErrorCode::InvalidArgument, "'" + word + "' is not KEY=VALUE such as gateway.mode=mesh"};
        assignments.emplace_back(word.substr(0, equals), word.substr(equals + 1));
    }
    return assignments;
}

int showPreview(const Context &context, const Assignments &assignments)
{
    const auto preview = ask<PreviewView>(
        context, [&](auto &client, auto reply) { client.preview(0, assignments, std::move(reply)); });
    if (!preview)
        return report(context, preview.error());
    print(context.json ? previewToJson(*preview) + '\n' : renderPreview(*preview));
    return kFine;
}

int setValues(const Context &context, const SetOptions &options)
{
    const auto assignments = assignmentsFrom(options.words);
    if (!assignments)
        return report(context, assignments.error());
    if (options.dryRun)
        return showPreview(context, *assignments);
    if (!options.atOnce)
        return TrialSession(context, *assignments, options.seconds).run();
    // Revision 0: whoever types a command did not look at a revision before.
    const auto result = askToChange<Unit>(
        context, [&](auto &client, auto reply) { client.set(0, *assignments, std::move(reply)); });
    if (!result)
        return report(context, result.error());
    if (context.json)
        print(doneToJson() + '\n');
    else if (context.style.summary)
        print(count(assignments->size(), "value") + " changed.\n");
    return kFine;
}

int showConfig(const Context &context, const ConfigOptions &options)
{
    const auto settings = ask<std::vector<SettingView>>(
        context, [](auto &client, auto reply) { client.getConfig(std::move(reply)); });
    if (!settings)
        return report(context, settings.error());
    print(context.json ? settingsToJson(*settings, options.origin) + '\n' : renderConfig(*settings, options.origin));
    return kFine;
}

} // namespace

void defineSet(CLI::App &app, Context &context)
{
    const auto options = std::make_shared<SetOptions>();
    // Newer CLI11 takes no = in a name.
    app.add_option("SETTING", options->words, "KEY=VALUE; all of them are changed or none")->required()->type_name("");
    CLI::Option *atOnce = app.add_flag("-y,--yes,--no-trial", options->atOnce, "At once and for good, without a trial");
    CLI::Option *dryRun = app.add_flag("-n,--dry-run", options->dryRun,
                                       "Only show what it would do in the kernel and in the firewall")
                              ->excludes(atOnce);
    app.add_option("--timeout", options->seconds, "Seconds until it is taken back, from 10 to 600; 60 by default")
        ->option_text("SECONDS")
        ->check(CLI::Range(10, 600))
        ->excludes(atOnce)
        ->excludes(dryRun);
    runs(app, context, options, setValues);
}

void defineConfig(CLI::App &app, Context &context)
{
    const auto options = std::make_shared<ConfigOptions>();
    app.add_flag("--origin", options->origin, "Also show defaults, what is permitted, and which file and line decides");
    runs(app, context, options, showConfig);
}

} // namespace mesh44::ctl
