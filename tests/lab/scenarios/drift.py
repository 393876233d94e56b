# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody else changes what is ours: it comes back, by itself and soon, and is told with whoever did it."""
import statistics
import time

from lablib import network
from lablib import lab as laboratory
from lablib.drift import flush, gaps, kernel_lines, many, recovery, rule_words, settled, wait_line
from lablib.scenario import needs_no_ipip, on_each_plane, patient, shows
from lablib.system import check, is_emulated, output, run, wait_until


@on_each_plane
@shows("K1")
def scenario_routes_deleted(lab):
    """One route, a hundred, all of them, the tables flushed: back within a second, one line in the history each."""
    ours, gateway = settled(lab)
    prefixes = list(lab.network.mesh_routes())
    deletions = [f"route del {prefix} table {network.MESH_TABLE}" for prefix in prefixes]
    recovery(lab, "one_route", ours, lambda: many(deletions[:1], gateway))
    wait_line(lab, f"the route {prefixes[0]} table 44 was removed by ")
    recovery(lab, "hundred_routes", ours, lambda: many(deletions[:100], gateway))
    recovery(lab, "all_routes", ours, lambda: many(deletions, gateway))
    wait_line(lab, f"{len(prefixes)} routes of ours were removed by ")
    recovery(lab, "flushed_mesh_table", ours, lambda: flush(lab, network.MESH_TABLE))
    recovery(lab, "flushed_source_table", ours, lambda: flush(lab, network.SOURCE_TABLE))
    recovery(lab, "flushed_nexthops", ours, lambda: run(["ip", "nexthop", "flush", "protocol", "144"], gateway))
    lab.figures["history"] = wait_line(lab, "nexthops")
    check(len(kernel_lines(lab)) <= 6, f"more than a line for a fault: {kernel_lines(lab)}")
    check(lab.helper.status()["state"] == "up", f"{lab.helper.status()['reason']}")


@shows("K2")
def scenario_rules_deleted(lab):
    """Each rule, then all of them: back within 20 ms; a copy under our mark goes, a stranger's rule stays."""
    ours, gateway = settled(lab)
    monitor = lab.monitor()
    for line in ours.wanted["rules"]:
        run(["ip", "rule", "del", *rule_words(line)], gateway)
        ours.wait(5, line)
    times = gaps(monitor)
    check(len(times) == len(ours.wanted["rules"]), f"{len(times)} rules came back of {len(ours.wanted['rules'])}")
    lab.figures["rule_back_ms"] = f"{min(times):.1f} … {max(times):.1f}"
    check(statistics.median(times) < 20 or is_emulated(), f"rules came back after {times} ms")
    recovery(lab, "all_rules", ours,
             lambda: many([f"rule del {' '.join(rule_words(line))}" for line in ours.wanted["rules"]], gateway))
    lab.figures["history"] = wait_line(lab, "rules of ours were removed by ")
    copy = [*rule_words(ours.wanted["rules"][0])]
    copy[1] = "99"
    recovery(lab, "copied_rule", ours, lambda: run(["ip", "rule", "add", *copy], gateway))
    stranger = ["priority", "44", "from", "192.0.2.0/24", "lookup", "100"]
    run(["ip", "rule", "add", *stranger], gateway)
    run(["ip", "rule", "del", *rule_words(ours.wanted["rules"][-1])], gateway)
    ours.wait(5, "beside a stranger's rule")
    check("192.0.2.0/24" in output(["ip", "rule", "show"], gateway), "the stranger's rule at our priority is gone")


@on_each_plane
@shows("K3")
def scenario_device_changed(lab):
    """The device set down, its address flushed, its MTU changed: as it was within a second."""
    ours, gateway = settled(lab)
    device = ours.device
    recovery(lab, "device_down", ours, lambda: run(["ip", "link", "set", device, "down"], gateway))
    wait_line(lab, "device")
    recovery(lab, "address_flushed", ours, lambda: run(["ip", "address", "flush", "dev", device], gateway))
    recovery(lab, "mtu_changed", ours, lambda: run(["ip", "link", "set", device, "mtu", "1300"], gateway))
    check(lab.helper.status()["state"] == "up", f"{lab.helper.status()['reason']}")


