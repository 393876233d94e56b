// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mesh/view.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace mesh44 {

// The set-up of another program of the field, found on this computer.
struct FoundSetup
{
    QString program;
    std::vector<Assignment> assignments;
    QByteArray routes;
    QStringList notes;
};

} // namespace mesh44
