# SPDX-License-Identifier: GPL-3.0-or-later
"""From one plane to the other."""
import time

from lablib import addresses, runner
from lablib import lab as laboratory
from lablib.scenario import needs_late_ipip
from lablib.system import check, is_emulated, output, wait_until


@needs_late_ipip
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
