// SPDX-License-Identifier: GPL-3.0-or-later
//
// SIGINT and SIGTERM end the command well. A bus that goes away is waited for.
#include "app/mesh44ctl/commands.h"
#include "app/mesh44ctl/follower.h"
#include "app/mesh44ctl/interrupt.h"
#include "app/mesh44ctl/render.h"
#include "app/mesh44ctl/replies.h"
#include "core/bus/client.h"
#include "core/formats/json.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <poll.h>

namespace mesh44::ctl {

namespace {

constexpr uint64_t kShortestDelay = 100'000; // µs
constexpr uint64_t kLongestDelay = 4'000'000;

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
    bus::Client::Handlers handlers();
    Status connect();
    Status converse(const sigset_t &asleep);
    void waitToConnect(const sigset_t &asleep);

    const Context &m_context;
    std::unique_ptr<bus::Client> m_client;
    Follower m_follower;
    std::optional<bool> m_running; // nothing: not known yet
    std::optional<Error> m_failure;
    uint64_t m_delay = kShortestDelay; // before the next connection
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
        if (m_running)
            showService(true); // said where it was missed
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

bus::Client::Handlers Watch::handlers()
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
    return handlers;
}

Status Watch::connect()
{
    auto client = bus::Client::connect(m_context.host, handlers());
    if (!client)
        return client.error();
    m_client = *std::move(client);
    m_follower.start();
    return ok();
}

int Watch::run()
{
    if (const Status connected = connect(); !connected)
        return report(m_context, connected.error());
    const sigset_t asleep = holdSignals();
    while (!wasInterrupted()) {
        if (m_client && converse(asleep))
            return kFine;
        if (m_failure)
            return report(m_context, *m_failure);
        m_client.reset();
        m_follower.snapshotFailed(); // what was asked is not answered any more
        showService(false);
        waitToConnect(asleep);
        if (wasInterrupted())
            break;
        (void)connect();
    }
    return kFine;
}

// Until it is interrupted, or the bus is gone.
Status Watch::converse(const sigset_t &asleep)
{
    while (!wasInterrupted()) {
        if (Status status = m_client->process(); !status)
            return status;
        if (m_failure)
            return *m_failure;
        if (m_running == true)
            m_delay = kShortestDelay;
        const auto wanted = m_client->poll();
        pollfd fd{wanted.fd, static_cast<short>(wanted.events), 0};
        const auto left = remaining(wanted.deadline);
        ppoll(&fd, 1, left ? &*left : nullptr, &asleep);
    }
    return ok();
}

void Watch::waitToConnect(const sigset_t &asleep)
{
    const auto left = remaining(monotonicTime() + m_delay);
    ppoll(nullptr, 0, &*left, &asleep);
    m_delay = std::min(2 * m_delay, kLongestDelay);
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
