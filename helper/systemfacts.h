// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace mesh44 {

// Small facts of the system for the check-up, as far as they can be seen without a right. `root` stands for /.

// net.ipv4.conf.all.rp_filter; nothing where /proc/sys is hidden from us.
std::optional<uint8_t> reversePathFilterOfAll(const std::string &root);
// Packets that the reverse path filter has dropped since the machine started; nothing: the kernel does not count them.
std::optional<uint64_t> reversePathDrops(const std::string &root);
// Whether a time server sets the clock: by the kernel's word, else by systemd-timesyncd's; nothing: nobody tells.
std::optional<bool> isClockSet(const std::string &root);

} // namespace mesh44
