// SPDX-License-Identifier: GPL-3.0-or-later
// State files and checkpoints: any bytes, and any body behind a right header. What is taken is written and read as the
// same; whatever was written is refused when one byte of it is another.
#include "helper/checkpoint.h"
#include "helper/statefile.h"

#include <cstdio>
#include <cstdlib>

#include <zlib.h>

using namespace mesh44;

namespace {

void require(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

std::string withHeader(const char *name, const std::string &body)
{
    char line[80];
    std::snprintf(line, sizeof line, "%s 1 crc32=%08lx bytes=%zu\n", name,
                  crc32(0, reinterpret_cast<const Bytef *>(body.data()), static_cast<uInt>(body.size())), body.size());
    return line + body;
}

template <class Decode, class Encode> void checkForm(const std::string &file, Decode decode, Encode encode)
{
    const auto value = decode(file);
    if (!value)
        return require(!value.error().message.empty(), "a refusal says why");
    std::string bytes = encode(*value);
    const auto again = decode(bytes);
    require(again && *again == *value, "what we write is what we read");
    bytes[bytes.size() - 1 - file.size() % bytes.size()] ^= 1;
    require(!decode(bytes), "another byte is noticed");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const std::string bytes(reinterpret_cast<const char *>(data), size);
    for (const std::string &file : {bytes, withHeader("mesh44-state", bytes)})
        checkForm(file, decodeState, encodeState);
    for (const std::string &file : {bytes, withHeader("mesh44-checkpoint", bytes)})
        checkForm(file, decodeCheckpoint, encodeCheckpoint);
    return 0;
}
