// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/clientprivate.h"
#include "core/bus/codec.h"

#include <cstring>

namespace mesh44::bus {

namespace {

constexpr int kMessagesAtOnce = 256; // in one process(): whoever polls other things gets a turn

Error failed(int r, const std::string &what)
{
    return {ErrorCode::IoFailed, what + ": " + std::strerror(-r)};
}

Error connectionLost()
{
    return {ErrorCode::Disconnected, "the connection to the bus was lost"};
}

// Our own errors carry a sentence; what the bus says about an absent helper is none for an operator.
Error errorFrom(const sd_bus_error &error)
{
    if (sd_bus_error_has_name(&error, SD_BUS_ERROR_UNKNOWN_METHOD))
        return {ErrorCode::Unsupported, "this gateway service is too old for it"};
    const ErrorCode code = errorCodeFrom(error.name);
    const bool hasText = code != ErrorCode::Disconnected && error.message && *error.message;
    return {code, hasText ? std::string(error.message) : std::string(describe(code))};
}

// It becomes an argument of ssh.
bool isHost(const std::string &host)
{
    return host.front() != '-' && host.find_first_of(" \t\n,;=") == std::string::npos;
}

Result<Bus> openLocal()
{
    sd_bus *bus = nullptr;
    if (const int r = sd_bus_open_system(&bus); r < 0)
        return failed(r, "the system bus of this computer cannot be reached");
    return Bus(bus);
}

Result<Bus> openRemote(const std::string &host)
{
    if (!isHost(host))
        return Error{ErrorCode::InvalidArgument, "'" + host + "' is no host: expected user@host"};
    sd_bus *bus = nullptr;
    if (const int r = sd_bus_open_system_remote(&bus, host.c_str()); r < 0)
        return failed(r, "the system bus of " + host + " cannot be reached by ssh");
    return Bus(bus);
}

} // namespace

Status Client::Private::subscribe()
{
    sd_bus_slot *slot = nullptr;
    const std::string rule = std::string("type='signal',sender='org.freedesktop.DBus',path='/org/freedesktop/DBus',"
                                         "interface='org.freedesktop.DBus',member='NameOwnerChanged',arg0='")
                             + kService + "'";
    if (const int r = sd_bus_add_match(bus.get(), &slot, rule.c_str(), onOwnerChanged, this); r < 0)
        return failed(r, "the bus does not accept us");
    ownerMatch.reset(slot);
    if (const int r = sd_bus_match_signal(bus.get(), &slot, kService, kPath, kInterface, nullptr, onSignal, this);
        r < 0)
        return failed(r, "the bus does not tell us of changes");
    signalMatch.reset(slot);
    return askForOwner();
}

Status Client::Private::askForOwner()
{
    BusError error;
    sd_bus_message *raw = nullptr;
    const int r = sd_bus_call_method(bus.get(), "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                     "GetNameOwner", error.get(), &raw, "s", kService);
    const Message reply(raw);
    if (r < 0 && sd_bus_error_has_name(error.get(), SD_BUS_ERROR_NAME_HAS_NO_OWNER))
        return ok();
    const char *name = nullptr;
    if (r < 0 || sd_bus_message_read(reply.get(), "s", &name) < 0)
        return failed(r < 0 ? r : -EBADMSG, "the bus does not answer");
    owner = name;
    return ok();
}

void Client::Private::ownerChanged(const std::string &from, const std::string &to)
{
    if (from != owner) // happened before we asked for the owner
        return;
    owner = to;
    if (!handlers->presence)
        return;
    const std::weak_ptr<const Handlers> alive = handlers;
    const auto presence = handlers->presence;
    if (!from.empty())
        presence(false);
    if (!to.empty() && !alive.expired())
        presence(true);
}

int Client::Private::onOwnerChanged(sd_bus_message *message, void *self, sd_bus_error *)
{
    const char *sender = sd_bus_message_get_sender(message);
    const char *name = nullptr;
    const char *from = nullptr;
    const char *to = nullptr;
    if (!sender || std::strcmp(sender, "org.freedesktop.DBus") != 0)
        return 0;
    if (sd_bus_message_read(message, "sss", &name, &from, &to) > 0 && std::strcmp(name, kService) == 0)
        static_cast<Private *>(self)->ownerChanged(from, to);
    return 0;
}

void Client::Private::signalled(sd_bus_message *message)
{
    const auto tell = handlers;
    if (tell->changed && sd_bus_message_is_signal(message, kInterface, "Changed") > 0) {
        Delta delta;
        if (read(message, delta) < 0)
            delta = Delta{.whole = false}; // unreadable: as good as a gap
        tell->changed(delta);
    } else if (tell->burstHeard && sd_bus_message_is_signal(message, kInterface, "BurstHeard") > 0) {
        BurstView burst;
        if (read(message, burst) >= 0)
            tell->burstHeard(burst);
    } else if (tell->event && sd_bus_message_is_signal(message, kInterface, "Event") > 0) {
        EventView event;
        if (read(message, event) >= 0)
            tell->event(event);
    }
}

int Client::Private::onSignal(sd_bus_message *message, void *self, sd_bus_error *)
{
    auto *d = static_cast<Private *>(self);
    const char *sender = sd_bus_message_get_sender(message);
    if (sender && !d->owner.empty() && d->owner == sender)
        d->signalled(message);
    return 0;
}

int Client::Private::onReply(sd_bus_message *message, void *userdata, sd_bus_error *)
{
    auto *call = static_cast<Call *>(userdata);
    Private *d = call->owner;
    std::list<Call> answered; // outlives Private, should finish() destroy the client
    answered.splice(answered.begin(), d->calls, call->self);
    if (sd_bus_is_open(d->bus.get()) <= 0)
        call->finish(connectionLost());
    else if (const sd_bus_error *error = sd_bus_message_get_error(message))
        call->finish(errorFrom(*error));
    else
        call->finish(message);
    return 0;
}

int Client::Private::newCall(const char *method, uint64_t timeout, Message &message)
{
    sd_bus_message *raw = nullptr;
    int r = sd_bus_message_new_method_call(bus.get(), &raw, kService, kPath, kInterface, method);
    message.reset(raw);
    if (r >= 0) // whether the service runs is the operator's decision
        r = sd_bus_message_set_auto_start(raw, 0);
    if (r >= 0)
        r = sd_bus_message_set_allow_interactive_authorization(raw, timeout == kWriteTimeout);
    return r;
}

void Client::Private::send(sd_bus_message *message, int r, uint64_t timeout, Finish finish)
{
    const auto call = calls.insert(calls.end(), Call{this, {}, std::move(finish), nullptr});
    call->self = call;
    sd_bus_slot *slot = nullptr;
    if (r >= 0)
        r = sd_bus_call_async(bus.get(), &slot, message, onReply, &*call, timeout);
    call->slot.reset(slot);
    if (r >= 0)
        return;
    std::list<Call> unsent;
    unsent.splice(unsent.begin(), calls, call);
    const bool gone = r == -ENOTCONN || r == -ECONNRESET || r == -EPIPE;
    call->finish(gone ? connectionLost() : failed(r, "the request cannot be sent"));
}

Client::Client(std::unique_ptr<Private> p) : d(std::move(p)) {}
Client::~Client() = default;

Result<std::unique_ptr<Client>> Client::connect(const std::string &host, Handlers handlers)
{
    auto bus = host.empty() ? openLocal() : openRemote(host);
    if (!bus)
        return bus.error();
    auto d = std::make_unique<Private>();
    d->handlers = std::make_shared<const Handlers>(std::move(handlers));
    d->bus = *std::move(bus);
    if (const Status subscribed = d->subscribe(); !subscribed) {
        if (host.empty())
            return subscribed.error();
        return Error{ErrorCode::IoFailed, "no gateway is reached on " + host + " (" + subscribed.error().message
                                              + "); does 'ssh " + host + " systemd-stdio-bridge' work?"};
    }
    return std::unique_ptr<Client>(new Client(std::move(d)));
}

Client::Poll Client::poll() const
{
    const int fd = sd_bus_get_fd(d->bus.get());
    const int events = sd_bus_get_events(d->bus.get());
    uint64_t deadline = ~uint64_t{0};
    if (fd < 0 || events < 0 || sd_bus_get_timeout(d->bus.get(), &deadline) < 0)
        return {.deadline = 0}; // process() will say what is wrong
    return {fd, events, deadline};
}

Status Client::process()
{
    const std::weak_ptr<const Handlers> alive = d->handlers;
    for (int i = 0; i < kMessagesAtOnce; ++i) {
        const int r = sd_bus_process(d->bus.get(), nullptr);
        if (r == 0 || alive.expired())
            return ok();
        if (r < 0)
            return connectionLost();
    }
    return ok();
}

Status Client::wait(std::chrono::milliseconds longest)
{
    const auto limit = std::chrono::duration_cast<std::chrono::microseconds>(longest);
    const int r = sd_bus_wait(d->bus.get(), static_cast<uint64_t>(std::max<int64_t>(limit.count(), 0)));
    if (r < 0 && r != -EINTR)
        return connectionLost();
    return process();
}

} // namespace mesh44::bus
