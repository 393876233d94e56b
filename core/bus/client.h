// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The client's side of the contract, for the CLI (which waits) and for the window (which runs it on a
// thread of its own). One thread per client; nothing here blocks but connect() and wait().

#include "core/bus/handle.h"
#include "core/checkup/check.h"
#include "core/checkup/finding.h"
#include "core/mesh/view.h"
#include "core/packet/capture.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace mesh44::bus {

struct ImportOutcome
{
    uint32_t added = 0;
    std::vector<std::string> refused; // "line 12: …"
    bool operator==(const ImportOutcome &) const = default;
};

class Client
{
public:
    template <class T> using Reply = std::function<void(Result<T>)>;

    // Facts from the other side. Any may be left empty.
    struct Handlers
    {
        std::function<void(const Delta &)> changed;
        std::function<void(const BurstView &)> burstHeard;
        std::function<void(const EventView &)> event;
        std::function<void(bool)> presence; // the helper appeared on or vanished from the bus
    };

    // host: empty for this computer's system bus (DBUS_SYSTEM_BUS_ADDRESS is honoured), else "user@host",
    // reached by ssh. Signals are subscribed to before this returns: nothing between a snapshot and the
    // first delta is lost. Signals of anybody but the owner of the name are ignored.
    static Result<std::unique_ptr<Client>> connect(const std::string &host, Handlers handlers);
    ~Client();

    void getStatus(Reply<GatewayStatus> reply);
    void getSnapshot(Reply<Snapshot> reply);
    void getHistory(uint32_t limit, Reply<std::vector<EventView>> reply);
    void getConfig(Reply<std::vector<SettingView>> reply);
    void getTraffic(Reply<std::vector<TrafficView>> reply);
    void getFindings(Reply<std::vector<Finding>> reply);
    // The check-up. active: packets are sent, which may open a password prompt and then take up to kPromptSeconds.
    void checkUp(bool active, Reply<std::vector<Check>> reply);
    void getTimeline(uint32_t limit, Reply<std::vector<TimelineView>> reply);
    // What apply() would do.
    void preview(uint64_t revision, const std::vector<Assignment> &assignments, Reply<PreviewView> reply);

    // These may open a password prompt and then take up to kPromptSeconds.
    void up(Reply<Unit> reply);
    void down(Reply<Unit> reply);
    void suppressEndpoint(Ipv4Address address, bool fallback, Reply<Unit> reply);
    void allowEndpoint(Ipv4Address address, Reply<Unit> reply);
    void suppressPrefix(Ipv4Prefix prefix, bool fallback, Reply<Unit> reply);
    void allowPrefix(Ipv4Prefix prefix, Reply<Unit> reply);
    void pinPrefix(Ipv4Prefix prefix, Ipv4Address endpoint, Reply<Unit> reply);
    void unpinPrefix(Ipv4Prefix prefix, Reply<Unit> reply);
    void suppressDefault(Reply<Unit> reply);
    void allowDefault(Reply<Unit> reply);
    void acceptChanges(Reply<Unit> reply);
    void rejectChanges(Reply<Unit> reply);
    void forgetImports(Reply<Unit> reply);
    void set(uint64_t revision, const std::vector<std::pair<std::string, std::string>> &assignments, Reply<Unit> reply);
    // On trial for so many seconds (10 to 600); the token for those below. See the contract.
    void apply(uint64_t revision, const std::vector<std::pair<std::string, std::string>> &assignments, uint32_t seconds,
               Reply<std::string> reply);
    // token: empty for whichever trial runs.
    void confirm(const std::string &token, Reply<Unit> reply);
    void rollback(const std::string &token, Reply<Unit> reply);
    void extend(const std::string &token, uint32_t seconds, Reply<Unit> reply);
    void importFile(int fd, Reply<ImportOutcome> reply);                  // the descriptor stays the caller's
    void importText(const std::string &text, Reply<ImportOutcome> reply); // UTF-8; the only way over ssh

    // May open a prompt as well.
    void startCapture(const CaptureRequest &request, Reply<Unit> reply);
    // What came since the last time; to be asked again while it runs, more than every 20 seconds.
    void getCaptured(Reply<CaptureView> reply);
    void stopCapture(Reply<Unit> reply);

    // For an event loop: wait for `events` on `fd` until `deadline` (CLOCK_MONOTONIC, µs; ~0 for none),
    // then process(). Disconnected when the bus is gone: the client is then of no further use.
    struct Poll
    {
        int fd = -1;
        int events = 0;
        uint64_t deadline = ~uint64_t{0};
    };
    Poll poll() const;
    Status process();

    // Blocks until something came or the time is over, and processes it.
    Status wait(std::chrono::milliseconds longest);

    // For callers that have nothing else to do: asks and waits for the answer.
    template <class T> Result<T> await(const std::function<void(Reply<T>)> &ask)
    {
        std::optional<Result<T>> answer;
        ask([&](Result<T> result) { answer.emplace(std::move(result)); });
        while (!answer) {
            if (const Status status = wait(std::chrono::seconds(1)); !status)
                return status.error();
        }
        return std::move(*answer);
    }

private:
    struct Private;
    explicit Client(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace mesh44::bus
