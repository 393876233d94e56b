// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/settings.h"

#include <string>
#include <vector>

namespace mesh44 {

// What a change of the settings means that neither the kernel nor the firewall shows: who is listened to, what is
// looked up, what holds only later. Sentences without a capital letter or a full stop.
std::vector<std::string> consequences(const Settings &from, const Settings &to);

} // namespace mesh44
