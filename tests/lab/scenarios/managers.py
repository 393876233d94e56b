# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs that manage the computer's network start, restart and take away what they do not know."""
import contextlib
import pathlib
import statistics
import subprocess

from lablib import lab as laboratory
from lablib import network
from lablib.drift import gaps, kernel_lines, settled, wait_line
from lablib.networkd import Networkd
from lablib.system import check, end_process, inside, is_emulated, run, wait_until

PACKAGING = pathlib.Path(laboratory.REPOSITORY, "packaging")
UNMANAGED = {"10-mesh44.network": (PACKAGING / "10-mesh44.network").read_text(encoding="utf-8")}
KEEP_RULES = {"50-mesh44.conf": (PACKAGING / "networkd-keep-foreign-rules.conf").read_text(encoding="utf-8")}
ADDRESSES = f"[Network]\nAddress={network.WAN}/24\nGateway={network.ISP}\nLinkLocalAddressing=no\nIPv6AcceptRA=no\n"
WAN_ONLY = {"50-wan.network": f"[Match]\nName=wan0\n{ADDRESSES}"}
EVERYTHING = {**WAN_ONLY, "90-all.network": "[Match]\nName=*\n[Network]\nLinkLocalAddressing=no\nIPv6AcceptRA=no\n"}


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


def scenario_networkd_manages_everything(lab):
    """A .network file for every interface: with our Unmanaged file the device stays as it is."""
    ours, _ = settled(lab)
    monitor = lab.monitor()
    with Networkd(lab.network, EVERYTHING | UNMANAGED) as networkd:
        ours.wait(10, "networkd has started")
    check(not [event for event in monitor.events("ADDRESS") if ours.device in event], "our address was touched")
    check(not monitor.events("NEXTHOP") or networkd.manages_nexthops(), "nexthops were touched")


def scenario_networkd_takes_our_device(lab):
    """The same without our file: what networkd strips off the device is back, and told."""
    ours, _ = settled(lab)
    with Networkd(lab.network, EVERYTHING) as networkd:
        ours.wait(20, "networkd has started")
        networkd.restart()
        ours.wait(20, "networkd has restarted")
    lab.figures["history"] = wait_line(lab, "by systemd-network")


def scenario_networkd_keeps_rules(lab):
    """With the drop-in that is offered, networkd removes nothing of ours."""
    ours, _ = settled(lab)
    monitor = lab.monitor()
    with Networkd(lab.network, WAN_ONLY | UNMANAGED | KEEP_RULES) as networkd:
        networkd.restart()
        ours.wait(10, "networkd has restarted")
    check(not gaps(monitor), "rules were removed")
    check(lab.helper.counter("drift.repairs") == 0, f"there was nothing to repair: {kernel_lines(lab)}")


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
