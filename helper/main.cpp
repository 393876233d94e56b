// SPDX-License-Identifier: GPL-3.0-or-later
//
// mesh44d, the privileged helper. Signals: TERM and INT remove everything that is ours and end; USR2 (a
// restart) ends and leaves the kernel forwarding; HUP reads the configuration again. With --lockdown it puts the floor
// and the guard where start.lockdown asks for them, and ends.
//
// Exit codes: 0 after a signal, 1 on an error, 75 (EX_TEMPFAIL) when another one is running.

#include "core/bus/handle.h"
#include "helper/firewall/nftables.h"
#include "helper/firewall/nftmonitor.h"
#include "helper/gateway.h"
#include "helper/kernel/monitor.h"
#include "helper/kernel/netlinkkernel.h"
#include "helper/lockdown.h"
#include "helper/plane/tunplane.h"
#include "helper/service.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <string_view>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

namespace mesh44 {
namespace {

int fail(int code, const std::string &message)
{
    std::fprintf(stderr, "mesh44d: %s\n", message.c_str());
    return code;
}

// One helper per runtime directory; the bus name alone would let a second one run while the bus is away.
Result<FileDescriptor> takeLock(const std::string &directory)
{
    ::mkdir(directory.c_str(), 0755);
    const std::string path = directory + "/mesh44d.lock";
    FileDescriptor lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!lock)
        return Error{ErrorCode::IoFailed, path + " cannot be opened: " + std::strerror(errno)};
    if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0)
        return Error{ErrorCode::Conflict, "another mesh44d is running (it holds " + path + ")"};
    return lock;
}

struct Process
{
    sd_event *event = nullptr;
    Gateway *gateway = nullptr;
    bool remove = true;
};

int onSignal(sd_event_source *, const signalfd_siginfo *info, void *userdata)
{
    auto *process = static_cast<Process *>(userdata);
    if (info->ssi_signo == SIGHUP) {
        process->gateway->reloadConfiguration();
        return 0;
    }
    process->remove = info->ssi_signo != SIGUSR2;
    return sd_event_exit(process->event, 0);
}

Status watchSignals(Process &process)
{
    sigset_t signals;
    sigemptyset(&signals);
    for (const int number : {SIGTERM, SIGINT, SIGUSR2, SIGHUP})
        sigaddset(&signals, number);
    sigprocmask(SIG_BLOCK, &signals, nullptr);
    for (const int number : {SIGTERM, SIGINT, SIGUSR2, SIGHUP}) {
        if (sd_event_add_signal(process.event, nullptr, number, onSignal, &process) < 0)
            return Error{ErrorCode::IoFailed, "signals cannot be received"};
    }
    return ok();
}

int runLockdown(const Directories &directories)
{
    auto kernel = NetlinkKernel::open();
    if (!kernel)
        return fail(EXIT_FAILURE, kernel.error().message);
    Nftables nftables;
    const Status done = lockDown(**kernel, nftables, directories);
    return done ? EXIT_SUCCESS : fail(EXIT_FAILURE, done.error().message);
}

int run(bool lockdown)
{
    ::umask(0077);
    const Directories directories = Directories::fromEnvironment();
    const auto lock = takeLock(directories.runtime);
    if (!lock)
        return fail(lock.error().code == ErrorCode::Conflict ? EX_TEMPFAIL : EXIT_FAILURE, lock.error().message);
    if (lockdown)
        return runLockdown(directories);

    sd_event *raw = nullptr;
    if (sd_event_new(&raw) < 0)
        return fail(EXIT_FAILURE, "the event loop cannot be made");
    const bus::Event event(raw);
    Process process{.event = raw};
    if (const Status watched = watchSignals(process); !watched)
        return fail(EXIT_FAILURE, watched.error().message);

    auto kernel = NetlinkKernel::open();
    if (!kernel)
        return fail(EXIT_FAILURE, kernel.error().message);
    TunPlane userPlane(directories.runtime);
    Nftables nftables;
    Gateway gateway(raw, **kernel, userPlane, nftables, directories);
    process.gateway = &gateway;
    Service service(raw, gateway);
    if (const Status started = service.start(); !started) {
        if (started.error().code == ErrorCode::Conflict)
            return fail(EX_TEMPFAIL, started.error().message);
        (void)fail(0, started.error().message + "; trying again");
    }
    // Before the first look, so that nothing between look and watch is missed.
    auto monitor = NetlinkMonitor::open(raw, {(*kernel)->portId()}, [&](const MonitorEvent &what) {
        gateway.noteAuthors(what.authors, what.suspects);
        if (what.overrun)
            gateway.noteOverrun();
        gateway.kernelChanged(what.rules || what.overrun); // a rule may be among what was lost
    });
    if (!monitor)
        return fail(EXIT_FAILURE, monitor.error().message);

    // Without it the firewall is looked after each minute only; a kernel without nftables says so elsewhere.
    const auto nftMonitor = NftMonitor::open(raw, [&](const auto &authors) { gateway.firewallChanged(authors); });
    if (!nftMonitor)
        (void)fail(0, nftMonitor.error().message);

    gateway.start();
    sd_event_set_watchdog(raw, 1);
    sd_notify(0, "READY=1");
    const int result = sd_event_loop(raw);
    sd_notify(0, "STOPPING=1");
    gateway.stop(process.remove);
    return result < 0 ? fail(EXIT_FAILURE, "the event loop failed") : EXIT_SUCCESS;
}

} // namespace
} // namespace mesh44

int main(int argc, char **argv)
{
    if (argc == 2 && std::string_view(argv[1]) == "--version") {
        std::puts("mesh44d " MESH44_VERSION);
        return 0;
    }
    const bool lockdown = argc == 2 && std::string_view(argv[1]) == "--lockdown";
    if (argc > 1 && !lockdown)
        return mesh44::fail(EX_USAGE, "takes no arguments but --version and --lockdown; it is configured by "
                                      "/etc/mesh44/*.conf");
    return mesh44::run(lockdown);
}
