// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/helper/authorizerrig.h"

#include "core/bus/names.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <pwd.h>
#include <sstream>
#include <sys/syscall.h>
#include <unistd.h>

namespace mesh44::test {

namespace {

constexpr const char *kPolkit = "org.freedesktop.PolicyKit1";
constexpr const char *kPolkitPath = "/org/freedesktop/PolicyKit1/Authority";
constexpr const char *kPolkitInterface = "org.freedesktop.PolicyKit1.Authority";
constexpr const char *kAgentPath = "/org/mesh44/test/Agent";
constexpr const char *kAgentInterface = "org.freedesktop.PolicyKit1.AuthenticationAgent";

// The C library would change all threads; the system call changes this one only.
bool becomeEffective(uid_t uid)
{
    return ::syscall(SYS_setresuid, -1, uid, -1) == 0;
}

// In clock ticks since boot: field 22 of /proc/self/stat, counted from behind the name, which may hold blanks.
uint64_t startTime()
{
    std::ifstream file("/proc/self/stat");
    const std::string line((std::istreambuf_iterator<char>(file)), {});
    std::istringstream rest(line.substr(line.rfind(')') + 2));
    std::string word;
    for (int field = 3; field <= 22; ++field)
        rest >> word;
    return std::stoull(word);
}

} // namespace

bus::Bus connectAs(const char *user, sd_event *event)
{
    const passwd *entry = ::getpwnam(user);
    sd_bus *raw = nullptr;
    if (!entry || sd_bus_new(&raw) < 0)
        return nullptr;
    bus::Bus connection(raw);
    const char *name = nullptr;
    const bool connected = becomeEffective(entry->pw_uid)
                           && sd_bus_set_address(raw, std::getenv("DBUS_SYSTEM_BUS_ADDRESS")) >= 0
                           && sd_bus_set_bus_client(raw, 1) >= 0 && sd_bus_start(raw) >= 0
                           && sd_bus_get_unique_name(raw, &name) >= 0;
    if (!becomeEffective(0) || !connected || sd_bus_attach_event(raw, event, 0) < 0)
        return nullptr;
    return connection;
}

// --- the service

Service::Service(sd_event *event) : m_bus(connectAs("mesh44", event))
{
    static const sd_bus_vtable table[] = {
        SD_BUS_VTABLE_START(0), SD_BUS_METHOD("Up", "", "", onUp, SD_BUS_VTABLE_UNPRIVILEGED), SD_BUS_VTABLE_END};
    sd_bus_slot *slot = nullptr;
    m_ready = m_bus && sd_bus_add_object_vtable(m_bus.get(), &slot, bus::kPath, bus::kInterface, table, this) >= 0
              && sd_bus_request_name(m_bus.get(), bus::kService, 0) >= 0;
    m_slot.reset(slot);
    authorizer = std::make_unique<Authorizer>(m_bus.get());
}

int Service::onUp(sd_bus_message *call, void *userdata, sd_bus_error *)
{
    auto &self = *static_cast<Service *>(userdata);
    const auto then = [&self, call](const Result<uid_t> &caller) {
        Status status = caller ? ok() : Status(caller.error());
        if (status)
            sd_bus_reply_method_return(call, nullptr);
        else
            sd_bus_reply_method_errorf(call, bus::errorName(status.error().code), "%s", status.error().message.c_str());
        self.outcomes.push_back(std::move(status));
        if (self.onOutcome)
            self.onOutcome();
    };
    self.authorizer->check(call, self.action.c_str(), self.details, then, self.exempt, self.bytes);
    return 1;
}

// --- its callers

void Caller::call(bool interactive)
{
    sd_bus_message *raw = nullptr;
    sd_bus_message_new_method_call(m_bus.get(), &raw, bus::kService, bus::kPath, bus::kInterface, "Up");
    const bus::Message message(raw);
    sd_bus_message_set_allow_interactive_authorization(raw, interactive);
    sd_bus_slot *slot = nullptr;
    sd_bus_call_async(m_bus.get(), &slot, raw, onAnswer, this, 0);
    m_slots.emplace_back(slot);
}

int Caller::onAnswer(sd_bus_message *reply, void *userdata, sd_bus_error *)
{
    auto &self = *static_cast<Caller *>(userdata);
    const sd_bus_error *error = sd_bus_message_get_error(reply);
    self.answers.push_back(error ? std::optional(bus::errorCodeFrom(error->name)) : std::nullopt);
    self.lastMessage = error && error->message ? error->message : "";
    return 0;
}

// --- the agent

Agent::Agent(Manner manner, sd_event *event) : m_manner(manner), m_bus(connectAs("root", event))
{
    static const sd_bus_vtable table[] = {
        SD_BUS_VTABLE_START(0),
        SD_BUS_METHOD("BeginAuthentication", "sssa{ss}sa(sa{sv})", "", onBegin, SD_BUS_VTABLE_UNPRIVILEGED),
        SD_BUS_METHOD("CancelAuthentication", "s", "", onCancel, SD_BUS_VTABLE_UNPRIVILEGED), SD_BUS_VTABLE_END};
    sd_bus_slot *slot = nullptr;
    m_registered = m_bus && sd_bus_add_object_vtable(m_bus.get(), &slot, kAgentPath, kAgentInterface, table, this) >= 0
                   && tellRegistration("RegisterAuthenticationAgent", true) >= 0;
    m_slot.reset(slot);
}

Agent::~Agent()
{
    if (m_registered)
        tellRegistration("UnregisterAuthenticationAgent", false);
}

// The subject is this process: all callers are in it.
int Agent::tellRegistration(const char *method, bool withLocale)
{
    sd_bus_message *raw = nullptr;
    int r = sd_bus_message_new_method_call(m_bus.get(), &raw, kPolkit, kPolkitPath, kPolkitInterface, method);
    const bus::Message owner(raw);
    if (r >= 0)
        r = sd_bus_message_append(raw, "(sa{sv})", "unix-process", 2, "pid", "u", static_cast<uint32_t>(::getpid()),
                                  "start-time", "t", startTime());
    if (r >= 0 && withLocale)
        r = sd_bus_message_append(raw, "s", "C");
    if (r >= 0)
        r = sd_bus_message_append(raw, "s", kAgentPath);
    return r < 0 ? r : sd_bus_call(m_bus.get(), raw, 10000000, nullptr, nullptr);
}

int Agent::onBegin(sd_bus_message *call, void *userdata, sd_bus_error *)
{
    auto &self = *static_cast<Agent *>(userdata);
    const char *action = "";
    const char *text = "";
    const char *icon = "";
    const char *cookie = "";
    sd_bus_message_read(call, "sss", &action, &text, &icon);
    self.actions.emplace_back(action);
    self.message = text;
    sd_bus_message_skip(call, "a{ss}");
    sd_bus_message_read(call, "s", &cookie);
    if (self.m_manner == Manner::Dismisses)
        return sd_bus_reply_method_errorf(call, "org.freedesktop.PolicyKit1.Error.Cancelled", "dismissed");
    self.m_prompts.emplace_back(sd_bus_message_ref(call));
    if (self.m_manner == Manner::Agrees)
        self.respond(cookie);
    return 1;
}

int Agent::onCancel(sd_bus_message *call, void *userdata, sd_bus_error *)
{
    ++static_cast<Agent *>(userdata)->withdrawn;
    return sd_bus_reply_method_return(call, nullptr);
}

// As polkit's own set-uid helper does after the right password.
void Agent::respond(const char *cookie)
{
    sd_bus_call_method_async(m_bus.get(), nullptr, kPolkit, kPolkitPath, kPolkitInterface,
                             "AuthenticationAgentResponse2", onResponded, this, "us(sa{sv})", 0U, cookie, "unix-user",
                             1, "uid", "u", 0U);
}

int Agent::onResponded(sd_bus_message *, void *userdata, sd_bus_error *)
{
    auto &self = *static_cast<Agent *>(userdata);
    sd_bus_reply_method_return(self.m_prompts.back().get(), nullptr);
    return 0;
}

// --- a polkit that cannot be trusted to speak well: no vtable, because sd-bus would check the replies

FakePolkit::FakePolkit(std::string answer, sd_event *event)
    : m_answer(std::move(answer)), m_bus(connectAs("polkitd", event))
{
    sd_bus_slot *slot = nullptr;
    m_ready = m_bus && sd_bus_add_object(m_bus.get(), &slot, kPolkitPath, onCheck, this) >= 0
              && sd_bus_request_name(m_bus.get(), kPolkit, 0) >= 0;
    m_slot.reset(slot);
}

int FakePolkit::onCheck(sd_bus_message *call, void *userdata, sd_bus_error *)
{
    if (sd_bus_message_is_method_call(call, kPolkitInterface, "CheckAuthorization") <= 0)
        return 0;
    const std::string &answer = static_cast<FakePolkit *>(userdata)->m_answer;
    const auto reply = [&](const char *types, auto... values) {
        return sd_bus_reply_method_return(call, types, values...);
    };
    if (answer == "good yes")
        return reply("(bba{ss})", 1, 0, 1, "some", "detail");
    if (answer == "nothing")
        return reply(nullptr);
    if (answer == "boolean")
        return reply("b", 1);
    if (answer == "three values")
        return reply("bba{ss}", 1, 0, 0);
    if (answer == "two values")
        return reply("(bb)", 1, 0);
    if (answer == "other dictionary")
        return reply("(bba{sv})", 1, 0, 0);
    if (answer == "number")
        return reply("(uba{ss})", 1U, 0, 0);
    if (answer == "more")
        return reply("(bba{ss})s", 1, 0, 0, "more");
    if (answer == "words")
        return reply("s", "yes");
    return sd_bus_reply_method_errorf(call, answer.c_str(), "an error");
}

} // namespace mesh44::test
