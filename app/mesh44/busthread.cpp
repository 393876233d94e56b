// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44/busthread.h"

#include <algorithm>
#include <chrono>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace mesh44 {

namespace {

constexpr uint64_t kNever = ~uint64_t{0};
constexpr uint64_t kShortestDelay = 100'000;  // µs
constexpr uint64_t kLongestDelay = 5'000'000; // µs
constexpr uint32_t kHistory = 1000;           // as many as there are
constexpr uint32_t kTimelinePoints = 2016;    // of a week, each five minutes

uint64_t monotonicNow()
{
    using namespace std::chrono;
    return static_cast<uint64_t>(duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count());
}

Error notConnected()
{
    return {ErrorCode::Disconnected, "There is no connection to the gateway service."};
}

} // namespace

BusThread::BusThread(std::string host, Facts facts)
    : m_host(std::move(host)),
      m_facts(std::move(facts)),
      m_wakeFd(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      m_delay(kShortestDelay),
      m_thread([this] { run(); })
{
}

BusThread::~BusThread()
{
    m_stopping = true;
    wake();
    m_thread.join();
    close(m_wakeFd);
}

void BusThread::ask(const Action &action, Call call)
{
    {
        const std::lock_guard lock(m_mutex);
        m_requests.push_back({action, std::move(call)});
    }
    wake();
}

void BusThread::refresh()
{
    {
        const std::lock_guard lock(m_mutex);
        m_refresh = true;
    }
    wake();
}

void BusThread::take(Fact fact)
{
    {
        const std::lock_guard lock(m_mutex);
        m_wanted.insert(fact);
    }
    wake();
}

void BusThread::wake() const
{
    eventfd_write(m_wakeFd, 1);
}

// True when woken by a note or by a stop. fd may be -1.
bool BusThread::waitFor(int fd, int events, uint64_t deadline) const
{
    const uint64_t now = monotonicNow();
    const uint64_t left = deadline > now ? deadline - now : 0;
    const auto micros = static_cast<int64_t>(std::min<uint64_t>(left, 3'600'000'000));
    const timespec limit{.tv_sec = micros / 1'000'000, .tv_nsec = micros % 1'000'000 * 1000};
    pollfd waited[] = {{m_wakeFd, POLLIN, 0}, {fd, static_cast<short>(events), 0}};
    ppoll(waited, 2, &limit, nullptr);
    eventfd_t count = 0;
    return (waited[0].revents & POLLIN) != 0 && eventfd_read(m_wakeFd, &count) == 0;
}

std::vector<BusThread::Request> BusThread::takeRequests()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_requests, {});
}

bool BusThread::takeRefresh()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_refresh, false);
}

void BusThread::run()
{
    report(Link::Connecting);
    while (!m_stopping) {
        auto client = bus::Client::connect(m_host, handlers());
        if (client) {
            m_client = *std::move(client);
            converse();
            m_client.reset();
        } else {
            connectFailed(client.error());
        }
        refuseAll(notConnected());
        const uint64_t until = monotonicNow() + m_delay;
        m_delay = std::min(m_delay * 2, kLongestDelay);
        for (bool noted = false; !m_stopping && !noted && monotonicNow() < until;) {
            noted = waitFor(-1, 0, until);
            refuseAll(notConnected());
        }
    }
}

// Until the connection breaks, a new one is wanted, or the end.
void BusThread::converse()
{
    m_reconnect = false;
    takeRefresh(); // this is it
    takeSnapshot();
    while (!m_stopping && !m_reconnect) {
        for (Request &request : takeRequests())
            send(std::move(request));
        askForFacts();
        const bus::Client::Poll poll = m_client->poll();
        waitFor(poll.fd, poll.events, std::min(poll.deadline, m_askAgainAt));
        if (const Status status = m_client->process(); !status) {
            report(Link::Unreachable, status.error().message);
            return;
        }
        const bool wanted = takeRefresh();
        if (!m_reconnect && (wanted || monotonicNow() >= m_askAgainAt))
            takeSnapshot();
    }
}

