# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs that manage the computer's network start, restart and take away what they do not know."""
import contextlib
import pathlib
import statistics
import subprocess

from lablib import addresses
from lablib import lab as laboratory
from lablib import network
from lablib.drift import gaps, kernel_lines, recovery, settled, wait_line
from lablib.networkd import Networkd
from lablib.networkmanager import NetworkManager
from lablib.scenario import needs_no_ipip, shows
from lablib.system import check, end_process, inside, is_emulated, run, wait_until

PACKAGING = pathlib.Path(laboratory.REPOSITORY, "packaging")
UNMANAGED = {"10-mesh44.network": (PACKAGING / "10-mesh44.network").read_text(encoding="utf-8")}
KEEP_RULES = {"50-mesh44.conf": (PACKAGING / "networkd-keep-foreign-rules.conf").read_text(encoding="utf-8")}
ADDRESSES = f"[Network]\nAddress={network.WAN}/24\nGateway={network.ISP}\nLinkLocalAddressing=no\nIPv6AcceptRA=no\n"
WAN_ONLY = {"50-wan.network": f"[Match]\nName=wan0\n{ADDRESSES}"}
EVERYTHING = {**WAN_ONLY, "90-all.network": "[Match]\nName=*\n[Network]\nLinkLocalAddressing=no\nIPv6AcceptRA=no\n"}

OUR_SNIPPET = {"mesh44.conf": (PACKAGING / "networkmanager.conf").read_text(encoding="utf-8")}
WAN_CONNECTION = {"wan.nmconnection": f"""[connection]
id=wan
type=ethernet
interface-name=wan0
autoconnect=false
[ipv4]
method=manual
address1={network.WAN}/24,{network.ISP}
[ipv6]
method=disabled
"""}


@shows("K12")
def scenario_networkd_starts(lab):
    """systemd-networkd starts and restarts with its defaults: our rules are back within 20 ms, the mesh stays."""
    ours, _ = settled(lab)
    monitor = lab.monitor()
    with Networkd(lab.network, WAN_ONLY | UNMANAGED) as networkd:
        ours.wait(10, "networkd has started")
        times = gaps(monitor)
        check(times, "networkd left our rules alone: the fault did not happen")
        networkd.restart()
        ours.wait(10, "networkd has restarted")
        lab.figures["history"] = wait_line(lab, "of ours were removed by systemd-network")
    times = gaps(monitor)
    lab.figures["rules_removed"] = len(times)
    lab.figures["rule_back_ms"] = f"{min(times):.1f} … {max(times):.1f}"
    check(statistics.median(times) < 20 or is_emulated(), f"rules came back after {times} ms")
    # Routes without an interface (unreachable SUBNET) go as well, and are put back.
    touched = [event for event in monitor.events("ROUTE") if "nhid" in event]
    check(not touched or networkd.manages_nexthops(), f"routes were touched: {touched[:3]}")
    check(lab.helper.process.poll() is None and lab.helper.status()["state"] == "up", "the gateway is up")


@shows("K12")
def scenario_networkd_manages_everything(lab):
    """A .network file for every interface: with our Unmanaged file the device stays as it is."""
    ours, _ = settled(lab)
    monitor = lab.monitor()
    with Networkd(lab.network, EVERYTHING | UNMANAGED) as networkd:
        ours.wait(10, "networkd has started")
    check(not [event for event in monitor.events("ADDR") if ours.device in event], "our address was touched")
    check(not monitor.events("NEXTHOP") or networkd.manages_nexthops(), "nexthops were touched")


@shows("K12")
def scenario_networkd_takes_our_device(lab):
    """The same without our file: what networkd strips off the device is back, and told."""
    ours, _ = settled(lab)
    with Networkd(lab.network, EVERYTHING) as networkd:
        ours.wait(20, "networkd has started")
        networkd.restart()
        ours.wait(20, "networkd has restarted")
    lab.figures["history"] = wait_line(lab, "by systemd-network")


@shows("K12")
def scenario_networkd_keeps_rules(lab):
    """With the drop-in that is offered, networkd removes nothing of ours."""
    ours, _ = settled(lab)
    monitor = lab.monitor()
    with Networkd(lab.network, WAN_ONLY | UNMANAGED | KEEP_RULES) as networkd:
        networkd.restart()
        ours.wait(10, "networkd has restarted")
    check(not gaps(monitor), "rules were removed")
    check(lab.helper.counter("drift.repairs") == 0, f"there was nothing to repair: {kernel_lines(lab)}")


def managed(lab, files):
    """NetworkManager with the WAN as a connection of its own, and what a helper beside it has in the kernel."""
    manager = lab.use(NetworkManager(lab.network, f"{lab.folder}/manager", WAN_CONNECTION | files))
    manager.tell("connection", "up", "wan")
    lab.helper.prefix = manager.prefix()
    return manager, settled(lab)[0]


