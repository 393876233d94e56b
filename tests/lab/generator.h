// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A mesh with the shape of a real burst of 2016, from a seed.
//
// At 531 routes over 353 endpoints the shape is met exactly: the histogram of lengths, 63 prefixes inside
// another one (58 of them with another endpoint), the routes per endpoint, three prefixes in 44.192.0.0/10
// (a /15, and a /16 with a /28 inside), which a gateway refuses today. At other sizes the parts are scaled;
// above 531 routes the prefixes of /20 and wider and the refused three keep their number, for amateur space
// does not grow. Nothing overlaps the lab's own subnet 44.128.10.0/24 nor the announcer's 44.0.0.0/24.

#include "tests/lab/announcement.h"
#include "tests/lab/meshshape.h"

namespace mesh44::lab {

// InvalidArgument for fewer routes than endpoints; LimitExceeded when amateur space is too small.
Result<Mesh> generate(const MeshShape &shape);

} // namespace mesh44::lab
