# SPDX-License-Identifier: GPL-3.0-or-later
"""What the operator says against the announcements, and what announcements are not believed at once."""
import datetime

from lablib import addresses, clocks, network
from lablib import lab as laboratory
from lablib.scenario import on_each_plane, patient, shows
from lablib.system import check, run, wait_until

ELSEWHERE = "198.51.100.66"


@shows("N6")
@patient
def scenario_mass_change_held(lab):
    """A third of the mesh is re-pointed by one burst: held with an alarm, packets go on as before, until accepted."""
    lab.up()
    lab.learn(3)
    mesh = lab.sim.mesh()
    moved = move_a_third(lab, mesh)
    monitor = lab.monitor()
    lab.learn(1)
    status = lab.helper.status()
    lab.figures["held_change"] = status["held_change"]
    lab.figures["held_routes"] = status["routes_held"]
    check(status["state"] == "degraded" and "held until" in status["reason"], f"the alarm: {status['reason']}")
    check(status["routes_installed"] == laboratory.INSTALLED, "every route is still there")
    check(not monitor.events(), f"something was changed: {monitor.events()[:5]}")
    held = {route["prefix"]: route for route in lab.ctl("held")["routes"]}
    check(set(held) == moved & set(addresses.installable(mesh)), "just these are held")
    check(all(ELSEWHERE in route["reason"] and route["installed"] for route in held.values()), "… with a reason")
    check(ELSEWHERE not in lab.network.nexthops().values(), "nothing leads to the new endpoint")
    check(any("held until" in event["text"] for event in lab.ctl("history")["events"]), "the history says so")
    target = reachable(mesh, moved)
    lost = run(["ping", "-n", "-c", "1", "-W", "1", target], lab.network.lan, check_code=False)
    check(lost.returncode != 0, f"{target} is asked at the old endpoint, which does not have it any more")

    lab.ctl("held", "accept")
    wait_until(lambda: lab.helper.status()["routes_held"] == 0, 5, "nothing is held any more")
    endpoints, routes = lab.network.nexthops(), lab.network.mesh_routes()
    check(all(endpoints.get(routes[prefix]) == ELSEWHERE for prefix in held), "all of them lead to the new endpoint")
    check(lab.ping_once(target), f"{target} answers through the new endpoint")
    check(lab.helper.status()["state"] == "up", "all is well again")
    refused = lab.helper.ctl_process("held", "reject")
    check(refused.returncode == 1 and "No change is held" in refused.stderr, f"nothing to reject: {refused.stderr}")


@shows("N6")
@patient
def scenario_mass_change_confirmed(lab):
    """Two more complete bursts that say the same make a mass change take effect by themselves."""
    lab.up()
    lab.learn(3)
    move_a_third(lab, lab.sim.mesh())
    for _ in range(2):
        lab.learn(1)
        check(ELSEWHERE not in lab.network.nexthops().values(), "it is held")
    lab.learn(1)
    wait_until(lambda: ELSEWHERE in lab.network.nexthops().values(), 5, "the third takes effect")
    check(lab.helper.status()["routes_held"] == 0, "nothing is held")


def move_a_third(lab, mesh):
    """Leads the largest endpoints' networks elsewhere until it is more than 30 %; the prefixes."""
    moved = set()
    while len(moved) * 100 <= len(mesh) * 32:
        left = {prefix: endpoint for prefix, endpoint in mesh.items() if prefix not in moved}
        endpoint = addresses.largest_endpoint(left)
        lab.sim.command(f"move {endpoint} {ELSEWHERE}")
        moved |= {prefix for prefix, other in left.items() if other == endpoint}
    return moved


def reachable(mesh, prefixes):
    targets = (addresses.target_in(mesh, prefix) for prefix in addresses.installable(mesh) if prefix in prefixes)
    return next(target for target in targets if target)


