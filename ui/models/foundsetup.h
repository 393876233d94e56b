// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mesh/view.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace mesh44 {

// What another program's set-up on this computer is in our settings: what the wizard offers to take over.
struct FoundSetup
{
    QString program;                     // "ampr-ripd"; empty: none was found
    std::vector<Assignment> assignments; // may be empty: it runs with nothing of interest
    QByteArray routes;                   // its encap.txt, to be imported; empty: there is none, or it cannot be read
    QStringList notes;                   // sentences: what is not taken over and why
    bool operator==(const FoundSetup &) const = default;
};

} // namespace mesh44
