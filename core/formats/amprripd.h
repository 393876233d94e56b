// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The options of ampr-ripd, the field's daemon, as Mesh44's settings. They stand on a command line or in a file that
// starts the daemon: a unit, an init script, /etc/default/ampr-ripd.
//
//     ampr-ripd -s -r -t 44 -i tunl0 -a gateway.example.net,198.51.100.7,44.128.10/24 -p secret -L N0CALL@JN00aa

#include "core/result.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mesh44 {

struct AmprRipdImport
{
    std::vector<std::pair<std::string, std::string>> assignments; // "routing.mesh_table", "44"
    std::vector<std::string> notes; // what was left out and why, or what is to be done by hand
    bool savesRoutes = false;       // -s: there is an encap.txt of its own
    bool operator==(const AmprRipdImport &) const = default;
};

inline constexpr const char *kAmprRipdEncap = "/var/lib/ampr-ripd/encap.txt";
inline constexpr size_t kMaxAmprRipdText = 64 * 1024; // bytes

// InvalidArgument names the option that cannot be read and what it takes, or says that there is no command line of
// ampr-ripd in the text. Of several command lines the last one counts.
Result<AmprRipdImport> readAmprRipd(std::string_view text);
// The same for the arguments of one that runs, without its name: no shell has a say in them.
Result<AmprRipdImport> readAmprRipdArguments(const std::vector<std::string> &arguments);

} // namespace mesh44
