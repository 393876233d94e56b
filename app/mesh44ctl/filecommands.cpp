// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/amprripdimport.h"
#include "app/mesh44ctl/ask.h"
#include "app/mesh44ctl/change.h"
#include "app/mesh44ctl/commands.h"
#include "app/mesh44ctl/replies.h"
#include "core/formats/csv.h"
#include "core/formats/encap.h"
#include "core/formats/json.h"

#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mesh44::ctl {

namespace {

struct ImportOptions
{
    std::string path;
    bool forget = false;
    bool amprRipd = false;
    bool apply = false;
};

class File
{
public:
    explicit File(const std::string &path) : m_fd(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
    ~File()
    {
        if (m_fd >= 0)
            close(m_fd);
    }
    File(const File &) = delete;
    File &operator=(const File &) = delete;
    int fd() const { return m_fd; }

private:
    int m_fd = -1;
};

// The service looks again; this says it in the name that was typed.
Status checkFile(const File &file, const std::string &path)
{
    struct stat facts{};
    if (file.fd() < 0 || fstat(file.fd(), &facts) != 0)
        return Error{ErrorCode::IoFailed, path + " cannot be read: " + std::strerror(errno)};
    if (!S_ISREG(facts.st_mode))
        return Error{ErrorCode::InvalidArgument, path + " is not a file"};
    return ok();
}

int showOutcome(const Context &context, const bus::ImportOutcome &outcome)
{
    if (context.json)
        print(importToJson(outcome) + '\n');
    else
        print(count(outcome.added, "route") + " new to the mesh.\n");
    if (!context.json) {
        for (const std::string &line : outcome.refused)
            note(printable(line));
    }
    return outcome.added == 0 && !outcome.refused.empty() ? kError : kFine;
}

int importFile(const Context &context, const ImportOptions &options)
{
    if (options.forget)
        return change(context, "The imported routes are forgotten.",
                      [](auto &client, auto reply) { client.forgetImports(std::move(reply)); });
    if (options.path.empty())
        return report(context, {ErrorCode::InvalidArgument, "FILE is required, or --forget"});
    if (options.amprRipd)
        return importAmprRipd(context, options.path, options.apply);
    const File file(options.path);
    if (const Status status = checkFile(file, options.path); !status)
        return report(context, status.error());
    const auto outcome = askToChange<bus::ImportOutcome>(
        context, [&](auto &client, auto reply) { client.importFile(file.fd(), std::move(reply)); });
    return outcome ? showOutcome(context, *outcome) : report(context, outcome.error());
}

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

void defineFormat(CLI::App &app, Context &context, const char *name, const char *what, Format format)
{
    runs(*app.add_subcommand(name, what)->group("Commands"), context, std::make_shared<Format>(format), exportRoutes);
}

} // namespace

void defineImport(CLI::App &app, Context &context)
{
    const auto options = std::make_shared<ImportOptions>();
    app.add_option("FILE", options->path, "Lines such as: route addprivate 44.4.8/24 encap 198.51.100.7")
        ->type_name("");
    app.add_flag("--forget", options->forget, "Remove what was imported instead")->excludes("FILE");
    CLI::Option *amprRipd = app.add_flag("--ampr-ripd", options->amprRipd,
                                         "FILE starts ampr-ripd (- for the standard input): show its options as "
                                         "settings");
    app.add_flag("--apply", options->apply, "Set them, too")->needs(amprRipd);
    runs(app, context, options, importFile);
}

void defineExport(CLI::App &app, Context &context)
{
    app.require_subcommand(1);
    defineFormat(app, context, "encap", "encap.txt, as NOS and ampr-ripd read it; without refused routes", toEncap);
    defineFormat(app, context, "csv", "A table for a spreadsheet", toCsv);
    defineFormat(app, context, "json", "The same as mesh44ctl --json routes", toJson);
}

} // namespace mesh44::ctl
