# SPDX-License-Identifier: GPL-3.0-or-later
"""What a stranger may send."""
from lablib import inject
from lablib import lab as laboratory
from lablib import network
from lablib.system import check, wait_until

from .forwarding import ANNOUNCER

STRANGER = "192.0.2.66"
PASSWORD = "pLaInTeXtpAsSwD"
FLOOD = 40_000  # packets


def scenario_hostile_packets(lab):
    """Malformed and foreign packets are dropped and counted; the good entries beside bad ones are kept."""
    lab.simulate("--routes", 100, "--endpoints", 60)
    lab.helper.start()
    log = len(lab.helper.log.read_text())
    sent = lab.sim.command("hostile")
    good = set(sent["good"])
    wait_until(lambda: good <= taken(lab), 5, "the good entries are kept")
    counters = lab.helper.status()["counters"]
    dropped = sum(value for name, value in counters.items() if name.startswith("rip44.dropped."))
    skipped = sum(value for name, value in counters.items() if name.startswith("rip44.skipped."))
    refused = lab.helper.status()["routes_refused"]
    lab.figures["hostile"] = f"{dropped} packets dropped, {skipped} entries skipped, {refused} routes refused"
    check(dropped == len(sent["packets"]), f"{dropped} dropped of {sent['packets']}: {counters}")
    check(taken(lab) == good, f"believed: {taken(lab) - good}")
    check(sent["bait"] not in lab.helper.routes(), "the bait was learned")
    check(len(lab.helper.log.read_text()) - log < 2000, "the log was flooded")


def scenario_spoofed_burst(lab):
    """A burst from anybody but the announcer does not even reach the helper."""
    lab.simulate()
    lab.helper.start()
    lab.sim.burst(f"spoof {STRANGER}")
    lab.sim.burst("burst-partial 1")  # the announcer's, behind it: what came before has been looked at
    wait_until(lambda: lab.helper.counter("rip44.packets") > 0, 5, "the announcer's packet is heard")
    check(lab.helper.counter("rip44.packets") == 1, "the stranger's packets were let through")
    wait_until(lambda: len(lab.helper.routes()) == 24, 5, "the announcer's 24 routes, and no others, are shown")


def taken(lab):
    return {prefix for prefix, route in lab.helper.routes().items() if route["state"] != "refused"}


def scenario_flood_of_bursts(lab):
    """Fifty bursts back to back: nothing lost, the helper answers all the while."""
    lab.simulate("--pace", 0)
    lab.helper.start()
    for _ in range(50):
        lab.sim.burst()
        lab.helper.status()
    wait_until(lambda: lab.helper.counter("rip44.packets") == 50 * 23, 10, "all packets are heard")
    check(lab.helper.counter("rip44.overflows") == 0, "the socket overflowed")
    wait_until(lambda: len(lab.helper.routes()) == laboratory.ROUTES, 5, "all routes are known")


def scenario_flood_of_prefixes(lab):
    """A million forged prefixes in one burst: the helper's memory stays small, and nothing is withdrawn."""
    lab.simulate("--routes", 100, "--endpoints", 60)
    lab.helper.start()
    lab.learn()
    before, known = memory(lab), taken(lab)
    inject.program(lab.network.net, "flood", FLOOD, ANNOUNCER, network.WAN, PASSWORD)
    wait_until(lambda: lab.helper.counter("rip44.turned_away") > 0, 60, "the flood's burst ends")
    counters = lab.helper.status()["counters"]
    grown = memory(lab) - before
    heard, away = counters["rip44.packets"], counters["rip44.turned_away"]
    lab.figures["flood"] = f"{heard} packets heard, {away} prefixes turned away, {grown} KiB more"
    check(grown < 24 * 1024, f"the helper grew by {grown} KiB")
    check(taken(lab) == known, "the flood changed the mesh")


def memory(lab):
    """The most that the helper ever had, in KiB."""
    return int(lab.helper.process_status()["VmHWM"].split()[0])
