// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the tests of core share: QtTest's printing of our values, and a seed that a failure can be repeated with.

#include "core/config/settings.h"
#include "core/net/prefix.h"

#include <QtTest/QTest>

#include <random>
#include <string>

namespace QTest {
template <> inline char *toString(const std::string &text)
{
    return qstrdup(text.c_str());
}
template <> inline char *toString(const mesh44::Ipv4Address &address)
{
    return qstrdup(address.toString().c_str());
}
template <> inline char *toString(const mesh44::Ipv4Prefix &prefix)
{
    return qstrdup(prefix.toString().c_str());
}
} // namespace QTest

namespace mesh44::test {

inline Ipv4Address address(const char *text)
{
    return *Ipv4Address::parse(text);
}
inline Ipv4Prefix prefix(const char *text)
{
    return *Ipv4Prefix::parse(text);
}

// A new seed each time, or the one in MESH44_SEED; printed either way.
inline std::mt19937 seededGenerator()
{
    bool given = false;
    const uint seed = qEnvironmentVariable("MESH44_SEED").toUInt(&given);
    const uint used = given ? seed : std::random_device{}();
    qInfo("seed: MESH44_SEED=%u", used);
    return std::mt19937(used);
}

} // namespace mesh44::test
