// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "helper/plane/pathmtus.h"

namespace mesh44 {

// Empties a raw socket's error queue (IP_RECVERR, ip(7)) and keeps what it says of path MTUs: answers of routers on the
// way, and of our own interfaces.
void learnPathMtus(int socket, PathMtus &mtus);

} // namespace mesh44