@needs_no_ipip
@shows("K3")
def scenario_device_deleted(lab):
    """The userspace plane's device deleted: made again, with everything on it."""
    ours, gateway = settled(lab)
    recovery(lab, "device_deleted", ours, lambda: run(["ip", "link", "del", ours.device], gateway))


@shows("K1", "K2")
def scenario_fight(lab):
    """Somebody deletes the same rule all the time: after ten repairs in a minute the helper waits, and says so."""
    ours, gateway = settled(lab)
    rule = rule_words(next(line for line in ours.wanted["rules"] if line.startswith("46:")))
    cpu, writes, began = lab.helper.cpu_seconds(), lab.helper.counter("netlink.writes"), time.monotonic()
    # Whenever it is there, it goes; each pass is a fact, not a pause.
    while time.monotonic() - began < 10:
        run(["ip", "rule", "del", *rule], gateway, check_code=False)
        wait_until(lambda: time.monotonic() % 0.1 < 0.05, 1, "the next tenth of a second")
    cpu = (lab.helper.cpu_seconds() - cpu) / (time.monotonic() - began)
    repairs = lab.helper.counter("drift.repairs")
    lab.figures["fight"] = f"{repairs} repairs in 10 s, {cpu * 100:.1f} % of a core"
    check(11 <= repairs <= 20, f"{repairs} repairs in ten seconds")
    check(cpu < 0.05 or is_emulated(), f"{cpu * 100:.1f} % of a core")
    check(lab.helper.counter("netlink.writes") - writes <= 25, "more writes than repairs")
    status = lab.helper.status()
    check(status["state"] == "degraded" and "pref 46" in status["reason"], f"{status['state']}: {status['reason']}")
    lab.figures["contested"] = status["reason"]
    check(len(kernel_lines(lab)) <= 4, f"a storm in the history: {kernel_lines(lab)}")
    ours.wait(20, "the fight is over")


@shows("K7")
def scenario_wan_flaps(lab):
    """The WAN goes down and up a hundred times: no route of the mesh is touched."""
    ours, gateway = settled(lab)
    monitor = lab.monitor()
    # The kernel takes the default route away with the link, and nobody but us puts it back.
    lines = ["link set wan0 down", "link set wan0 up", f"route replace default via {network.ISP}"] * 100
    began = time.monotonic()
    many(lines, gateway)
    lab.figures["flaps_s"] = round(time.monotonic() - began, 2)
    ours.wait(10, "after the flaps")
    touched = [event for event in monitor.events("ROUTE") if "table 44" in event or "table 45" in event]
    check(not touched, f"{len(touched)} route events of ours: {touched[:3]}")
    check(not monitor.events("NEXTHOP"), "nexthops were touched")
    wait_until(lambda: lab.helper.status()["state"] == "up", 10, "the gateway is up")
    check(lab.helper.counter("drift.repairs") == 0, f"there was nothing to repair: {kernel_lines(lab)}")


@shows("K8")
def scenario_foreign_route_storm(lab):
    """Twenty thousand foreign routes a second, and back: the helper answers, repairs, and never ends."""
    ours, gateway = settled(lab)
    routes = [f"blackhole 10.{i >> 16 & 255}.{i >> 8 & 255}.{i & 255}/32 table 999" for i in range(20000)]
    cpu, began = lab.helper.cpu_seconds(), time.monotonic()
    many([f"route add {route}" for route in routes], gateway)
    many([f"route del {route}" for route in routes[:10000]], gateway)
    took = time.monotonic() - began
    lab.figures["storm"] = (f"{30000 / took:.0f} changes/s, {(lab.helper.cpu_seconds() - cpu) / took * 100:.0f} % "
                            f"of a core")
    recovery(lab, "route_in_storm", ours, lambda: many(
        [f"route del {next(iter(lab.network.mesh_routes()))} table {network.MESH_TABLE}",
         *(f"route del {route}" for route in routes[10000:])], gateway), limit=5)
    check(lab.helper.process.poll() is None, "the helper ended")


