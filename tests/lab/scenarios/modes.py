# SPDX-License-Identifier: GPL-3.0-or-later
"""The modes, the documented set-ups, and the one rule of all but one of them: nothing of ours leaves as it is."""
import contextlib
import re
import sys

from lablib import addresses, inject, network, watch
from lablib.helper import CONFIGURATION
from lablib.scenario import on_each_plane, patient, shows
from lablib.system import check, inside, run, wait_until

from .firewall import configure
from .forwarding import ANNOUNCER, INTERNET, check_clean
from .trial import SHORTEST, put_on_trial, wait_taken_back

FROM_INTERNET = "8.8.4.4"
BGP_HOST = "44.190.1.1" # in a network that its holder announces himself: no mesh route leads there
DEAD = "44.128.10.200"  # an address of ours that nobody has


def mode(lab, name, more=""):
    configure(lab, f"mode = {name}\n{more}")
    wait_until(lambda: lab.helper.status()["mode"] == name, 5, f"mode {name}")


def comes_back(lab, destination, namespace=None):
    """From the Internet by the announcer to one of ours: the answer goes back by the announcer."""
    capture = lab.capture(lab.network.gw, "wan0", f"ip proto 4 and dst host {ANNOUNCER}")
    inject.send(lab.network.net, inject.tunnelled(ANNOUNCER, lab.network.wan, inject.echo(FROM_INTERNET, destination)))
    wait_until(lambda: any(f"IP {destination} > {FROM_INTERNET}: ICMP echo reply" in packet
                           for packet in capture.packets()), 5, f"{destination} answers through the announcer")


def leaves_plainly(lab, source, destination, namespace):
    capture = lab.capture(lab.network.gw, "wan0", f"icmp and dst host {destination}")
    run(["ping", "-n", "-c", "1", "-W", "1", destination], namespace, check_code=False)
    return any(f"IP {source} > {destination}: ICMP echo request" in packet for packet in capture.packets())


def mesh_works(lab):
    """A LAN host and the gateway itself reach the mesh."""
    target, _ = addresses.various_targets(lab.sim.mesh())[0]
    check(lab.ping_once(target), f"a LAN host reaches {target}")
    check(run(["ping", "-n", "-c", "1", "-W", "5", target], lab.network.gw, check_code=False).returncode == 0,
          f"the gateway reaches {target}")


@on_each_plane
def scenario_mode_full(lab):
    """Full: mesh and Internet by the tunnel, answers too; other people's own announcements by the ISP."""
    lab.up()
    mesh_works(lab)
    check(lab.ping_once(INTERNET), "a LAN host reaches the Internet through the announcer")
    for destination in (network.HOST, network.GATEWAY):
        comes_back(lab, destination)
    check(leaves_plainly(lab, network.WAN, BGP_HOST, lab.network.gw), f"the gateway reaches {BGP_HOST} by the ISP")
    check_clean(lab)


def scenario_mode_mesh(lab):
    """Mesh: no Internet for addresses in 44, and none leaves as it is."""
    lab.up()
    mode(lab, "mesh")
    mesh_works(lab)
    check(run(["ping", "-n", "-c", "1", "-W", "1", INTERNET], lab.network.lan, check_code=False).returncode != 0,
          "there is no way to the Internet")
    check(lab.sim.command("stats")["internet"] == 0, "not by the announcer either")
    check_clean(lab)


@on_each_plane
def scenario_mode_bgp(lab):
    """Bgp: ours leave by the ISP as they are, the mesh by the tunnel, answers go the way that they were asked."""
    lab.up()
    mode(lab, "bgp")
    mesh_works(lab)
    check(leaves_plainly(lab, network.HOST, FROM_INTERNET, lab.network.lan), "a LAN host's packet leaves as it is")
    check(leaves_plainly(lab, network.HOST, BGP_HOST, lab.network.lan), f"… to {BGP_HOST}, too")
    for destination in (network.HOST, network.GATEWAY):
        comes_back(lab, destination)
    capture = lab.capture(lab.network.gw, "wan0", f"dst host {DEAD}")
    run(["ping", "-n", "-c", "1", "-W", "1", DEAD], lab.network.lan, check_code=False)
    check(not capture.packets(), f"a dead address of ours does not loop: {capture.packets()}")


