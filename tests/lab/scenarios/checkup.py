# SPDX-License-Identifier: GPL-3.0-or-later
"""The check-up names what is wrong: causes of the field's symptoms, made one after another, each undone at once.

Of the 33 symptoms (core/checkup/symptoms.cpp) these are made: 1, 2, 3, 4 (firewall), 5 (filter, password), 6, 7
(a rule before ours), 8, 11 (a rule), 12, 13, 15, 22 (a rule), 24, 25, 27, 28, 29. The others are not, and `core:checks`
alone has them:
- 4, 7, 11, 17, 19, 20, 22, as far as device, rules or routes are gone or wrong: the helper has them back before anybody
  can look; that networkd takes them, and who has port 520, is in managers.py;
- 9 and 21: they show after six minutes and after a quarter of an hour of silence;
- 10: nobody in the namespaces is asked for names; 31, 32: WireGuard and Calico are not here;
- 14, 16: the same checks as 13 and 28, seen from elsewhere;
- 18, 23, 26, 30, 33: not to be seen from the gateway at all, as the list says.
"""
import contextlib
import shutil
import subprocess
import time

from lablib import addresses, inject, network
from lablib.helper import CONFIGURATION
from lablib.scenario import on_each_plane, patient
from lablib.system import Failed, check, end_process, run, wait_until

ANNOUNCER = "169.228.34.84"
STRANGER = "192.0.2.66"
DEFAULTS = {"rip44.password": "pLaInTeXtpAsSwD", "gateway.external_address": "auto", "rip44.max_routes": "16384"}
OTHER_ADDRESS = "203.0.113.77"
# What the machine itself may be told for, rightly.
OF_THE_MACHINE = {"software", "clock"}


def first(lab, *options):
    """(id, outcome) of the first check that failed, or warns, but for what is the machine's own matter."""
    began = time.monotonic()
    answer = lab.ctl("check", *options)
    if not options:
        slowest = lab.figures.get("slowest_local_part_s", 0)
        lab.figures["slowest_local_part_s"] = max(slowest, round(time.monotonic() - began, 3))
    bad = [each for outcome in ("fail", "warn") for each in answer["checks"]
           if each["outcome"] == outcome and each["id"] not in OF_THE_MACHINE]
    return (bad[0]["id"], bad[0]["outcome"]) if bad else None


def named(lab, expected, cause, *options, outcome="fail"):
    """The check-up names it; what can be seen without sending is looked at once a second."""
    try:
        wait_until(lambda: first(lab, *options) == (expected, outcome), 8, f"{cause}: {expected}")
    except Failed as failed:
        raise Failed(f"{failed}: {bad(lab, *options)}") from failed
    lab.figures[f"first: {cause}"] = expected


def bad(lab, *options):
    return [(each["id"], each["seen"]) for each in lab.ctl("check", *options)["checks"]
            if each["outcome"] in ("fail", "warn")]


def fix_of(lab, name):
    found = next(each for each in lab.ctl("check")["checks"] if each["id"] == name)
    return found["fix"], found["assignment"]


def reconfigure(lab, text="", key=None):
    """More configuration than the usual, once it is in force: this one key is then set by the file, or none is."""
    lab.helper.configure(CONFIGURATION + text)
    lab.helper.reload()
    wait_until(lambda: {each["key"] for each in lab.ctl("config")["settings"]
                        if each["value"] != DEFAULTS.get(each["key"], each["value"])} == ({key} - {None}), 8,
               f"the configuration with {key} is in force")


@contextlib.contextmanager
def filtered(lab, name, hook, rule):
    """Another program's firewall in the gateway, or with the ingress hook what a router before it does."""
    family = "netdev" if "device" in hook else "ip"
    run(["nft", f"add table {family} {name}; "
                f"add chain {family} {name} rules {{ type filter hook {hook} ; }}; "
                f"add rule {family} {name} rules {rule}"], lab.network.gw)
    try:
        yield
    finally:
        run(["nft", f"delete table {family} {name}"], lab.network.gw)


def router(lab, rule):
    return filtered(lab, "router", "ingress device wan0 priority 0", rule)