@shows("K13")
def scenario_networkmanager(lab):
    """NetworkManager restarts, crashes, reloads and brings the WAN up anew: nothing of ours is touched."""
    manager, ours = managed(lab, OUR_SNIPPET)
    check(manager.state(ours.device) == "unmanaged", f"our file: {manager.state(ours.device)}")
    check(manager.state("wan0") == "connected", f"it has the WAN: {manager.state('wan0')}")
    monitor = lab.monitor()
    pinger = lab.pinger([target for target, _ in addresses.various_targets(lab.sim.mesh())], rate=250)
    manager.restart()
    manager.kill()
    manager.tell("general", "reload")
    report = pinger.report()
    lab.figures["pings"] = f"{report['received']} of {report['sent']}"
    check(report["received"] == report["sent"] and report["sent"] > 0, f"lost: {report}")
    stranger = ["192.0.2.0/24", "via", network.ISP, "dev", "wan0", "table", "999"]
    run(["ip", "route", "add", *stranger], lab.network.gw)
    manager.tell("connection", "up", "wan")
    wait_until(lambda: not lab.network.routes(999), 10, "others' routes are flushed off the WAN: the fault happened")
    ours.wait(10, "the WAN was brought up anew")
    touched = [event for kind in ("ROUTE", "RULE", "NEXTHOP") for event in monitor.events(kind)
               if "proto 144" in event or "nhid" in event]
    check(not touched, f"of ours: {touched[:3]}")
    check(lab.helper.counter("drift.repairs") == 0, f"there was nothing to repair: {kernel_lines(lab)}")
    wait_until(lambda: lab.ping_once(addresses.various_targets(lab.sim.mesh())[0][0]), 10, "packets go on")
    check(not findings(lab, {"networkmanager.device"}), "check has nothing to say of it")


@needs_no_ipip
@shows("K13")
def scenario_networkmanager_takes_our_device(lab):
    """Without our file it has the TUN: `check` warns; all that is taken away is back in a second, and told."""
    manager, ours = managed(lab, {})
    found = wait_until(lambda: findings(lab, {"networkmanager.device"}), 5, "check says so")
    lab.figures["found"] = next(each["sentence"] for each in found if each["id"] == "networkmanager.device")
    monitor = lab.monitor()
    manager.tell("device", "disconnect", ours.device)
    ours.wait(10, "our device was disconnected")
    lab.figures["history"] = wait_line(lab, f"{network.GATEWAY} was removed by NetworkManager")
    took = address_gap(monitor, ours.device)
    lab.figures["address_back_ms"] = round(took, 1)
    check(took < 1000 or is_emulated(), f"our address came back after {took:.0f} ms")
    recovery(lab, "deleted_device", ours, lambda: manager.tell("device", "delete", ours.device))
    check(lab.helper.status()["state"] == "up", f"{lab.helper.status()['reason']}")


def address_gap(monitor, device):
    """Milliseconds between the last removal of the device's address and its return."""
    events = [(when, line) for when, line in monitor.timed_events("ADDR") if f" {device} " in line]
    removed = max(when for when, line in events if "Deleted" in line)
    return min(when - removed for when, line in events if "Deleted" not in line and when >= removed) * 1e3


@shows("K11")
def scenario_check_finds_others(lab):
    """`check` names a stranger on RIP's port, a firewall and a rule before ours once they are there; it ends with 3."""
    ours, gateway = settled(lab)
    strangers = {"udp520", "rules.before", "ufw"}
    # What manages this machine's own interfaces may be found rightly.
    check(not strangers & {finding["id"] for finding in lab.ctl("check")["findings"]}, "there is nobody yet")
    run(["ip", "rule", "add", "from", network.SUBNET, "lookup", "100", "pref", "40"], gateway)
    run(["nft", "add table ip filter; add chain ip filter ufw-before-input"], gateway)
    with listener(gateway, 520):
        found = wait_until(lambda: findings(lab, strangers), 5, "all of them are found")
    lab.figures["found"] = " · ".join(f"{finding['severity']}: {finding['sentence']}" for finding in found)
    check(lab.helper.ctl_process("check").returncode == 3, "something is wrong, and check says so")
    check(not ours.difference(), f"what was found was in our way: {ours.difference()}")


def findings(lab, ids):
    """All findings, once these are among them."""
    found = lab.ctl("check")["findings"]
    return found if ids <= {finding["id"] for finding in found} else None


@contextlib.contextmanager
def listener(namespace, port):
    program = f"import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(('', {port})); s.recv(1)"
    process = subprocess.Popen(inside(namespace, ["python3", "-c", program]), stdin=subprocess.DEVNULL)
    try:
        yield
    finally:
        end_process(process)
