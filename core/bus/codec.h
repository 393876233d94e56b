// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The one place where values become D-Bus messages and back, for helper, CLI and window.
// Signatures: org.mesh44.Gateway1.xml.
//
// append() and read() return 0 or a negative errno, as sd-bus does. A reader is tolerant of unknown
// dictionary keys and strict about everything else: a malformed address, an unknown state is -EBADMSG and
// leaves the value untouched. Bounded: at most 100,000 rows.

#include "core/bus/handle.h"
#include "core/checkup/check.h"
#include "core/checkup/finding.h"
#include "core/mesh/view.h"
#include "core/packet/capture.h"

namespace mesh44::bus {

int append(sd_bus_message *message, const GatewayStatus &status);                // a{sv}
int append(sd_bus_message *message, const std::vector<RouteView> &routes);       // a(sssbbssttt)
int append(sd_bus_message *message, const std::vector<EndpointView> &endpoints); // a(sbbuut)
int append(sd_bus_message *message, const std::vector<EventView> &events);       // a(tsss)
int append(sd_bus_message *message, const std::vector<SettingView> &settings);   // a(ssssus)
int append(sd_bus_message *message, const std::vector<TrafficView> &traffic);    // a(sttttt)
int append(sd_bus_message *message, const std::vector<Finding> &findings);       // a(ssss)
int append(sd_bus_message *message, const std::vector<Check> &checks);           // a(sssssssss)
int append(sd_bus_message *message, const std::vector<TimelineView> &points);    // a(tuutt)
int append(sd_bus_message *message, const PreviewView &preview);                 // the results of Preview
int append(sd_bus_message *message, const CaptureRequest &request);              // the arguments of StartCapture
int append(sd_bus_message *message, const CaptureView &captured);                // the results of GetCaptured
int append(sd_bus_message *message, const Snapshot &snapshot);                   // the arguments of GetSnapshot
int append(sd_bus_message *message, const Delta &delta);                         // the arguments of Changed
int append(sd_bus_message *message, const BurstView &burst);                     // the arguments of BurstHeard
int append(sd_bus_message *message, const EventView &event);                     // (tsss)

int read(sd_bus_message *message, GatewayStatus &status);
int read(sd_bus_message *message, std::vector<RouteView> &routes);
int read(sd_bus_message *message, std::vector<EndpointView> &endpoints);
int read(sd_bus_message *message, std::vector<EventView> &events);
int read(sd_bus_message *message, std::vector<SettingView> &settings);
int read(sd_bus_message *message, std::vector<TrafficView> &traffic);
int read(sd_bus_message *message, std::vector<Finding> &findings);
int read(sd_bus_message *message, std::vector<Check> &checks);
int read(sd_bus_message *message, std::vector<TimelineView> &points);
int read(sd_bus_message *message, PreviewView &preview);
int read(sd_bus_message *message, CaptureView &captured);
int read(sd_bus_message *message, Snapshot &snapshot);
int read(sd_bus_message *message, Delta &delta);
int read(sd_bus_message *message, BurstView &burst);
int read(sd_bus_message *message, EventView &event);

} // namespace mesh44::bus
