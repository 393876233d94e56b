// SPDX-License-Identifier: GPL-3.0-or-later
//
// SIGINT and SIGTERM are let in only while ppoll() sleeps, so that none is missed between looking and
// sleeping; they end the command well.
#include "app/mesh44ctl/commands.h"
#include "app/mesh44ctl/follower.h"
#include "app/mesh44ctl/render.h"
#include "app/mesh44ctl/replies.h"
#include "core/bus/client.h"
#include "core/formats/json.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <optional>
#include <poll.h>

namespace mesh44::ctl {

namespace {

volatile std::sig_atomic_t interrupted = 0;

void onSignal(int)
{
    interrupted = 1;
}

sigset_t holdSignals()
{
    sigset_t held;
    sigset_t before;
    sigemptyset(&held);
    sigaddset(&held, SIGINT);
    sigaddset(&held, SIGTERM);
    sigprocmask(SIG_BLOCK, &held, &before);
    struct sigaction action{};
    action.sa_handler = onSignal;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    return before;
}

// What is left until a time on CLOCK_MONOTONIC, or nothing for no end.
std::optional<timespec> remaining(uint64_t deadline)
{
    using namespace std::chrono;
    if (deadline == ~uint64_t{0})
        return std::nullopt;
    const auto now = static_cast<uint64_t>(duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count());
    const uint64_t left = deadline > now ? deadline - now : 0;
    return timespec{static_cast<time_t>(left / 1'000'000), static_cast<long>(left % 1'000'000 * 1000)};
}

class Watch
{
public:
    explicit Watch(const Context &context);
    int run();

private:
    void ask();
    void came(Result<Snapshot> snapshot);
    void show(const Snapshot *before, const Delta &delta);
    void showService(bool running);
    void presence(bool running);
    void say(const std::string &text) const; // with the time of day
    void line(const std::string &json) const;
    int loop();

    const Context &m_context;
    std::unique_ptr<bus::Client> m_client;
    Follower m_follower;
    std::optional<bool> m_running; // nothing: not known yet
    std::optional<Error> m_failure;
};

Watch::Watch(const Context &context)
    : m_context(context),
      m_follower([this](const Snapshot *before, const Delta &delta) { show(before, delta); }, [this] { ask(); })
{
}

void Watch::say(const std::string &text) const
{
    print(clockTime(currentTime()).substr(11) + "  " + text + '\n');
    std::fflush(stdout);
}

void Watch::line(const std::string &json) const
{
    print(json + '\n');
    std::fflush(stdout);
}

void Watch::ask()
{
    m_client->getSnapshot([this](Result<Snapshot> snapshot) { came(std::move(snapshot)); });
}

void Watch::came(Result<Snapshot> snapshot)
{
    if (snapshot) {
        m_running = true;
        return m_follower.snapshotCame(*std::move(snapshot));
    }
    m_follower.snapshotFailed();
    if (snapshot.error().code == ErrorCode::Disconnected)
        showService(false);
    else
        m_failure = snapshot.error();
}

void Watch::showService(bool running)
{
    if (m_running == running)
        return;
    m_running = running;
    if (m_context.json)
        line(serviceToJson(running));
    else
        say(running ? "The gateway service is running again." : "The gateway service is not running; waiting for it.");
}

void Watch::presence(bool running)
{
    showService(running);
    if (running)
        m_follower.start();
}

void Watch::show(const Snapshot *before, const Delta &delta)
{
    if (m_context.json)
        return line(deltaToJson(delta));
    if (!before)
        return say("Gateway " + stateWord(delta.status.state, m_context.style) + ", "
                   + std::to_string(delta.status.routesInstalled) + " of " + count(delta.routes.size(), "route")
                   + " installed. Ctrl+C ends.");
    for (const std::string &text : renderChanges(*before, delta, m_context.style))
        say(text);
}

int Watch::run()
{
    bus::Client::Handlers handlers;
    handlers.changed = [this](const Delta &delta) { m_follower.changed(delta); };
    handlers.burstHeard = [this](const BurstView &burst) {
        m_follower.burstHeard(burst);
        m_context.json ? line(burstToJson(burst))
                       : say(renderBurst(burst, m_follower.snapshot().status.burstsConfirmed, currentTime()));
    };
    handlers.event = [this](const EventView &event) {
        m_context.json ? line(eventToJson(event)) : say(sentence(event.text));
    };
    handlers.presence = [this](bool running) { presence(running); };
    auto client = bus::Client::connect(m_context.host, std::move(handlers));
    if (!client)
        return report(m_context, client.error());
    m_client = *std::move(client);
    m_follower.start();
    return loop();
}

int Watch::loop()
{
    const sigset_t asleep = holdSignals();
    while (!interrupted) {
        if (const Status status = m_client->process(); !status)
            return report(m_context, status.error());
        if (m_failure)
            return report(m_context, *m_failure);
        const auto wanted = m_client->poll();
        pollfd fd{wanted.fd, static_cast<short>(wanted.events), 0};
        const auto left = remaining(wanted.deadline);
        ppoll(&fd, 1, left ? &*left : nullptr, &asleep);
    }
    return kFine;
}

int watch(const Context &context, int)
{
    return Watch(context).run();
}

} // namespace

void defineWatch(CLI::App &app, Context &context)
{
    runs(app, context, std::make_shared<int>(), watch);
}

} // namespace mesh44::ctl
