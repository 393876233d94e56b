// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lab/simulator.h"

#include "tests/lab/commands.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <iostream>
#include <poll.h>
#include <unistd.h>

namespace mesh44::lab {

namespace {

volatile std::sig_atomic_t g_stop = 0;

void stopOnSignals()
{
    struct sigaction action{};
    action.sa_handler = [](int) { g_stop = 1; }; // no SA_RESTART: ppoll returns
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

int64_t microsecondsNow()
{
    using namespace std::chrono;
    return duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
}

} // namespace

Simulator::Simulator(SimulatorOptions options, Wire wire)
    : m_options(std::move(options)),
      m_wire(std::move(wire)),
      m_responder(m_options.mesh, m_options.frame.outerSource),
      m_random(m_options.seed),
      m_nextPacket(Clock::now()),
      m_nextBurst(Clock::now() + (m_options.announceNow ? std::chrono::seconds(0) : m_options.interval))
{
    m_silent = m_options.interval.count() == 0 && !m_options.announceNow;
}

Status Simulator::run()
{
    stopOnSignals();
    while (!g_stop && !m_quit) {
        std::array<pollfd, 2> wait{pollfd{m_wire.fd(), POLLIN, 0}, pollfd{m_inputEnded ? -1 : STDIN_FILENO, POLLIN, 0}};
        if (poll(wait.data(), wait.size(), millisecondsToDeadline()) < 0 && errno != EINTR)
            return Error{ErrorCode::IoFailed, std::string("poll: ") + std::strerror(errno)};
        if (wait[0].revents != 0)
            answerPending();
        if (wait[1].revents != 0)
            readCommands();
        sendDue();
    }
    return ok();
}

void Simulator::remakeResponder()
{
    const ResponderStats kept = m_responder.stats();
    m_responder = Responder(m_options.mesh, m_options.frame.outerSource);
    m_responder.setStats(kept);
}

void Simulator::queueBurst(std::vector<Bytes> packets, size_t routes)
{
    m_burst = {m_burst.number + 1, packets.size(), routes, 0, 0};
    m_announcements.insert(m_announcements.end(), packets.begin(), packets.end());
    m_nextPacket = Clock::now();
    sendDue();
}

void Simulator::sendDue()
{
    const Clock::time_point now = Clock::now();
    if (!m_silent && now >= m_nextBurst) {
        m_silent = m_options.interval.count() == 0;
        m_nextBurst += m_options.interval;
        queueBurst(burst(m_options.frame, m_options.mesh), m_options.mesh.size());
    }
    while (!m_announcements.empty() && Clock::now() >= m_nextPacket) {
        sendAnnouncement(m_announcements.front());
        m_announcements.pop_front();
        m_nextPacket += m_options.pace;
    }
    while (!m_answers.empty() && m_answers.top().when <= now) {
        m_sendErrors += !m_wire.send(m_answers.top().packet);
        m_answers.pop();
    }
}

void Simulator::sendAnnouncement(const Bytes &packet)
{
    m_burst.lastPacket = microsecondsNow();
    if (m_burst.firstPacket == 0)
        m_burst.firstPacket = m_burst.lastPacket;
    m_sendErrors += !m_wire.send(packet);
}

void Simulator::answerPending()
{
    for (Bytes packet = m_wire.receive(); !packet.empty(); packet = m_wire.receive()) {
        std::optional<Bytes> reply = m_responder.answer(packet);
        if (!reply)
            continue;
        if (m_options.lossPercent != 0 && m_random.below(100) < m_options.lossPercent)
            ++m_lost;
        else if (m_options.delay.count() == 0)
            m_sendErrors += !m_wire.send(*reply);
        else
            m_answers.push({Clock::now() + m_options.delay, std::move(*reply)});
    }
}

void Simulator::readCommands()
{
    std::array<char, 4096> buffer{};
    const ssize_t length = read(STDIN_FILENO, buffer.data(), buffer.size());
    if (length <= 0) {
        m_inputEnded = length == 0 || errno != EINTR;
        return;
    }
    m_input.append(buffer.data(), static_cast<size_t>(length));
    for (size_t end = m_input.find('\n'); end != std::string::npos; end = m_input.find('\n')) {
        std::cout << Commands(*this).execute(m_input.substr(0, end)).dump() << std::endl;
        m_input.erase(0, end + 1);
    }
}

int Simulator::millisecondsToDeadline() const
{
    std::optional<Clock::time_point> next;
    const auto consider = [&](Clock::time_point when) { next = next ? std::min(*next, when) : when; };
    if (!m_announcements.empty())
        consider(m_nextPacket);
    if (!m_answers.empty())
        consider(m_answers.top().when);
    if (!m_silent)
        consider(m_nextBurst);
    if (!next)
        return -1;
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(*next - Clock::now()).count();
    return static_cast<int>(std::clamp<int64_t>(left, 0, 60'000));
}

nlohmann::json Simulator::stats() const
{
    const ResponderStats &r = m_responder.stats();
    return {{"routes", m_options.mesh.size()},
            {"burst", m_burst.number},
            {"burst_packets", m_burst.packets},
            {"burst_routes", m_burst.routes},
            {"burst_pending", m_announcements.size()},
            {"first_packet_us", m_burst.firstPacket},
            {"last_packet_us", m_burst.lastPacket},
            {"answered", r.answered},
            {"internet", r.internet},
            {"misdelivered", r.misdelivered},
            {"unknown", r.unknown},
            {"leaked", r.leaked},
            {"other", r.other},
            {"lost", m_lost},
            {"send_errors", m_sendErrors}};
}

} // namespace mesh44::lab
