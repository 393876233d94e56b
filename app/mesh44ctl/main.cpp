// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/commands.h"

#include <cstdio>
#include <cstdlib>
#include <unistd.h>

using namespace mesh44::ctl;

namespace {

Style styleOfOutput()
{
    const bool terminal = isatty(STDOUT_FILENO) != 0;
    const char *noColour = std::getenv("NO_COLOR");
    const char *kind = std::getenv("TERM");
    const bool plain = (noColour && *noColour) || !kind || std::string_view(kind) == "dumb";
    return {.colour = terminal && !plain, .summary = terminal};
}

} // namespace

int main(int argc, char **argv)
{
    Context context{.style = styleOfOutput()};
    CLI::App app("", "mesh44ctl");
    defineCommands(app, context);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) { // also --help and --version
        return app.exit(error) == 0 ? kFine : kError;
    }
    const int code = context.run();
    if (std::fflush(stdout) != 0 || std::ferror(stdout)) {
        note("The output could not be written.");
        return kError;
    }
    return code;
}
