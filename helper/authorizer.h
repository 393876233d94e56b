// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/handle.h"
#include "core/result.h"

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <string>

#include <sys/types.h>

namespace mesh44 {

// Asks who the caller is and, unless it is root, asks polkit whether it may. Nothing here ever waits.
//
// - The caller is its unique bus name: the bus daemon tells its uid, polkit is asked about that name. No
//   process id is looked at.
// - Only two answers grant: uid 0 from the bus daemon, and "authorised" from polkit, each in a well-formed
//   reply. Every error, time-out or surprise refuses.
// - polkit is called by its well-known name, so that a restarted polkitd is found again.
// - At most kPerSender requests of one caller, kPerUser of one user and kInTotal of all wait for polkit; more are Busy.
//   Root and whoever is exempt waits for nobody, and so finds room whatever others do.
// - A caller that leaves the bus takes its prompt with it; its request ends with NotAuthorized.
class Authorizer
{
public:
    static constexpr size_t kPerSender = 4;
    static constexpr size_t kPerUser = 8;
    static constexpr size_t kInTotal = 32;
    static constexpr size_t kBytesPerUser = size_t{8} * 1024 * 1024;
    // Those included of whom it is not known yet who they are: that takes the bus a moment.
    static constexpr size_t kUnderWay = 256;
    static constexpr size_t kBytesUnderWay = size_t{32} * 1024 * 1024;

    // The caller's uid, once it may.
    using Then = std::function<void(Result<uid_t>)>;

    explicit Authorizer(sd_bus *bus);
    // Withdraws every open question. No `then` is called.
    ~Authorizer();
    Authorizer(const Authorizer &) = delete;
    Authorizer &operator=(const Authorizer &) = delete;

    // Calls `then` exactly once: with the uid, NotAuthorized (refused, dismissed, caller gone), NoAgent (polkit
    // would ask for a password, but nobody can be asked), AuthorizationUnavailable (no usable answer) or Busy.
    // A call without a sender and some that are Busy end before this returns, everything else from the event loop. The
    // message lives until `then` has returned. `details` are shown to polkit's rules.
    //
    // `exempt` says of the caller's uid whether nothing is asked of it, as of root; `then` follows at once, so that
    // what it looked at is still so.
    using Exempt = std::function<bool(uid_t)>;
    //
    // `bytes`: how much the call holds in memory while it waits, where that is much.
    void check(sd_bus_message *call, const char *action, std::map<std::string, std::string> details, Then then,
               Exempt exempt = {}, size_t bytes = 0);

    size_t pending() const { return m_requests.size(); }

private:
    struct Request;
    using Requests = std::list<std::unique_ptr<Request>>;

    static int onCallerGone(sd_bus_message *signal, void *request, sd_bus_error *);
    static int onWatched(sd_bus_message *reply, void *request, sd_bus_error *);
    static int onUser(sd_bus_message *reply, void *request, sd_bus_error *);
    static int onAnswer(sd_bus_message *reply, void *request, sd_bus_error *);

    static bool mayAsk(const Request &request);
    bool isCrowded(const std::string &sender, size_t bytes) const;
    bool mayWait(const Request &request) const;
    int start(Request &request);
    int askPolkit(Request &request);
    void withdraw(const Request &request);
    void finish(Request &request, Status status);

    std::unique_ptr<sd_bus, bus::Release<sd_bus_unref>> m_bus;
    Requests m_requests;
    uint64_t m_lastId = 0;
};

} // namespace mesh44
