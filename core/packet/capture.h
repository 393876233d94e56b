// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a capture is asked for and what it has, as values that travel over D-Bus. Which packets is one of a few kinds
// with one checked subject, never a text that a parser would have to take apart with rights.

#include "core/net/prefix.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mesh44 {

enum class CaptureOnly : uint8_t {
    All,      // what follows, both
    Tunnel,   // outside: packets of the protocols 4, 41 and 47, and ICMP errors about such
    Device,   // inside: whatever passes the mesh device
    Endpoint, // outside: those from, to and about one endpoint
    Prefix,   // outside and inside: those from, to and about addresses in a prefix
    Rip44,    // outside: announcements
};
std::string_view toString(CaptureOnly only); // "all" …: the words of the contract

struct CaptureFilter
{
    CaptureOnly only = CaptureOnly::All;
    Ipv4Address endpoint; // of Endpoint
    Ipv4Prefix prefix;    // of Prefix

    // `subject`: an address, a prefix, or empty where the kind has none.
    static Result<CaptureFilter> parse(std::string_view kind, std::string_view subject);
    std::string subject() const;
    bool watchesUnderlay() const { return only != CaptureOnly::Device; }
    bool watchesDevice() const;
    bool operator==(const CaptureFilter &) const = default;
};
// "the tunnel's packets", "packets of 198.51.100.7": an object of a sentence.
std::string describe(const CaptureFilter &filter);

inline constexpr uint32_t kCaptureHeaderBytes = 128; // of each packet
inline constexpr uint32_t kCaptureFullBytes = 9216;  // a jumbo frame; what the kernel has joined is cut there
inline constexpr uint32_t kMostCaptureSeconds = 3600;

struct CaptureRequest
{
    CaptureFilter filter;
    uint32_t seconds = 60;
    bool full = false; // payloads too
    bool operator==(const CaptureRequest &) const = default;
};

struct CapturedPacket
{
    int64_t time = 0;   // CLOCK_REALTIME, µs
    std::string device; // that it passed
    bool outgoing = false;
    bool checksumPending = false;
    uint32_t originalLength = 0;
    std::vector<uint8_t> bytes;
    bool operator==(const CapturedPacket &) const = default;
};

// What came since it was last asked for.
struct CaptureView
{
    bool running = false;
    std::string ended;        // why it does not run: "time", "bytes", "stopped"; empty while it runs
    uint64_t received = 0;    // packets, since the start
    uint64_t dropped = 0;     // those that the kernel dropped, because there were too many for the pace
    uint64_t overwritten = 0; // those that nobody fetched in time
    std::vector<CapturedPacket> packets;
    bool operator==(const CaptureView &) const = default;
};

} // namespace mesh44
