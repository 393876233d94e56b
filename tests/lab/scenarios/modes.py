# SPDX-License-Identifier: GPL-3.0-or-later
"""The modes, the documented set-ups, and the one rule of all but one of them: nothing of ours leaves as it is."""
import contextlib

from lablib import addresses, inject, network
from lablib.helper import CONFIGURATION
from lablib.scenario import on_each_plane
from lablib.system import check, run, wait_until

from .firewall import configure
from .forwarding import ANNOUNCER, INTERNET, check_clean

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


def scenario_nothing_leaks(lab):
    """From boot to stop, through kill, down, flushes, mode and WAN changes: no packet of ours leaves as it is."""
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
