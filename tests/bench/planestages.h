// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/planelab.h"

namespace mesh44::bench {

// Each prints a table. Order matters: the far end becomes a plane for the streams and stays one.
void measureLookUps();
double measureDatagrams(Lab &lab); // Gbit/s of tunnel packets of 1400 bytes alone
void measureKernelTunnel(Lab &lab);
void measureTableChanges(Lab &lab);
void measureBulk(Lab &lab, double wire);
void measureLatency(Lab &lab);
void measureStreams(Lab &lab, double wire);

} // namespace mesh44::bench
