// SPDX-License-Identifier: GPL-3.0-or-later
//
// The text is read here, whatever it comes from: it is handed on in memory of our own, which cannot change any more,
// and is compared with our own registration.
#include "app/mesh44ctl/amprripdimport.h"
#include "app/mesh44ctl/ask.h"
#include "app/mesh44ctl/change.h"
#include "app/mesh44ctl/commands.h"
#include "app/mesh44ctl/replies.h"
#include "core/formats/meshlist.h"
#include "core/formats/registration.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mesh44::ctl {

namespace {

struct ImportOptions
{
    std::string path; // "-": the standard input
    bool forget = false;
    bool amprRipd = false;
    bool apply = false;
    bool atOnce = false;

    AmprRipdUse use() const { return !apply ? AmprRipdUse::Show : atOnce ? AmprRipdUse::Set : AmprRipdUse::Try; }
};

// Owns a descriptor; the standard input stays open.
class InputFile
{
public:
    explicit InputFile(int fd) : m_fd(fd) {}
    ~InputFile()
    {
        if (m_fd > STDIN_FILENO)
            ::close(m_fd);
    }
    InputFile(const InputFile &) = delete;
    InputFile &operator=(const InputFile &) = delete;
    int fd() const { return m_fd; }

private:
    int m_fd;
};

Error unreadable(const std::string &path)
{
    return {ErrorCode::IoFailed, path + " cannot be read: " + std::strerror(errno)};
}

Result<std::string> readToTheEnd(int fd, const std::string &path)
{
    std::string text;
    std::array<char, 65536> piece{};
    for (;;) {
        const ssize_t got = ::read(fd, piece.data(), piece.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return unreadable(path);
        if (got == 0)
            return text;
        text.append(piece.data(), static_cast<size_t>(got));
        if (text.size() > kMaxMeshListBytes)
            return Error{ErrorCode::LimitExceeded, path + " is larger than 4 MiB"};
    }
}

Result<std::string> readInput(const std::string &path)
{
    if (path == "-")
        return readToTheEnd(STDIN_FILENO, "the standard input");
    const InputFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat facts{};
    if (file.fd() < 0 || ::fstat(file.fd(), &facts) != 0)
        return unreadable(path);
    if (!S_ISREG(facts.st_mode))
        return Error{ErrorCode::InvalidArgument, path + " is not a file"};
    return readToTheEnd(file.fd(), path);
}

// A file in memory, sealed: what the service reads is what was compared.
Result<int> sealedCopy(const std::string &text)
{
    const int fd = ::memfd_create("mesh44-import", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    size_t done = 0;
    while (fd >= 0 && done < text.size()) {
        const ssize_t written = ::write(fd, text.data() + done, text.size() - done);
        if (written <= 0)
            break;
        done += static_cast<size_t>(written);
    }
    const int seals = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;
    if (fd >= 0 && done == text.size() && ::fcntl(fd, F_ADD_SEALS, seals) == 0)
        return fd;
    const Error error{ErrorCode::IoFailed, std::string("the text cannot be handed on: ") + std::strerror(errno)};
    if (fd >= 0)
        ::close(fd);
    return error;
}

// A descriptor cannot go through ssh.
Result<bus::ImportOutcome> handOver(const Context &context, const std::string &text)
{
    using Outcome = bus::ImportOutcome;
    if (!context.host.empty())
        return askToChange<Outcome>(context,
                                    [&](auto &client, auto reply) { client.importText(text, std::move(reply)); });
    const auto copy = sealedCopy(text);
    if (!copy)
        return copy.error();
    const InputFile owner(*copy);
    return askToChange<Outcome>(context, [&](auto &client, auto reply) { client.importFile(*copy, std::move(reply)); });
}

// What the list says of us; nothing where the service does not say who we are.
std::vector<RegistrationFinding> ownRegistration(const Context &context, const MeshList &list)
{
    const auto status = ask<GatewayStatus>(context,
                                           [](auto &client, auto reply) { client.getStatus(std::move(reply)); });
    if (!status)
        return {};
    return checkRegistration(status->subnets, {status->externalAddress, status->underlayAddress}, list.entries);
}

int showOutcome(const Context &context, const bus::ImportOutcome &outcome, const MeshList &list)
{
    const auto registration = ownRegistration(context, list);
    // A list that is known already adds nothing, and each holds our own subnets, which are refused.
    const bool allRefused = outcome.refused.size() >= list.entries.size() + list.refused.size();
    const int code = outcome.added == 0 && allRefused ? kError : kFine;
    if (context.json) {
        print(importToJson(outcome, registration) + '\n');
        return code;
    }
    const std::string serial = list.serial.empty() ? "" : " (serial " + printable(list.serial) + ")";
    print(count(outcome.added, "route") + " new to the mesh" + serial + ".\n");
    for (const RegistrationFinding &finding : registration)
        print(sentence(finding.sentence) + '\n');
    for (const std::string &line : outcome.refused)
        note(printable(line));
    return code;
}

int importRoutes(const Context &context, const ImportOptions &options)
{
    if (options.forget)
        return change(context, "The imported routes are forgotten.",
                      [](auto &client, auto reply) { client.forgetImports(std::move(reply)); });
    if (options.path.empty())
        return report(context, {ErrorCode::InvalidArgument, "FILE is required, or --forget"});
    if (options.amprRipd)
        return importAmprRipd(context, options.path, options.use());
    const auto text = readInput(options.path);
    if (!text)
        return report(context, text.error());
    const auto list = readMeshList(*text);
    if (!list)
        return report(context, list.error());
    const auto outcome = handOver(context, *text);
    return outcome ? showOutcome(context, *outcome, *list) : report(context, outcome.error());
}

} // namespace

void defineImport(CLI::App &app, Context &context)
{
    const auto options = std::make_shared<ImportOptions>();
    app.add_option("FILE", options->path,
                   "Lines such as: route addprivate 44.4.8/24 encap 198.51.100.7, or JSON; - for the standard input")
        ->type_name("");
    app.add_flag("--forget", options->forget, "Remove what was imported instead")->excludes("FILE");
    CLI::Option *amprRipd = app.add_flag("--ampr-ripd", options->amprRipd,
                                         "FILE starts ampr-ripd (- for the standard input): show its options as "
                                         "settings");
    CLI::Option *apply = app.add_flag("--apply", options->apply, "Put them on trial, as 'set' does")->needs(amprRipd);
    app.add_flag("-y,--yes", options->atOnce, "At once and for good, without a trial")->needs(apply);
    runs(app, context, options, importRoutes);
}

} // namespace mesh44::ctl
