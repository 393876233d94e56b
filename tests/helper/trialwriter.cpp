// SPDX-License-Identifier: GPL-3.0-or-later
//
// One step of a change of gateway.mode from full to mesh, in FOLDER, on a fake kernel: the process that the test of
// faults kills. The look for "begin" marks in a trace where the step starts. Exit: 0 done; 3 refused, and the gateway
// is as it was; 6 refused, but changed.
#include "tests/helper/gatewayrig.h"

#include <cstdio>
#include <string_view>

#include <unistd.h>

namespace {

using namespace mesh44;

Status step(std::string_view what, Gateway &gateway)
{
    if (what == "apply") {
        const auto token = gateway.applyOnTrial(0, {{"gateway.mode", "mesh"}}, 60, 1000);
        return token ? ok() : Status(token.error());
    }
    if (what == "set")
        return gateway.set(0, {{"gateway.mode", "mesh"}}, "root");
    return what == "confirm" ? gateway.confirmTrial("", "root") : gateway.rollbackTrial("", "root");
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    const std::string_view what = argv[2];
    test::GatewayRig rig(argv[1]);
    if (what == "start" && ::access("/begin", F_OK) == 0)
        return 5;
    test::GatewayRig::Run run(rig);
    if (what == "start")
        return 0;
    const bool decides = what == "confirm" || what == "rollback";
    if (decides && !run->applyOnTrial(0, {{"gateway.mode", "mesh"}}, 60, 1000))
        return 4;
    const uint64_t writes = rig.kernel.writes();
    if (::access("/begin", F_OK) == 0)
        return 5;
    const Status done = step(what, *run.gateway);
    if (done)
        return 0;
    std::fprintf(stderr, "%s\n", done.error().message.c_str());
    const bool unchanged = run->status().mode == (decides ? "mesh" : "full") && rig.kernel.writes() == writes;
    return unchanged ? 3 : 6;
}
