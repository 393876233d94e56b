// SPDX-License-Identifier: GPL-3.0-or-later
// encap.txt: whatever comes in, the reader keeps its bounds, says only what may be printed and sent over D-Bus,
// and what it took is what it reads again after writing.
#include "core/formats/encap.h"
#include "tests/fuzz/require.h"

#include <algorithm>

using namespace mesh44;

namespace {

bool isPresentable(const EncapRefusal &refusal)
{
    // The ellipsis of a shortened quotation is the only character outside ASCII.
    std::string text = refusal.reason;
    if (const size_t at = text.find("…"); at != std::string::npos)
        text.erase(at, std::string_view("…").size());
    return refusal.line > 0 && !text.empty() && text.size() < 300
           && std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const EncapFile file = readEncap({reinterpret_cast<const char *>(data), size});
    require(file.entries.size() <= kMaxEncapEntries, "at most so many entries");
    require(file.refused.size() <= kMaxEncapRefusals, "at most so many refusals");
    require(std::ranges::all_of(file.refused, isPresentable), "reasons are short and printable");

    const EncapFile again = readEncap(writeEncap(file.entries));
    require(again.refused.empty(), "what we write is accepted");
    require(again.entries == file.entries, "what we write is what we read");
    return 0;
}
