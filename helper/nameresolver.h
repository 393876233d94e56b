// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/handle.h"
#include "core/net/address.h"
#include "helper/timer.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mesh44 {

// Follows a DNS name: asks at once, then every five minutes; after a failure sooner, 5, 10, 20 … 300 s later. The
// loop never waits: the C library's resolver does, in a thread of its own, and an answer that nobody wants any more is
// let go. What a name led to last stays while it cannot be resolved.
class NameResolver
{
public:
    // IPv4 addresses of a name; empty: it has none, or nobody answered. May take long, runs in its own thread.
    using LookUp = std::function<std::vector<Ipv4Address>(const std::string &name)>;
    // `changed` is called from the loop when address() or problem() is another than before.
    NameResolver(sd_event *event, std::function<void()> changed, LookUp lookUp = askSystem);
    ~NameResolver();

    // An empty name: nothing is asked any more.
    void follow(const std::string &name);
    std::optional<Ipv4Address> address() const { return m_address; }
    // A sentence while the name cannot be resolved.
    const std::string &problem() const { return m_problem; }

private:
    struct Question;
    static std::vector<Ipv4Address> askSystem(const std::string &name);
    void ask();
    void answered();

    sd_event *m_event;
    std::function<void()> m_changed;
    LookUp m_lookUp;
    Timer m_timer;
    std::string m_name;
    std::optional<Ipv4Address> m_address;
    std::string m_problem;
    std::chrono::seconds m_backOff{5};
    std::shared_ptr<Question> m_question; // shared with its thread
    bus::EventSource m_source;
};

} // namespace mesh44
