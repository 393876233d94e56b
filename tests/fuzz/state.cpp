// SPDX-License-Identifier: GPL-3.0-or-later
// State files and checkpoints: any bytes, and any body behind a right header. What is taken is written and read as the
// same; whatever was written is refused when one byte of it is another.
#include "helper/checkpoint.h"
#include "helper/sealing.h"
#include "helper/statefile.h"
#include "tests/fuzz/require.h"

using namespace mesh44;

namespace {

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
    for (const std::string &file : {bytes, seal("mesh44-state 1", bytes)})
        checkForm(file, decodeState, encodeState);
    for (const std::string &file : {bytes, seal("mesh44-checkpoint 1", bytes)})
        checkForm(file, decodeCheckpoint, encodeCheckpoint);
    return 0;
}
