// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/clientprivate.h"
#include "core/bus/codec.h"

namespace mesh44::bus {

namespace {

using Answer = Result<sd_bus_message *>;
using bus::read;

int read(sd_bus_message *message, ImportOutcome &outcome)
{
    ImportOutcome fresh;
    if (const int r = sd_bus_message_read(message, "u", &fresh.added); r <= 0)
        return -EBADMSG;
    if (sd_bus_message_enter_container(message, 'a', "s") <= 0)
        return -EBADMSG;
    const char *line = nullptr;
    int r = 0;
    while ((r = sd_bus_message_read_basic(message, 's', &line)) > 0)
        fresh.refused.emplace_back(line);
    if (r < 0)
        return r;
    outcome = std::move(fresh);
    return 0;
}

int read(sd_bus_message *message, std::string &text)
{
    const char *held = nullptr;
    if (sd_bus_message_read_basic(message, 's', &held) <= 0)
        return -EBADMSG;
    text = held;
    return 0;
}

using Assignments = std::vector<std::pair<std::string, std::string>>;

int appendChange(sd_bus_message *m, uint64_t revision, const Assignments &assignments)
{
    int r = sd_bus_message_append(m, "t", revision);
    if (r >= 0)
        r = sd_bus_message_open_container(m, 'a', "(ss)");
    for (auto it = assignments.begin(); r >= 0 && it != assignments.end(); ++it)
        r = sd_bus_message_append(m, "(ss)", it->first.c_str(), it->second.c_str());
    return r < 0 ? r : sd_bus_message_close_container(m);
}

// Turns the message of an answer into a value, and what cannot be read into an error.
template <class T> auto decode(Client::Reply<T> reply)
{
    return [reply = std::move(reply)](const Answer &answer) {
        T value;
        if (!answer)
            reply(answer.error());
        else if (read(*answer, value) < 0)
            reply(Error{ErrorCode::Unsupported, "the gateway service answered in a way that this program does not "
                                                "understand; are both of the same version?"});
        else
            reply(std::move(value));
    };
}

auto acknowledge(Client::Reply<Unit> reply)
{
    return [reply = std::move(reply)](const Answer &answer) {
        if (answer)
            reply(Unit{});
        else
            reply(answer.error());
    };
}

int nothing(sd_bus_message *)
{
    return 0;
}

} // namespace

void Client::getStatus(Reply<GatewayStatus> reply)
{
    d->call("GetStatus", Private::kReadTimeout, nothing, decode(std::move(reply)));
}

void Client::getSnapshot(Reply<Snapshot> reply)
{
    d->call("GetSnapshot", Private::kReadTimeout, nothing, decode(std::move(reply)));
}

void Client::getHistory(uint32_t limit, Reply<std::vector<EventView>> reply)
{
    const auto fill = [&](sd_bus_message *m) { return sd_bus_message_append(m, "u", limit); };
    d->call("GetHistory", Private::kReadTimeout, fill, decode(std::move(reply)));
}

void Client::getConfig(Reply<std::vector<SettingView>> reply)
{
    d->call("GetConfig", Private::kReadTimeout, nothing, decode(std::move(reply)));
}

void Client::getTraffic(Reply<std::vector<TrafficView>> reply)
{
    d->call("GetTraffic", Private::kReadTimeout, nothing, decode(std::move(reply)));
}

void Client::getFindings(Reply<std::vector<Finding>> reply)
{
    d->call("GetFindings", Private::kReadTimeout, nothing, decode(std::move(reply)));
}

void Client::checkUp(bool active, Reply<std::vector<Check>> reply)
{
    const auto fill = [&](sd_bus_message *m) { return sd_bus_message_append(m, "b", int{active}); };
    d->call("CheckUp", active ? Private::kWriteTimeout : Private::kReadTimeout, fill, decode(std::move(reply)));
}

void Client::getTimeline(uint32_t limit, Reply<std::vector<TimelineView>> reply)
{
    const auto fill = [&](sd_bus_message *m) { return sd_bus_message_append(m, "u", limit); };
    d->call("GetTimeline", Private::kReadTimeout, fill, decode(std::move(reply)));
}

void Client::preview(uint64_t revision, const std::vector<Assignment> &assignments, Reply<PreviewView> reply)
{
    const auto fill = [&](sd_bus_message *m) { return appendChange(m, revision, assignments); };
    d->call("Preview", Private::kReadTimeout, fill, decode(std::move(reply)));
}

void Client::up(Reply<Unit> reply)
{
    d->call("Up", Private::kWriteTimeout, nothing, acknowledge(std::move(reply)));
}

void Client::down(Reply<Unit> reply)
{
    d->call("Down", Private::kWriteTimeout, nothing, acknowledge(std::move(reply)));
}

void Client::suppressEndpoint(Ipv4Address address, bool fallback, Reply<Unit> reply)
{
    const auto fill = [&](sd_bus_message *m) {
        return sd_bus_message_append(m, "sb", address.toString().c_str(), int{fallback});
    };
    d->call("SuppressEndpoint", Private::kWriteTimeout, fill, acknowledge(std::move(reply)));
}

void Client::allowEndpoint(Ipv4Address address, Reply<Unit> reply)
{
    const auto fill = [&](sd_bus_message *m) { return sd_bus_message_append(m, "s", address.toString().c_str()); };
    d->call("AllowEndpoint", Private::kWriteTimeout, fill, acknowledge(std::move(reply)));
}

void Client::suppressPrefix(Ipv4Prefix prefix, bool fallback, Reply<Unit> reply)
{
    const auto fill = [&](sd_bus_message *m) {
        return sd_bus_message_append(m, "sb", prefix.toString().c_str(), int{fallback});
    };
    d->call("SuppressPrefix", Private::kWriteTimeout, fill, acknowledge(std::move(reply)));
}

void Client::allowPrefix(Ipv4Prefix prefix, Reply<Unit> reply)
{
    const auto fill = [&](sd_bus_message *m) { return sd_bus_message_append(m, "s", prefix.toString().c_str()); };
    d->call("AllowPrefix", Private::kWriteTimeout, fill, acknowledge(std::move(reply)));
}

void Client::pinPrefix(Ipv4Prefix prefix, Ipv4Address endpoint, Reply<Unit> reply)
{
    const auto fill = [&](sd_bus_message *m) {
        return sd_bus_message_append(m, "ss", prefix.toString().c_str(), endpoint.toString().c_str());
    };
    d->call("PinPrefix", Private::kWriteTimeout, fill, acknowledge(std::move(reply)));
}

void Client::unpinPrefix(Ipv4Prefix prefix, Reply<Unit> reply)
{
    const auto fill = [&](sd_bus_message *m) { return sd_bus_message_append(m, "s", prefix.toString().c_str()); };
    d->call("UnpinPrefix", Private::kWriteTimeout, fill, acknowledge(std::move(reply)));
}

void Client::suppressDefault(Reply<Unit> reply)
{
    d->call("SuppressDefault", Private::kWriteTimeout, nothing, acknowledge(std::move(reply)));
}

void Client::allowDefault(Reply<Unit> reply)
{
    d->call("AllowDefault", Private::kWriteTimeout, nothing, acknowledge(std::move(reply)));
}

void Client::acceptChanges(Reply<Unit> reply)
{
    d->call("AcceptChanges", Private::kWriteTimeout, nothing, acknowledge(std::move(reply)));
}

void Client::rejectChanges(Reply<Unit> reply)
{
    d->call("RejectChanges", Private::kWriteTimeout, nothing, acknowledge(std::move(reply)));
}

void Client::forgetImports(Reply<Unit> reply)
{
    d->call("ForgetImports", Private::kWriteTimeout, nothing, acknowledge(std::move(reply)));
}

void Client::set(uint64_t revision, const Assignments &assignments, Reply<Unit> reply)
{
    const auto fill = [&](sd_bus_message *m) { return appendChange(m, revision, assignments); };
    d->call("Set", Private::kWriteTimeout, fill, acknowledge(std::move(reply)));
}

void Client::apply(uint64_t revision, const Assignments &assignments, uint32_t seconds, Reply<std::string> reply)
{
    const auto fill = [&](sd_bus_message *m) {
        const int r = appendChange(m, revision, assignments);
        return r < 0 ? r : sd_bus_message_append(m, "u", seconds);
    };
    d->call("Apply", Private::kWriteTimeout, fill, decode(std::move(reply)));
}

void Client::confirm(const std::string &token, Reply<Unit> reply)
{
    const auto fill = [&](sd_bus_message *m) { return sd_bus_message_append(m, "s", token.c_str()); };
    d->call("Confirm", Private::kWriteTimeout, fill, acknowledge(std::move(reply)));
}

void Client::rollback(const std::string &token, Reply<Unit> reply)
{
    const auto fill = [&](sd_bus_message *m) { return sd_bus_message_append(m, "s", token.c_str()); };
    d->call("Rollback", Private::kWriteTimeout, fill, acknowledge(std::move(reply)));
}

void Client::extend(const std::string &token, uint32_t seconds, Reply<Unit> reply)
{
    const auto fill = [&](sd_bus_message *m) { return sd_bus_message_append(m, "su", token.c_str(), seconds); };
    d->call("Extend", Private::kWriteTimeout, fill, acknowledge(std::move(reply)));
}

void Client::importFile(int fd, Reply<ImportOutcome> reply)
{
    if (sd_bus_can_send(d->bus.get(), SD_BUS_TYPE_UNIX_FD) == 0) {
        reply(Error{ErrorCode::Unsupported,
                    "a file cannot be handed over by ssh; copy it to the gateway and import it there"});
        return;
    }
    const auto fill = [&](sd_bus_message *m) { return sd_bus_message_append(m, "h", fd); };
    d->call("Import", Private::kWriteTimeout, fill, decode(std::move(reply)));
}

void Client::importText(const std::string &text, Reply<ImportOutcome> reply)
{
    const auto fill = [&](sd_bus_message *m) { return sd_bus_message_append(m, "s", text.c_str()); };
    d->call("ImportText", Private::kWriteTimeout, fill, decode(std::move(reply)));
}

void Client::startCapture(const CaptureRequest &request, Reply<Unit> reply)
{
    const auto fill = [&](sd_bus_message *m) { return append(m, request); };
    d->call("StartCapture", Private::kWriteTimeout, fill, acknowledge(std::move(reply)));
}

void Client::getCaptured(Reply<CaptureView> reply)
{
    d->call("GetCaptured", Private::kReadTimeout, nothing, decode(std::move(reply)));
}

void Client::stopCapture(Reply<Unit> reply)
{
    d->call("StopCapture", Private::kReadTimeout, nothing, acknowledge(std::move(reply)));
}

} // namespace mesh44::bus
