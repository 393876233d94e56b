// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Owners for sd-bus and sd-event objects.

#include <memory>
#include <systemd/sd-bus.h>
#include <systemd/sd-event.h>

namespace mesh44::bus {

template <auto Unref> struct Release
{
    template <class T> void operator()(T *object) const { Unref(object); }
};
using Bus = std::unique_ptr<sd_bus, Release<sd_bus_flush_close_unref>>;
using Message = std::unique_ptr<sd_bus_message, Release<sd_bus_message_unref>>;
using Slot = std::unique_ptr<sd_bus_slot, Release<sd_bus_slot_unref>>;
using Track = std::unique_ptr<sd_bus_track, Release<sd_bus_track_unref>>;
using Event = std::unique_ptr<sd_event, Release<sd_event_unref>>;
using EventSource = std::unique_ptr<sd_event_source, Release<sd_event_source_disable_unref>>;

// A D-Bus error with its memory.
class BusError
{
public:
    BusError() = default;
    ~BusError() { sd_bus_error_free(&m_error); }
    BusError(const BusError &) = delete;
    BusError &operator=(const BusError &) = delete;
    sd_bus_error *get() { return &m_error; }

private:
    sd_bus_error m_error = SD_BUS_ERROR_NULL;
};

} // namespace mesh44::bus
