// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Everybody around the authoriser, in one process and one loop: a service of user mesh44 that uses it,
// callers of any user, polkit's authentication agent, and a polkit that answers nonsense. The bus is real, and
// so is the user: the bus looks at who connects, and one thread can connect as many.

#include "core/bus/handle.h"
#include "helper/authorizer.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mesh44::test {

// Connected and named, in the loop; null on failure.
bus::Bus connectAs(const char *user, sd_event *event);

// Owns the gateway's name. Its method Up asks for org.mesh44.control and answers with what came of it.
class Service
{
public:
    explicit Service(sd_event *event);
    bool ready() const { return m_ready; }

    std::string action = "org.mesh44.control";
    std::map<std::string, std::string> details{{"revision", "7"}};
    Authorizer::Exempt exempt;
    size_t bytes = 0; // that each call is said to hold
    std::unique_ptr<Authorizer> authorizer;
    std::vector<Status> outcomes;
    std::function<void()> onOutcome;

private:
    static int onUp(sd_bus_message *call, void *service, sd_bus_error *);

    bus::Bus m_bus;
    bus::Slot m_slot;
    bool m_ready = false;
};

// One that calls Up. Destroying it takes it off the bus.
class Caller
{
public:
    Caller(const char *user, sd_event *event) : m_bus(connectAs(user, event)) {}
    void call(bool interactive = true);
    sd_bus *bus() const { return m_bus.get(); }

    std::vector<std::optional<ErrorCode>> answers; // nothing: it may
    std::string lastMessage;

private:
    static int onAnswer(sd_bus_message *reply, void *caller, sd_bus_error *);

    bus::Bus m_bus;
    std::vector<bus::Slot> m_slots;
};

// Where polkit shows its prompts, for everybody in this process.
class Agent
{
public:
    enum class Manner { Agrees, Dismisses, Silent };
    Agent(Manner manner, sd_event *event);
    ~Agent();
    bool registered() const { return m_registered; }

    std::vector<std::string> actions; // of the prompts so far
    std::string message;              // of the last prompt
    size_t withdrawn = 0;             // prompts that polkit took back

private:
    static int onBegin(sd_bus_message *call, void *agent, sd_bus_error *);
    static int onCancel(sd_bus_message *call, void *agent, sd_bus_error *);
    static int onResponded(sd_bus_message *reply, void *agent, sd_bus_error *);
    int tellRegistration(const char *method, bool withLocale);
    void respond(const char *cookie);

    Manner m_manner;
    bus::Bus m_bus;
    bus::Slot m_slot;
    std::vector<bus::Message> m_prompts;
    bool m_registered = false;
};

// Owns polkit's name and answers every question with the given reply, or with an error.
class FakePolkit
{
public:
    FakePolkit(std::string answer, sd_event *event);
    bool ready() const { return m_ready; }

private:
    static int onCheck(sd_bus_message *call, void *polkit, sd_bus_error *);

    std::string m_answer;
    bus::Bus m_bus;
    bus::Slot m_slot;
    bool m_ready = false;
};

} // namespace mesh44::test
