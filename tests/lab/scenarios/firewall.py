# SPDX-License-Identifier: GPL-3.0-or-later
"""What the firewall lets through, drops and counts; and that it comes back."""
import time

from lablib import addresses, inject, network
from lablib.helper import CONFIGURATION
from lablib.scenario import on_each_plane, shows
from lablib.system import check, is_emulated, run, wait_until

from .forwarding import ANNOUNCER, check_clean

STRANGER = "192.0.2.66"
INTERNET = "8.8.4.4"


def configure(lab, text=""):
    """More configuration than the usual, at once."""
    lab.helper.configure(CONFIGURATION + text)
    lab.helper.reload()


def mode_is(lab, mode):
    configure(lab, f"[firewall]\nmode = {mode}\n")
    value = "return" if mode == "count" else "drop"
    wait_until(lambda: f'counter name "unknown_peer" {value}' in table(lab), 5, f"the firewall's mode is {mode}")


def table(lab):
    return run(["nft", "list", "table", "inet", "mesh44"], lab.network.gw, check_code=False).stdout


def counter(lab, name):
    return lab.helper.status()["counters"].get(f"firewall.{name}", 0)


def from_outside(lab, outer, inner):
    inject.send(lab.network.net, inject.tunnelled(outer, network.WAN, inner))


def arrives(lab, outer, inner, expression):
    """Whether the LAN host sees it. A second packet that is let in for sure marks the end of the first's time."""
    capture = lab.capture(lab.network.lan, "eth0", "icmp or tcp")
    mark = inject.echo(INTERNET, network.HOST, 4444)
    from_outside(lab, outer, inner)
    from_outside(lab, ANNOUNCER, mark)
    wait_until(lambda: any("seq 4444" in packet for packet in capture.packets()), 5, "the mark on the LAN")
    return any(expression in packet for packet in capture.packets())


@on_each_plane
@shows("S1")
def scenario_strangers_are_dropped(lab):
    """Tunnel packets of unknown senders, spoofed announcements and impossible inner sources: dropped and counted."""
    lab.up()
    target, endpoint = addresses.various_targets(lab.sim.mesh())[0]
    good = inject.echo(target, network.HOST)
    check(arrives(lab, endpoint, good, f"IP {target} > {network.HOST}"), "an endpoint's packet arrives")
    cases = {
        "unknown_peer": [(STRANGER, good)],
        "spoofed_source": [(endpoint, inject.echo("192.168.1.1", network.HOST)),
                           (endpoint, inject.echo("8.8.8.8", network.HOST)),
                           (endpoint, inject.echo("44.128.10.77", network.HOST)),
                           (ANNOUNCER, inject.echo("10.1.2.3", network.HOST)),
                           (ANNOUNCER, inject.echo("44.128.10.77", network.HOST))],
        "nested": [(endpoint, inject.tunnelled(target, network.HOST, good))],
    }
    for name, packets in cases.items():
        before = counter(lab, name)
        for outer, inner in packets:
            check(not arrives(lab, outer, inner, f"> {network.HOST}: ICMP echo request, id 4400, seq 1,"),
                  f"{name}: a packet from {outer} arrived")
        wait_until(lambda name=name, packets=packets, before=before: counter(lab, name) == before + len(packets), 5,
                   f"{len(packets)} {name} counted")
    check_clean(lab)


@on_each_plane
def scenario_no_relay(lab):
    """What comes out of the tunnel for others than us goes nowhere."""
    lab.up()
    target, endpoint = addresses.various_targets(lab.sim.mesh())[0]
    run(["ip", "address", "add", "192.168.7.1/24", "dev", "lan0"], lab.network.gw)
    wan = lab.capture(lab.network.gw, "wan0", f"host {INTERNET} or host 192.168.7.2")
    for destination in (INTERNET, "192.168.7.2"):
        check(not arrives(lab, endpoint, inject.echo(target, destination), f"{target} > {destination}"),
              "relayed to the LAN")
    check(not [packet for packet in wan.packets() if f"{target} > {INTERNET}" in packet and "IP 203" not in packet],
          f"relayed to the Internet: {wan.packets()}")
    check_clean(lab)


@shows("S2")
def scenario_spoofed_in_both_modes(lab):
    """A spoofed announcement changes nothing and is counted, whether the firewall enforces or counts."""
    lab.up()
    routes = set(lab.helper.routes())
    for mode in ("enforce", "count"):
        mode_is(lab, mode)
        before = counter(lab, "unknown_peer")
        lab.sim.burst(f"spoof {STRANGER}")
        wait_until(lambda before=before: counter(lab, "unknown_peer") >= before + 23, 5, f"{mode}: 23 packets counted")
        check(set(lab.helper.routes()) == routes, f"{mode}: the mesh is as it was")


