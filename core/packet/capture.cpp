// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/packet/capture.h"

#include "core/net/quote.h"

#include <algorithm>
#include <array>

namespace mesh44 {
namespace {

constexpr std::array<std::string_view, 6> kCaptureKinds{"all", "tunnel", "device", "endpoint", "prefix", "rip44"};

} // namespace

std::string_view toString(CaptureOnly only)
{
    return kCaptureKinds[static_cast<size_t>(only)];
}

Result<CaptureFilter> CaptureFilter::parse(std::string_view kind, std::string_view subject)
{
    const auto *const found = std::ranges::find(kCaptureKinds, kind);
    if (found == kCaptureKinds.end())
        return Error{ErrorCode::InvalidArgument,
                     quote(kind) + " is none of all, tunnel, device, endpoint, prefix and rip44"};
    CaptureFilter filter{.only = static_cast<CaptureOnly>(found - kCaptureKinds.begin())};
    if (filter.only == CaptureOnly::Endpoint) {
        const auto endpoint = Ipv4Address::parse(subject);
        if (!endpoint)
            return endpoint.error();
        filter.endpoint = *endpoint;
    } else if (filter.only == CaptureOnly::Prefix) {
        const auto prefix = Ipv4Prefix::parse(subject);
        if (!prefix)
            return prefix.error();
        filter.prefix = *prefix;
    } else if (!subject.empty()) {
        return Error{ErrorCode::InvalidArgument,
                     "nothing more belongs to " + std::string(kind) + ", not " + quote(subject)};
    }
    return filter;
}

std::string CaptureFilter::subject() const
{
    if (only == CaptureOnly::Endpoint)
        return endpoint.toString();
    return only == CaptureOnly::Prefix ? prefix.toString() : std::string{};
}

bool CaptureFilter::watchesDevice() const
{
    return only == CaptureOnly::All || only == CaptureOnly::Device || only == CaptureOnly::Prefix;
}

std::string describe(const CaptureFilter &filter)
{
    switch (filter.only) {
    case CaptureOnly::All: return "all packets of the tunnel, outside and inside";
    case CaptureOnly::Tunnel: return "the tunnel's packets outside";
    case CaptureOnly::Device: return "the packets inside the tunnel";
    case CaptureOnly::Endpoint:
    case CaptureOnly::Prefix: return "packets of " + filter.subject();
    case CaptureOnly::Rip44: return "announcements";
    }
    return {};
}

} // namespace mesh44
