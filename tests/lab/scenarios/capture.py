# SPDX-License-Identifier: GPL-3.0-or-later
"""Packets as the operator sees them."""
import pathlib

from lablib import addresses
from lablib.scenario import on_each_plane
from lablib.system import check, output, run, wait_until

ANNOUNCER = "169.228.34.84"


def values(packet, layer):
    """{name: text} of its n-th layer; of names that come again the last."""
    return {field["name"]: field["text"] for field in packet["layers"][layer]["fields"]}


@on_each_plane
def scenario_capture_shows_a_ping(lab):
    """A ping through the mesh is seen inside and outside, each way, taken apart and without a fault."""
    lab.up()
    target, endpoint = addresses.various_targets(lab.sim.mesh())[0]
    device = lab.helper.status()["device"]
    with lab.start_capture("--full") as capture:
        check(lab.ping_once(target), f"{target} answers")
        outside = capture.wait_packets(2, "ipv4", "ipv4", "icmp", "data", device="wan0")
        inside = capture.wait_packets(2, "ipv4", "icmp", "data", device=device)
        check([packet["direction"] for packet in outside] == ["out", "in"], "one each way outside")
        check([packet["direction"] for packet in inside] == ["out", "in"], "one each way inside")
        check(values(outside[0], 0)["destination"] == endpoint, f"to {endpoint}: {outside[0]['summary']}")
        check(values(outside[0], 1)["destination"] == target, f"for {target}: {outside[0]['summary']}")
        check(values(outside[0], 2)["type"].startswith("8 "), "a request")
        check(values(outside[1], 2)["type"].startswith("0 "), "a reply")
        faults = [note for packet in outside + inside for layer in packet["layers"] for note in layer["notes"]]
        check(not faults, f"nothing is wrong with them: {faults}")
        end = capture.end()
    check(end["ended"] == "stopped" and end["dropped"] == 0 and end["overwritten"] == 0, f"nothing was lost: {end}")


@on_each_plane
def scenario_capture_shows_announcements(lab):
    """A burst is captured packet by packet with all of its routes; without --full the headers alone."""
    lab.up()
    sent = len(lab.sim.mesh())
    with lab.start_capture("--only", "rip44", "--full") as capture:
        lab.sim.burst()
        packets = capture.wait_packets(23, "ipv4", "ipv4", "udp", "rip")
        routes = {field["text"].split(" ")[0] for packet in packets for field in packet["layers"][3]["fields"]
                  if field["name"] == "entry"}
        check(routes == set(lab.sim.mesh()), f"{len(routes)} of {sent} routes")
        hidden = {field["text"] for packet in packets for field in packet["layers"][3]["fields"]
                  if field["name"] == "password"}
        check(hidden == {"hidden"}, f"no password is shown: {hidden}")
    with lab.start_capture("--only", "endpoint", ANNOUNCER) as capture:
        lab.sim.burst()
        packets = capture.wait_packets(23, "ipv4", "ipv4", "udp", "rip")
        check({packet["captured"] for packet in packets} == {128}, "headers only")


@on_each_plane
def scenario_capture_writes_a_file(lab):
    """A file of a capture has what tcpdump saw, byte for byte."""
    lab.up()
    target, endpoint = addresses.various_targets(lab.sim.mesh())[0]
    witness = lab.capture(lab.network.gw, "wan0", f"ip proto 4 and host {endpoint}")
    file = pathlib.Path(lab.folder, "tunnel.pcap")
    with lab.start_capture("--only", "endpoint", endpoint, "--full", "--write", file):
        run(["ping", "-n", "-c", "5", "-i", "0.2", target], lab.network.lan)
        wait_until(lambda: packets_in(file) == 10, 10, "five pings each way")
    check(shown(file) == shown(witness.file), "the same packets")


def shown(file):
    """What tcpdump says of a file: a line for each packet, and its bytes from the IP header on."""
    return output(["tcpdump", "-nntx", "-r", file])


def packets_in(file):
    return sum(not line.startswith("\t") for line in shown(file).splitlines())


def scenario_capture_ends_with_its_caller(lab):
    """Nothing goes on looking when the one who looked is gone, however it went."""
    lab.up()
    with lab.start_capture("--only", "tunnel") as capture:
        check(sockets(lab) == 1, "one socket looks")
        capture.kill()
        wait_until(lambda: sockets(lab) == 0, 10, "no socket is left")
    check(lab.helper.process.poll() is None, "the helper goes on")


def sockets(lab):
    return len(output(["cat", "/proc/net/packet"], lab.network.gw).splitlines()) - 1
