# SPDX-License-Identifier: GPL-3.0-or-later
"""What carries the outer packets changes."""
import time

from lablib import addresses, network
from lablib.scenario import shows
from lablib.system import check, is_emulated, run, wait_until

OTHER = "203.0.113.77"


@shows("N1")
def scenario_wan_address_changes(lab):
    """The outer source follows a new address within a second, no route changes, and the old one is named."""
    lab.up()
    lab.sim.command(f"add {network.SUBNET} {network.WAN}") # who the announcer says that we are
    lab.learn()
    target, endpoint = addresses.various_targets(lab.sim.mesh())[0]
    monitor = lab.monitor()
    began = time.monotonic()
    network.batch([f"address del {network.WAN}/24 dev wan0", f"address add {OTHER}/24 dev wan0",
                   f"route replace default via {network.ISP}"], lab.network.gw)
    wait_until(lambda: lab.helper.status()["underlay_address"] == OTHER, 5, "the helper knows the new address")
    took = time.monotonic() - began
    lab.figures["known_after_s"] = round(took, 2)
    check(took < 1 or is_emulated(), f"after {took:.2f} s")
    capture = lab.capture(lab.network.gw, "wan0", f"ip proto 4 and dst host {endpoint}")
    run(["ping", "-n", "-c", "1", "-W", "1", target], lab.network.lan, check_code=False)
    wait_until(lambda: any(f"IP {OTHER} > {endpoint}" in packet for packet in capture.packets()), 5, "the new source")
    changed = [event for event in monitor.events("ROUTE") if f"table {network.MESH_TABLE}" in event]
    check(not changed, f"routes of the mesh were touched: {changed[:3]}")
    problems = [problem["message"] for problem in lab.helper.status()["problems"]]
    check(any(network.WAN in problem and OTHER in problem for problem in problems),
          f"the old address is named: {problems}")


def scenario_narrower_wan(lab):
    """PPPoE: the tunnel's MTU follows the WAN's."""
    lab.up()
    device = "mesh44" if lab.plane == "userspace" else "tunl0"
    run(["ip", "link", "set", "wan0", "mtu", "1492"], lab.network.gw)
    wait_until(lambda: "mtu 1472" in run(["ip", "link", "show", device], lab.network.gw).stdout, 5, "an MTU of 1472")
    target, _ = addresses.various_targets(lab.sim.mesh())[0]
    result = run(["ping", "-n", "-c", "1", "-W", "2", "-M", "do", "-s", "1452", target], lab.network.lan,
                 check_code=False)
    check("mtu = 1472" in result.stdout or "mtu=1472" in result.stdout, f"a LAN host hears of it: {result.stdout}")
    check(run(["ping", "-n", "-c", "1", "-W", "5", "-M", "do", "-s", "1444", target], lab.network.lan,
              check_code=False).returncode == 0, "what fits goes through")


@shows("S5")
def scenario_arp_for_the_tunnel(lab):
    """Nobody on the WAN is told where the tunnel's address is."""
    run(["ip", "link", "del", "lan0"], lab.network.gw) # only the tunnel has the address
    lab.up()
    run(["ip", "route", "add", f"{network.GATEWAY}/32", "dev", "isp0"], lab.network.net)
    run(["ping", "-n", "-c", "1", "-W", "2", network.GATEWAY], lab.network.net, check_code=False)
    neighbour = run(["ip", "neigh", "show", network.GATEWAY], lab.network.net).stdout
    check("lladdr" not in neighbour, f"answered: {neighbour}")
