// SPDX-License-Identifier: GPL-3.0-or-later
// The fake gateway as a program of its own, for tests that look at the real window from outside: fakegateway ADDRESS.
// A line on standard input is a wish, the line on standard output says that it came true; the end of input ends it.
#include "fakegateway.h"
#include "tests/ui/meshmaker.h"

#include <cstdio>
#include <iostream>

namespace {

using namespace mesh44;
using namespace mesh44::test;

void switchTo(FakeGateway &gateway, GatewayState state)
{
    gateway.change([state](Snapshot &snapshot) {
        snapshot.status.state = state;
        snapshot.status.enabled = state != GatewayState::Down;
    });
}

std::string answer(FakeGateway &gateway, const std::string &wish)
{
    if (wish == "up")
        switchTo(gateway, GatewayState::Up);
    else if (wish == "down")
        switchTo(gateway, GatewayState::Down);
    else if (wish == "calls") {
        std::string calls;
        for (const std::string &call : gateway.calls())
            calls += call + ";";
        return calls;
    } else
        return "unknown";
    return "done";
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    FakeGateway gateway;
    gateway.start(argv[1]);
    gateway.change([](Snapshot &snapshot) { snapshot = MeshMaker(5).make(60); });
    std::cout << "ready" << std::endl;
    for (std::string wish; std::getline(std::cin, wish);)
        std::cout << answer(gateway, wish) << std::endl;
}
