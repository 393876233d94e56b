// SPDX-License-Identifier: GPL-3.0-or-later
// Saves one state into DIRECTORY: the process that the state store's test kills. The look for "begin" marks
// in a trace where saving starts. Exit: 0 saved, 3 the save failed.
#include "helper/statestore.h"

#include <cstdio>
#include <unistd.h>

int main(int argc, char **argv)
{
    using namespace mesh44;
    if (argc != 2)
        return 2;
    StateStore store(argv[1]);
    State state;
    state.enabled = true;
    for (uint32_t i = 0; i < 500; ++i)
        state.routes.push_back({.prefix = Ipv4Prefix::covering(Ipv4Address(0x2c040000 + (i << 8)), 24),
                                .endpoint = Ipv4Address(0xc6120000 + i)});
    if (const auto loaded = store.load(); !loaded)
        return 4;
    if (::access("/begin", F_OK) == 0)
        return 5;
    const Status status = store.save(state);
    if (!status)
        std::fprintf(stderr, "%s\n", status.error().message.c_str());
    return status ? 0 : 3;
}
