// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lab/pinger.h"

#include "tests/lab/wire.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace mesh44::lab {

namespace {

using Clock = std::chrono::steady_clock;
constexpr uint8_t kUnreachable = 3;
constexpr int kCatchUp = 25; // requests in a row after a pause, before answers are looked at again

class Pinger
{
public:
    Pinger(const PingOptions &options, Descriptor socket)
        : m_options(options), m_socket(std::move(socket)), m_identifier(static_cast<uint16_t>(getpid()))
    {
    }

    PingReport run()
    {
        const auto step = std::chrono::nanoseconds(std::chrono::seconds(1)) / m_options.rate;
        const Clock::time_point began = Clock::now();
        Clock::time_point next = m_lastAnswer = began;
        while (!inputEnded(next)) {
            collect();
            for (int i = 0; i < kCatchUp && Clock::now() >= next; ++i, next += step)
                sendOne();
        }
        m_report.elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began);
        const Clock::time_point end = Clock::now() + m_options.patience;
        while (m_report.received < m_report.sent && Clock::now() < end) {
            pollfd wait{m_socket.get(), POLLIN, 0};
            poll(&wait, 1, 50);
            collect();
        }
        return m_report;
    }

private:
    bool inputEnded(Clock::time_point next)
    {
        std::array<pollfd, 2> wait{pollfd{STDIN_FILENO, POLLIN, 0}, pollfd{m_socket.get(), POLLIN, 0}};
        const auto left = std::max(next - Clock::now(), Clock::duration(0));
        const auto nanoseconds = std::chrono::duration_cast<std::chrono::nanoseconds>(left).count();
        const timespec longest{0, std::min<long>(nanoseconds, 999'999'999)};
        ppoll(wait.data(), wait.size(), &longest, nullptr);
        char ignored = 0;
        return wait[0].revents != 0 && read(STDIN_FILENO, &ignored, 1) <= 0;
    }

    void sendOne()
    {
        const Ipv4Address target = m_options.targets[m_report.sent % m_options.targets.size()];
        const Bytes request = echoRequest(m_identifier, static_cast<uint16_t>(m_report.sent), 56);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_addr.s_addr = target.toNetworkOrder();
        // A refused send is a lost ping.
        [[maybe_unused]] const ssize_t sent = sendto(m_socket.get(), request.data(), request.size(), 0,
                                                     reinterpret_cast<sockaddr *>(&to), sizeof to);
        ++m_report.sent;
    }

    void collect()
    {
        std::array<uint8_t, 2048> buffer{};
        for (;;) {
            const ssize_t length = recv(m_socket.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
            if (length < 0)
                return;
            const auto packet = readIpv4(View(buffer).first(static_cast<size_t>(length)));
            if (packet && packet->payload.size() >= 8)
                count(packet->payload);
        }
    }

    void count(View icmp)
    {
        if (icmp[0] == kUnreachable)
            ++m_report.unreachable;
        const auto identifier = static_cast<uint16_t>((icmp[4] << 8) | icmp[5]);
        if (icmp[0] != kEchoReply || identifier != m_identifier)
            return;
        ++m_report.received;
        const Clock::time_point now = Clock::now();
        m_report.longestGap = std::max(m_report.longestGap,
                                       std::chrono::duration_cast<std::chrono::milliseconds>(now - m_lastAnswer));
        m_lastAnswer = now;
    }

    const PingOptions &m_options;
    Descriptor m_socket;
    uint16_t m_identifier;
    PingReport m_report;
    Clock::time_point m_lastAnswer;
};

} // namespace

Result<PingReport> pingUntilInputEnds(const PingOptions &options)
{
    Descriptor icmp(socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_ICMP));
    if (icmp.get() < 0)
        return Error{ErrorCode::IoFailed, std::string("ICMP socket: ") + std::strerror(errno)};
    setsockopt(icmp.get(), SOL_SOCKET, SO_RCVBUFFORCE, &kSocketBuffer, sizeof kSocketBuffer);
    return Pinger(options, std::move(icmp)).run();
}

} // namespace mesh44::lab
