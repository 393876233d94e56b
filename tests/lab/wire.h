// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The one interface of the simulated Internet.
//
// Packets are taken from it by AF_PACKET and put on it by a raw socket that writes its own headers. No endpoint
// address is configured on the interface and forwarding is off, so the kernel drops what arrives without a word
// and never answers in an endpoint's place, ipip loaded or not.

#include "core/result.h"
#include "tests/lab/packet.h"

#include <string>
#include <utility>

namespace mesh44::lab {

// A burst of 10,000 routes and a flood of pings; and after a pause, of which an emulated machine has many, all that
// waited comes at once and must not be lost here.
inline constexpr int kSocketBuffer = 16 * 1024 * 1024;

class Descriptor
{
public:
    explicit Descriptor(int fd = -1) : m_fd(fd) {}
    Descriptor(Descriptor &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    ~Descriptor();
    int get() const { return m_fd; }

private:
    int m_fd;
};

class Wire
{
public:
    static Result<Wire> open(const std::string &interface);

    int fd() const { return m_in.get(); }
    // The next IPv4 packet sent to us, without blocking; empty when there is none.
    Bytes receive();
    Status send(View packet);

private:
    Wire(Descriptor in, Descriptor out) : m_in(std::move(in)), m_out(std::move(out)) {}
    Descriptor m_in;
    Descriptor m_out;
};

} // namespace mesh44::lab
