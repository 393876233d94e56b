// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The rest of the mesh behind one interface: announces, answers, and does as it is told.
//
// One thread. Three things are waited for: packets, lines of commands on standard input, and the nearest
// deadline (a paced packet, a delayed answer, the next burst). Standard input may end; the simulator goes on.

#include "tests/lab/burst.h"
#include "tests/lab/random.h"
#include "tests/lab/responder.h"
#include "tests/lab/wire.h"

#include <chrono>
#include <deque>
#include <nlohmann/json.hpp>
#include <queue>

namespace mesh44::lab {

using Clock = std::chrono::steady_clock;

struct SimulatorOptions
{
    Mesh mesh;
    BurstFrame frame;
    std::chrono::seconds interval{300};  // between the starts of two bursts; 0: only on command
    std::chrono::microseconds pace{400}; // between two packets of a burst
    std::chrono::milliseconds delay{0};  // of an answer
    unsigned lossPercent = 0;            // of answers
    bool announceNow = false;
    uint64_t seed = 1;
};

class Simulator
{
public:
    Simulator(SimulatorOptions options, Wire wire);

    // Until SIGINT or SIGTERM, or the command `quit`.
    Status run();

private:
    friend class Commands;

    struct Answer
    {
        Clock::time_point when;
        Bytes packet;
        bool operator>(const Answer &other) const { return when > other.when; }
    };
    struct LastBurst
    {
        uint64_t number = 0;
        size_t packets = 0;
        size_t routes = 0;
        int64_t firstPacket = 0; // CLOCK_REALTIME in µs
        int64_t lastPacket = 0;
    };

    void remakeResponder();
    void queueBurst(std::vector<Bytes> packets, size_t routes);
    void sendDue();
    void sendAnnouncement(const Bytes &packet);
    void answerPending();
    void readCommands();
    int millisecondsToDeadline() const;
    nlohmann::json stats() const;

    SimulatorOptions m_options;
    Wire m_wire;
    Responder m_responder;
    Random m_random;
    std::deque<Bytes> m_announcements; // of the burst under way
    Clock::time_point m_nextPacket;
    Clock::time_point m_nextBurst;
    bool m_silent = false;
    std::priority_queue<Answer, std::vector<Answer>, std::greater<>> m_answers;
    LastBurst m_burst;
    uint64_t m_sendErrors = 0;
    uint64_t m_lost = 0; // answers that we chose to lose
    std::string m_input; // what was read of a command line
    bool m_inputEnded = false;
    bool m_quit = false;
};

} // namespace mesh44::lab
