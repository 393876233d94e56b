// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/probe/captures.h"

namespace mesh44 {
namespace {

Error noCapture()
{
    return {ErrorCode::NotFound, "this caller has no capture; it may have left it alone for too long"};
}

} // namespace

Status Captures::start(sd_bus *bus, const std::string &caller, const CaptureRequest &request,
                       const CaptureDevices &devices)
{
    const auto old = m_captures.find(caller);
    if (old != m_captures.end() && old->second->capture->isRunning())
        return Error{ErrorCode::Conflict, "this caller is capturing already: stop that first"};
    if (old == m_captures.end() && m_captures.size() >= kMost)
        return Error{ErrorCode::LimitExceeded, "others are capturing already, as many as may at a time"};
    auto capture = Capture::start(m_event, request, devices);
    if (!capture)
        return capture.error();
    auto entry = std::make_unique<Entry>();
    entry->owner = this;
    entry->caller = caller;
    entry->capture = std::move(*capture);
    entry->idle = std::make_unique<Timer>(m_event, [this, caller] { forget(std::string(caller)); });
    entry->idle->start(kIdle);
    if (const Status watched = watchCaller(bus, *entry); !watched)
        return watched;
    m_captures[caller] = std::move(entry);
    return ok();
}

Status Captures::watchCaller(sd_bus *bus, Entry &entry)
{
    const std::string rule = "type='signal',sender='org.freedesktop.DBus',path='/org/freedesktop/DBus',"
                             "interface='org.freedesktop.DBus',member='NameOwnerChanged',arg0='"
                             + entry.caller + "'";
    sd_bus_slot *slot = nullptr;
    if (sd_bus_add_match_async(bus, &slot, rule.c_str(), onGone, onWatched, &entry) < 0)
        return Error{ErrorCode::Busy, "the bus does not watch the caller"};
    entry.gone.reset(slot);
    return ok();
}

int Captures::onGone(sd_bus_message *, void *userdata, sd_bus_error *)
{
    const auto &entry = *static_cast<Entry *>(userdata);
    entry.owner->forget(std::string(entry.caller));
    return 0;
}

// sd-bus closes the whole connection when a match is refused, unless somebody takes the answer. That the caller is gone
// is then found when it fetches nothing any more.
int Captures::onWatched(sd_bus_message *, void *, sd_bus_error *)
{
    return 0;
}

Result<CaptureView> Captures::fetch(const std::string &caller)
{
    const auto found = m_captures.find(caller);
    if (found == m_captures.end())
        return noCapture();
    CaptureView view = found->second->capture->fetch();
    if (view.running)
        found->second->idle->start(kIdle);
    else
        m_captures.erase(found);
    return view;
}

Status Captures::stop(const std::string &caller)
{
    const auto found = m_captures.find(caller);
    if (found == m_captures.end())
        return noCapture();
    found->second->capture->stop("stopped");
    return ok();
}

} // namespace mesh44
