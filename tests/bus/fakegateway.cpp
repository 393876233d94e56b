// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakegateway.h"

#include "core/bus/codec.h"
#include "core/bus/names.h"

#include <cstring>
#include <poll.h>
#include <stdexcept>
#include <sys/eventfd.h>
#include <unistd.h>

namespace mesh44::test {

namespace {

void must(int r, const char *what)
{
    if (r < 0)
        throw std::runtime_error(std::string(what) + ": " + std::strerror(-r));
}

} // namespace

void FakeGateway::start(const std::string &address)
{
    m_wake = eventfd(0, EFD_CLOEXEC);
    m_stopping = false;
    std::promise<void> ready;
    auto started = ready.get_future();
    m_thread = std::thread([this, address, promise = std::move(ready)]() mutable { run(address, std::move(promise)); });
    started.get();
}

void FakeGateway::stop()
{
    if (!m_thread.joinable())
        return;
    post([this] { m_stopping = true; });
    m_thread.join();
    close(m_wake);
}

void FakeGateway::run(const std::string &address, std::promise<void> ready)
{
    sd_bus *bus = nullptr;
    must(sd_bus_new(&bus), "sd_bus_new");
    m_bus.reset(bus);
    must(sd_bus_set_address(bus, address.c_str()), "address");
    must(sd_bus_set_bus_client(bus, 1), "client");
    must(sd_bus_start(bus), "start");
    sd_bus_slot *slot = nullptr;
    must(sd_bus_add_object(bus, &slot, bus::kPath, onCall, this), "object");
    m_object.reset(slot);
    must(sd_bus_request_name(bus, bus::kService, 0), "name");
    ready.set_value();
    loop();
    m_unanswered.clear();
    m_object.reset();
    m_bus.reset();
}

void FakeGateway::loop()
{
    while (!m_stopping) {
        while (sd_bus_process(m_bus.get(), nullptr) > 0) {}
        if (m_churning)
            churn();
        pollfd fds[] = {{sd_bus_get_fd(m_bus.get()), static_cast<short>(sd_bus_get_events(m_bus.get())), 0},
                        {m_wake, POLLIN, 0}};
        ::poll(fds, 2, m_churning ? 1 : -1);
        if (!(fds[1].revents & POLLIN))
            continue;
        uint64_t count = 0;
        if (::read(m_wake, &count, sizeof count) < 0)
            continue;
        std::unique_lock lock(m_mutex);
        auto tasks = std::move(m_tasks);
        m_tasks.clear();
        lock.unlock();
        for (auto &task : tasks)
            task();
    }
}

void FakeGateway::post(const std::function<void()> &task)
{
    std::packaged_task<void()> packaged(task);
    auto done = packaged.get_future();
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(packaged));
    }
    const uint64_t one = 1;
    if (::write(m_wake, &one, sizeof one) < 0)
        throw std::runtime_error("eventfd");
    done.get();
}

void FakeGateway::send(const char *signal, const std::function<int(sd_bus_message *)> &fill)
{
    sd_bus_message *raw = nullptr;
    must(sd_bus_message_new_signal(m_bus.get(), &raw, bus::kPath, bus::kInterface, signal), "signal");
    const bus::Message message(raw);
    must(fill(raw), signal);
    must(sd_bus_send(m_bus.get(), raw, nullptr), "send");
    sd_bus_flush(m_bus.get());
}

void FakeGateway::applyChange(const std::function<void(Snapshot &)> &edit, bool whole)
{
    const Snapshot before = m_snapshot;
    edit(m_snapshot);
    m_snapshot.revision = before.revision + 1;
    m_snapshot.status.revision = m_snapshot.revision;
    Delta delta = difference(before, m_snapshot);
    if (!whole)
        delta = {.from = delta.from, .to = delta.to, .whole = false, .status = delta.status};
    send("Changed", [&](sd_bus_message *m) { return bus::append(m, delta); });
}

