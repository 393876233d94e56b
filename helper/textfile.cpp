// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/textfile.h"

#include "helper/filedescriptor.h"

#include <algorithm>
#include <array>

#include <fcntl.h>
#include <unistd.h>

namespace mesh44 {

std::string readTextFile(const std::string &path, size_t mostBytes)
{
    // A pipe or a device that somebody put there must not hold us up.
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (!file)
        return {};
    // Mostly small, though they may be large: no more room than that.
    std::string text;
    std::array<char, 4096> part{};
    while (text.size() < mostBytes) {
        const ssize_t got = ::read(file.get(), part.data(), std::min(part.size(), mostBytes - text.size()));
        if (got <= 0)
            break;
        text.append(part.data(), static_cast<size_t>(got));
    }
    return text;
}

} // namespace mesh44
