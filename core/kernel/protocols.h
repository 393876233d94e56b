// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace mesh44 {

// Who writes routes with this rtm_protocol, as an operator would call it: "ampr-ripd (protocol 44)". From
// linux/rtnetlink.h; 44 is what ampr-ripd and the field's scripts use.
std::string protocolName(uint8_t protocol);

} // namespace mesh44
