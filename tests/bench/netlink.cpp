// SPDX-License-Identifier: GPL-3.0-or-later
// Putting a mesh into the kernel: routes by nexthop objects through NetlinkKernel, beside plain routes through
// NetlinkKernel and by `ip -batch`, in a namespace of its own in the same run. Best of three. After each the
// dump must show what was put.
#include "helper/kernel/netlinkkernel.h"
#include "tests/helper/kernelnamespace.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>

using namespace mesh44;

namespace {

constexpr uint32_t kTable = 44;
constexpr int kRounds = 3;

struct Mesh
{
    std::vector<Operation> byNexthops; // nexthops first
    std::vector<Operation> plain;
    std::string batch; // the same plain routes for `ip`
    size_t endpoints = 0;
    size_t routes = 0;
};

// Three routes for two endpoints; all endpoints are behind the device's own prefix, 198.18.0.0/15.
Mesh makeMesh(int link, uint32_t size)
{
    Mesh mesh{.endpoints = size * 2 / 3, .routes = size};
    const auto endpoint = [&](size_t i) {
        return Ipv4Address((198U << 24) + (18U << 16) + 2 + static_cast<uint32_t>(i % mesh.endpoints));
    };
    const auto id = [&](size_t i) { return kFirstNexthopId + static_cast<uint32_t>(i % mesh.endpoints); };
    for (size_t i = 0; i < mesh.endpoints; ++i)
        mesh.byNexthops.push_back(
            PutNexthop{{.id = id(i), .link = link, .gateway = endpoint(i), .onlink = true, .protocol = kOurProtocol}});
    for (size_t i = 0; i < size; ++i) {
        const auto destination = Ipv4Prefix::covering(Ipv4Address((44U << 24) + (static_cast<uint32_t>(i) << 4)), 28);
        KernelRoute route{.destination = destination, .table = kTable, .protocol = kOurProtocol, .nexthop = id(i)};
        mesh.byNexthops.push_back(PutRoute{route});
        route.nexthop = 0;
        route.gateway = endpoint(i);
        route.link = link;
        mesh.plain.push_back(PutRoute{route});
        mesh.batch += "route add " + destination.toString() + " via " + route.gateway.toString()
                      + " dev mesh0 table 44 proto 144\n";
    }
    return mesh;
}

[[noreturn]] void fail(const std::string &what)
{
    std::fprintf(stderr, "FAIL: %s\n", what.c_str());
    std::exit(1);
}

void runIp(const std::string &batch)
{
    FILE *ip = popen("ip -batch -", "w");
    if (!ip || std::fwrite(batch.data(), 1, batch.size(), ip) != batch.size() || pclose(ip) != 0)
        fail("ip -batch");
}

void perform(Kernel &kernel, const std::vector<Operation> &operations)
{
    const auto results = kernel.apply(operations);
    for (size_t i = 0; i < results.size(); ++i) {
        if (results[i].error != 0)
            fail(describe(operations[i]) + ": " + results[i].message);
    }
}

KernelState dump(Kernel &kernel)
{
    auto state = kernel.dump();
    if (!state)
        fail(state.error().message);
    return *state;
}

double milliseconds(const std::function<void()> &work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

void clear(Kernel &kernel)
{
    const KernelState state = dump(kernel);
    std::vector<Operation> operations;
    for (const KernelRoute &route : state.routes) {
        if (route.table == kTable && route.nexthop == 0)
            operations.push_back(RemoveRoute{route});
    }
    for (const KernelNexthop &nexthop : state.nexthops)
        operations.push_back(RemoveNexthop{nexthop.id});
    perform(kernel, operations);
}

struct Times
{
    double put = 1e9;
    double dump = 1e9;
};

Times measure(Kernel &kernel, const Mesh &mesh, size_t nexthops, const std::function<void()> &put)
{
    Times best;
    for (int round = 0; round < kRounds; ++round) {
        best.put = std::min(best.put, milliseconds(put));
        KernelState state;
        best.dump = std::min(best.dump, milliseconds([&] { state = dump(kernel); }));
        const auto routes = std::ranges::count(state.routes, kTable, &KernelRoute::table);
        if (static_cast<size_t>(routes) != mesh.routes || state.nexthops.size() != nexthops)
            fail("the dump does not show what was put");
        clear(kernel);
    }
    return best;
}

void compare(Kernel &kernel, int link, uint32_t size)
{
    const Mesh mesh = makeMesh(link, size);
    const Times ours = measure(kernel, mesh, mesh.endpoints, [&] { perform(kernel, mesh.byNexthops); });
    const Times plain = measure(kernel, mesh, 0, [&] { perform(kernel, mesh.plain); });
    const Times batch = measure(kernel, mesh, 0, [&] { runIp(mesh.batch); });
    std::printf("%6zu %10zu %13.1f %9.1f %13.1f %14.1f %10.2f %9.2f\n", mesh.routes, mesh.endpoints, ours.put,
                ours.dump, plain.put, batch.put, batch.put / ours.put, ours.put * 1000 / static_cast<double>(size));
}

} // namespace

int main()
{
    if (const Status status = test::enterNamespace(); !status)
        return test::skip(status.error(), "MESH44_REQUIRE_LAB");
    runIp("link add mesh0 type veth peer name mesh1\nlink set mesh1 up\nlink set mesh0 up\n"
          "address add 198.18.0.1/15 dev mesh0\n");
    const auto kernel = NetlinkKernel::open();
    if (!kernel)
        fail(kernel.error().message);
    const KernelState start = dump(**kernel);
    std::printf("ms, best of %d\n%6s %10s %13s %9s %13s %14s %10s %9s\n", kRounds, "routes", "endpoints", "by nexthop",
                "dump", "plain", "plain, ip", "ip/nexthop", "µs/route");
    for (const uint32_t size : {1000U, 10000U})
        compare(**kernel, start.link("mesh0")->index, size);
    return 0;
}
