# SPDX-License-Identifier: GPL-3.0-or-later
"""Other routers learn the mesh: the recipes of packaging/recipes, played with the real programs."""
import contextlib
import pathlib
import time

from lablib import addresses, network, routers
from lablib import lab as laboratory
from lablib.helper import CONFIGURATION
from lablib.network import batch
from lablib.scenario import patient
from lablib.system import check, run, wait_until

FORWARDING = CONFIGURATION + "[forward]\nformat = rip2\ninterface = lan0\n"
OSPF_ONLY = """interface far0
 ip ospf area 0
 ip ospf network point-to-point
exit
router ospf
exit
"""
ROUND = 40 # seconds: a round comes at the latest after 35


def everything(mesh):
    """What the LAN's router must have: all of the mesh, by way of the gateway."""
    return {prefix: network.GATEWAY for prefix in addresses.installable(mesh)}


@patient
def scenario_bird_learns_by_rip_and_hands_on_by_ospf(lab):
    """BIRD with our recipe learns the mesh by RIP and drops what is withdrawn; FRR behind it learns it by OSPF."""
    far = lab.use(FarRouter(lab.network))
    recipe = routers.recipe("bird.conf", lab.folder)
    bird = lab.use(routers.Bird(lab.network.lan, f"{lab.folder}/bird", recipe))
    behind = pathlib.Path(lab.folder, "behind.conf")
    behind.write_text(OSPF_ONLY)
    frr = lab.use(routers.Frr(far.name, f"{lab.folder}/frr", ["ospfd"], behind))
    lab.helper.configure(FORWARDING)
    lab.up()
    installed = time.monotonic()
    mesh = lab.sim.mesh()
    wait_until(lambda: len(bird.routes("bird")) == laboratory.INSTALLED, ROUND, "BIRD has the whole mesh")
    lab.figures["bird_learned_s"] = round(time.monotonic() - installed, 2)
    check(bird.routes("bird") == everything(mesh), "each route leads to the gateway")
    wait_until(lambda: len(frr.routes("ospf")) == laboratory.INSTALLED, 60, "the router behind has the whole mesh")
    lab.figures["behind_bird_by_ospf_s"] = round(time.monotonic() - installed, 2)
    check(set(frr.routes("ospf")) == set(everything(mesh)), "the same prefixes")
    gone = next(iter(addresses.installable(mesh)))
    withdraw(lab, gone)
    left = time.monotonic()
    wait_until(lambda: gone not in bird.routes("bird"), ROUND, f"BIRD drops {gone}")
    lab.figures["bird_dropped_s"] = round(time.monotonic() - left, 2)
    wait_until(lambda: gone not in frr.routes("ospf"), ROUND, f"the router behind drops {gone}")
    lab.figures["behind_bird_dropped_s"] = round(time.monotonic() - left, 2)
    check(len(bird.routes("bird")) == laboratory.INSTALLED - 1, "and nothing else")
    lab.helper.term()
    wait_until(lambda: not bird.routes("bird"), 10, "a stop takes everything back")


def withdraw(lab, prefix):
    lab.wait_burst_end(1)
    lab.learn(2)
    lab.sim.command(f"withdraw {prefix}")
    lab.learn(5)
    lab.sim.burst()
    wait_until(lambda: prefix not in lab.network.mesh_routes(), 10, f"{prefix} leaves the mesh")


@patient
def scenario_frr_learns_by_rip(lab):
    """FRR with our recipe learns the mesh from a regular round; what is switched off, a crash and a stop reach it."""
    lab.helper.configure(FORWARDING)
    lab.use(FarRouter(lab.network))
    lab.up()
    wait_until(lambda: lab.helper.counter("forward.packets") >= 22, 10, "the first announcement is out")
    began = time.monotonic()
    recipe = routers.recipe("frr.conf", lab.folder)
    frr = lab.use(routers.Frr(lab.network.lan, f"{lab.folder}/frr", ["ripd", "ospfd"], recipe))
    wait_until(lambda: len(frr.routes("rip")) == laboratory.INSTALLED, ROUND, "FRR has the whole mesh")
    lab.figures["frr_learned_in_round_s"] = round(time.monotonic() - began, 2)
    mesh = lab.sim.mesh()
    check(frr.routes("rip") == everything(mesh), "each route leads to the gateway")
    gone = next(iter(addresses.installable(mesh)))
    left = time.monotonic()
    lab.ctl("prefix", "suppress", gone)
    wait_until(lambda: gone not in frr.routes("rip"), ROUND, f"FRR drops {gone}")
    lab.figures["frr_dropped_s"] = round(time.monotonic() - left, 2)
    check(len(frr.routes("rip")) == laboratory.INSTALLED - 1, "and nothing else")
    lab.helper.kill()
    lab.helper.start()
    wait_until(lambda: lab.helper.counter("forward.packets") >= 22, 10, "the next helper announces")
    check(len(frr.routes("rip")) == laboratory.INSTALLED - 1, "a crash and a new start took something away")
    left = time.monotonic()
    lab.helper.term()
    wait_until(lambda: not frr.routes("rip"), 10, "a stop takes everything back")
    lab.figures["frr_emptied_at_stop_s"] = round(time.monotonic() - left, 2)


def scenario_forwarding_stays_on_the_lan(lab):
    """Nothing is announced to the Internet or into the tunnel: the refusal names the interface and those permitted."""
    lab.helper.configure(FORWARDING.replace("lan0", "wan0"))
    capture = lab.capture(lab.network.net, "isp0", "udp port 520")
    lab.up()
    status = lab.helper.status()
    check(status["state"] == "degraded" and "wan0 leads to the Internet" in status["reason"]
          and "lan0" in status["reason"], f"the reason: {status['reason']}")
    check(not status["forward_interface"], f"nothing leaves by {status['forward_interface']}")
    refused = lab.helper.ctl_process("set", "forward.interface=tunl0")
    check(refused.returncode == 1 and "tunl0" in refused.stderr, f"{refused.returncode}: {refused.stderr}")
    on_lan = lab.capture(lab.network.lan, "eth0", "udp port 520")
    lab.ctl("set", "forward.interface=lan0")
    wait_until(lambda: len(on_lan.packets()) >= 22, 10, "the LAN hears all of it")
    check(not capture.packets(), f"on the WAN: {capture.packets()}")
    check(lab.helper.status()["forward_interface"] == "lan0", "the status says where")


class FarRouter(contextlib.AbstractContextManager):
    """One more namespace, behind the LAN's router: lan eth1 44.128.11.1/30 --- far0 44.128.11.2/30."""

    def __init__(self, net):
        self.name = net.lan.replace("-lan", "-far")
        self._lan = net.lan

    def __enter__(self):
        batch([f"netns add {self.name}", f"link add eth1 netns {self._lan} type veth peer name far0 netns {self.name}"])
        batch(["address add 44.128.11.1/30 dev eth1", "link set eth1 up"], self._lan)
        batch(["link set lo up", "address add 44.128.11.2/30 dev far0", "link set far0 up"], self.name)
        return self

    def __exit__(self, *_):
        run(["ip", "netns", "delete", self.name], check_code=False)