@contextlib.contextmanager
def ip(lab, *lines):
    """`ip` commands in the gateway, undone in turn: "rule add …", "route add …", "address add …"."""
    done = []
    try:
        for line in lines:
            run(["ip", *line.split()], lab.network.gw)
            done.append(line)
        yield
    finally:
        for line in reversed(done):
            run(["ip", *line.replace(" add ", " del ", 1).split()], lab.network.gw, check_code=False)


def nothing_has_come(lab):
    """Before the first packet: the ways in which none comes."""
    wan = f"address add {{}}/24 dev wan0|route add default via {{}} metric 1|route add {ANNOUNCER} via {{}}"
    cgnat = [line.format("100.64.3.4" if "address" in line else "100.64.3.1") for line in wan.split("|")]
    with ip(lab, *cgnat):
        named(lab, "wan.address", "CGNAT")
    private = [line.format("192.168.77.2" if "address" in line else "192.168.77.1") for line in wan.split("|")]
    with ip(lab, *private):
        named(lab, "wan.address", "a router before the gateway", outcome="warn")
    with router(lab, "ip protocol 4 drop"):
        wait_until(lambda: first(lab) is None, 8, "it waits for the announcer first")
        named(lab, "protocol4.arrives", "the router drops protocol 4", "--active")
    with router(lab, f"ip saddr {ANNOUNCER} drop"):
        inject.send(lab.network.net, inject.tunnelled(STRANGER, network.WAN, inject.echo(STRANGER, network.HOST)))
        named(lab, "announcer.arrives", "not registered", "--active")


def nothing_is_heard(lab):
    """It comes in, and does not get through."""
    with filtered(lab, "host", "input priority 0", "ip protocol 4 drop"):
        lab.sim.burst()
        named(lab, "firewall.input", "the host's firewall drops protocol 4")
    run(["sysctl", "-qw", "net.ipv4.conf.all.rp_filter=1"], lab.network.gw)
    with ip(lab, "link add other0 type veth peer name other1", "link set other0 up", "link set other1 up",
            "route add default dev other0 table 100", f"rule add to {ANNOUNCER} lookup 100 pref 5"):
        lab.sim.burst()
        named(lab, "rp_filter", "a strict reverse path filter")
    run(["sysctl", "-qw", "net.ipv4.conf.all.rp_filter=0"], lab.network.gw)
    run(["ip", "link", "del", "other0"], lab.network.gw, check_code=False)
    reconfigure(lab, "[rip44]\npassword = another\n", "rip44.password")
    lab.sim.burst()
    named(lab, "burst.readable", "another password")
    check(fix_of(lab, "burst.readable") == ("set", "rip44.password="), "it can be mended")
    reconfigure(lab)


def we_are_not_announced(lab):
    """The announcer has us wrong, or not at all."""
    def burst(*changes):
        bursts = lab.helper.counter("rip44.bursts")
        for change in changes:
            lab.sim.command(change)
        lab.sim.burst()
        lab.wait_burst_end(bursts + 1)
    burst()
    named(lab, "burst.own_prefix", "not in a first burst", outcome="warn")
    burst(f"add {network.SUBNET} {OTHER_ADDRESS}")
    named(lab, "burst.own_address", "the portal has another address")
    burst(f"move {OTHER_ADDRESS} {network.WAN}")
    wait_until(lambda: first(lab) is None, 8, "all is well")
    reconfigure(lab, f"external_address = {OTHER_ADDRESS}\n", "gateway.external_address")
    named(lab, "burst.own_address", "gateway.external_address is wrong")
    check(fix_of(lab, "burst.own_address") == ("set", "gateway.external_address=auto"), "it can be mended")
    reconfigure(lab, "[rip44]\nmax_routes = 100\n", "rip44.max_routes")
    burst("add 44.8.0.0/24 198.51.100.88")
    named(lab, "routes", "more routes than there is room for", outcome="warn")
    reconfigure(lab)
    burst(f"withdraw {network.SUBNET}")
    named(lab, "burst.own_prefix", "not announced")
    burst(f"add {network.SUBNET} {network.WAN}", "add 44.7.0.0/24 44.5.0.1")
    wait_until(lambda: first(lab) is None, 8, "all is well again")


