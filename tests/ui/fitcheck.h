// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace mesh44::test {

// What is wrong with the places of a window's parts, in a line each: a control that leaves what it lies in, lies over
// its neighbour or shows less than it says, and what scrolls sideways but for the peers' table.
QStringList troublesOf(const QWidget &window);
QString named(const QWidget &widget); // for such a line

} // namespace mesh44::test
