# SPDX-License-Identifier: GPL-3.0-or-later
"""How the time grows with the mesh."""
import pathlib
import time

from lablib import addresses, network
from lablib.scenario import on_each_plane
from lablib.system import check, run, wait_until


@on_each_plane
def scenario_ten_thousand_routes(lab):
    """10,000 routes in one back-to-back burst: nothing lost, time linear from 1,000."""
    took = {}
    for routes, endpoints in ((1000, 660), (10000, 6600)):
        sim = lab.simulate("--seed", 44, "--routes", routes, "--endpoints", endpoints, "--pace", 0)
        took[routes] = install_time(lab, addresses.installable(sim.mesh()))
        lab.figures[f"install_{routes}_s"] = round(took[routes], 2)
        lab.figures[f"ip_batch_{routes}_s"] = round(plain_routes_time(lab, addresses.installable(sim.mesh())), 2)
    growth = took[10000] / took[1000]
    lab.figures["install_growth"] = round(growth, 1)
    check(growth < 20, f"ten times the routes took {growth:.1f} times as long")


def install_time(lab, mesh):
    """From the first packet until the kernel has the last route, in a helper that knows nothing."""
    for path in lab.helper.state.iterdir():
        path.unlink()
    lab.helper.start()
    burst = lab.sim.burst()
    # Beside the mesh's routes there is one for our own subnet.
    wait_until(lambda: lab.prefixes() == len(mesh) + 1, 60, f"{len(mesh)} routes")
    took = time.time() - burst["first_packet_us"] / 1e6
    check_nothing_lost(lab, mesh)
    lab.helper.term()
    return took


def check_nothing_lost(lab, mesh):
    counters = lab.helper.status()["counters"]
    check(counters["rip44.overflows"] == 0, "the socket overflowed")
    endpoints = lab.network.nexthops()
    routes = {prefix: endpoints.get(nexthop) for prefix, nexthop in lab.network.mesh_routes().items()}
    check(routes == mesh, f"{len(set(routes.items()) ^ set(mesh.items()))} routes differ")


def plain_routes_time(lab, mesh):
    """The same by `ip -batch`, with plain routes, in a namespace of its own."""
    name = lab.network.gw + "-plain"
    device = "tunl0" if lab.plane == "kernel" else "wan1"
    batch = pathlib.Path(lab.folder, "batch")
    batch.write_text("".join(f"route add {prefix} via {endpoint} dev {device} onlink table {network.MESH_TABLE}\n"
                             for prefix, endpoint in mesh.items()))
    run(["ip", "netns", "add", name])
    try:
        # Without a local table the kernel takes every gateway for a broadcast address.
        run(["ip", "link", "set", "lo", "up"], name)
        if lab.plane != "kernel":
            run(["ip", "link", "add", device, "type", "veth", "peer", "name", "isp1"], name)
            run(["ip", "link", "set", "isp1", "up"], name)
        run(["ip", "link", "set", device, "up"], name)
        began = time.monotonic()
        run(["ip", "-batch", batch], name)
        return time.monotonic() - began
    finally:
        run(["ip", "netns", "delete", name], check_code=False)
