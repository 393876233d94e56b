// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/plane/descriptorstore.h"

#include "helper/plane/keeper.h"

#include <cstdlib>
#include <memory>

#include <systemd/sd-daemon.h>

namespace mesh44 {

DescriptorStore::DescriptorStore(std::string runtimeDirectory)
    : m_socketPath(std::move(runtimeDirectory) + "/plane.socket"), m_systemd(std::getenv("NOTIFY_SOCKET") != nullptr)
{
    if (m_systemd)
        takeFromSystemd();
    else
        m_taken = askKeeper(m_socketPath);
}

void DescriptorStore::takeFromSystemd()
{
    char **names = nullptr;
    const int count = sd_listen_fds_with_names(1, &names);
    for (int i = 0; i < count; ++i) {
        m_taken[names[i]] = FileDescriptor(SD_LISTEN_FDS_START + i);
        std::free(names[i]);
    }
    std::free(names);
}

FileDescriptor DescriptorStore::take(const std::string &name)
{
    const auto found = m_taken.find(name);
    if (found == m_taken.end())
        return {};
    FileDescriptor descriptor = std::move(found->second);
    m_taken.erase(found);
    if (m_systemd)
        m_kept.push_back(name);
    return descriptor;
}

void DescriptorStore::keep(const Named &descriptors)
{
    forget();
    if (!m_systemd) {
        startKeeper(m_socketPath, descriptors);
        return;
    }
    for (const auto &[name, fd] : descriptors) {
        const std::string state = "FDSTORE=1\nFDNAME=" + name;
        sd_pid_notify_with_fds(0, 0, state.c_str(), &fd, 1);
        m_kept.push_back(name);
    }
}

void DescriptorStore::forget()
{
    if (!m_systemd)
        endKeeper(m_socketPath);
    for (const auto &[name, descriptor] : m_taken)
        m_kept.push_back(name);
    m_taken.clear();
    for (const std::string &name : std::exchange(m_kept, {}))
        sd_notify(0, ("FDSTOREREMOVE=1\nFDNAME=" + name).c_str());
}

} // namespace mesh44