def scenario_mode_hybrid(lab):
    """Hybrid: our hosts' own traffic leaves by the ISP under its address; answers go back by the announcer."""
    lab.up()
    mode(lab, "hybrid")
    mesh_works(lab)
    check(leaves_plainly(lab, network.WAN, FROM_INTERNET, lab.network.lan), "a LAN host leaves under the ISP's address")
    for destination in (network.HOST, network.GATEWAY):
        comes_back(lab, destination)
    run(["nft", "flush", "ruleset"], lab.network.gw)
    run(["ping", "-n", "-c", "3", "-i", "0.01", "-W", "1", FROM_INTERNET], lab.network.lan, check_code=False)
    check_clean(lab)


PLAIN_HOST = "192.168.7.2" # on the LAN, without an address in 44
PORTS = {network.GATEWAY: 8080, DEAD: 8081} # of ours: of an address that the gateway has, and of one that nobody has
# It answers every connection with what it is told, in capitals.
SERVER = """
import socket
with socket.create_server(("192.168.7.2", 80)) as server:
    print("listening", flush=True)
    kept = []
    while True:
        kept.append(server.accept()[0])
        kept[-1].sendall(kept[-1].recv(100).upper())
"""


@on_each_plane
def scenario_port_forwarded(lab):
    """A port of ours that the operator's own rules lead to a LAN host without an address in 44: answers go back the
    way that they were asked, under our address."""
    gw, lan = lab.network.gw, lab.network.lan
    network.batch(["address add 192.168.7.1/24 dev lan0"], gw)
    network.batch([f"address del {network.HOST}/24 dev eth0", f"address add {PLAIN_HOST}/24 dev eth0",
                   "route replace default via 192.168.7.1"], lan)
    network.batch([f"route add {network.SUBNET} via {network.WAN}"], lab.network.net) # what a BGP announcement makes
    run(["nft", "-f", "-"], gw, input="table ip operators {\nchain in {\n"
        "type nat hook prerouting priority dstnat;\n"
        + "".join(f"ip daddr {ours} tcp dport {port} dnat to {PLAIN_HOST}:80\n" for ours, port in PORTS.items())
        + "}\n}\n")
    reader = watch.LineReader(inside(lan, [sys.executable, "-c", SERVER]))
    try:
        wait_until(reader.lines, 10, "the server listens")
        lab.up()
        for name in ("full", "bgp"):
            mode(lab, name)
            clients_are_served(lab, name)
    finally:
        reader.close()


def clients_are_served(lab, name):
    target, endpoint = addresses.various_targets(lab.sim.mesh())[0]
    own, nobodys = PORTS.items()
    # Every connection is one of its own: from another port.
    served(lab, ANNOUNCER, (FROM_INTERNET, {"full": 4400, "bgp": 4500}[name]), own)
    if name == "full":
        served(lab, ANNOUNCER, (FROM_INTERNET, 4401), nobodys)
        served(lab, endpoint, (target, 4402), own)
        check_clean(lab)
    else: # the ISP brings what is for our networks, too, and takes the answers
        served(lab, None, (FROM_INTERNET, 4501), nobodys)


def served(lab, by, client, ours):
    """A connection from outside, by an endpoint or plainly, up to the server's answer: all of it the same way back."""
    wrap = (lambda inner: inject.tunnelled(by, lab.network.wan, inner)) if by else lambda inner: inner
    capture = lab.capture(lab.network.gw, "wan0", "tcp or ip proto 4")
    way = f"IP {lab.network.wan} > {by}: IP " if by else "IP "
    outward = f"{ours[0]}.{ours[1]} > {client[0]}.{client[1]}: "

    def answer(flags, detail):
        pattern = rf"{re.escape(outward)}Flags \[{re.escape(flags)}\].*{detail}"
        return next(filter(None, (re.search(pattern, packet) for packet in capture.packets())), None)

    what = f"{ours} answers {client} by {by or 'the ISP'}"
    inject.send(lab.network.net, wrap(inject.syn(client[0], *ours, source_port=client[1])))
    greeting = wait_until(lambda: answer("S.", r"seq (\d+)"), 5, what)
    inject.send(lab.network.net, wrap(inject.data(client[0], *ours, int(greeting.group(1)), b"hello", client[1])))
    wait_until(lambda: answer("P.", "length 5"), 5, what)
    answers = [packet.strip() for packet in capture.packets() if f" > {client[0]}.{client[1]}: " in packet]
    strays = [packet for packet in answers if packet.split(" ", 1)[1].split("Flags")[0] != way + outward]
    check(not strays, f"answers that went another way: {strays}")