@patient
def scenario_pin(lab):
    """A pin moves packets to another endpoint, over a restart, too; unpin brings them back."""
    lab.up()
    lab.learn(3)
    (target, endpoint), (_, other) = addresses.various_targets(lab.sim.mesh())[2:4]
    prefix = next(route["prefix"] for route in lab.ctl("routes", target)["routes"][-1:])
    check(goes_to(lab, target) == endpoint and lab.ping_once(target), f"{target} is reached through {endpoint}")
    for wrong in ("10.1.2.3", network.WAN):
        refused = lab.helper.ctl_process("prefix", "pin", prefix, wrong)
        check(refused.returncode == 1 and f"cannot be pinned to {wrong}" in refused.stderr, refused.stderr)
    lab.ctl("prefix", "pin", prefix, other)
    check(goes_to(lab, target) == other, f"packets to {target} go to {other}")
    view = lab.helper.routes()[prefix]
    check(view["origin"] == "pinned" and view["announced"] and endpoint in view["reason"], f"it is listed: {view}")

    lab.helper.term()
    lab.helper.start()
    check(goes_to(lab, target) == other, "the pin outlives a restart")
    lab.learn(3)
    check(goes_to(lab, target) == other, "… and what is announced")
    lab.ctl("prefix", "unpin", prefix)
    check(goes_to(lab, target) == endpoint and lab.ping_once(target), f"{target} is reached through {endpoint} again")
    view = lab.helper.routes()[prefix]
    check(view["origin"] == "rip44" and view["reason"] == "", f"it is listed: {view}")
    nobodys = "44.126.77.0/24"
    lab.ctl("prefix", "pin", nobodys, other)
    check(goes_to(lab, "44.126.77.1") == other, "a prefix that nobody announces")
    lab.ctl("prefix", "unpin", nobodys)
    check(nobodys not in lab.network.mesh_routes(), "it is gone")


def goes_to(lab, target):
    """The endpoint that an echo request to this address was sent to on the WAN."""
    capture = lab.capture(lab.network.gw, "wan0", f"ip proto 4 and src host {network.WAN}")
    run(["ping", "-n", "-c", "1", "-W", "1", target], lab.network.lan, check_code=False)
    inner = f": IP {network.HOST} > {target}: ICMP echo request"
    line = wait_until(lambda: next((packet for packet in capture.packets() if inner in packet), None), 10,
                      f"a packet to {target} on the WAN")
    return line.split(inner)[0].split(" > ")[-1]


@shows("C2")
@patient
def scenario_ages_count_sleep(lab):
    """Killed, and started again after eight hours of sleep: ages have grown by them, no route was touched."""
    slept = 8 * 3600
    lab.up()
    lab.learn(3)
    wait_until(lambda: stored(lab), 15, "the mesh is stored")
    before = {prefix: age(route) for prefix, route in lab.helper.routes().items()}
    monitor = lab.monitor()
    lab.helper.kill()
    lab.helper.prefix = lab.use(clocks.Slept(slept)).prefix()
    lab.helper.start()
    wait_until(lambda: lab.helper.status()["routes_installed"] == laboratory.INSTALLED, 10, "the helper takes over")
    routes = lab.helper.routes()
    check(set(routes) == set(before), "the whole mesh is known")
    grown = [age(routes[prefix]) - before[prefix] for prefix in before]
    lab.figures["ages_grew_s"] = f"{min(grown):.0f} to {max(grown):.0f}"
    check(all(slept - 1 <= each <= slept + 60 for each in grown), f"grown by {min(grown)} to {max(grown)} s")
    check(all(routes[prefix]["state"] == "cached" for prefix in addresses.installable(routes)), "they are cached")
    check(not monitor.events(), f"something was changed: {monitor.events()[:5]}")
    lab.learn(3)
    routes = lab.helper.routes()
    check(all(age(route) < 60 for route in routes.values()), "they are announced anew")
    check(lab.helper.status()["state"] == "up", f"all is well: {lab.helper.status()['reason']}")
    check(lab.prefixes() == laboratory.INSTALLED + 1, "all are still there")


def stored(lab):
    """Every route of the mesh is in the state file."""
    state = lab.helper.state / "state.json"
    return state.exists() and state.read_text().count('"rip44"') >= laboratory.ROUTES


def age(route):
    """Seconds since it was announced."""
    announced = datetime.datetime.fromisoformat(route["last_announced"].replace("Z", "+00:00"))
    return (datetime.datetime.now(datetime.timezone.utc) - announced).total_seconds()
