// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The small JSON objects that exist on the command line only. One line each, without a line end.

#include "core/bus/client.h"
#include "core/formats/amprripd.h"
#include "core/formats/registration.h"

namespace mesh44::ctl {

std::string doneToJson(); // something was switched
std::string trialToJson(const std::string &token, uint32_t seconds, const std::string &confirm); // `set`
std::string importToJson(const bus::ImportOutcome &outcome, const std::vector<RegistrationFinding> &registration);
std::string amprRipdToJson(const AmprRipdImport &import, bool applied); // `import --ampr-ripd`
std::string packetToJson(const CapturedPacket &packet);                 // `capture`
std::string captureEndToJson(const CaptureView &end);
std::string serviceToJson(bool running);                              // `watch`
std::string errorToJson(ErrorCode code, const std::string &sentence); // on stderr

} // namespace mesh44::ctl
