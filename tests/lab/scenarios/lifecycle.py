# SPDX-License-Identifier: GPL-3.0-or-later
"""Start, stop, and what must be as it was."""
import subprocess
import time

from lablib import addresses, network
from lablib import lab as laboratory
from lablib.drift import settled
from lablib.helper import CONFIGURATION, EXIT_SECOND_HELPER
from lablib.network import settings_difference
from lablib.scenario import needs_ipip, needs_no_ipip, on_each_plane, shows
from lablib.system import check, is_emulated, run, wait_until

from .forwarding import saved

NET_ADMIN, NET_RAW = 12, 13
START_LIMIT = 10 # the unit's StartLimitBurst
# System calls of a start: while it takes the plane's device over, while it looks at the kernel, while it speaks to the
# bus. Which of them a start makes depends on what it finds.
CRASH_POINTS = [("unlink", 1), ("listen", 1), ("clone", 1), *(("sendto", number) for number in range(2, 40, 4)),
                *(("sendmsg", number) for number in range(1, 6))]


def scenario_identity(lab):
    """The helper runs as its own user with exactly two capabilities and no way to more."""
    lab.helper.start()
    status = lab.helper.process_status()
    wanted = 1 << NET_ADMIN | 1 << NET_RAW
    check(set(status["Uid"].split()) == {str(lab.helper.uid)} and lab.helper.uid != 0, f"uid {status['Uid']}")
    for name in ("CapEff", "CapPrm", "CapBnd", "CapAmb"):
        check(int(status[name], 16) == wanted, f"{name} {status[name]}")
    check(status["NoNewPrivs"] == "1", "no_new_privs is set")
    check(int(status["Threads"]) <= 4, f"{status['Threads']} threads")


@shows("P3")
def scenario_second_helper(lab):
    """A second helper ends with 75; the first does not notice."""
    lab.helper.start()
    second = subprocess.run(lab.helper.command(), env=lab.helper.environment(), capture_output=True, text=True,
                            stdin=subprocess.DEVNULL, check=False, timeout=60)
    check(second.returncode == EXIT_SECOND_HELPER, f"exit code {second.returncode}: {second.stderr}")
    check(second.stderr.strip() != "", "it says why")
    check(lab.helper.process.poll() is None and lab.helper.status()["enabled"], "the first one runs")


@on_each_plane
@shows("P9")
def scenario_stop_leaves_nothing(lab):
    """SIGTERM: no route, rule, nexthop, address of ours left; tunl0 and every setting as they were found."""
    stop_and_compare(lab)


@needs_ipip
@shows("P9")
def scenario_stop_returns_operators_settings(lab):
    """The same where the operator had used tunl0 before, and has routes and rules of his own."""
    gateway = lab.network.gw
    run(["ip", "tunnel", "change", "tunl0", "mode", "ipip", "ttl", "40", "pmtudisc"], gateway)
    run(["ip", "link", "set", "tunl0", "mtu", "1400", "up"], gateway)
    run(["ip", "address", "add", "10.44.0.1/32", "dev", "tunl0"], gateway)
    run(["sysctl", "-qw", "net.ipv4.conf.tunl0.rp_filter=1", "net.ipv4.conf.lan0.forwarding=1"], gateway)
    run(["ip", "route", "add", "192.0.2.0/24", "via", "198.51.100.9", "dev", "tunl0", "onlink"], gateway)
    run(["ip", "rule", "add", "from", "192.0.2.0/24", "lookup", "100", "pref", "45"], gateway)
    run(["ip", "nexthop", "add", "id", str(0x44000001), "via", network.ISP, "dev", "wan0"], gateway)
    stop_and_compare(lab)


def stop_and_compare(lab):
    before = lab.network.settings()
    lab.up()
    check(lab.network.routes(network.SOURCE_TABLE), "table 45 is in use")
    check(any(rule.get("protocol") == str(network.PROTOCOL) for rule in lab.network.rules()), "our rules are there")
    began = time.monotonic()
    lab.helper.term()
    took = time.monotonic() - began
    lab.figures["stopped_s"] = round(took, 2)
    check(took < 2 or is_emulated(), f"stopped after {took:.2f} s")
    difference = settings_difference(before, lab.network.settings())
    check(not difference, f"not as it was:\n{difference}")


@on_each_plane
def scenario_down_and_up(lab):
    """`down` removes everything and is remembered; `up` brings the known mesh back without a burst."""
    before = lab.network.settings()
    lab.up()
    lab.ctl("down")
    wait_until(lambda: not lab.network.nexthops(), 5, "no nexthop of ours")
    difference = settings_difference(before, lab.network.settings())
    check(not difference, f"not as it was:\n{difference}")
    check(lab.helper.ctl_process("status").returncode == 4, "mesh44ctl says that it is down")
    lab.helper.term()
    lab.helper.start()
    check(lab.helper.status()["state"] == "down", "down is remembered")
    lab.ctl("up")
    wait_until(lambda: lab.prefixes() == laboratory.INSTALLED + 1, 10, "the mesh is back")


