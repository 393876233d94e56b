// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/handle.h"
#include "core/net/address.h"
#include "core/result.h"
#include "helper/filedescriptor.h"
#include "helper/timer.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mesh44 {

// Sends echo requests, one each 25 ms, and collects the answers: one round at a time. Needs CAP_NET_RAW.
//
// Only addresses of the mesh and known endpoints are pinged: the caller has a right to diagnose the gateway, not to
// have it send packets to anybody. An answer counts when it comes from whom we asked, with the identifier and the
// random bytes of this round, once.
class Pinger
{
public:
    struct Question
    {
        Ipv4Address target;
        std::optional<Ipv4Address> source; // nothing: the kernel's choice
        std::vector<uint16_t> sizes;       // of each packet, with its IPv4 header: kLeast to kMost
        bool dontFragment = false;         // and the known path MTU is not asked
        std::chrono::milliseconds patience{1500};
    };
    struct Answer
    {
        uint16_t size = 0;
        int64_t roundTrip = 0; // µs
        bool operator==(const Answer &) const = default;
    };
    struct Outcome
    {
        uint32_t sent = 0;
        std::vector<Answer> answers;
        std::string problem; // of the first packet that could not be sent
    };
    using Then = std::function<void(const Outcome &)>;

    static constexpr uint16_t kLeast = 44; // headers and our random bytes
    static constexpr uint16_t kMost = 9000;
    static constexpr size_t kMostPackets = 20;
    static constexpr auto kSpacing = std::chrono::milliseconds(25);

    explicit Pinger(sd_event *event);
    Pinger(const Pinger &) = delete;
    Pinger &operator=(const Pinger &) = delete;

    // `then` is called once, from the loop. InvalidArgument: not an address of the mesh, nor among `endpoints`, or no
    // such sizes; Busy: a round is under way; KernelRefused: no socket.
    Status ping(const Question &question, const std::vector<Ipv4Address> &endpoints, Then then);
    bool isBusy() const { return m_then != nullptr; }

private:
    static constexpr size_t kNonce = 16;

    Status open();
    void sendNext();
    static int onReadable(sd_event_source *, int, uint32_t, void *pinger);
    void receive();
    void take(const uint8_t *packet, size_t length);
    void finish();

    sd_event *m_event;
    Timer m_next;
    Timer m_patience;
    Question m_question;
    Then m_then;
    Outcome m_outcome;
    std::map<uint16_t, int64_t> m_underWay; // sequence number → when it was sent
    std::array<uint8_t, kNonce> m_nonce{};
    uint16_t m_identifier = 0;
    size_t m_sentOff = 0; // of m_question.sizes
    FileDescriptor m_socket;
    bus::EventSource m_source;
};

} // namespace mesh44
