// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/ripforwarder.h"

#include "core/rip44/announce.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>
#include <utility>

namespace mesh44 {
namespace {

constexpr int kSendBuffer = 4 << 20; // a whole round of 16,384 routes

Error cannotSend(const std::string &device, int error)
{
    return {ErrorCode::KernelRefused,
            "forward.interface: nothing can be sent on " + device + ": " + std::strerror(error)};
}

bool isOurs(const Settings &settings, Ipv4Prefix prefix)
{
    return std::ranges::any_of(settings.subnets, [&](Ipv4Prefix subnet) { return subnet.contains(prefix); });
}

std::chrono::microseconds between(std::minstd_rand &random, std::chrono::microseconds least,
                                  std::chrono::microseconds most)
{
    return std::chrono::microseconds(std::uniform_int_distribution<int64_t>(least.count(), most.count())(random));
}

} // namespace

RipForwarder::RipForwarder(sd_event *event, Pace pace)
    : m_pace(pace), m_roundTimer(event, [this] { round(); }), m_changeTimer(event, [this] { tellChanges(); })
{
}

void RipForwarder::lookAt(const Settings &settings, const KernelState &facts, const std::optional<Underlay> &underlay)
{
    const bool otherFormat = settings.forwardFormat != m_settings.forwardFormat;
    const bool otherSubnets = settings.subnets != m_settings.subnets;
    if (otherFormat)
        withdraw();
    m_settings = settings;
    m_problem.clear();
    if (settings.forwardFormat == ForwardFormat::Off)
        return use(std::nullopt);
    auto link = findForwardLink(settings, facts, underlay);
    if (!link) {
        m_problem = link.error().message;
        return use(std::nullopt);
    }
    use(*std::move(link));
    if (otherFormat || otherSubnets)
        announceRoutes();
}

// Routers behind a link that is given up hear that they lose us, where it still carries that.
void RipForwarder::use(std::optional<ForwardLink> link)
{
    if (link == m_link && (!link || m_socket))
        return;
    withdraw();
    m_socket = FileDescriptor();
    m_link = std::move(link);
    if (!m_link)
        return;
    if (const Status opened = open(*m_link); !opened) {
        m_problem = opened.error().message;
        m_socket = FileDescriptor();
        return;
    }
    announceRoutes();
}

// Everything that a packet needs is in it: the socket only says which device it leaves by.
Status RipForwarder::open(const ForwardLink &link)
{
    m_socket = FileDescriptor(::socket(AF_INET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_RAW));
    const int off = 0;
    if (!m_socket
        || ::setsockopt(m_socket.get(), SOL_SOCKET, SO_BINDTODEVICE, link.device.c_str(),
                        static_cast<socklen_t>(link.device.size()))
               < 0
        || ::setsockopt(m_socket.get(), IPPROTO_IP, IP_MULTICAST_LOOP, &off, sizeof off) < 0)
        return cannotSend(link.device, errno);
    if (::setsockopt(m_socket.get(), SOL_SOCKET, SO_SNDBUFFORCE, &kSendBuffer, sizeof kSendBuffer) < 0)
        ::setsockopt(m_socket.get(), SOL_SOCKET, SO_SNDBUF, &kSendBuffer, sizeof kSendBuffer);
    return ok();
}

void RipForwarder::setRoutes(std::vector<Ipv4Prefix> installed)
{
    m_installed = std::move(installed);
    announceRoutes();
}

void RipForwarder::announceRoutes()
{
    if (!m_socket || m_settings.forwardFormat != ForwardFormat::Rip2)
        return;
    std::vector<Ipv4Prefix> prefixes;
    std::ranges::copy_if(m_installed, std::back_inserter(prefixes),
                         [&](Ipv4Prefix prefix) { return !isOurs(m_settings, prefix); });
    for (const RipEntry &entry : m_advertisement.setRoutes(prefixes))
        m_changes[entry.prefix] = entry;
    if (m_changes.empty())
        return;
    m_changeTimer.startOnce(between(m_random, m_pace.leastChange, m_pace.mostChange));
    if (!m_roundTimer.isRunning())
        startRounds();
}

void RipForwarder::startRounds()
{
    m_roundTimer.start(between(m_random, m_pace.leastRound, m_pace.mostRound));
}

void RipForwarder::round()
{
    m_changes.clear(); // they are among what is said now
    m_changeTimer.stop();
    send(m_advertisement.nextRound());
    ++m_rounds;
    if (!m_advertisement.empty())
        startRounds();
}

void RipForwarder::tellChanges()
{
    std::vector<RipEntry> entries;
    for (const auto &[prefix, entry] : std::exchange(m_changes, {}))
        entries.push_back(entry);
    send(entries);
}

void RipForwarder::withdraw()
{
    m_roundTimer.stop();
    m_changeTimer.stop();
    m_changes.clear();
    send(m_advertisement.farewell());
}

void RipForwarder::heard(std::span<const std::byte> outerPacket)
{
    if (m_settings.forwardFormat == ForwardFormat::Rip44)
        sendResponse(ripResponseIn(outerPacket));
}

void RipForwarder::send(std::span<const RipEntry> entries)
{
    for (const auto &response : encodeRip2(entries))
        sendResponse(response);
}

void RipForwarder::sendResponse(std::span<const uint8_t> response)
{
    if (!m_socket || !m_link || response.empty())
        return;
    const auto packet = ripDatagram(m_link->source, m_link->destination, response);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_addr.s_addr = m_link->destination.toNetworkOrder();
    const ssize_t sent = ::sendto(m_socket.get(), packet.data(), packet.size(), MSG_DONTWAIT,
                                  reinterpret_cast<const sockaddr *>(&to), sizeof to);
    ++(sent == static_cast<ssize_t>(packet.size()) ? m_packets : m_failed);
}

void RipForwarder::addCounters(std::map<std::string, uint64_t> &counters) const
{
    counters["forward.packets"] = m_packets;
    counters["forward.failed"] = m_failed;
    counters["forward.rounds"] = m_rounds;
}

} // namespace mesh44
