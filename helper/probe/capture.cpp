// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/probe/capture.h"

namespace mesh44 {

Capture::Capture(sd_event *event, const CaptureRequest &request)
    : m_request(request), m_end(event, [this] { stop("time"); }), m_nextSecond(event, [this] {
          m_inThisSecond = 0;
          holdAll(false);
      })
{
}

Result<std::unique_ptr<Capture>> Capture::start(sd_event *event, const CaptureRequest &request,
                                                const CaptureDevices &devices)
{
    if (request.seconds < 1 || request.seconds > kMostCaptureSeconds)
        return Error{ErrorCode::InvalidArgument, "a capture takes from 1 to 3600 seconds"};
    const uint32_t snapLength = request.full ? kCaptureFullBytes : kCaptureHeaderBytes;
    std::unique_ptr<Capture> self(new Capture(event, request));
    Status watched = ok();
    if (request.filter.watchesUnderlay())
        watched = self->watch(event, devices.underlay, underlayProgram(request.filter, snapLength));
    if (watched && request.filter.watchesDevice() && (!devices.device.empty() || !request.filter.watchesUnderlay()))
        watched = self->watch(event, devices.device, deviceProgram(request.filter, snapLength));
    if (!watched)
        return watched.error();
    self->m_view.running = true;
    self->m_end.start(std::chrono::seconds(request.seconds));
    return self;
}

Status Capture::watch(sd_event *event, const std::string &device, FilterProgram program)
{
    if (device.empty())
        return Error{ErrorCode::NotFound, m_request.filter.watchesUnderlay()
                                              ? "there is no way to the Internet to look at"
                                              : "there is no tunnel device to look at: the gateway is down"};
    const uint32_t snapLength = m_request.full ? kCaptureFullBytes : kCaptureHeaderBytes;
    auto socket = CaptureSocket::open(event, device, std::move(program), snapLength,
                                      [this](CapturedPacket packet) { take(std::move(packet)); });
    if (!socket)
        return socket.error();
    m_sockets.push_back(std::move(*socket));
    return ok();
}

void Capture::take(CapturedPacket packet)
{
    if (!m_view.running)
        return;
    ++m_view.received;
    m_bytes += packet.bytes.size();
    m_kept += sizeOf(packet);
    m_packets.push_back(std::move(packet));
    while (m_kept > kKeptBytes) {
        m_kept -= sizeOf(m_packets.front());
        m_packets.pop_front();
        ++m_view.overwritten;
    }
    if (m_bytes >= kMostBytes)
        return stop("bytes");
    m_nextSecond.startOnce(std::chrono::seconds(1));
    if (++m_inThisSecond >= kPace)
        holdAll(true);
}

void Capture::holdAll(bool held)
{
    if (!m_view.running)
        return;
    for (const auto &socket : m_sockets)
        socket->hold(held);
}

// The sockets stay until destruction: this may be called from within one.
void Capture::stop(const std::string &why)
{
    if (!m_view.running)
        return;
    holdAll(true);
    m_view.running = false;
    m_view.ended = why;
    m_end.stop();
    m_nextSecond.stop();
}

CaptureView Capture::fetch()
{
    if (m_view.running) {
        m_view.dropped = 0;
        for (const auto &socket : m_sockets)
            m_view.dropped += socket->dropped();
    }
    CaptureView view = m_view;
    size_t bytes = 0;
    while (!m_packets.empty() && bytes < kFetchedBytes) {
        bytes += sizeOf(m_packets.front());
        m_kept -= sizeOf(m_packets.front());
        view.packets.push_back(std::move(m_packets.front()));
        m_packets.pop_front();
    }
    // Who asks again gets the rest.
    view.running = m_view.running || !m_packets.empty();
    return view;
}

} // namespace mesh44
