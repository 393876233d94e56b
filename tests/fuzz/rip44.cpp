// SPDX-License-Identifier: GPL-3.0-or-later
//
// The RIP44 parser on anything: it reads nothing outside, and what it lets through is what its types
// promise. Every input is tried as it is, and once more behind valid headers, so that the entries are
// reached without guessing checksums.

#include "core/rip44/filter.h"
#include "core/rip44/packet.h"
#include "tests/core/rip44builder.h"
#include "tests/fuzz/require.h"

using namespace mesh44;

namespace {

void check(std::span<const std::byte> packet)
{
    const auto parsed = parseRip44(packet, {test::kAnnouncer, "pLaInTeXtpAsSwD"});
    const auto *rip = std::get_if<RipPacket>(&parsed);
    if (!rip)
        return;
    require(rip->entries.size() <= 24);
    for (const RipEntry &entry : rip->entries) {
        require(entry.metric >= 1 && entry.metric <= 16);
        require((entry.prefix.address().value() & ~entry.prefix.mask()) == 0);
        if (!RouteFilter().check(entry.prefix, entry.endpoint))
            require(isAmateur(entry.prefix) && entry.prefix.length() >= RouteFilter::kShortest);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const std::span raw(reinterpret_cast<const std::byte *>(data), size);
    check(raw);
    if (size > 1400)
        return 0;
    const test::Bytes input(raw.begin(), raw.end());
    check(test::announcement(input));
    test::Bytes rip = test::ripHeader();
    test::addPassword(rip);
    rip.insert(rip.end(), input.begin(), input.end());
    check(test::announcement(rip));
    return 0;
}