@patient
def scenario_nothing_leaks(lab):
    """From boot to stop, through kill, down, flushes, mode and WAN changes and trials: nothing leaves as it is."""
    lab.helper.configure(CONFIGURATION + "[start]\nlockdown = yes\n")
    lab.simulate()
    run(lab.helper.command("--lockdown"), env=lab.helper.environment())
    run(["sh", "-c", "echo 1 >/proc/sys/net/ipv4/ip_forward"], lab.network.gw) # a distribution's own setting
    target, _ = addresses.various_targets(lab.sim.mesh())[0]
    capture = lab.capture(lab.network.gw, "wan0", f"src net {network.SUBNET}")
    pinger = lab.pinger([target, INTERNET, DEAD, BGP_HOST], 400)
    lab.helper.start()
    answered = lambda: lab.sim.command("stats")["answered"] # noqa: E731
    lab.sim.burst()
    lab.wait_installed(528)
    for name, disturb in disturbances(lab).items():
        disturb()
        before = answered()
        wait_until(lambda before=before: answered() > before + 40, 15, f"the mesh again after: {name}")
    lab.helper.term()
    run(["ping", "-n", "-q", "-c", "20", "-i", "0.01", "-W", "1", INTERNET], lab.network.lan, check_code=False)
    lab.figures["pings"] = pinger.report()["sent"]
    leaked = capture.packets()
    lab.figures["leaked"] = len(leaked)
    check(not leaked, f"{len(leaked)} packets of ours left as they are: {leaked[:3]}")
    check(lab.sim.command("stats")["leaked"] == 0, "the other side saw none either")


def disturbances(lab):
    gw = lab.network.gw
    device = "mesh44" if lab.plane == "userspace" else "tunl0"

    def restart():
        lab.helper.kill()
        lab.helper.start()

    def move(old, new):
        network.batch([f"address del {old}/24 dev wan0", f"address add {new}/24 dev wan0",
                       f"route replace default via {network.ISP}"], gw)

    def wan_moves():
        move("203.0.113.9", "203.0.113.77")
        wait_until(lambda: lab.helper.status()["underlay_address"] == "203.0.113.77", 5, "the new address is known")
        move("203.0.113.77", "203.0.113.9")

    def modes():
        mode(lab, "mesh", "[start]\nlockdown = yes\n")
        mode(lab, "full", "[start]\nlockdown = yes\n")

    def rules():
        for rule in lab.network.rules():
            if rule.get("src", "") == "44.128.10.0" and "unreachable" not in str(rule):
                run(["ip", "rule", "del", "priority", rule["priority"], "from", network.SUBNET], gw, check_code=False)

    return {
        "kill -9": restart,
        "tunnel down": lambda: run(["ip", "link", "set", device, "down"], gw),
        "rules deleted": rules,
        "table flushed": lambda: run(["ip", "route", "flush", "table", network.SOURCE_TABLE], gw, check_code=False),
        "nexthops flushed": lambda: run(["ip", "nexthop", "flush", "protocol", network.PROTOCOL], gw),
        "nft flushed": lambda: run(["nft", "flush", "ruleset"], gw),
        "LAN down and up": lambda: [run(["ip", "link", "set", "lan0", state], gw) for state in ("down", "up")],
        "WAN moved": wan_moves,
        "mode changed": modes,
        "off and on": lambda: [lab.ctl("down"), lab.ctl("up")],
        "stop and start": lambda: [lab.helper.term(), lab.helper.start()],
        **trials(lab),
    }


