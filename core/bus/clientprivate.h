// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Lifetimes: Private owns the connection, the match rules and one Call per question that is not answered
// yet. Letting go of a Call's slot cancels its callback, so nothing is called once Private is gone. A
// handler or a reply may destroy the client: whoever calls one touches nothing of it afterwards.
//
// Trust: sd-bus hands every signal that reaches this connection to all match rules that fit, and anybody
// may send one to us directly. What counts is the sender's unique name against the owner that the bus
// told us; the messages of one bus arrive in order, so the owner is always the one of that moment.

#include "core/bus/client.h"
#include "core/bus/names.h"

#include <list>

namespace mesh44::bus {

struct Client::Private
{
    using Finish = std::function<void(Result<sd_bus_message *>)>;
    struct Call
    {
        Private *owner = nullptr;
        std::list<Call>::iterator self;
        Finish finish;
        Slot slot;
    };
    static constexpr uint64_t kReadTimeout = 25'000'000; // µs
    static constexpr uint64_t kWriteTimeout = uint64_t{kCallSeconds} * 1'000'000;

    std::shared_ptr<const Handlers> handlers; // shared with whoever is calling one
    Bus bus;
    Slot ownerMatch;
    Slot signalMatch;
    std::string owner; // the helper's unique name; empty while it is absent
    std::list<Call> calls;

    Status subscribe();
    Status askForOwner();

    // Sends; fill(message) puts the arguments in. finish is called once, at once if sending fails.
    template <class Fill> void call(const char *method, uint64_t timeout, Fill fill, Finish finish);
    void send(sd_bus_message *message, int r, uint64_t timeout, Finish finish);
    int newCall(const char *method, uint64_t timeout, Message &message);

    void ownerChanged(const std::string &from, const std::string &to);
    void signalled(sd_bus_message *message);
    static int onOwnerChanged(sd_bus_message *message, void *self, sd_bus_error *);
    static int onSignal(sd_bus_message *message, void *self, sd_bus_error *);
    static int onReply(sd_bus_message *message, void *call, sd_bus_error *);
};

template <class Fill> void Client::Private::call(const char *method, uint64_t timeout, Fill fill, Finish finish)
{
    Message message;
    int r = newCall(method, timeout, message);
    if (r >= 0)
        r = fill(message.get());
    send(message.get(), r, timeout, std::move(finish));
}

} // namespace mesh44::bus
