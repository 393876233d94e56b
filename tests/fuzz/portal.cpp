// SPDX-License-Identifier: GPL-3.0-or-later
// The portal's JSON: whatever comes in, the reader keeps its bounds and says only what may be printed and sent over
// D-Bus; what it took can be written as encap.txt and read again.
#include "core/formats/portal.h"
#include "core/formats/meshlist.h"
#include "tests/fuzz/require.h"

#include <algorithm>

using namespace mesh44;

namespace {

bool isPresentable(std::string text)
{
    // The ellipsis of a shortened quotation is the only character outside ASCII.
    for (size_t at = text.find("…"); at != std::string::npos; at = text.find("…"))
        text.erase(at, std::string_view("…").size());
    return !text.empty() && text.size() < 400 && std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    (void)readPortalSerial(text);
    const auto list = readPortal(text);
    if (!list) {
        require(isPresentable(list.error().message), "an error is short and printable");
        return 0;
    }
    require(list->entries.size() <= kMaxEncapEntries, "at most so many entries");
    require(list->refused.size() <= kMaxEncapRefusals, "at most so many refusals");
    require(list->serial.size() <= 64, "a short serial");
    for (const PortalRefusal &refusal : list->refused)
        require(isPresentable(refusal.place) && isPresentable(refusal.reason), "refusals are short and printable");
    const auto again = readMeshList(writeEncap(list->entries));
    require(list->entries.empty() || (again && again->entries == list->entries), "what it took can be written");
    return 0;
}
