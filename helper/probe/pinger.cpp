// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/probe/pinger.h"

#include "core/net/prefix.h"
#include "core/packet/checksum.h"
#include "core/packet/packetview.h"
#include "helper/clock.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <netinet/in.h>
#include <netinet/ip_icmp.h>
#include <sys/epoll.h>
#include <sys/random.h>
#include <sys/socket.h>

namespace mesh44 {
namespace {

constexpr int kIcmpFilter = 1; // linux/icmp.h, which does not go with netinet/in.h in every order
constexpr size_t kEchoHeader = 8;

sockaddr_in nameFor(Ipv4Address address)
{
    sockaddr_in name{};
    name.sin_family = AF_INET;
    name.sin_addr.s_addr = address.toNetworkOrder();
    return name;
}

Error pingError(const char *what)
{
    return {ErrorCode::KernelRefused, std::string(what) + ": " + std::strerror(errno)};
}

void putWord(std::vector<uint8_t> &packet, size_t at, uint16_t value)
{
    packet[at] = static_cast<uint8_t>(value >> 8);
    packet[at + 1] = static_cast<uint8_t>(value & 0xff);
}

uint16_t wordAt(const uint8_t *bytes)
{
    return static_cast<uint16_t>((bytes[0] << 8) | bytes[1]);
}

} // namespace

Pinger::Pinger(sd_event *event)
    : m_event(event), m_next(event, [this] { sendNext(); }), m_patience(event, [this] { finish(); })
{
}

Status Pinger::ping(const Question &question, const std::vector<Ipv4Address> &endpoints, Then then)
{
    const std::string target = question.target.toString();
    const bool isMesh = isAmateur(Ipv4Prefix::host(question.target));
    if (!isMesh && std::ranges::find(endpoints, question.target) == endpoints.end())
        return Error{ErrorCode::InvalidArgument,
                     target + " is neither in 44.0.0.0/9 or 44.128.0.0/10 nor a known endpoint"};
    const auto fits = [](uint16_t size) { return size >= kLeast && size <= kMost; };
    if (question.sizes.empty() || question.sizes.size() > kMostPackets || !std::ranges::all_of(question.sizes, fits))
        return Error{ErrorCode::InvalidArgument, "from 1 to " + std::to_string(kMostPackets) + " packets of "
                                                     + std::to_string(kLeast) + " to " + std::to_string(kMost)
                                                     + " bytes can be sent"};
    if (isBusy())
        return Error{ErrorCode::Busy, "packets are being sent already; try again in a moment"};
    m_question = question;
    if (Status opened = open(); !opened)
        return opened;
    m_outcome = {};
    m_underWay.clear();
    m_sentOff = 0;
    m_then = std::move(then);
    m_next.start(std::chrono::microseconds(0));
    return ok();
}

Status Pinger::open()
{
    FileDescriptor socket(::socket(AF_INET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_ICMP));
    if (!socket)
        return pingError("cannot open a socket to send from");
    const uint32_t answersOnly = ~(1U << ICMP_ECHOREPLY);
    (void)::setsockopt(socket.get(), SOL_RAW, kIcmpFilter, &answersOnly, sizeof answersOnly);
    if (m_question.dontFragment) {
        const int probe = IP_PMTUDISC_PROBE;
        if (::setsockopt(socket.get(), IPPROTO_IP, IP_MTU_DISCOVER, &probe, sizeof probe) < 0)
            return pingError("cannot send unfragmented packets");
    }
    if (m_question.source) {
        const sockaddr_in name = nameFor(*m_question.source);
        if (::bind(socket.get(), reinterpret_cast<const sockaddr *>(&name), sizeof name) < 0)
            return pingError(("cannot send from " + m_question.source->toString()).c_str());
    }
    // So many random bytes never fall short.
    if (::getrandom(m_nonce.data(), m_nonce.size(), 0) < 0 || ::getrandom(&m_identifier, sizeof m_identifier, 0) < 0)
        return pingError("no random numbers");
    sd_event_source *source = nullptr;
    if (sd_event_add_io(m_event, &source, socket.get(), EPOLLIN, onReadable, this) < 0)
        return Error{ErrorCode::KernelRefused, "cannot wait for answers"};
    m_source.reset(source);
    m_socket = std::move(socket);
    return ok();
}

void Pinger::sendNext()
{
    const uint16_t size = m_question.sizes[m_sentOff];
    const auto number = static_cast<uint16_t>(m_sentOff++);
    std::vector<uint8_t> packet(size - kIpHeader);
    packet[0] = ICMP_ECHO;
    putWord(packet, 4, m_identifier);
    putWord(packet, 6, number);
    std::ranges::copy(m_nonce, packet.begin() + kEchoHeader);
    putWord(packet, 2, checksumOf(checksumPart(packet)));
    const sockaddr_in to = nameFor(m_question.target);
    m_underWay[number] = bootTime();
    if (::sendto(m_socket.get(), packet.data(), packet.size(), 0, reinterpret_cast<const sockaddr *>(&to), sizeof to)
        >= 0)
        ++m_outcome.sent;
    else if (m_outcome.problem.empty())
        m_outcome.problem = std::strerror(errno);
    if (m_sentOff < m_question.sizes.size())
        m_next.start(kSpacing);
    else if (m_outcome.sent == 0)
        finish();
    else
        m_patience.start(m_question.patience);
}

int Pinger::onReadable(sd_event_source *, int, uint32_t, void *self)
{
    static_cast<Pinger *>(self)->receive();
    return 0;
}

void Pinger::receive()
{
    std::array<uint8_t, kMost> buffer; // as the kernel fills it
    constexpr int kAtOnce = 64;        // others' answers come here, too: the loop's other work has its turn
    for (int i = 0; i < kAtOnce && m_then; ++i) {
        const ssize_t length = ::recv(m_socket.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (length < 0)
            return;
        take(buffer.data(), static_cast<size_t>(length));
    }
}

void Pinger::take(const uint8_t *packet, size_t length)
{
    const size_t header = length < kIpHeader ? 0 : 4 * (size_t{packet[0]} & 0xf);
    if (header < kIpHeader || length < header + kEchoHeader + kNonce)
        return;
    uint32_t from = 0;
    std::memcpy(&from, packet + 12, sizeof from);
    const uint8_t *message = packet + header;
    const bool isAnswer = message[0] == ICMP_ECHOREPLY && Ipv4Address::fromNetworkOrder(from) == m_question.target
                          && wordAt(message + 4) == m_identifier
                          && std::equal(m_nonce.begin(), m_nonce.end(), message + kEchoHeader);
    const auto sent = isAnswer ? m_underWay.find(wordAt(message + 6)) : m_underWay.end();
    if (sent == m_underWay.end() || length != m_question.sizes[sent->first])
        return;
    m_outcome.answers.push_back({m_question.sizes[sent->first], bootTime() - sent->second});
    m_underWay.erase(sent);
    if (m_outcome.answers.size() == m_outcome.sent && m_sentOff == m_question.sizes.size())
        finish();
}

// The next round may begin within `then`.
void Pinger::finish()
{
    m_next.stop();
    m_patience.stop();
    m_source.reset();
    m_socket = {};
    const Then then = std::exchange(m_then, nullptr);
    const Outcome outcome = std::exchange(m_outcome, {});
    then(outcome);
}

} // namespace mesh44
