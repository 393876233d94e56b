# SPDX-License-Identifier: GPL-3.0-or-later
"""What a fault does to the helper's things in the kernel, and how soon it is undone."""
import re
import time

from . import network
from .system import Failed, check, is_emulated, output, run, wait_until


class Ours:
    """Everything of the helper in the kernel, as lines of text: rules, routes, nexthops, device and its address."""

    def __init__(self, lab):
        self._lab = lab
        self.device = lab.helper.status()["device"]
        self.wanted = self.now()

    def now(self):
        gateway, protocol = self._lab.network.gw, str(network.PROTOCOL)
        show = ["ip", "-4", "-o"]
        links = output([*show, "link", "show", "dev", self.device], gateway).split()
        return {
            "rules": sorted(line for line in output([*show, "rule", "show"], gateway).splitlines()
                            if line.rstrip().endswith(f"proto {protocol}")),
            "routes": sorted(output([*show, "route", "show", "table", "all", "protocol", protocol],
                                    gateway).splitlines()),
            "nexthops": sorted(output([*show, "nexthop", "show", "protocol", protocol], gateway).splitlines()),
            "address": output([*show, "address", "show", "dev", self.device], gateway).split()[2:4],
            "device": [links[links.index("mtu") + 1], "UP" in links[2].strip("<>").split(",")],
        }

    def difference(self):
        """The kinds in which something is missing or too much."""
        try:
            now = self.now()
        except Exception as error: # the device is gone for the moment
            return [str(error)]
        return [kind for kind, lines in self.wanted.items() if lines != now[kind]]

    def wait(self, seconds, what):
        wait_until(lambda: not self.difference(), seconds, f"{what}: everything is back")


def recovery(lab, name, ours, fault, limit=1.0):
    """Does it, waits until all is back, and notes how long that took; ip's own time is in it."""
    before = lab.helper.counter("drift.repairs")
    began = time.monotonic()
    fault()
    ours.wait(10, name)
    took = time.monotonic() - began
    lab.figures[f"{name}_back_s"] = round(took, 3)
    check(took < limit or is_emulated(), f"{name}: back after {took:.3f} s")
    check(lab.helper.counter("drift.repairs") > before, f"{name}: no repair was counted")


def kernel_lines(lab):
    """What the history says of repairs, the newest first."""
    return [event["text"] for event in lab.ctl("history")["events"] if event["kind"] == "kernel"]


def wait_line(lab, words, seconds=10):
    """The newest line with these words."""
    def found():
        return next((line for line in kernel_lines(lab) if words in line), None)
    try:
        return wait_until(found, seconds, f"the history says: {words}")
    except Failed as failure:
        raise Failed(f"{failure}; it says: {kernel_lines(lab)}") from None


def settled(lab):
    """A gateway that has heard one burst to its end, and what it has in the kernel."""
    lab.up()
    lab.wait_burst_end(1)
    return Ours(lab), lab.network.gw


def rule_words(line):
    """`ip rule show` as it wants to be told: "47:\tfrom A unreachable proto 144" → words for add and del."""
    priority, rest = line.split(":", 1)
    words = rest.replace("[detached]", "").split()
    return ["priority", priority, *words]


def flush(lab, table):
    """All of a table in one go; `ip route flush` itself gives up at the first route through a nexthop object."""
    lines = []
    for route in lab.network.routes(table):
        metric = f" metric {route['metric']}" if "metric" in route else ""
        lines.append(f"route del {route.get('type', '')} {route['dst']} table {table}{metric}")
    many(lines, lab.network.gw)


def many(lines, namespace):
    run(["ip", "-batch", "-"], namespace, input="".join(f"{line}\n" for line in lines))


def gaps(monitor):
    """Milliseconds between the event of a rule's removal and that of its return."""
    times, removed = [], {}
    for when, line in monitor.timed_events("RULE"):
        rule = re.sub(r"^Deleted |\[RULE\]|Deleted ", "", line).strip()
        if "Deleted" in line:
            removed[rule] = when
        elif rule in removed:
            times.append((when - removed.pop(rule)) * 1e3)
    return times
