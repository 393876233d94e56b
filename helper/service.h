// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The gateway on D-Bus: checks what callers send, asks the Authorizer, passes on to the Gateway. It holds no
// state of its own but the connection.
//
// Every method that changes something stands in one table with the action it needs, and is only reached
// through it: a method without an action cannot write.

#include "core/bus/handle.h"
#include "helper/authorizer.h"
#include "helper/gateway.h"
#include "helper/probe/captures.h"
#include "helper/timer.h"

#include <memory>

namespace mesh44 {

class Service
{
public:
    Service(sd_event *event, Gateway &gateway);
    Service(const Service &) = delete;
    Service &operator=(const Service &) = delete;

    // Conflict: the name belongs to another helper. Without a bus it tries again by itself, for ever.
    Status start();

private:
    Status connect();
    void reconnect();
    Status exportObject();
    void lose();
    static int onDisconnected(sd_bus_message *, void *service, sd_bus_error *);

    static int onRead(sd_bus_message *call, void *service, sd_bus_error *error);
    static int onPreview(sd_bus_message *call, void *service, sd_bus_error *error);
    static int onCheckUp(sd_bus_message *call, void *service, sd_bus_error *error);
    static int onWrite(sd_bus_message *call, void *service, sd_bus_error *error);
    static int onApply(sd_bus_message *call, void *service, sd_bus_error *error);
    static int onStartCapture(sd_bus_message *call, void *service, sd_bus_error *error);
    static int onCapture(sd_bus_message *call, void *service, sd_bus_error *error);
    static int onImport(sd_bus_message *call, void *service, sd_bus_error *error);
    static int onVersion(sd_bus *, const char *, const char *, const char *, sd_bus_message *reply, void *,
                         sd_bus_error *);
    static const sd_bus_vtable kVtable[];

    template <class... Values> void emit(const char *signal, const Values &...values);

    sd_event *m_event;
    Gateway &m_gateway;
    Timer m_reconnectTimer;
    unsigned m_reconnectTenths = 1;
    bus::Bus m_bus;
    bus::Slot m_object;
    bus::Slot m_disconnected;
    std::unique_ptr<Authorizer> m_authorizer;
    Captures m_captures;
};

} // namespace mesh44
