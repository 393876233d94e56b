# SPDX-License-Identifier: GPL-3.0-or-later
"""What a stranger may send."""
import itertools
import pathlib
import time

from lablib import addresses, inject, network
from lablib import lab as laboratory
from lablib.scenario import on_each_plane, shows
from lablib.system import check, is_emulated, run, wait_until

from .forwarding import ANNOUNCER, INTERNET, check_clean

STRANGER = "192.0.2.66"
REPLAYS = 300
NOT_OURS = "an error that quotes the tunnel" # the kernel's own to judge, and no packet of the tunnel
PASSWORD = "pLaInTeXtpAsSwD"
FLOOD = 40_000  # packets


@on_each_plane
@shows("S3", "S4")
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


@shows("S2")
def scenario_spoofed_burst(lab):
    """A burst from anybody but the announcer does not even reach the helper."""
    lab.simulate()
    lab.helper.start()
    lab.sim.burst(f"spoof {STRANGER}")
    lab.sim.burst("burst-partial 1")  # the announcer's, behind it: what came before has been looked at
    wait_until(lambda: lab.helper.counter("rip44.packets") > 0, 5, "the announcer's packet is heard")
    check(lab.helper.counter("rip44.packets") == 1, "the stranger's packets were let through")
    wait_until(lambda: len(lab.helper.routes()) == 24, 5, "the announcer's 24 routes, and no others, are shown")


def malformed(target, endpoint):
    """{what: packets from outside}: what the gateway must not hand on."""
    good = inject.echo(target, network.HOST)
    payload = good[20:]

    def inner(data):
        return [inject.tunnelled(endpoint, network.WAN, data)]

    def lying(**lie):
        return inner(inject.ip(target, network.HOST, inject.ICMP, payload, **lie))
    source_route = b"\x83\x07\x04" + inject.address(INTERNET) + b"\0"
    asked = inject.echo(network.HOST, target)
    outer = inject.tunnelled(network.WAN, endpoint, asked)
    more = 0x2000
    return {
        "nothing inside": inner(b""),
        "ten bytes": inner(good[:10]),
        "less than a header": inner(good[:19]),
        "version 6": lying(first=0x65),
        "a header of 16 bytes": lying(first=0x44),
        "a header of 60 bytes": lying(first=0x4f),
        "a length of 1500": lying(length=1500),
        "a length of 10": lying(length=10),
        "a wrong checksum": inner(good[:10] + b"\xde\xad" + good[12:]),
        "a tunnel packet": inner(inject.tunnelled(target, network.HOST, good)),
        "two tunnels": inner(inject.tunnelled(target, network.HOST, inject.tunnelled(target, network.HOST, good))),
        "a source route": inner(inject.ip(target, network.GATEWAY, inject.ICMP, payload, options=source_route)),
        "options outside": [inject.tunnelled(endpoint, network.WAN, good, options=b"\1\1\1\0")],
        "fragments that overlap": [inject.tunnelled(endpoint, network.WAN, good[:24], fragment=more),
                                   inject.tunnelled(endpoint, network.WAN, good[16:], fragment=2)],
        "an error that nobody provoked": inner(inject.unreachable(target, network.HOST, asked, 1)),
        NOT_OURS: [inject.unreachable(STRANGER, network.WAN, outer, 4, 68)],
    }


@on_each_plane
@shows("S4")
def scenario_malformed_inner_packets(lab):
    """What is no proper packet inside, or lies: not handed on, counted, and no line in the log for each."""
    lab.up()
    target, endpoint = addresses.various_targets(lab.sim.mesh())[0]
    cases = malformed(target, endpoint)
    for name in ("all", lab.helper.status()["device"]): # an old habit that makes source routes dangerous
        run(["sysctl", "-qw", f"net.ipv4.conf.{name}.accept_source_route=1"], lab.network.gw)
    on_lan = lab.capture(lab.network.lan, "eth0", "ip")
    on_wan = lab.capture(lab.network.gw, "wan0", f"src host {target} or dst host {INTERNET}")
    for number, group in enumerate(groups(cases), start=4444):
        before = refused(lab)
        mark = inject.tunnelled(ANNOUNCER, network.WAN, inject.echo(INTERNET, network.HOST, number))
        inject.send(lab.network.net, *itertools.chain(*group.values()), mark)
        # What comes behind marks the end of its time.
        wait_until(lambda mark=f"seq {number}": any(mark in line for line in on_lan.packets()), 5, "the mark arrives")
        counted = before + len(group) - (NOT_OURS in group)
        wait_until(lambda counted=counted: refused(lab) >= counted, 5, f"counted: {', '.join(group)}")
    strange = [line for line in on_lan.packets() if INTERNET not in line and network.HOST in line]
    check(not strange, f"handed on: {strange}")
    check(not on_wan.packets(), f"relayed: {on_wan.packets()}")
    log, events, cpu = lines(lab.helper.log), len(lab.ctl("history")["events"]), lab.helper.cpu_seconds()
    began = time.monotonic()
    inject.send(lab.network.net, *itertools.chain(*cases.values()), times=REPLAYS)
    check(lab.ping_once(target), f"{target} answers all the same")
    took = time.monotonic() - began
    cpu = lab.helper.cpu_seconds() - cpu
    lab.figures["replayed"] = f"{REPLAYS * len(cases) / took:.0f} a second, {cpu / took * 100:.0f} % of a core"
    check(lines(lab.helper.log) - log <= 1 + took, "more than a line a second in the log")
    check(len(lab.ctl("history")["events"]) - events <= 1 + took, "more than a line a second in the history")
    check_clean(lab)


def groups(cases):
    """Each alone; all at once where the emulator takes many seconds for each."""
    return [cases] if is_emulated() else [{what: packets} for what, packets in cases.items()]


def lines(path):
    return pathlib.Path(path).read_text().count("\n")


def refused(lab):
    """What firewall, plane and kernel say that they did not take."""
    counters = lab.helper.status()["counters"]
    ours = sum(value for name, value in counters.items() if name.startswith(("firewall.", "plane.in.dropped.")))
    kernel = 0
    for table in ("snmp", "netstat"):
        text = pathlib.Path(f"/proc/{lab.helper.pid}/net/{table}").read_text().splitlines()
        for names, values in zip(text[::2], text[1::2]):
            found = dict(zip(names.split(), values.split()))
            kernel += sum(int(found.get(name, 0)) for name in
                          ("InHdrErrors", "InTruncatedPkts", "ReasmFails", "InErrors", "InCsumErrors"))
    return ours + kernel


def taken(lab):
    return {prefix for prefix, route in lab.helper.routes().items() if route["state"] != "refused"}


@shows("N5")
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
