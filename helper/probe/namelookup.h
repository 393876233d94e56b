// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/handle.h"
#include "core/checkup/checkfacts.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace mesh44 {

// Looks names up for the check-up, in a thread of its own: the C library's resolver may take as long as it likes, and
// an answer that nobody wants any more is let go. While one thread is still at it, there is no second.
class NameLookup
{
public:
    // The address and the names to try; runs in that thread.
    using LookUp = std::function<NameFacts(Ipv4Address address, const std::vector<std::string> &names)>;
    using Then = std::function<void(const NameFacts &)>;

    explicit NameLookup(sd_event *event, LookUp lookUp = askSystem) : m_event(event), m_lookUp(std::move(lookUp)) {}

    // False: an earlier question still hangs; `then` is not called.
    bool ask(Ipv4Address address, const std::vector<std::string> &names, Then then);
    // `then` is not called any more.
    void forget();

    // The name of the address, and where that name and the others lead.
    static NameFacts askSystem(Ipv4Address address, const std::vector<std::string> &names);

private:
    struct Question;
    void answered();

    sd_event *m_event;
    LookUp m_lookUp;
    Then m_then;
    std::shared_ptr<Question> m_question; // shared with its thread
    bus::EventSource m_source;
};

} // namespace mesh44