@on_each_plane
def scenario_closed_until_opened(lab):
    """From the mesh to the LAN: answers and what is open; the MSS of what passes fits the tunnel."""
    lab.up()
    target, endpoint = addresses.various_targets(lab.sim.mesh())[0]
    knock = inject.syn(target, network.HOST, 2222)
    check(not arrives(lab, endpoint, knock, "2222"), "tcp/2222 is closed")
    wait_until(lambda: counter(lab, "closed") == 1, 5, "it is counted")
    configure(lab, "[firewall]\nopen = icmp 44.128.10.2:tcp/2222\n")
    wait_until(lambda: "tcp dport 2222" in table(lab), 5, "tcp/2222 is open")
    capture = lab.capture(lab.network.lan, "eth0", "tcp port 2222")
    check(arrives(lab, endpoint, knock, "2222"), "tcp/2222 is open")
    check("mss 1440" in capture.packets()[0], f"the MSS fits: {capture.packets()[0]}")
    configure(lab, "[firewall]\nmode = count\nopen = none\n")
    wait_until(lambda: 'counter name "closed" return' in table(lab), 5, "counting")
    before = counter(lab, "closed")
    check(arrives(lab, endpoint, inject.syn(target, network.HOST, 2223), "2223"), "counting lets it through")
    wait_until(lambda: counter(lab, "closed") > before, 5, "and counts it")
    check_clean(lab)


@on_each_plane
@shows("K14")
def scenario_flushed_ruleset(lab):
    """After `nft flush ruleset` and after a rule of ours is deleted the table is back within a second."""
    lab.up()
    before = table(lab)
    for command in ("flush ruleset", "flush chain inet mesh44 leaving", "delete table inet mesh44"):
        began = time.monotonic()
        run(["nft", command], lab.network.gw)
        wait_until(lambda: stateless(lab) == stateless_text(before), 5, f"our table after {command}")
        took = time.monotonic() - began
        lab.figures["_".join(command.split()[:2]) + "_back_s"] = round(took, 2)
        check(took < 1 or is_emulated(), f"{command}: back after {took:.2f} s")
    history = lab.ctl("history")["events"]
    check(any(event["kind"] == "firewall" for event in history), "the history says so")
    check_clean(lab)


def stateless(lab):
    return stateless_text(table(lab))


def stateless_text(listing):
    lines = [line.split(" counter packets")[0] for line in listing.splitlines() if "packets" not in line or "{" in line]
    return [" ".join(word for word in line.split() if not word.isdigit()) for line in lines]


@on_each_plane
def scenario_last_heard(lab):
    """Each endpoint's packets and bytes are counted once, and tell when it was last heard."""
    lab.up()
    target, endpoint = addresses.various_targets(lab.sim.mesh())[0]
    check(lab.ping_once(target), f"{target} answers")
    wait_until(lambda: [route for route in lab.helper.routes().values()
                        if route["endpoint"] == endpoint and route["last_heard"]], 15, f"{endpoint} was heard")
    heard = {route["endpoint"] for route in lab.helper.routes().values() if route["last_heard"]}
    check(heard == {endpoint}, f"and nobody else: {heard}")
    traffic = {row["address"]: row for row in lab.ctl("traffic")["traffic"]}
    # Outer header, inner header, ICMP header, 56 bytes.
    check([traffic[endpoint][name] for name in ("in_packets", "in_bytes", "out_packets", "out_bytes")]
          == [1, 104, 1, 104], f"one packet each way: {traffic[endpoint]}")


@on_each_plane
def scenario_clients(lab):
    """Hosts without an address in 44 reach the mesh under the gateway's, on request."""
    run(["ip", "address", "add", "192.168.7.1/24", "dev", "lan0"], lab.network.gw)
    run(["ip", "address", "add", "192.168.7.2/24", "dev", "eth0"], lab.network.lan)
    run(["ip", "route", "add", "44.0.0.0/8", "via", "192.168.7.1", "src", "192.168.7.2"], lab.network.lan)
    lab.up()
    target, endpoint = addresses.various_targets(lab.sim.mesh())[0]
    capture = lab.capture(lab.network.gw, "wan0", f"ip proto 4 and host {endpoint}")
    check(not answers(lab, target), "not without being asked")
    check(not capture.packets(), f"nothing went out: {capture.packets()}")
    configure(lab, "[routing]\nclients = 192.168.7.0/24\n")
    wait_until(lambda: "snat ip to" in table(lab), 5, "clients are translated")
    check(answers(lab, target), f"{target} answers a client")
    check(any(f"IP {network.GATEWAY} > {target}" in packet for packet in capture.packets()),
          "under the gateway's address")
    check_clean(lab)


def answers(lab, target):
    return run(["ping", "-n", "-c", "1", "-W", "2", "-I", "192.168.7.2", target], lab.network.lan,
               check_code=False).returncode == 0
