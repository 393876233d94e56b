// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/filedescriptor.h"

#include <cerrno>

namespace mesh44 {

FileDescriptor::~FileDescriptor()
{
    if (m_fd < 0)
        return;
    const int saved = errno;
    ::close(m_fd);
    errno = saved;
}

} // namespace mesh44
