# SPDX-License-Identifier: GPL-3.0-or-later
"""Packets through the mesh."""
import time

from lablib import addresses, network
from lablib import lab as laboratory
from lablib.scenario import on_each_plane, shows
from lablib.system import check, run, wait_until

ANNOUNCER = "169.228.34.84"
INTERNET = "8.8.8.8"


@on_each_plane
def scenario_ping_five_endpoints(lab):
    """A LAN host reaches five endpoints; tcpdump shows outer and inner headers as they should be."""
    lab.up()
    targets = addresses.various_targets(lab.sim.mesh())
    check(len(targets) == 5, "five endpoints to try")
    capture = lab.capture(lab.network.gw, "wan0", "ip proto 4 and not host " + ANNOUNCER)
    for target, _ in targets:
        check(lab.ping_once(target), f"{target} does not answer")
    packets = wait_until(lambda: enough(capture.packets(), 10), 10, "ten packets on the WAN")
    for target, endpoint in targets:
        out = f"IP {network.WAN} > {endpoint}: IP {network.HOST} > {target}: ICMP echo request"
        back = f"IP {endpoint} > {network.WAN}: IP {target} > {network.HOST}: ICMP echo reply"
        check(sum(out in packet for packet in packets) == 1, f"not on the WAN: {out}\n" + "\n".join(packets))
        check(sum(back in packet for packet in packets) == 1, f"not on the WAN: {back}")
    lab.figures["example_packet"] = packets[0].split(" ", 1)[1]
    check_clean(lab)


def enough(packets, count):
    return packets if len(packets) >= count else None


def check_clean(lab):
    """Nothing left unencapsulated, nothing went to the wrong endpoint."""
    stats = lab.sim.command("stats")
    for name in ("leaked", "misdelivered", "unknown"):
        check(stats[name] == 0, f"{stats[name]} packets {name}")


@on_each_plane
def scenario_other_ways(lab):
    """The Internet through the announcer, the gateway's own pings with its 44 address, ours never out again."""
    lab.up()
    target, _ = addresses.various_targets(lab.sim.mesh())[0]
    check(lab.ping_once(INTERNET), "a LAN host reaches the Internet")
    check(lab.sim.command("stats")["internet"] == 1, "… through the announcer")
    capture = lab.capture(lab.network.gw, "wan0", "ip proto 4")
    check(run(["ping", "-n", "-c", "1", "-W", "5", target], lab.network.gw, check_code=False).returncode == 0,
          "the gateway itself reaches the mesh")
    packets = wait_until(lambda: enough(capture.packets(), 2), 10, "two packets on the WAN")
    check(f"IP {network.GATEWAY} > {target}" in packets[0], f"with its 44 address: {packets[0]}")
    dead = "44.128.10.200"
    check(run(["ping", "-n", "-c", "1", "-W", "1", dead], lab.network.gw, check_code=False).returncode != 0, dead)
    check_clean(lab)


@on_each_plane
def scenario_suppress_endpoint(lab):
    """Switching an endpoint off stops its packets, and only those; switching it on resumes them."""
    lab.up()
    (target, endpoint), (other, _) = addresses.various_targets(lab.sim.mesh())[2:4]
    check(lab.ping_once(target), f"{target} answers")
    lab.ctl("endpoint", "suppress", endpoint)
    wait_until(lambda: endpoint not in lab.network.nexthops().values(), 5, "its nexthop is a blackhole")
    check(run(["ping", "-n", "-c", "1", "-W", "1", target], lab.network.lan, check_code=False).returncode != 0,
          f"{target} still answers")
    check(lab.ping_once(other), f"{other} answers all the same")
    view = {view["address"]: view for view in lab.ctl("endpoints")["endpoints"]}[endpoint]
    check(view["suppressed"] and not view["fallback"], f"the view says so: {view}")
    lab.ctl("endpoint", "allow", endpoint)
    wait_until(lambda: endpoint in lab.network.nexthops().values(), 5, "its nexthop is back")
    check(lab.ping_once(target), f"{target} answers again")
    check_clean(lab)


@on_each_plane
def scenario_suppress_prefix(lab):
    """Switching one prefix off leaves the others of its endpoint."""
    lab.up()
    mesh = lab.sim.mesh()
    endpoint = addresses.largest_endpoint(mesh)
    reachable = [(prefix, addresses.target_in(mesh, prefix)) for prefix, other in addresses.installable(mesh).items()
                 if other == endpoint]
    (prefix, target), (_, other) = [pair for pair in reachable if pair[1]][:2]
    lab.ctl("prefix", "suppress", prefix)
    wait_until(lambda: prefix not in lab.network.mesh_routes(), 5, f"{prefix} is a blackhole")
    check(run(["ping", "-n", "-c", "1", "-W", "1", target], lab.network.lan, check_code=False).returncode != 0,
          f"{target} still answers")
    check(lab.ping_once(other), f"{other} of the same endpoint answers")
    lab.ctl("prefix", "allow", prefix)
    wait_until(lambda: prefix in lab.network.mesh_routes(), 5, f"{prefix} is back")
    check(lab.ping_once(target), f"{target} answers again")
    check_clean(lab)


@on_each_plane
@shows("P1")
def scenario_kill_and_restart(lab):
    """kill -9 under a stream of pings, then a new start: no lost packet, no unreachable, no route event."""
    lab.up()
    lab.wait_burst_end(1)
    wait_until(lambda: saved(lab), 15, "the mesh is stored")
    targets = [target for target, _ in addresses.various_targets(lab.sim.mesh())]
    monitor = lab.monitor()
    began = time.monotonic()
    pinger = lab.pinger(targets, rate=250)
    wait_until(lambda: answered(lab) > 250, 10, "a second of pings")
    lab.helper.kill()
    if lab.plane == "kernel":
        before = answered(lab)
        wait_until(lambda: answered(lab) > before + 250, 10, "a second of pings without a helper")
    else:
        # Packets wait in the device's queue and in the socket, some 500 of them.
        lab.figures["device_kept"] = "mesh44" in run(["ip", "link", "show"], lab.network.gw).stdout
    started = time.monotonic()
    lab.helper.start()
    wait_until(lambda: lab.helper.status()["routes_installed"] == laboratory.INSTALLED, 10, "the helper takes over")
    lab.figures["new_helper_s"] = round(time.monotonic() - started, 2)
    before = answered(lab)
    wait_until(lambda: answered(lab) > before + 250, 10, "a second of pings with the new one")
    report = pinger.report()
    rate = report["sent"] / report["seconds"]
    lab.figures["kill_pings"] = f"{report['received']} of {report['sent']} at {rate:.0f}/s"
    check(rate >= 200, f"only {rate:.0f} pings a second in {time.monotonic() - began:.1f} s")
    events = monitor.events()
    check(not events, f"{len(events)} events: {events[:5]}")
    check(report["received"] == report["sent"] and report["unreachable"] == 0, f"lost: {report}")
    check_clean(lab)


def answered(lab):
    return lab.sim.command("stats")["answered"]


def saved(lab):
    """The stored state holds the whole mesh."""
    state = lab.helper.state / "state.json"
    return state.exists() and state.stat().st_size > laboratory.INSTALLED * 10