// Adds, moves and removes routes in turn.
void FakeGateway::churn()
{
    const uint32_t step = m_step++;
    const Ipv4Prefix prefix = Ipv4Prefix::covering(Ipv4Address((44u << 24) | (128u << 16) | ((step % 7) << 8)), 24);
    applyChange(
        [&](Snapshot &s) {
            const Delta add{.from = s.revision,
                            .to = s.revision,
                            .status = s.status,
                            .routes = {{.prefix = prefix, .endpoint = Ipv4Address(198, 51, 100, uint8_t(step % 250))}}};
            const Delta remove{.from = s.revision, .to = s.revision, .status = s.status, .removedRoutes = {prefix}};
            static_cast<void>(apply(s, step % 3 == 2 ? remove : add));
        },
        true);
}

void FakeGateway::change(const std::function<void(Snapshot &)> &edit, bool whole)
{
    post([&] { applyChange(edit, whole); });
}

void FakeGateway::setChurning(bool churning)
{
    post([&] { m_churning = churning; });
}

void FakeGateway::setNameOwned(bool owned)
{
    post([&] {
        must(owned ? sd_bus_request_name(m_bus.get(), bus::kService, 0)
                   : sd_bus_release_name(m_bus.get(), bus::kService),
             "name");
    });
}

void FakeGateway::announce(const BurstView &burst)
{
    post([&] { send("BurstHeard", [&](sd_bus_message *m) { return bus::append(m, burst); }); });
}

void FakeGateway::announce(const EventView &event)
{
    post([&] { send("Event", [&](sd_bus_message *m) { return bus::append(m, event); }); });
}

void FakeGateway::announceGarbage()
{
    post([&] { send("Changed", [](sd_bus_message *m) { return sd_bus_message_append(m, "s", "?"); }); });
}

Snapshot FakeGateway::snapshot()
{
    Snapshot copy;
    post([&] { copy = m_snapshot; });
    return copy;
}

void FakeGateway::setEvents(std::vector<EventView> events)
{
    post([&] { m_events = std::move(events); });
}

void FakeGateway::setSettings(std::vector<SettingView> settings)
{
    post([&] { m_settings = std::move(settings); });
}

void FakeGateway::setImportOutcome(uint32_t added, std::vector<std::string> refused)
{
    post([&] {
        m_added = added;
        m_refused = std::move(refused);
    });
}

void FakeGateway::fail(const std::string &method, const std::string &errorName, const std::string &message)
{
    post([&] { m_failures[method] = {errorName, message}; });
}

std::vector<std::string> FakeGateway::calls()
{
    const std::lock_guard lock(m_mutex);
    return m_calls;
}

std::string FakeGateway::uniqueName()
{
    std::string name;
    post([&] {
        const char *raw = nullptr;
        if (sd_bus_get_unique_name(m_bus.get(), &raw) >= 0)
            name = raw;
    });
    return name;
}

int FakeGateway::onCall(sd_bus_message *call, void *self, sd_bus_error *)
{
    if (sd_bus_message_is_method_call(call, bus::kInterface, nullptr) <= 0)
        return 0;
    auto *gateway = static_cast<FakeGateway *>(self);
    gateway->remember(call);
    return gateway->answer(call);
}

int FakeGateway::answer(sd_bus_message *call)
{
    const std::string method = sd_bus_message_get_member(call);
    if (const Failure failure = m_failures[method]; failure.name == "silence") {
        m_unanswered.emplace_back(sd_bus_message_ref(call));
        return 1;
    } else if (!failure.name.empty()) {
        return sd_bus_reply_method_errorf(call, failure.name.c_str(), "%s", failure.message.c_str());
    }
    sd_bus_message *raw = nullptr;
    must(sd_bus_message_new_method_return(call, &raw), "reply");
    const bus::Message reply(raw);
    must(fillReply(method, raw), method.c_str());
    return sd_bus_send(m_bus.get(), raw, nullptr);
}

