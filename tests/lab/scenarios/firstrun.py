# SPDX-License-Identifier: GPL-3.0-or-later
"""A gateway's first configuration as the wizard makes it, and the default route as a switch."""
from lablib import addresses, network
from lablib import lab as laboratory
from lablib.scenario import on_each_plane
from lablib.system import check, run, wait_until

from .forwarding import ANNOUNCER, INTERNET, check_clean
from .trial import SHORTEST, check_as_before, put_on_trial

FIRST = ("gateway.callsign=N0CALL", f"gateway.subnets={network.SUBNET}", f"gateway.address={network.GATEWAY}",
         "gateway.mode=full", "start.enabled=yes")


def start_unconfigured(lab):
    lab.simulate()
    lab.helper.configure("")
    lab.helper.start()
    check(lab.helper.status()["state"] == "misconfigured", "nobody has configured it")


@on_each_plane
def scenario_first_run(lab):
    """A fresh gateway: previewed, applied on trial, confirmed, and the first burst is installed."""
    start_unconfigured(lab)
    before = lab.network.settings()
    preview = lab.ctl("set", "--dry-run", *FIRST)
    check_as_before(lab, before)
    check(any(f"address add {network.GATEWAY}/32" in line for line in preview["kernel"]), f"{preview['kernel']}")
    check(any("rule add" in line and "unreachable" in line for line in preview["kernel"]), "the floor is shown")
    check(all(line.startswith("+ ") for line in preview["firewall"]) and preview["firewall"], "the firewall comes")
    check(any("comes up" in note for note in preview["notes"]), f"{preview['notes']}")
    put_on_trial(lab, *FIRST)
    wait_until(lambda: lab.helper.status()["state"] in ("waiting", "up"), 5, "it is up")
    lab.ctl("confirm")
    lab.sim.burst()
    lab.wait_installed(laboratory.INSTALLED)
    target, _ = addresses.various_targets(lab.sim.mesh())[0]
    check(lab.ping_once(target), f"a LAN host reaches {target}")
    check_clean(lab)


def scenario_first_run_taken_back(lab):
    """The first configuration, taken back: unconfigured as before, and nothing of ours is left."""
    start_unconfigured(lab)
    before = lab.network.settings()
    put_on_trial(lab, *FIRST, seconds=10 * SHORTEST)
    wait_until(lambda: len(lab.network.rules()) > 3, 5, "rules of ours")
    lab.ctl("rollback")
    check(lab.helper.status()["state"] == "misconfigured", "it is unconfigured again")
    check_as_before(lab, before)


@on_each_plane
def scenario_default_suppressed(lab):
    """The default route switched off: the Internet is unreachable, nothing leaves, the mesh goes on, also after a
    restart; switched on again all is as before."""
    lab.up()
    target, _ = addresses.various_targets(lab.sim.mesh())[0]
    check(lab.ping_once(INTERNET), "a LAN host reaches the Internet")
    asked = lab.sim.command("stats")["internet"]
    lab.ctl("default", "suppress")
    capture = lab.capture(lab.network.gw, "wan0", f"host {INTERNET} or (ip proto 4 and dst host {ANNOUNCER})")
    internet_is_unreachable(lab)
    check(lab.ping_once(target), f"{target} answers all the same")
    lab.helper.kill()
    internet_is_unreachable(lab)
    lab.helper.start()
    status = lab.helper.status()
    check(status["default_route"] and status["default_suppressed"], "the switch outlives a restart")
    internet_is_unreachable(lab)
    check(lab.ping_once(target), f"{target} still answers")
    check(not capture.packets(), f"left by the WAN: {capture.packets()}")
    check(lab.sim.command("stats")["internet"] == asked, "nothing reached the announcer")
    lab.ctl("default", "allow")
    check(lab.ping_once(INTERNET), "a LAN host reaches the Internet again")
    check_clean(lab)


def internet_is_unreachable(lab):
    """Never answered, and said to be so. Linux tells a host at most once a second (icmp_ratelimit), and who asks
    again within that second waits longer."""
    def told():
        result = run(["ping", "-n", "-c", "1", "-W", "3", INTERNET], lab.network.lan, check_code=False)
        check(result.returncode != 0, f"the Internet answers: {result.stdout}")
        return "Unreachable" in result.stdout
    wait_until(told, 20, "a LAN host is told that the Internet is unreachable")
