// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/service.h"

#include "core/bus/codec.h"
#include "core/bus/names.h"
#include "helper/replies.h"

#include <cerrno>
#include <cstring>
#include <string_view>

namespace mesh44 {
const sd_bus_vtable Service::kVtable[] = {
    SD_BUS_VTABLE_START(0),
    SD_BUS_PROPERTY("Version", "s", onVersion, 0, SD_BUS_VTABLE_PROPERTY_CONST),
    SD_BUS_METHOD_WITH_ARGS("GetStatus", SD_BUS_NO_ARGS, SD_BUS_RESULT("a{sv}", status), onRead,
                            SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS(
        "GetSnapshot", SD_BUS_NO_ARGS,
        SD_BUS_RESULT("t", revision, "a{sv}", status, "a(sssbbssttt)", routes, "a(sbbuut)", endpoints), onRead,
        SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("GetHistory", SD_BUS_ARGS("u", limit), SD_BUS_RESULT("a(tsss)", events), onRead,
                            SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("GetConfig", SD_BUS_NO_ARGS, SD_BUS_RESULT("a(ssssus)", settings), onRead,
                            SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("GetTraffic", SD_BUS_NO_ARGS, SD_BUS_RESULT("a(sttttt)", traffic), onRead,
                            SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("GetFindings", SD_BUS_NO_ARGS, SD_BUS_RESULT("a(ssss)", findings), onRead,
                            SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("CheckUp", SD_BUS_ARGS("b", active), SD_BUS_RESULT("a(sssssssss)", checks), onCheckUp,
                            SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("GetTimeline", SD_BUS_ARGS("u", limit), SD_BUS_RESULT("a(tuutt)", points), onRead,
                            SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("Preview", SD_BUS_ARGS("t", revision, "a(ss)", assignments),
                            SD_BUS_RESULT("as", kernel, "as", firewall, "as", notes, "u", more), onPreview,
                            SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("Up", SD_BUS_NO_ARGS, SD_BUS_NO_RESULT, onWrite, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("Down", SD_BUS_NO_ARGS, SD_BUS_NO_RESULT, onWrite, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("SuppressEndpoint", SD_BUS_ARGS("s", address, "b", fallback), SD_BUS_NO_RESULT, onWrite,
                            SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("AllowEndpoint", SD_BUS_ARGS("s", address), SD_BUS_NO_RESULT, onWrite,
                            SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("SuppressPrefix", SD_BUS_ARGS("s", prefix, "b", fallback), SD_BUS_NO_RESULT, onWrite,
                            SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("AllowPrefix", SD_BUS_ARGS("s", prefix), SD_BUS_NO_RESULT, onWrite,
                            SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("PinPrefix", SD_BUS_ARGS("s", prefix, "s", endpoint), SD_BUS_NO_RESULT, onWrite,
                            SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("UnpinPrefix", SD_BUS_ARGS("s", prefix), SD_BUS_NO_RESULT, onWrite,
                            SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("SuppressDefault", SD_BUS_NO_ARGS, SD_BUS_NO_RESULT, onWrite, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("AllowDefault", SD_BUS_NO_ARGS, SD_BUS_NO_RESULT, onWrite, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("AcceptChanges", SD_BUS_NO_ARGS, SD_BUS_NO_RESULT, onWrite, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("RejectChanges", SD_BUS_NO_ARGS, SD_BUS_NO_RESULT, onWrite, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("ForgetImports", SD_BUS_NO_ARGS, SD_BUS_NO_RESULT, onWrite, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("Set", SD_BUS_ARGS("t", revision, "a(ss)", assignments), SD_BUS_NO_RESULT, onWrite,
                            SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("Apply", SD_BUS_ARGS("t", revision, "a(ss)", assignments, "u", timeout_s),
                            SD_BUS_RESULT("s", token), onApply, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("Confirm", SD_BUS_ARGS("s", token), SD_BUS_NO_RESULT, onWrite, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("Rollback", SD_BUS_ARGS("s", token), SD_BUS_NO_RESULT, onWrite, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("Extend", SD_BUS_ARGS("s", token, "u", seconds), SD_BUS_NO_RESULT, onWrite,
                            SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("Import", SD_BUS_ARGS("h", file), SD_BUS_RESULT("u", added, "as", refused), onImport,
                            SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("ImportText", SD_BUS_ARGS("s", text), SD_BUS_RESULT("u", added, "as", refused), onImport,
                            SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("StartCapture", SD_BUS_ARGS("s", kind, "s", subject, "u", seconds, "b", full),
                            SD_BUS_NO_RESULT, onStartCapture, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS(
        "GetCaptured", SD_BUS_NO_ARGS,
        SD_BUS_RESULT("b", running, "s", ended, "t", received, "t", dropped, "t", overwritten, "a(tsbbuay)", packets),
        onCapture, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_ARGS("StopCapture", SD_BUS_NO_ARGS, SD_BUS_NO_RESULT, onCapture, SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_SIGNAL_WITH_ARGS("Changed",
                            SD_BUS_ARGS("t", from, "t", to, "b", whole, "a{sv}", status, "a(sssbbssttt)", routes, "as",
                                        removed_routes, "a(sbbuut)", endpoints, "as", removed_endpoints),
                            0),
    SD_BUS_SIGNAL_WITH_ARGS("BurstHeard", SD_BUS_ARGS("t", time, "u", routes, "b", complete, "t", next), 0),
    SD_BUS_SIGNAL_WITH_ARGS("Event", SD_BUS_ARGS("(tsss)", event), 0),
    SD_BUS_VTABLE_END};

Service::Service(sd_event *event, Gateway &gateway)
    : m_event(event), m_gateway(gateway), m_reconnectTimer(event, [this] { reconnect(); }), m_captures(event)
{
    m_gateway.setObserver({[this](const Delta &delta) { emit("Changed", delta); },
                           [this](const BurstView &burst) { emit("BurstHeard", burst); },
                           [this](const EventView &line) { emit("Event", line); }});
}

Status Service::start()
{
    Status connected = connect();
    if (!connected && connected.error().code != ErrorCode::Conflict)
        lose();
    return connected;
}

// Also while the name is somebody else's: the lock says that this is the one helper, so it will not be for long.
void Service::reconnect()
{
    if (connect())
        m_reconnectTenths = 1;
    else
        lose();
}

Status Service::connect()
{
    sd_bus *opened = nullptr;
    int r = sd_bus_open_system(&opened);
    m_bus.reset(opened);
    const auto failed = [&](const char *what) {
        return Error{ErrorCode::Disconnected, std::string(what) + ": " + std::strerror(-r)};
    };
    if (r < 0)
        return failed("the system bus cannot be reached");
    sd_bus_set_exit_on_disconnect(m_bus.get(), 0);
    if (r = sd_bus_attach_event(m_bus.get(), m_event, SD_EVENT_PRIORITY_NORMAL); r < 0)
        return failed("the system bus cannot be watched");
    if (const Status exported = exportObject(); !exported)
        return exported;
    r = sd_bus_request_name(m_bus.get(), bus::kService, 0);
    if (r == -EEXIST || r == -EALREADY)
        return Error{ErrorCode::Conflict, "another Mesh44 service owns the name org.mesh44.Gateway1"};
    if (r < 0)
        return failed("the name org.mesh44.Gateway1 is not granted");
    return ok();
}

Status Service::exportObject()
{
    sd_bus_slot *object = nullptr;
    sd_bus_slot *disconnected = nullptr;
    int r = sd_bus_add_object_vtable(m_bus.get(), &object, bus::kPath, bus::kInterface, kVtable, this);
    m_object.reset(object);
    if (r >= 0)
        r = sd_bus_match_signal(m_bus.get(), &disconnected, "org.freedesktop.DBus.Local", "/org/freedesktop/DBus/Local",
                                "org.freedesktop.DBus.Local", "Disconnected", onDisconnected, this);
    m_disconnected.reset(disconnected);
    if (r < 0)
        return Error{ErrorCode::Disconnected, std::string("the object cannot be exported: ") + std::strerror(-r)};
    m_authorizer = std::make_unique<Authorizer>(m_bus.get());
    return ok();
}

// The data plane goes on without the bus; the bus is tried again after 0.1, 0.2 … 4 s, so that it is found within 5.
void Service::lose()
{
    m_captures.clear();
    m_authorizer.reset();
    m_disconnected.reset();
    m_object.reset();
    m_bus.reset();
    m_reconnectTimer.start(std::chrono::milliseconds(100 * m_reconnectTenths));
    m_reconnectTenths = std::min(2 * m_reconnectTenths, 40U);
}

int Service::onDisconnected(sd_bus_message *, void *self, sd_bus_error *)
{
    // Not from within the bus that is to be freed.
    static_cast<Service *>(self)->m_reconnectTimer.start(std::chrono::milliseconds(1));
    return 0;
}

int Service::onRead(sd_bus_message *call, void *self, sd_bus_error *)
{
    Gateway &gateway = static_cast<Service *>(self)->m_gateway;
    const std::string_view member = sd_bus_message_get_member(call);
    if (member == "GetStatus")
        return replyWith(call, gateway.status());
    if (member == "GetSnapshot")
        return replyWith(call, gateway.snapshot());
    if (member == "GetConfig")
        return replyWith(call, gateway.config());
    if (member == "GetTraffic")
        return replyWith(call, gateway.traffic());
    if (member == "GetFindings")
        return replyWith(call, gateway.findings());
    uint32_t limit = 0;
    if (const int r = sd_bus_message_read_basic(call, 'u', &limit); r < 0)
        return r;
    const bool isHistory = member == "GetHistory";
    const size_t most = isHistory ? Journal::kKept : Timeline::kKept;
    if (limit < 1 || limit > most)
        return replyError(call, {ErrorCode::InvalidArgument, "limit must be from 1 to " + std::to_string(most)});
    return isHistory ? replyWith(call, gateway.history(limit)) : replyWith(call, gateway.timeline(limit));
}

int Service::onVersion(sd_bus *, const char *, const char *, const char *, sd_bus_message *reply, void *,
                       sd_bus_error *)
{
    return sd_bus_message_append(reply, "s", MESH44_VERSION);
}

template <class... Values> void Service::emit(const char *signal, const Values &...values)
{
    if (!m_bus)
        return;
    sd_bus_message *message = nullptr;
    int r = sd_bus_message_new_signal(m_bus.get(), &message, bus::kPath, bus::kInterface, signal);
    const bus::Message owner(message);
    ((r = r < 0 ? r : bus::append(message, values)), ...);
    if (r >= 0)
        (void)sd_bus_send(m_bus.get(), message, nullptr);
}

} // namespace mesh44
