// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The map for those who cannot see it: a picture whose children are the chosen node and those nearest to it, each with
// its words, its place and "choose". Everything else is reached by N and Shift+N, or in the table.

namespace mesh44 {

class MapCanvas;

// Once per program; more does no harm.
void installMapAccessibility();
// The chosen node is another one.
void tellSelection(MapCanvas &canvas);

} // namespace mesh44