@shows("K8")
def scenario_monitor_overrun(lab):
    """The helper sleeps while more changes than its socket holds pass by: it looks for itself, and all is right."""
    ours, gateway = settled(lab)
    with lab.helper.stopped():
        many([f"route add blackhole 10.{i >> 16 & 255}.{i >> 8 & 255}.{i & 255}/32 table 999" for i in range(60000)],
             gateway)
        flush(lab, network.MESH_TABLE)
        began = time.monotonic()
    ours.wait(10, "after the overrun")
    took = time.monotonic() - began
    lab.figures["after_overrun_s"] = round(took, 2)
    check(lab.helper.counter("netlink.overruns") > 0, "nothing was lost: the fault did not happen")
    # Twice the second of the plan: 60,000 foreign routes are in each dump.
    check(took < 2 or is_emulated(), f"right again after {took:.2f} s")


@shows("K1", "K11")
def scenario_strangers_in_our_table(lab):
    """Foreign routes put into our table: they stay, ours come back around them, the contested one is named."""
    ours, gateway = settled(lab)
    prefix = next(iter(lab.network.mesh_routes()))
    table = ["table", network.MESH_TABLE]
    run(["ip", "route", "add", "blackhole", "44.190.7.0/24", *table, "proto", "static"], gateway)
    run(["ip", "route", "replace", "blackhole", prefix, *table, "proto", "44"], gateway)
    status = wait_until(lambda: taken(lab, prefix), 5, "the overwritten route is named")
    lab.figures["contested_route"] = status["reason"]
    check("ampr-ripd" in status["reason"], f"whose it is: {status['reason']}")
    check("blackhole 44.190.7.0/24" in output(["ip", "route", "show", *table], gateway), "a stranger's route is gone")
    run(["ip", "route", "del", "blackhole", prefix, *table, "proto", "44"], gateway)
    ours.wait(5, "the stranger has left")
    wait_until(lambda: lab.helper.status()["state"] == "up", 10, "nothing is contested")


def taken(lab, prefix):
    status = lab.helper.status()
    return status if status["state"] == "degraded" and prefix in status["reason"] else None


@shows("N2")
@patient
def scenario_no_way_out(lab):
    """No default route for hours: the routes stay, the state says so, and neither log nor history grows."""
    ours, gateway = settled(lab)
    run(["ip", "route", "del", "default"], gateway)
    wait_until(lambda: "Internet" in lab.helper.status()["reason"], 5, "the state says so")
    check(not ours.difference(), f"something of ours went: {ours.difference()}")
    log, events = lab.helper.log.stat().st_size, len(lab.ctl("history")["events"])
    writes, runs = lab.helper.counter("netlink.writes"), lab.helper.counter("reconciler.runs")
    # What hours bring is looks; a change of a stranger's asks for one as the minutes do.
    for number in range(60):
        run(["ip", "route", "add", "blackhole", f"10.0.0.{number}/32", "table", "999"], gateway)
        wait_until(lambda before=runs: lab.helper.counter("reconciler.runs") > before, 5, "a look")
        runs = lab.helper.counter("reconciler.runs")
    check(lab.helper.log.stat().st_size == log, "the log grew")
    check(len(lab.ctl("history")["events"]) == events, "the history grew")
    check(lab.helper.counter("netlink.writes") == writes, "something was written to netlink")
    run(["ip", "route", "add", "default", "via", network.ISP], gateway)
    wait_until(lambda: lab.helper.status()["state"] == "up", 5, "up again")
    check(not ours.difference() and lab.prefixes() == laboratory.INSTALLED + 1, "the routes are there")
