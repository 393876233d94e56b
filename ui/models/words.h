// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Values as the operator reads them. Times are microseconds since the epoch, as in core/mesh/view.h.

#include "core/net/prefix.h"

#include <QString>

#include <string>

namespace mesh44 {

QString text(Ipv4Address address);
QString text(Ipv4Prefix prefix);
QString text(const std::string &utf8); // one line: what breaks lines, rings or moves a cursor is a blank

// "just now", "41 s ago", "3 min ago", "5 h ago", "2 d ago"; "never" for 0.
QString ageText(int64_t now, int64_t then);
// A span as a clock shows it: "0:41", "4:19", "1:02:03".
QString clockText(int64_t microseconds);
// "12:31:05" for today, with the date before it for any other day.
QString momentText(int64_t now, int64_t then);
// "1 packet, 104 bytes", "12,345 packets, 1.4 MB"; "nothing".
QString trafficText(uint64_t packets, uint64_t bytes);
// "0 B/s", "38 kB/s", "1.4 MB/s".
QString rateText(double bytesPerSecond);
QString yesNo(bool value);

} // namespace mesh44
