// SPDX-License-Identifier: GPL-3.0-or-later
//
// The methods that take more than a word, or change something and answer more than "done".
#include "helper/service.h"

#include "helper/arguments.h"
#include "helper/replies.h"

namespace mesh44 {

// Reads, and asks nobody: what it tells follows from what everybody may read.
int Service::onPreview(sd_bus_message *call, void *self, sd_bus_error *)
{
    uint64_t revision = 0;
    if (sd_bus_message_read_basic(call, 't', &revision) < 0)
        return replyError(call, {ErrorCode::InvalidArgument, "the message is malformed"});
    const auto assignments = readAssignments(call);
    if (!assignments)
        return replyError(call, assignments.error());
    const auto preview = static_cast<Service *>(self)->m_gateway.preview(revision, *assignments);
    return preview ? replyWith(call, *preview) : replyError(call, preview.error());
}

// Looking asks nobody; sending does.
int Service::onCheckUp(sd_bus_message *call, void *self, sd_bus_error *)
{
    auto *service = static_cast<Service *>(self);
    const auto active = readFlag(call);
    if (!active)
        return replyError(call, active.error());
    // Kept until the answer: the bus may be another by then, and the answer go nowhere.
    const std::shared_ptr<sd_bus_message> kept(sd_bus_message_ref(call), sd_bus_message_unref);
    const auto answer = [kept](const std::vector<Check> &checks) { (void)replyWith(kept.get(), checks); };
    if (!*active) {
        (void)service->m_gateway.checkUp(false, answer); // at once
        return 1;
    }
    service->m_authorizer->check(call, bus::kActionDiagnose, {{"method", "CheckUp"}},
                                 [service, call, answer](const Result<uid_t> &caller) {
                                     if (!caller)
                                         return (void)replyError(call, caller.error());
                                     if (const Status run = service->m_gateway.checkUp(true, answer); !run)
                                         (void)replyError(call, run.error());
                                 });
    return 1;
}

// Not in the table of commands, for it answers with a token.
int Service::onApply(sd_bus_message *call, void *self, sd_bus_error *)
{
    auto *service = static_cast<Service *>(self);
    uint64_t revision = 0;
    uint32_t seconds = 0;
    if (sd_bus_message_read_basic(call, 't', &revision) < 0)
        return replyError(call, {ErrorCode::InvalidArgument, "the message is malformed"});
    auto assignments = readAssignments(call);
    if (!assignments)
        return replyError(call, assignments.error());
    if (sd_bus_message_read_basic(call, 'u', &seconds) < 0)
        return replyError(call, {ErrorCode::InvalidArgument, "the message is malformed"});
    service->m_authorizer->check(
        call, bus::kActionConfigure, {{"method", "Apply"}},
        [service, call, revision, seconds, assignments = std::move(*assignments)](const Result<uid_t> &caller) {
            if (!caller)
                return (void)replyError(call, caller.error());
            const auto token = service->m_gateway.applyOnTrial(revision, assignments, seconds, *caller);
            (void)(token ? sd_bus_reply_method_return(call, "s", token->c_str()) : replyError(call, token.error()));
        });
    return 1;
}

int Service::onImport(sd_bus_message *call, void *self, sd_bus_error *)
{
    auto *service = static_cast<Service *>(self);
    const auto bytes = measureImport(call);
    if (!bytes)
        return replyError(call, bytes.error());
    const auto import = [service, call](const Result<uid_t> &caller) {
        const auto text = caller ? readImport(call) : Result<std::string>(caller.error());
        if (!text)
            return (void)replyError(call, text.error());
        const auto outcome = service->m_gateway.import(*text, userName(*caller));
        if (!outcome)
            return (void)replyError(call, outcome.error());
        (void)replyBy(
            call, [&](sd_bus_message *reply) { return bus::wire::putAll(reply, outcome->added, outcome->refused); });
    };
    service->m_authorizer->check(call, bus::kActionConfigure, {{"method", sd_bus_message_get_member(call)}}, import, {},
                                 *bytes);
    return 1;
}

} // namespace mesh44
