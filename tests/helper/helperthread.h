// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "helper/service.h"
#include "tests/helper/gatewayrig.h"

#include <thread>

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace mesh44::test {

// A helper on the system bus of the environment, with a fake kernel, on a thread of its own.
class HelperThread
{
public:
    explicit HelperThread(std::string folder) : m_thread([this, folder = std::move(folder)] { run(folder); }) {}
    ~HelperThread()
    {
        (void)eventfd_write(m_stop, 1);
        m_thread.join();
        ::close(m_stop);
    }
    HelperThread(const HelperThread &) = delete;
    HelperThread &operator=(const HelperThread &) = delete;

private:
    static int onStop(sd_event_source *source, int, uint32_t, void *)
    {
        return sd_event_exit(sd_event_source_get_event(source), 0);
    }
    void run(const std::string &folder)
    {
        sd_event *raw = nullptr;
        sd_event_new(&raw);
        const bus::Event event(raw);
        sd_event_add_io(raw, nullptr, m_stop, EPOLLIN, onStop, nullptr);
        GatewayRig rig(folder);
        Gateway gateway(raw, rig.kernel, rig.plane, rig.filter, rig.directories);
        Service service(raw, gateway);
        (void)service.start(); // without a bus it tries again by itself
        gateway.start();
        sd_event_loop(raw);
        gateway.stop(true);
    }

    int m_stop = ::eventfd(0, EFD_CLOEXEC);
    std::thread m_thread;
};

} // namespace mesh44::test
