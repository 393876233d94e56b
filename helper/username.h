// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <sys/types.h>

namespace mesh44 {

// Who asked for something, for the history and for those who look: "root", "alice (uid 1000)", or "user 1000" where the
// name is not in the file of this computer's users. Names from elsewhere (LDAP) are not asked for: nothing here waits
// for a network.
std::string userName(uid_t uid, const std::string &users = "/etc/passwd");

} // namespace mesh44
