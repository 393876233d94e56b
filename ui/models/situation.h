// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the window says about the whole, worked out from what is known: a pure function, so that every
// state has its words in one place and a test.

#include "core/mesh/view.h"
#include "ui/models/condition.h"
#include "ui/models/connection.h"

#include <QStringList>

#include <optional>

namespace mesh44 {

// Something to tell, with what to do about it: a banner over the data, a page of its own without them.
struct Notice
{
    Sign sign = Sign::Unknown;
    QString title;
    QString text;
    QStringList details; // one line each: "file:line: key: what was expected"
    QString command;     // to copy into a terminal
    bool canRetry = false;
    bool operator==(const Notice &) const = default;
};

struct Situation
{
    Sign sign = Sign::Unknown;
    QString word;     // for the chip
    QString sentence; // beside it
    std::optional<Notice> notice;
    bool live = false; // what is shown is the present
    bool operator==(const Situation &) const = default;
};

// status: the last that was heard, or null. Times in µs since the epoch.
Situation situationOf(const ConnectionState &connection, const GatewayStatus *status, int64_t now);

// "The next burst is expected in 3:12", or by how long it is overdue.
QString nextBurstText(const GatewayStatus &status, int64_t now);

} // namespace mesh44
