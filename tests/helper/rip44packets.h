// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/address.h"

#include <cstdint>
#include <vector>

namespace mesh44::test {

using Bytes = std::vector<uint8_t>;

// What is varied about a packet of the announcer. The default is the right one.
struct Shape
{
    Ipv4Address outerSource{198, 51, 100, 44};
    Ipv4Address outerDestination{127, 0, 0, 1};
    uint8_t outerProtocol = 4;
    uint8_t outerOptions = 0; // in words
    uint8_t innerVersion = 4;
    uint8_t innerOptions = 0; // in words
    int innerLength = -1;     // the header length field, in words; -1: the true one
    uint8_t innerProtocol = 17;
    uint16_t innerFragment = 0; // flags and offset
    uint16_t sourcePort = 520;
    uint16_t destinationPort = 520;
    size_t payload = 504;
    uint8_t fill = 0; // of the payload
};

// From the outer header on, with correct lengths and checksums.
Bytes build(const Shape &shape);

// Sends packets that bring their own outer header; they arrive at the same network namespace by `lo`.
class Sender
{
public:
    Sender();
    ~Sender();
    Sender(const Sender &) = delete;
    Sender &operator=(const Sender &) = delete;
    bool send(const Bytes &packet) const;

private:
    int m_fd;
};

} // namespace mesh44::test
