# SPDX-License-Identifier: GPL-3.0-or-later
"""From one plane to the other."""
import time

from lablib import addresses, runner
from lablib import lab as laboratory
from lablib.drift import settled
from lablib.scenario import needs_late_ipip, needs_own_ipip, shows
from lablib.system import check, is_emulated, output, wait_until

from .forwarding import answered


@needs_late_ipip
@shows("K6")
def scenario_ipip_appears(lab):
    """The kernel comes to know ipip: it takes over, the TUN goes, no route is touched, and packets go on."""
    lab.up()
    target, _ = addresses.various_targets(lab.sim.mesh())[0]
    check(lab.helper.status()["plane"] == "userspace", "without ipip the helper carries the packets")
    check(lab.ping_once(target), f"{target} answers")
    monitor = lab.monitor()
    began = time.monotonic()
    runner.let_ipip_appear()
    wait_until(lambda: "mesh44" not in output(["ip", "-br", "link"], lab.network.gw), 5, "the TUN is gone")
    took = time.monotonic() - began
    lab.figures["handed_over_s"] = round(took, 2)
    check(took < 1 or is_emulated(), f"handed over after {took:.2f} s")
    wait_until(lambda: lab.helper.status()["plane"] == "kernel", 5, "the status says so")
    lab.wait_installed(laboratory.INSTALLED)
    check(not any(event.startswith("Deleted") for event in monitor.events("ROUTE")), "no route was deleted")
    check(lab.ping_once(target), f"{target} answers through the kernel's tunnel")
    check(lab.sim.command("stats")["leaked"] == 0, "nothing left unencapsulated")


@needs_own_ipip
@shows("K4")
def scenario_ipip_unloaded(lab):
    """Ipip unloaded under traffic: loaded and right again within a second; pings go on."""
    ours, _ = settled(lab)
    targets = [target for target, _ in addresses.various_targets(lab.sim.mesh())]
    pinger = lab.pinger(targets, rate=100)
    wait_until(lambda: answered(lab) > 100, 10, "a second of pings")
    began = time.monotonic()
    runner.unload_ipip()
    ours.wait(10, "ipip was unloaded")
    took = time.monotonic() - began
    lab.figures["loaded_again_s"] = round(took, 2)
    check(took < 1 or is_emulated(), f"as it was after {took:.2f} s")
    check(lab.helper.status()["plane"] == "kernel", "the kernel carries the packets")
    go_on(lab, pinger)


@needs_own_ipip
@shows("K4")
def scenario_ipip_unloaded_for_good(lab):
    """The same where nobody can load it again: the userspace plane carries the packets within two seconds."""
    lab.up()
    lab.wait_burst_end(1)
    targets = [target for target, _ in addresses.various_targets(lab.sim.mesh())]
    pinger = lab.pinger(targets, rate=100)
    wait_until(lambda: answered(lab) > 100, 10, "a second of pings")
    began = time.monotonic()
    runner.unload_ipip(for_good=True)
    lab.wait_installed(laboratory.INSTALLED)
    took = time.monotonic() - began
    lab.figures["taken_over_s"] = round(took, 2)
    check(took < 2 or is_emulated(), f"taken over after {took:.2f} s")
    status = lab.helper.status()
    check(status["plane"] == "userspace" and status["device"] == "mesh44", f"the helper carries the packets: {status}")
    check(status["state"] == "up", f"{status['state']}: {status['reason']}")
    go_on(lab, pinger)


def go_on(lab, pinger):
    """Pings are answered again, none of them went out naked, and the longest gap is noted."""
    before = answered(lab)
    wait_until(lambda: answered(lab) > before + 100, 10, "pings go on")
    report = pinger.report()
    lab.figures["longest_gap_ms"] = report["longest_gap_ms"]
    lab.figures["pings"] = f"{report['received']} of {report['sent']}"
    check(lab.sim.command("stats")["leaked"] == 0, "nothing left unencapsulated")
