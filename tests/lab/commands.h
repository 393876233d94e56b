// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/lab/simulator.h"

#include <span>
#include <string>

namespace mesh44::lab {

// One line in, one JSON object out: {"ok":true,…} or {"ok":false,"error":"…"}.
//
//   burst [PACE_US]          announce the mesh now
//   burst-partial N          … only its first N packets
//   spoof ADDRESS            … from that outer address
//   hostile                  packets and entries that must not be believed
//   move ENDPOINT NEW        an endpoint has a new address; the next burst says so
//   withdraw PREFIX          a prefix is no longer announced
//   add PREFIX ENDPOINT      a prefix is announced, the last of all
//   silence, resume          no bursts by the clock; again
//   answers DELAY_MS LOSS    how the endpoints answer
//   stats, reset             what happened; from now on
//   quit
class Commands
{
public:
    explicit Commands(Simulator &simulator) : m_simulator(simulator) {}
    nlohmann::json execute(const std::string &line);

private:
    using Words = std::span<const std::string>;
    nlohmann::json burst(Words words);
    nlohmann::json burstPartial(Words words);
    nlohmann::json spoof(Words words);
    nlohmann::json hostile(Words words);
    nlohmann::json move(Words words);
    nlohmann::json withdraw(Words words);
    nlohmann::json add(Words words);
    nlohmann::json silence(Words words);
    nlohmann::json resume(Words words);
    nlohmann::json answers(Words words);
    nlohmann::json stats(Words words);
    nlohmann::json reset(Words words);
    nlohmann::json quit(Words words);
    nlohmann::json meshChanged(size_t count);

    Simulator &m_simulator;
};

} // namespace mesh44::lab
