// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/probe/namelookup.h"

#include "helper/filedescriptor.h"

#include <array>
#include <atomic>
#include <mutex>
#include <thread>

#include <netdb.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

namespace mesh44 {
namespace {

// Its answer may be that there is nothing; else nobody could be asked.
bool isAnswer(int code)
{
    return code == 0 || code == EAI_NONAME || code == EAI_NODATA;
}

void addName(NameFacts &facts)
{
    sockaddr_in asked{};
    asked.sin_family = AF_INET;
    asked.sin_addr.s_addr = facts.address.toNetworkOrder();
    std::array<char, NI_MAXHOST> name{};
    const int code = ::getnameinfo(reinterpret_cast<const sockaddr *>(&asked), sizeof asked, name.data(), name.size(),
                                   nullptr, 0, NI_NAMEREQD);
    facts.isAnswered |= isAnswer(code);
    if (code == 0)
        facts.reverse = name.data();
}

void addAddresses(const std::string &name, NameFacts &facts)
{
    addrinfo hints{};
    hints.ai_family = AF_INET;
    hints.ai_socktype = SOCK_DGRAM;
    addrinfo *found = nullptr;
    const int code = ::getaddrinfo(name.c_str(), nullptr, &hints, &found);
    facts.isAnswered |= isAnswer(code);
    if (code != 0)
        return;
    for (const addrinfo *each = found; each; each = each->ai_next) {
        const auto *address = reinterpret_cast<const sockaddr_in *>(each->ai_addr);
        facts.addresses.push_back(Ipv4Address::fromNetworkOrder(address->sin_addr.s_addr));
    }
    ::freeaddrinfo(found);
}

} // namespace

// Its answer is there when the descriptor is readable.
struct NameLookup::Question
{
    FileDescriptor done{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
    std::mutex mutex;
    std::atomic<bool> isOver = false;
    NameFacts facts;
};

NameFacts NameLookup::askSystem(Ipv4Address address, const std::vector<std::string> &names)
{
    NameFacts facts{.address = address};
    addName(facts);
    if (!facts.reverse.empty())
        addAddresses(facts.reverse, facts);
    for (const std::string &name : names)
        addAddresses(name, facts);
    return facts;
}

bool NameLookup::ask(Ipv4Address address, const std::vector<std::string> &names, Then then)
{
    if (m_question && !m_question->isOver)
        return false;
    m_question = std::make_shared<Question>();
    const auto ready = [](sd_event_source *, int, uint32_t, void *self) {
        static_cast<NameLookup *>(self)->answered();
        return 0;
    };
    sd_event_source *source = nullptr;
    if (sd_event_add_io(m_event, &source, m_question->done.get(), EPOLLIN, ready, this) < 0)
        return false;
    m_source.reset(source);
    m_then = std::move(then);
    try {
        std::thread([question = m_question, lookUp = m_lookUp, address, names] {
            NameFacts facts = lookUp(address, names);
            const std::lock_guard lock(question->mutex);
            question->facts = std::move(facts);
            question->isOver = true;
            ::eventfd_write(question->done.get(), 1);
        }).detach();
    } catch (const std::system_error &) { // no thread is to be had
        m_question->isOver = true;
        forget();
        return false;
    }
    return true;
}

void NameLookup::forget()
{
    m_source.reset();
    m_then = nullptr;
}

void NameLookup::answered()
{
    m_source.reset();
    NameFacts facts;
    {
        const std::lock_guard lock(m_question->mutex);
        facts = m_question->facts;
    }
    if (const Then then = std::exchange(m_then, nullptr))
        then(facts);
}

} // namespace mesh44