@on_each_plane
@shows("P2")
def scenario_crash_loop(lab):
    """Crashes all through a start until none comes any more: the mesh stays, and the next start takes it over."""
    ours, _ = settled(lab)
    wait_until(lambda: saved(lab), 15, "the mesh is stored")
    targets = [target for target, _ in addresses.various_targets(lab.sim.mesh())]
    monitor = lab.monitor()
    lab.helper.kill()
    # The tracer makes a start many times slower, and the emulator that again.
    points = CRASH_POINTS[::6] if is_emulated() else CRASH_POINTS
    crashes = [crash_at(lab, *point) for point in points]
    lab.figures["crashes"] = f"{sum(crashes)} of {len(crashes)} while it started"
    check(sum(crashes) > START_LIMIT or is_emulated(), f"only {sum(crashes)} crashes")
    check(not ours.difference(), f"not as it was: {ours.difference()}")
    check(lab.helper.ctl_process("status").returncode == 1, "nobody answers")
    if lab.plane == "kernel":
        for target in targets:
            check(lab.ping_once(target), f"{target} answers without a helper")
    began = time.monotonic()
    lab.helper.start()
    wait_until(lambda: lab.helper.status()["routes_installed"] == laboratory.INSTALLED, 10, "the helper takes over")
    lab.figures["taken_over_s"] = round(time.monotonic() - began, 2)
    events = monitor.events()
    check(not events, f"{len(events)} events: {events[:5]}")
    for target in targets:
        check(lab.ping_once(target), f"{target} answers again")


def crash_at(lab, call, number):
    """Starts a helper that is killed at its n-th system call of this name, or once it answers; whether at the call."""
    lab.helper.prefix = ["strace", "--daemonize", "--quiet=all", "--output=/dev/null", f"--trace={call}",
                         f"--inject={call}:signal=KILL:when={number}"]
    lab.helper.start(wait=False)
    lab.helper.prefix = []
    wait_until(lambda: lab.helper.process.poll() is not None or lab.helper.ctl_process("status").returncode != 1, 10,
               f"{call} {number}, or an answer")
    crashed = lab.helper.process.poll() is not None
    lab.helper.kill()
    return crashed


@on_each_plane
@shows("K11")
def scenario_foreign_routes(lab):
    """Somebody else's routes in table 44: a conflict by name, nothing installed, nothing flushed."""
    foreign = ["44.99.0.0/16", "via", network.ISP, "dev", "wan0", "table", network.MESH_TABLE]
    run(["ip", "route", "add", *foreign, "proto", "static"], lab.network.gw)
    before = lab.network.settings()
    lab.simulate()
    lab.helper.start()
    lab.sim.burst()
    lab.wait_burst_end(1)
    status = lab.helper.status()
    check(status["state"] == "conflict", f"state {status['state']}: {status['reason']}")
    check("44" in status["reason"] and "static" in status["reason"], f"the reason names it: {status['reason']}")
    lab.figures["conflict_reason"] = status["reason"]
    difference = settings_difference(before, lab.network.settings())
    check(not difference, f"something was installed:\n{difference}")
    run(["ip", "route", "del", *foreign], lab.network.gw)
    lab.wait_installed(laboratory.INSTALLED)


@needs_no_ipip
@shows("K5")
def scenario_without_ipip(lab):
    """No ipip, and the userspace plane not wanted: the state says so, all else works, nothing is changed."""
    lab.helper.configure(CONFIGURATION + "[tunnel]\nplane = kernel\n")
    before = lab.network.settings()
    lab.simulate()
    lab.helper.start()
    lab.sim.burst()
    lab.wait_burst_end(1)
    status = lab.helper.status()
    check(status["state"] == "unsupported" and "ipip" in status["reason"], f"{status['state']}: {status['reason']}")
    lab.figures["unsupported_reason"] = status["reason"]
    routes = lab.helper.routes()
    check(len(routes) == laboratory.ROUTES, f"{len(routes)} routes known")
    check(not any(route["installed"] for route in routes.values()), "none is installed")
    endpoint = next(iter(routes.values()))["endpoint"]
    lab.ctl("endpoint", "suppress", endpoint)
    check(any(view["suppressed"] for view in lab.ctl("endpoints")["endpoints"]), "an endpoint can be switched off")
    lab.helper.term()
    difference = settings_difference(before, lab.network.settings())
    check(not difference, f"not as it was:\n{difference}")