int FakeGateway::fillReply(const std::string &method, sd_bus_message *reply)
{
    if (method == "GetStatus")
        return bus::append(reply, m_snapshot.status);
    if (method == "GetSnapshot")
        return bus::append(reply, m_snapshot);
    if (method == "GetHistory")
        return bus::append(reply, m_events);
    if (method == "GetConfig")
        return bus::append(reply, m_settings);
    if (method == "Apply")
        return sd_bus_message_append(reply, "s", "0123456789abcdef0123456789abcdef");
    if (method == "GetTraffic")
        return bus::append(reply, m_traffic);
    if (method == "Preview")
        return bus::append(reply, m_preview);
    if (method == "GetCaptured") {
        const int r = bus::append(reply, m_captured);
        m_captured.packets.clear();
        return r;
    }
    if (method == "StopCapture") {
        m_captured.running = false;
        m_captured.ended = "stopped";
        return 0;
    }
    if (method == "GetTimeline")
        return bus::append(reply, m_timeline);
    if (method == "CheckUp")
        return bus::append(reply, m_checks);
    if (method == "GetFindings")
        return bus::append(reply, m_findings);
    if (method != "Import" && method != "ImportText")
        return 0;
    int r = sd_bus_message_append(reply, "u", m_added);
    if (r >= 0)
        r = sd_bus_message_open_container(reply, 'a', "s");
    for (const std::string &line : m_refused)
        r = r < 0 ? r : sd_bus_message_append(reply, "s", line.c_str());
    return r < 0 ? r : sd_bus_message_close_container(reply);
}

void FakeGateway::remember(sd_bus_message *call)
{
    const std::string signature = sd_bus_message_get_signature(call, 1);
    std::string line = std::string(sd_bus_message_get_member(call)) + "(" + signature + ")";
    const char *text = nullptr;
    const char *second = nullptr;
    int flag = 0;
    uint64_t number = 0;
    uint32_t limit = 0;
    if (signature == "sb" && sd_bus_message_read(call, "sb", &text, &flag) > 0)
        line += std::string(" ") + text + (flag ? " true" : " false");
    else if (signature == "ss" && sd_bus_message_read(call, "ss", &text, &second) > 0)
        line += std::string(" ") + text + " " + second;
    else if (signature == "s" && sd_bus_message_read(call, "s", &text) > 0)
        line += std::string(" ") + text;
    else if (signature == "b" && sd_bus_message_read(call, "b", &flag) > 0)
        line += flag ? " true" : " false";
    else if (signature == "u" && sd_bus_message_read(call, "u", &limit) > 0)
        line += " " + std::to_string(limit);
    else if (signature == "ssub" && sd_bus_message_read(call, "ssub", &text, &second, &limit, &flag) > 0)
        line += std::string(" ") + text + " " + second + " " + std::to_string(limit) + (flag ? " full" : " headers");
    else if (signature == "su" && sd_bus_message_read(call, "su", &text, &limit) > 0)
        line += std::string(" ") + text + " " + std::to_string(limit);
    else if (signature.starts_with("ta(ss)") && sd_bus_message_read(call, "t", &number) > 0) {
        line += " " + std::to_string(number);
        must(sd_bus_message_enter_container(call, 'a', "(ss)"), "Set");
        while (sd_bus_message_read(call, "(ss)", &text, &second) > 0)
            line += std::string(" ") + text + "=" + second;
        must(sd_bus_message_exit_container(call), "Set");
        if (signature.ends_with('u') && sd_bus_message_read(call, "u", &limit) > 0)
            line += " " + std::to_string(limit) + " s";
    } else if (int fd = -1; signature == "h" && sd_bus_message_read(call, "h", &fd) > 0) {
        char content[64] = {};
        const ssize_t size = pread(fd, content, sizeof content - 1, 0);
        line += size > 0 ? " " + std::string(content, std::strcspn(content, "\n")) : " nothing";
    }
    if (sd_bus_message_get_allow_interactive_authorization(call) > 0)
        line += " interactive";
    const std::lock_guard lock(m_mutex);
    m_calls.push_back(line);
}

} // namespace mesh44::test
