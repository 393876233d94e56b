// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/textfile.h"

#include "helper/filedescriptor.h"

#include <fcntl.h>
#include <unistd.h>

namespace mesh44 {

std::string readTextFile(const std::string &path, size_t mostBytes)
{
    // A pipe or a device that somebody put there must not hold us up.
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (!file)
        return {};
    std::string text(mostBytes, '\0');
    size_t size = 0;
    while (size < mostBytes) {
        const ssize_t got = ::read(file.get(), text.data() + size, mostBytes - size);
        if (got <= 0)
            break;
        size += static_cast<size_t>(got);
    }
    text.resize(size);
    return text;
}

} // namespace mesh44
