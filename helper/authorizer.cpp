// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/authorizer.h"

#include "core/bus/names.h"

#include <algorithm>
#include <cerrno>

namespace mesh44 {

namespace {

constexpr const char *kPolkit = "org.freedesktop.PolicyKit1";
constexpr const char *kPolkitPath = "/org/freedesktop/PolicyKit1/Authority";
constexpr const char *kPolkitInterface = "org.freedesktop.PolicyKit1.Authority";
constexpr uint32_t kAllowUserInteraction = 1;

Error callerGone()
{
    return {ErrorCode::NotAuthorized, "the caller has left the bus"};
}

Error busy()
{
    return {ErrorCode::Busy, "too many requests wait for a password already"};
}

Error unavailable(const std::string &why)
{
    return {ErrorCode::AuthorizationUnavailable, "nobody can tell whether the caller may do this: " + why};
}

std::string errorName(sd_bus_message *reply)
{
    const sd_bus_error *error = sd_bus_message_get_error(reply);
    return error && error->name ? error->name : "unknown error";
}

std::string cancellationId(uint64_t id)
{
    return "mesh44-" + std::to_string(id);
}

Error passwordNeeded(bool mayAsk)
{
    return {ErrorCode::NoAgent, mayAsk
                                    ? "a password is needed, but no authentication agent runs in the caller's session: "
                                      "use sudo, or pkttyagent on a terminal"
                                    : "a password is needed, but the caller did not allow to ask for one"};
}

// What polkit's (is_authorized, is_challenge, details) means.
Status verdict(sd_bus_message *reply, bool mayAsk)
{
    int authorised = 0;
    int challenge = 0;
    bool dismissed = false;
    if (sd_bus_message_has_signature(reply, "(bba{ss})") <= 0)
        return unavailable("polkit's answer has an unexpected form");
    if (sd_bus_message_enter_container(reply, SD_BUS_TYPE_STRUCT, "bba{ss}") < 0
        || sd_bus_message_read(reply, "bb", &authorised, &challenge) < 0
        || sd_bus_message_enter_container(reply, SD_BUS_TYPE_ARRAY, "{ss}") < 0)
        return unavailable("polkit's answer is malformed");
    const char *key = nullptr;
    const char *value = nullptr;
    int more = 0;
    while ((more = sd_bus_message_read(reply, "{ss}", &key, &value)) > 0)
        dismissed = dismissed || std::string_view(key) == "polkit.dismissed";
    if (more < 0)
        return unavailable("polkit's answer is malformed");
    if (authorised)
        return ok();
    if (dismissed)
        return Error{ErrorCode::NotAuthorized, "the password prompt was dismissed"};
    if (challenge)
        return passwordNeeded(mayAsk);
    return Error{ErrorCode::NotAuthorized, "the caller may not do this"};
}

int appendDetails(sd_bus_message *message, const std::map<std::string, std::string> &details)
{
    int r = sd_bus_message_open_container(message, SD_BUS_TYPE_ARRAY, "{ss}");
    for (const auto &[key, value] : details) {
        if (r >= 0)
            r = sd_bus_message_append(message, "{ss}", key.c_str(), value.c_str());
    }
    return r < 0 ? r : sd_bus_message_close_container(message);
}

} // namespace

struct Authorizer::Request
{
    Authorizer *owner = nullptr;
    uint64_t id = 0;
    bus::Message call;
    std::string sender;
    std::string action;
    std::map<std::string, std::string> details;
    Then then;
    Exempt exempt;
    uid_t uid = ~uid_t{0};
    size_t bytes = 0;
    bool asked = false; // polkit has an open question of ours
    bus::Slot goneSlot;
    bus::Slot replySlot;
};

Authorizer::Authorizer(sd_bus *bus) : m_bus(sd_bus_ref(bus)) {}

Authorizer::~Authorizer()
{
    for (const auto &request : m_requests)
        withdraw(*request);
}

bool Authorizer::isCrowded(const std::string &sender, size_t bytes) const
{
    size_t ofSender = 0;
    for (const auto &request : m_requests) {
        ofSender += request->sender == sender ? 1 : 0;
        bytes += request->bytes;
    }
    return ofSender >= kPerSender || m_requests.size() >= kUnderWay || bytes > kBytesUnderWay;
}

bool Authorizer::mayWait(const Request &request) const
{
    size_t all = 0;
    size_t ofUser = 0;
    size_t bytes = request.bytes;
    for (const auto &other : m_requests) {
        if (!other->asked)
            continue;
        ++all;
        ofUser += other->uid == request.uid ? 1 : 0;
        bytes += other->uid == request.uid ? other->bytes : 0;
    }
    return all < kInTotal && ofUser < kPerUser && bytes <= kBytesPerUser;
}

void Authorizer::check(sd_bus_message *call, const char *action, std::map<std::string, std::string> details, Then then,
                       Exempt exempt, size_t bytes)
{
    const char *sender = sd_bus_message_get_sender(call);
    if (!sender)
        return then(Error{ErrorCode::NotAuthorized, "the caller has no name on the bus"});
    if (isCrowded(sender, bytes))
        return then(busy());
    m_requests.push_back(std::make_unique<Request>());
    Request &request = *m_requests.back();
    request.owner = this;
    request.id = ++m_lastId;
    request.call.reset(sd_bus_message_ref(call));
    request.sender = sender;
    request.action = action;
    request.details = std::move(details);
    request.then = std::move(then);
    request.exempt = std::move(exempt);
    request.bytes = bytes;
    if (const int r = start(request); r < 0)
        finish(request, unavailable("the bus refuses the question"));
}

// First watch the caller, then ask about it: a caller that left before the watch began makes the second fail.
int Authorizer::start(Request &request)
{
    const std::string rule = "type='signal',sender='org.freedesktop.DBus',path='/org/freedesktop/DBus',"
                             "interface='org.freedesktop.DBus',member='NameOwnerChanged',arg0='"
                             + request.sender + "'";
    sd_bus_slot *slot = nullptr;
    int r = sd_bus_add_match_async(m_bus.get(), &slot, rule.c_str(), onCallerGone, onWatched, &request);
    if (r < 0)
        return r;
    request.goneSlot.reset(slot);
    slot = nullptr;
    r = sd_bus_call_method_async(m_bus.get(), &slot, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                 "org.freedesktop.DBus", "GetConnectionUnixUser", onUser, &request, "s",
                                 request.sender.c_str());
    request.replySlot.reset(slot);
    return r;
}

int Authorizer::onCallerGone(sd_bus_message *, void *userdata, sd_bus_error *)
{
    auto &request = *static_cast<Request *>(userdata);
    request.owner->finish(request, callerGone());
    return 0;
}

// sd-bus closes the whole connection when a match is refused, unless somebody takes the answer.
int Authorizer::onWatched(sd_bus_message *reply, void *userdata, sd_bus_error *)
{
    auto &request = *static_cast<Request *>(userdata);
    if (sd_bus_message_is_method_error(reply, nullptr))
        request.owner->finish(request, unavailable("the bus does not watch the caller"));
    return 0;
}

int Authorizer::onUser(sd_bus_message *reply, void *userdata, sd_bus_error *)
{
    auto &request = *static_cast<Request *>(userdata);
    Authorizer &self = *request.owner;
    if (sd_bus_message_is_method_error(reply, SD_BUS_ERROR_NAME_HAS_NO_OWNER))
        self.finish(request, callerGone());
    else if (sd_bus_message_has_signature(reply, "u") <= 0 || sd_bus_message_read(reply, "u", &request.uid) <= 0)
        self.finish(request, unavailable("the bus does not tell the caller's uid"));
    else if (request.uid == 0 || (request.exempt && request.exempt(request.uid)))
        self.finish(request, ok());
    else if (!self.mayWait(request))
        self.finish(request, busy());
    else if (self.askPolkit(request) < 0)
        self.finish(request, unavailable("the question cannot be sent"));
    return 0;
}

bool Authorizer::mayAsk(const Request &request)
{
    return sd_bus_message_get_allow_interactive_authorization(request.call.get()) > 0;
}

int Authorizer::askPolkit(Request &request)
{
    sd_bus_message *raw = nullptr;
    int r = sd_bus_message_new_method_call(m_bus.get(), &raw, kPolkit, kPolkitPath, kPolkitInterface,
                                           "CheckAuthorization");
    const bus::Message message(raw);
    if (r >= 0)
        r = sd_bus_message_append(raw, "(sa{sv})s", "system-bus-name", 1, "name", "s", request.sender.c_str(),
                                  request.action.c_str());
    if (r >= 0)
        r = appendDetails(raw, request.details);
    if (r >= 0)
        r = sd_bus_message_append(raw, "us", mayAsk(request) ? kAllowUserInteraction : 0U,
                                  cancellationId(request.id).c_str());
    sd_bus_slot *slot = nullptr;
    if (r >= 0)
        r = sd_bus_call_async(m_bus.get(), &slot, raw, onAnswer, &request, uint64_t{bus::kPromptSeconds} * 1000000);
    request.replySlot.reset(slot);
    request.asked = r >= 0;
    return r;
}

int Authorizer::onAnswer(sd_bus_message *reply, void *userdata, sd_bus_error *)
{
    auto &request = *static_cast<Request *>(userdata);
    // Ours timed out while polkit may still show the prompt: only then the question is left open.
    request.asked = sd_bus_message_is_method_error(reply, SD_BUS_ERROR_NO_REPLY) > 0
                    || sd_bus_message_is_method_error(reply, SD_BUS_ERROR_TIMEOUT) > 0;
    request.owner->finish(request, sd_bus_message_is_method_error(reply, nullptr)
                                       ? Status(unavailable("polkit answers " + errorName(reply)))
                                       : verdict(reply, mayAsk(request)));
    return 0;
}

// Takes a prompt off the screen. Nobody waits for the answer, and a polkitd that is not there is not started.
void Authorizer::withdraw(const Request &request)
{
    if (!request.asked)
        return;
    sd_bus_message *raw = nullptr;
    if (sd_bus_message_new_method_call(m_bus.get(), &raw, kPolkit, kPolkitPath, kPolkitInterface,
                                       "CancelCheckAuthorization")
        < 0)
        return;
    const bus::Message message(raw);
    if (sd_bus_message_append(raw, "s", cancellationId(request.id).c_str()) >= 0
        && sd_bus_message_set_auto_start(raw, 0) >= 0 && sd_bus_message_set_expect_reply(raw, 0) >= 0)
        sd_bus_send(m_bus.get(), raw, nullptr);
}

// `then` comes last: it may ask again, and it may destroy this object.
void Authorizer::finish(Request &request, Status status)
{
    withdraw(request);
    const auto it = std::ranges::find_if(m_requests, [&](const auto &r) { return r.get() == &request; });
    const std::unique_ptr<Request> done = std::move(*it);
    m_requests.erase(it);
    done->goneSlot.reset();
    done->replySlot.reset();
    done->then(status ? Result<uid_t>(done->uid) : Result<uid_t>(status.error()));
}

} // namespace mesh44