def ways_lead_elsewhere(lab):
    """Other programs' rules and routes."""
    device = lab.helper.status()["device"]
    with ip(lab, f"rule add from {network.SUBNET} lookup main pref 40"):
        named(lab, "way.mesh", "another rule before ours")
    with ip(lab, f"route add 44.0.0.0/8 dev {device}"):
        named(lab, "old.space", "an old route for all of 44")
    with ip(lab, "rule add to 44.0.0.0/8 lookup 44 pref 30000"):
        named(lab, "old.space", "an old rule for all of 44")
    with ip(lab, f"route add {network.SUBNET} dev {device} table 100",
            f"rule add to {network.SUBNET} lookup 100 pref 30"):
        named(lab, "way.own", "our subnet leads into the tunnel")
    with ip(lab, f"route add 44.5.0.1 dev {device} table 100", "rule add to 44.5.0.1 lookup 100 pref 30"):
        named(lab, "way.outer", "an endpoint inside 44 is led into the tunnel")
    with ip(lab, f"rule add from {network.SUBNET} to 192.0.2.0/24 lookup main pref 40"):
        named(lab, "way.answers", "answers leave by the ISP")
    with ip(lab, f"route add 44.9.0.0/24 via {network.ISP} table {network.MESH_TABLE} proto 44"):
        named(lab, "tables.free", "another daemon writes our table")


def what_is_sent_is_lost(lab):
    """Packets that the check-up sends itself."""
    with filtered(lab, "host", "output priority 0", "ip protocol 4 drop"):
        named(lab, "ping.announcer", "protocol 4 does not get out", "--active")
    with router(lab, "ip protocol 4 ip length > 1420 drop"):
        named(lab, "mtu.path", "large packets are lost", "--active")
    answer = next(each for each in lab.ctl("check", "--active")["checks"] if each["id"] == "mtu.path")
    check(answer["outcome"] == "pass", f"large packets pass again: {answer}")


def switches(lab):
    """What the operator or the system has switched off."""
    run(["sysctl", "-qw", "net.ipv4.conf.lan0.forwarding=0"], lab.network.gw)
    named(lab, "forwarding", "forwarding is off")
    run(["sysctl", "-qw", "net.ipv4.conf.lan0.forwarding=1"], lab.network.gw)
    lab.ctl("default", "suppress")
    named(lab, "default.route", "the default route is off", outcome="warn")
    lab.ctl("default", "allow")
    lab.ctl("down")
    named(lab, "gateway.on", "switched off")
    lab.ctl("up")
    wait_until(lambda: first(lab) is None, 8, "all is well with the switches")


def others(lab):
    """Other software, and hosts with other addresses."""
    daemon = lab.helper.state.parent / "ampr-ripd"
    shutil.copy(shutil.which("sleep"), daemon)
    process = subprocess.Popen([daemon, "infinity"], stdin=subprocess.DEVNULL)
    try:
        wait_until(lambda: any(each["id"] == "software" and each["outcome"] == "fail" and "ampr-ripd" in each["seen"]
                               for each in lab.ctl("check")["checks"]), 8, "ampr-ripd is running")
    finally:
        end_process(process)
    target = addresses.various_targets(lab.sim.mesh())[0][0]
    run(["ip", "address", "add", "192.168.5.5/32", "dev", "eth0"], lab.network.lan)
    run(["ping", "-n", "-c", "1", "-W", "1", "-I", "192.168.5.5", target], lab.network.lan, check_code=False)
    named(lab, "firewall.sources", "private addresses go for the tunnel", outcome="warn")


@on_each_plane
@patient
def scenario_checkup(lab):
    """Each cause that can be made is named as the first failure, and nothing else is when it is gone."""
    lab.simulate()
    lab.helper.start()
    # No name server answers here; that none does is known at once.
    lab.use(filtered(lab, "names", "output priority 0", "udp dport 53 reject"))
    nothing_has_come(lab)
    nothing_is_heard(lab)
    we_are_not_announced(lab)
    ways_lead_elsewhere(lab)
    what_is_sent_is_lost(lab)
    switches(lab)
    others(lab)
    report = lab.helper.ctl_process("check", "--report", as_json=False).stdout
    check("checks:" in report and "burst.own_address: at WAN-ADDRESS" in report, report)
    check(not any(secret in report for secret in ("N0CALL", "44.128.10", "203.0.113")), f"a secret in {report}")
    refused = lab.helper.ctl_process("check", "--active", user="nobody")
    check(refused.returncode == 1, f"who may not send is refused: {refused.stdout}")
    check(lab.helper.ctl_process("check", user="nobody").returncode == 3, "who may not send may look")
