// SPDX-License-Identifier: GPL-3.0-or-later
//
// The methods that change something and answer "done": one table, with the action that each needs.
#include "helper/service.h"

#include "helper/arguments.h"
#include "helper/replies.h"

#include <string_view>

namespace mesh44 {
namespace {

// A command with its arguments taken out of the message, still to be authorised.
using Command = std::function<Status(Gateway &, const std::string &caller)>;

Result<Command> readSwitch(sd_bus_message *call)
{
    const bool up = std::string_view(sd_bus_message_get_member(call)) == "Up";
    return Command([up](Gateway &gateway, const std::string &caller) { return gateway.switchTo(up, caller); });
}

template <class Subject, Result<Subject> (*ReadSubject)(sd_bus_message *),
          Status (Gateway::*Do)(Subject, bool, const std::string &)>
Result<Command> readSuppress(sd_bus_message *call)
{
    const auto subject = ReadSubject(call);
    if (!subject)
        return subject.error();
    const auto fallback = readFlag(call);
    if (!fallback)
        return fallback.error();
    return Command([subject = *subject, fallback = *fallback](Gateway &gateway, const std::string &caller) {
        return (gateway.*Do)(subject, fallback, caller);
    });
}

template <class Subject, Result<Subject> (*ReadSubject)(sd_bus_message *),
          Status (Gateway::*Do)(Subject, const std::string &)>
Result<Command> readAllow(sd_bus_message *call)
{
    const auto subject = ReadSubject(call);
    if (!subject)
        return subject.error();
    return Command(
        [subject = *subject](Gateway &gateway, const std::string &caller) { return (gateway.*Do)(subject, caller); });
}

Result<Command> readPin(sd_bus_message *call)
{
    const auto prefix = readPrefix(call);
    if (!prefix)
        return prefix.error();
    const auto endpoint = readAddress(call);
    if (!endpoint)
        return endpoint.error();
    return Command([prefix = *prefix, endpoint = *endpoint](Gateway &gateway, const std::string &caller) {
        return gateway.pinPrefix(prefix, endpoint, caller);
    });
}

template <Status (Gateway::*Do)(const std::string &)> Result<Command> readNothing(sd_bus_message *)
{
    return Command([](Gateway &gateway, const std::string &caller) { return (gateway.*Do)(caller); });
}

Result<Command> readSet(sd_bus_message *call)
{
    uint64_t revision = 0;
    if (sd_bus_message_read_basic(call, 't', &revision) < 0)
        return Error{ErrorCode::InvalidArgument, "the message is malformed"};
    auto assignments = readAssignments(call);
    if (!assignments)
        return assignments.error();
    return Command([revision, assignments = std::move(*assignments)](Gateway &gateway, const std::string &caller) {
        return gateway.set(revision, assignments, caller);
    });
}

template <Status (Gateway::*Do)(const std::string &, const std::string &)>
Result<Command> readDecision(sd_bus_message *call)
{
    auto token = readString(call);
    if (!token)
        return token.error();
    return Command([token = std::move(*token)](Gateway &gateway, const std::string &caller) {
        return (gateway.*Do)(token, caller);
    });
}

Result<Command> readExtension(sd_bus_message *call)
{
    auto token = readString(call);
    if (!token)
        return token.error();
    uint32_t seconds = 0;
    if (sd_bus_message_read_basic(call, 'u', &seconds) < 0)
        return Error{ErrorCode::InvalidArgument, "the message is malformed"};
    return Command([token = std::move(*token), seconds](Gateway &gateway, const std::string &caller) {
        return gateway.extendTrial(token, seconds, caller);
    });
}

struct Method
{
    const char *name;
    const char *action;
    Result<Command> (*read)(sd_bus_message *call);
    bool byHolder = false; // nothing is asked of whoever holds the trial
};

const Method kMethods[] = {
    {"Up", bus::kActionControl, readSwitch},
    {"Down", bus::kActionControl, readSwitch},
    {"SuppressEndpoint", bus::kActionControl, readSuppress<Ipv4Address, readAddress, &Gateway::suppressEndpoint>},
    {"AllowEndpoint", bus::kActionControl, readAllow<Ipv4Address, readAddress, &Gateway::allowEndpoint>},
    {"SuppressPrefix", bus::kActionControl, readSuppress<Ipv4Prefix, readPrefix, &Gateway::suppressPrefix>},
    {"AllowPrefix", bus::kActionControl, readAllow<Ipv4Prefix, readPrefix, &Gateway::allowPrefix>},
    {"PinPrefix", bus::kActionControl, readPin},
    {"UnpinPrefix", bus::kActionControl, readAllow<Ipv4Prefix, readPrefix, &Gateway::unpinPrefix>},
    {"SuppressDefault", bus::kActionControl, readNothing<&Gateway::suppressDefault>},
    {"AllowDefault", bus::kActionControl, readNothing<&Gateway::allowDefault>},
    {"AcceptChanges", bus::kActionControl, readNothing<&Gateway::acceptChanges>},
    {"RejectChanges", bus::kActionControl, readNothing<&Gateway::rejectChanges>},
    {"ForgetImports", bus::kActionConfigure, readNothing<&Gateway::forgetImports>},
    {"Set", bus::kActionConfigure, readSet},
    {"Confirm", bus::kActionConfigure, readDecision<&Gateway::confirmTrial>, true},
    {"Rollback", bus::kActionConfigure, readDecision<&Gateway::rollbackTrial>, true},
    {"Extend", bus::kActionConfigure, readExtension, true},
};

} // namespace

int Service::onWrite(sd_bus_message *call, void *self, sd_bus_error *)
{
    auto *service = static_cast<Service *>(self);
    const std::string_view member = sd_bus_message_get_member(call);
    for (const Method &method : kMethods) {
        if (member != method.name)
            continue;
        auto command = method.read(call);
        if (!command)
            return replyError(call, command.error());
        service->m_authorizer->check(
            call, method.action, {{"method", method.name}},
            [service, call, command = std::move(*command)](const Result<uid_t> &caller) {
                const Status done = caller ? command(service->m_gateway, userName(*caller)) : Status(caller.error());
                (void)(done ? sd_bus_reply_method_return(call, "") : replyError(call, done.error()));
            },
            [service, free = method.byHolder](uid_t uid) { return free && service->m_gateway.trialHolder() == uid; });
        return 1;
    }
    return replyError(call, {ErrorCode::Unsupported, "there is no such method"});
}

} // namespace mesh44
