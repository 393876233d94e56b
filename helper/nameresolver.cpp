// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/nameresolver.h"

#include "helper/filedescriptor.h"

#include <algorithm>
#include <mutex>
#include <thread>
#include <utility>

#include <netdb.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

namespace mesh44 {
namespace {

using namespace std::chrono_literals;

constexpr auto kFirstRetry = 5s;
constexpr auto kAgain = 300s;

} // namespace

// Its answer is there when the descriptor is readable.
struct NameResolver::Question
{
    FileDescriptor done{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
    std::mutex mutex;
    std::vector<Ipv4Address> addresses;
};

NameResolver::NameResolver(sd_event *event, std::function<void()> changed, LookUp lookUp)
    : m_event(event), m_changed(std::move(changed)), m_lookUp(std::move(lookUp)), m_timer(event, [this] { ask(); })
{
}

NameResolver::~NameResolver() = default;

std::vector<Ipv4Address> NameResolver::askSystem(const std::string &name)
{
    addrinfo hints{};
    hints.ai_family = AF_INET;
    hints.ai_socktype = SOCK_DGRAM;
    addrinfo *found = nullptr;
    std::vector<Ipv4Address> addresses;
    if (::getaddrinfo(name.c_str(), nullptr, &hints, &found) != 0)
        return addresses;
    for (const addrinfo *each = found; each; each = each->ai_next) {
        const auto *address = reinterpret_cast<const sockaddr_in *>(each->ai_addr);
        addresses.push_back(Ipv4Address::fromNetworkOrder(address->sin_addr.s_addr));
    }
    ::freeaddrinfo(found);
    return addresses;
}

void NameResolver::follow(const std::string &name)
{
    if (name == m_name)
        return;
    m_name = name;
    m_address.reset();
    m_problem.clear();
    m_source.reset();
    m_question.reset();
    m_timer.stop();
    m_backOff = kFirstRetry;
    if (!name.empty())
        ask();
}

void NameResolver::ask()
{
    m_question = std::make_shared<Question>();
    const auto ready = [](sd_event_source *, int, uint32_t, void *self) {
        static_cast<NameResolver *>(self)->answered();
        return 0;
    };
    sd_event_source *source = nullptr;
    if (sd_event_add_io(m_event, &source, m_question->done.get(), EPOLLIN, ready, this) < 0)
        return m_timer.start(m_backOff);
    m_source.reset(source);
    std::thread([question = m_question, lookUp = m_lookUp, name = m_name] {
        std::vector<Ipv4Address> addresses = lookUp(name);
        const std::lock_guard lock(question->mutex);
        question->addresses = std::move(addresses);
        ::eventfd_write(question->done.get(), 1);
    }).detach();
}

void NameResolver::answered()
{
    m_source.reset();
    std::vector<Ipv4Address> addresses;
    {
        const std::lock_guard lock(m_question->mutex);
        addresses.swap(m_question->addresses);
    }
    m_question.reset();
    const auto before = std::pair(m_address, m_problem);
    m_problem = addresses.empty() ? "the name " + m_name + " has no address just now" : "";
    // One of several: the one that we know already, as long as it is among them.
    if (!addresses.empty() && (!m_address || std::ranges::find(addresses, *m_address) == addresses.end()))
        m_address = *std::ranges::min_element(addresses);
    m_timer.start(addresses.empty() ? std::exchange(m_backOff, std::min<std::chrono::seconds>(2 * m_backOff, kAgain))
                                    : kAgain);
    if (!addresses.empty())
        m_backOff = kFirstRetry;
    if (before != std::pair(m_address, m_problem))
        m_changed();
}

} // namespace mesh44