bus::Client::Handlers BusThread::handlers()
{
    return {.changed = [this](const Delta &delta) { deltaArrived(delta); },
            .burstHeard =
                [this](const BurstView &burst) {
                    if (m_revision)
                        m_facts.burst(burst);
                },
            .event = m_facts.event,
            .presence = [this](bool present) { presenceChanged(present); }};
}

void BusThread::report(Link link, const std::string &detail)
{
    m_facts.link(link, detail);
}

void BusThread::connectFailed(const Error &error)
{
    report(error.code == ErrorCode::NotAuthorized ? Link::Refused : Link::Unreachable, error.message);
}

void BusThread::takeSnapshot()
{
    m_revision.reset();
    m_askAgainAt = kNever;
    m_client->getSnapshot([this, number = ++m_asked](Result<Snapshot> result) {
        if (number == m_asked)
            snapshotArrived(std::move(result));
    });
}

void BusThread::snapshotArrived(Result<Snapshot> result)
{
    if (!result) {
        snapshotFailed(result.error());
        return;
    }
    m_delay = kShortestDelay;
    m_revision = result->revision;
    takeHistory();
    m_facts.snapshot(*std::move(result));
    report(Link::Live);
}

void BusThread::snapshotFailed(const Error &error)
{
    if (error.code == ErrorCode::Disconnected) { // absent: it will be told when it comes; hanging: it will not
        m_askAgainAt = monotonicNow() + kLongestDelay;
        report(Link::Absent, error.message);
        return;
    }
    m_reconnect = true; // the bus decides about access when a connection is made
    report(error.code == ErrorCode::NotAuthorized ? Link::Refused : Link::Failed, error.message);
}

void BusThread::takeHistory()
{
    m_client->getHistory(kHistory, [this](Result<std::vector<EventView>> events) {
        if (events)
            m_facts.history(*std::move(events));
    });
}

void BusThread::askForFacts()
{
    std::set<Fact> wanted;
    {
        const std::lock_guard lock(m_mutex);
        wanted.swap(m_wanted);
    }
    for (const Fact fact : wanted)
        askFor(fact);
}

// Without an answer, what is shown stays: a helper of an earlier version has none to give.
template <class T> bus::Client::Reply<T> BusThread::tellTo(const std::function<void(T)> &told) const
{
    return [&told](Result<T> answer) {
        if (answer)
            told(*std::move(answer));
    };
}

void BusThread::askFor(Fact fact)
{
    switch (fact) {
    case Fact::Traffic: return m_client->getTraffic(tellTo(m_facts.traffic));
    case Fact::Settings: return m_client->getConfig(tellTo(m_facts.settings));
    case Fact::Findings: return m_client->getFindings(tellTo(m_facts.findings));
    case Fact::Timeline: return m_client->getTimeline(kTimelinePoints, tellTo(m_facts.timeline));
    case Fact::Checks: return m_client->checkUp(false, tellTo(m_facts.checks));
    }
}

void BusThread::deltaArrived(const Delta &delta)
{
    if (!m_revision || (delta.whole && delta.to <= *m_revision))
        return; // older than the snapshot, or than the one that is on its way
    if (!delta.whole || delta.from != *m_revision) {
        takeSnapshot();
        return;
    }
    m_revision = delta.to;
    m_facts.delta(delta);
}

void BusThread::presenceChanged(bool present)
{
    if (present) {
        takeSnapshot();
        return;
    }
    ++m_asked; // no answer to an older question counts
    m_revision.reset();
    m_askAgainAt = kNever;
    report(Link::Absent);
}

void BusThread::send(Request request)
{
    const Action action = request.action;
    m_open.push_back(action);
    request.call(*m_client, [this, action](Result<Unit> result) {
        const auto open = std::ranges::find(m_open, action);
        if (open == m_open.end())
            return;
        m_open.erase(open);
        m_facts.answered(action, result);
    });
}

void BusThread::refuseAll(const Error &error)
{
    for (const Action &action : std::exchange(m_open, {}))
        m_facts.answered(action, error);
    for (const Request &request : takeRequests())
        m_facts.answered(request.action, error);
}

} // namespace mesh44