def trials(lab):
    """Changes that are not kept, by each of the ways that there are."""
    other_tables = ("routing.mesh_table=4400", "routing.source_table=4500", "routing.priority=200")

    def rolled_back():
        put_on_trial(lab, *other_tables)
        lab.ctl("rollback")

    def past_its_deadline():
        put_on_trial(lab, "gateway.mode=mesh", *other_tables)
        wait_taken_back(lab, SHORTEST + 5)

    def ended_by(end):
        put_on_trial(lab, "start.lockdown=no", "gateway.mode=mesh", seconds=600)
        end()
        lab.helper.start()
        wait_taken_back(lab, 5)

    return {
        "trial rolled back": rolled_back,
        "trial past its deadline": past_its_deadline,
        "killed on trial": lambda: ended_by(lab.helper.kill),
        "stopped on trial": lambda: ended_by(lab.helper.term),
    }


def scenario_nothing_leaks_beside(lab):
    """Neither to the ISP's own network nor to one of ours whose link is down: by the rules alone, and in lockdown."""
    gw = lab.network.gw
    beside = "192.168.7.9"
    network.batch(["link add lan1 type veth peer name lan1-peer", "address add 192.168.7.1/24 dev lan1",
                   "link set lan1-peer up", "link set lan1 up"], gw)
    run(["sh", "-c", "echo 1 >/proc/sys/net/ipv4/ip_forward"], gw)
    lab.helper.configure(CONFIGURATION + "[start]\nlockdown = yes\n[firewall]\nmode = off\n")
    lab.up()
    run(["ip", "link", "set", "lan1", "down"], gw)
    capture = lab.capture(gw, "wan0", f"src net {network.SUBNET}")

    def check_quiet(when):
        for destination in (beside, network.ISP):
            run(["ping", "-n", "-q", "-c", "3", "-i", "0.01", "-W", "1", destination], lab.network.lan,
                check_code=False)
        check(not capture.packets(), f"{when}: {capture.packets()[:3]}")

    check_quiet("running")
    lab.ctl("down")
    check_quiet("down")
    lab.helper.kill()
    lab.helper.start()
    check_quiet("down after a start")


def scenario_setup_one_interface(lab):
    """One network card: our address is on the tunnel alone, and the host itself is all there is."""
    run(["ip", "link", "del", "lan0"], lab.network.gw)
    lab.up()
    target, _ = addresses.various_targets(lab.sim.mesh())[0]
    check(run(["ping", "-n", "-c", "1", "-W", "5", target], lab.network.gw, check_code=False).returncode == 0,
          f"the gateway reaches {target}")
    comes_back(lab, network.GATEWAY)
    check_clean(lab)


@shows("N1")
def scenario_setup_behind_nat(lab):
    """Behind a router that lets protocol 4 through: the announcer knows another address of ours than we do."""
    with natted(lab):
        lab.helper.configure(CONFIGURATION + f"external_address = {network.WAN}\n")
        lab.up()
        mesh_works(lab)
        check(lab.ping_once(INTERNET), "a LAN host reaches the Internet through the announcer")
        lab.network.wan = network.WAN
        for destination in (network.HOST, network.GATEWAY):
            comes_back(lab, destination)
        check_clean(lab)


@contextlib.contextmanager
def natted(lab):
    """Puts a router with NAT between the gateway and the ISP."""
    router = lab.network.gw.replace("-gw", "-nat")
    network.batch([f"netns add {router}"])
    network.batch(["link del wan0"], lab.network.gw)
    try:
        network.batch([f"link add wan0 netns {lab.network.gw} type veth peer name in0 netns {router}",
                       f"link add out0 netns {router} type veth peer name isp0 netns {lab.network.net}"])
        network.batch(["address add 192.168.1.2/24 dev wan0", "link set wan0 up", "route add default via 192.168.1.1"],
                      lab.network.gw)
        network.batch(["address add 192.168.1.1/24 dev in0", "link set in0 up", "link set out0 up",
                       f"address add {network.WAN}/24 dev out0", f"route add default via {network.ISP}"], router)
        network.batch([f"address add {network.ISP}/24 dev isp0", "link set isp0 up"], lab.network.net)
        run(["sh", "-c", "echo 1 >/proc/sys/net/ipv4/ip_forward"], router)
        run(["nft", "-f", "-"], router, input="table ip nat {\n"
            "chain in { type nat hook prerouting priority -100; iifname out0 ip protocol 4 dnat to 192.168.1.2\n}\n"
            "chain out { type nat hook postrouting priority 100; oifname out0 masquerade\n}\n}\n")
        yield
    finally:
        network.batch([f"netns delete {router}"])
