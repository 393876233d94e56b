// SPDX-License-Identifier: GPL-3.0-or-later
//
// Captures on D-Bus. Starting one asks for the right to; what comes after belongs to the connection that started it.
#include "helper/service.h"

#include "helper/arguments.h"
#include "helper/replies.h"
#include "helper/username.h"

namespace mesh44 {

int Service::onStartCapture(sd_bus_message *call, void *self, sd_bus_error *)
{
    auto *service = static_cast<Service *>(self);
    const auto request = readCaptureRequest(call);
    if (!request)
        return replyError(call, request.error());
    service->m_authorizer->check(call, bus::kActionDiagnose, {{"method", "StartCapture"}},
                                 [service, call, request = *request](const Result<uid_t> &caller) {
                                     if (!caller)
                                         return (void)replyError(call, caller.error());
                                     const Status started = service->m_captures.start(
                                         service->m_bus.get(), sd_bus_message_get_sender(call), request,
                                         service->m_gateway.captureDevices());
                                     if (!started)
                                         return (void)replyError(call, started.error());
                                     service->m_gateway.noteCapture(request, userName(*caller));
                                     (void)sd_bus_reply_method_return(call, "");
                                 });
    return 1;
}

int Service::onCapture(sd_bus_message *call, void *self, sd_bus_error *)
{
    Captures &captures = static_cast<Service *>(self)->m_captures;
    const char *sender = sd_bus_message_get_sender(call);
    const std::string caller = sender ? sender : "";
    if (std::string_view(sd_bus_message_get_member(call)) == "GetCaptured") {
        const auto captured = captures.fetch(caller);
        return captured ? replyWith(call, *captured) : replyError(call, captured.error());
    }
    const Status stopped = captures.stop(caller);
    return stopped ? sd_bus_reply_method_return(call, "") : replyError(call, stopped.error());
}

} // namespace mesh44
