// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/amprripdimport.h"

#include "app/mesh44ctl/ask.h"
#include "app/mesh44ctl/replies.h"
#include "app/mesh44ctl/trialsession.h"
#include "core/formats/amprripd.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace mesh44::ctl {

namespace {

Result<std::string> readFrom(int fd, const std::string &path)
{
    std::string text(kMaxAmprRipdText + 1, '\0');
    size_t size = 0;
    while (size < text.size()) {
        const ssize_t got = read(fd, text.data() + size, text.size() - size);
        if (got < 0)
            return Error{ErrorCode::IoFailed, path + " cannot be read: " + std::strerror(errno)};
        if (got == 0)
            break;
        size += static_cast<size_t>(got);
    }
    text.resize(size);
    return text;
}

Result<std::string> readText(const std::string &path)
{
    if (path == "-")
        return readFrom(STDIN_FILENO, "the standard input");
    const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return Error{ErrorCode::IoFailed, path + " cannot be read: " + std::strerror(errno)};
    auto text = readFrom(fd, path);
    close(fd);
    return text;
}

std::string inWords(const AmprRipdImport &import, AmprRipdUse use)
{
    const char *heading = use == AmprRipdUse::Show  ? "These settings would be set (with --apply they are):\n"
                          : use == AmprRipdUse::Try ? "These settings are put on trial:\n"
                                                    : "These settings are in force now:\n";
    std::string text = import.assignments.empty() ? "Nothing of it is a setting of Mesh44.\n" : heading;
    for (const auto &[key, value] : import.assignments)
        text += "  " + printable(key) + " = " + printable(value) + "\n";
    for (const std::string &line : import.notes)
        text += sentence(printable(line)) + "\n";
    if (import.savesRoutes)
        text += std::string("Its saved routes: mesh44ctl import ") + kAmprRipdEncap + "\n";
    return text;
}

} // namespace

int importAmprRipd(const Context &context, const std::string &path, AmprRipdUse use)
{
    const auto text = readText(path);
    if (!text)
        return report(context, text.error());
    const auto import = readAmprRipd(*text);
    if (!import)
        return report(context, {import.error().code, path + ": " + import.error().message});
    const bool changes = !import->assignments.empty();
    if (use == AmprRipdUse::Set && changes) {
        const auto done = askToChange<Unit>(
            context, [&](auto &client, auto reply) { client.set(0, import->assignments, std::move(reply)); });
        if (!done)
            return report(context, done.error());
    }
    const bool onTrial = use == AmprRipdUse::Try && changes;
    if (!context.json)
        print(inWords(*import, use));
    else if (!onTrial)
        print(amprRipdToJson(*import, use == AmprRipdUse::Set) + '\n');
    return onTrial ? TrialSession(context, import->assignments, kTrialSeconds).run() : kFine;
}

} // namespace mesh44::ctl
