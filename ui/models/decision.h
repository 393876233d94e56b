// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What waits for somebody's word, and is decided by itself where nobody gives one: a change of the configuration on
// trial, a large change of the mesh that is held. A pure function, as the situation is.

#include "core/mesh/view.h"
#include "ui/models/action.h"

#include <QString>

#include <optional>

namespace mesh44 {

struct Decision
{
    QString title;
    QString text; // what happens without a word
    Action::Kind yes = Action::Kind::Confirm;
    Action::Kind no = Action::Kind::Rollback;
    QString yesWord; // for the buttons
    QString noWord;
    bool operator==(const Decision &) const = default;
};

// The more urgent one where both wait. trialEnds: µs since the epoch by the clock of `now`; 0: not known.
std::optional<Decision> decisionOf(const GatewayStatus &status, int64_t now, int64_t trialEnds);

} // namespace mesh44
