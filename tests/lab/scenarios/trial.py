# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes on trial, and a bus that goes away."""
import os
import pty
import re
import signal
import subprocess
import time

from lablib import addresses, network
from lablib import lab as laboratory
from lablib.network import settings_difference
from lablib.scenario import long, on_each_plane, patient, shows
from lablib.system import check, inside, is_emulated, run, wait_until
from lablib.watch import LineReader

SHORTEST = 10  # seconds of a trial
HOLDER, STRANGER = "games", "nobody"  # lab.rules lets the first one apply, and no more


def put_on_trial(lab, *assignments, seconds=SHORTEST):
    return lab.ctl("set", *assignments, "--timeout", seconds)["token"]


def trial_of(lab):
    return lab.helper.status()["trial"]


def check_as_before(lab, before):
    """The kernel, by iproute2's eyes. A device that was made anew has another number, and is the same else."""
    difference = settings_difference(unnumbered(before), unnumbered(lab.network.settings()))
    check(not difference, f"not as it was:\n{difference}")


def unnumbered(settings):
    return {kind: [re.sub(r"^\d+: ", "", line) for line in lines] for kind, lines in settings.items()}


def wait_taken_back(lab, seconds):
    wait_until(lambda: trial_of(lab) is None, seconds, "the change is taken back")
    check(lab.helper.status()["mode"] == "full", "the mode is as it was")


@shows("A1")
@patient
def scenario_trial_unconfirmed(lab):
    """A change that takes our way to the Internet away is taken back by itself; the kernel is as before."""
    lab.up()
    before = lab.network.settings()
    began = time.monotonic()
    put_on_trial(lab, "gateway.mode=mesh", "routing.priority=200")
    wait_until(lambda: not any(route["dst"] == "default" and route.get("type") != "unreachable"
                               for route in lab.network.routes(network.SOURCE_TABLE)), 5, "no default route of ours")
    trial = trial_of(lab)
    check(trial["by"] == "root" and 0 < trial["seconds_left"] <= SHORTEST, f"{trial}")
    wait_taken_back(lab, SHORTEST + 5)
    took = time.monotonic() - began
    lab.figures["trial_s"] = round(took, 1)
    check(is_emulated() or SHORTEST - 0.5 <= took < SHORTEST + 2, f"after {took:.1f} s")
    check_as_before(lab, before)


@shows("A1")
def scenario_trial_of_another_table(lab):
    """Tables and device parameters that are made anew come back, too, and nothing of the trial is left."""
    lab.up()
    before = lab.network.settings()
    put_on_trial(lab, "routing.mesh_table=4400", "routing.source_table=4500")
    wait_until(lambda: lab.network.routes("4400"), 10, "the mesh in table 4400")
    lab.ctl("rollback")
    check(not lab.network.routes("4400") and not lab.network.routes("4500"), "the other tables are empty")
    wait_until(lambda: lab.prefixes() == laboratory.INSTALLED + 1, 10, "the mesh is back in its table")
    check_as_before(lab, before)


def scenario_trial_of_another_mode(lab):
    """What a mode asks of the WAN's interface goes with the mode, on trial or not."""
    lab.up()
    before = lab.network.settings()
    for mode in ("bgp", "hybrid"):
        put_on_trial(lab, f"gateway.mode={mode}")
        check(before["sysctls"] != lab.network.settings()["sysctls"], f"{mode}: the WAN's interface forwards")
        lab.ctl("rollback")
        check(trial_of(lab) is None, "it is taken back")
        check_as_before(lab, before)
    lab.ctl("set", "--yes", "gateway.mode=bgp")
    lab.ctl("set", "--yes", "gateway.mode=full")
    check_as_before(lab, before)


def scenario_trial_beside_strangers(lab):
    """A mode that forwards on the WAN is taken back, and what somebody else did to the links meanwhile stays his."""
    lab.up()
    gateway = lab.network.gw
    before = lab.network.settings()
    put_on_trial(lab, "gateway.mode=bgp", seconds=600)
    forwards = "net.ipv4.conf.wan0.forwarding = 1"
    check(forwards in lab.network.settings()["sysctls"], "the WAN forwards")
    devices = ("mesh44" if lab.plane == "userspace" else "tunl0", "lo")
    for device in devices:
        run(["ip", "address", "add", "44.128.10.99/32", "dev", device], gateway)
    lab.ctl("rollback")
    check(trial_of(lab) is None, "the change is taken back")
    lab.ctl("set", "--yes", "gateway.callsign=N1CALL")
    for device in devices:
        run(["ip", "address", "del", "44.128.10.99/32", "dev", device], gateway)
    check_as_before(lab, before)


@on_each_plane
@shows("A2")
def scenario_trial_killed_helper(lab):
    """kill -9 inside the window: the next helper takes the change back before anything else."""
    lab.up()
    before = lab.network.settings()
    put_on_trial(lab, "gateway.mode=mesh", seconds=600)
    wait_until(lambda: lab.helper.status()["mode"] == "mesh", 5, "the change acts")
    lab.helper.kill()
    check((lab.helper.state / "trial.checkpoint").exists(), "the way back is on disk")
    lab.helper.start()
    check(trial_of(lab) is None and lab.helper.status()["mode"] == "full", "it is taken back when the helper answers")
    check(not (lab.helper.state / "trial.checkpoint").exists(), "the way back is used up")
    said = [event["text"] for event in lab.ctl("history")["events"]]
    check(any("the gateway service was started anew" in text for text in said), f"it says why: {said[:5]}")
    wait_until(lambda: lab.prefixes() == laboratory.INSTALLED + 1, 10, "the mesh is there")
    check_as_before(lab, before)


@shows("D7")
@patient
def scenario_trial_killed_client(lab):
    """A client killed in the window: the tunnel does not notice, the change is taken back at its deadline."""
    lab.up()
    targets = [target for target, _ in addresses.various_targets(lab.sim.mesh())]
    pinger = lab.pinger(targets, rate=100)
    client, terminal = start_on_terminal(lab, "set", "gateway.mode=mesh", "--timeout", str(SHORTEST))
    try:
        began = time.monotonic()
        wait_until(lambda: lab.helper.status()["mode"] == "mesh", 10, "the change acts")
        client.kill()
        client.wait()
    finally:
        os.close(terminal)
    wait_taken_back(lab, SHORTEST + 5)
    check(is_emulated() or time.monotonic() - began >= SHORTEST - 1, "not before its deadline")
    report = pinger.report()
    lab.figures["pings"] = f"{report['received']} of {report['sent']}"
    check(report["received"] == report["sent"], f"lost: {report}")


def start_on_terminal(lab, *words):
    """(the process, our end of its terminal)"""
    ours, its = pty.openpty()
    command = inside(lab.network.gw, lab.bus.inside([str(lab.helper.programs / "mesh44ctl"), *words]))
    process = subprocess.Popen(command, env=lab.helper.environment(), stdin=its, stdout=its, stderr=its)
    os.close(its)
    return process, ours


def scenario_trial_belongs_to_its_user(lab):
    """Who applied may keep it without being asked; others need the right, and polkit is asked about them."""
    lab.helper.start()
    applied = lab.helper.ctl_process("set", "gateway.mode=mesh", "--timeout", "60", user=HOLDER)
    check(applied.returncode == 0, f"{HOLDER} may apply: {applied.stderr}")
    monitor = lab.bus_monitor()
    for words in (("confirm",), ("rollback",), ("trial", "extend", "600")):
        refused = lab.helper.ctl_process(*words, user=STRANGER)
        check(refused.returncode == 1 and "org.mesh44.Error.No" in refused.stderr, f"{words}: {refused.stderr}")
    asked = monitor.calls("org.freedesktop.PolicyKit1.Authority").count("CheckAuthorization")
    check(asked == 3, f"polkit was asked {asked} times about the stranger")
    check(trial_of(lab) is not None, "it is on trial still")
    for words in (("trial", "extend", "600"), ("confirm",)):
        allowed = lab.helper.ctl_process(*words, user=HOLDER)
        check(allowed.returncode == 0, f"{words}: {allowed.stderr}")
    asked_more = monitor.calls("org.freedesktop.PolicyKit1.Authority").count("CheckAuthorization")
    check(asked_more == asked, "its user is not asked for anything")
    late = lab.helper.ctl_process("confirm", user=HOLDER)
    check(late.returncode == 1 and "org.mesh44.Error.No" in late.stderr, f"nothing to confirm any more: {late.stderr}")
    check(trial_of(lab) is None and lab.helper.status()["mode"] == "mesh", "it is kept")


@long
def scenario_disk_full(lab):
    """A full disk: nothing is changed, the gateway runs on and says so; within a minute it saves again."""
    lab.use(FullDisk(lab))
    lab.up()
    before = lab.network.settings()
    fill(lab)
    refused = lab.helper.ctl_process("set", "gateway.mode=mesh")
    check(refused.returncode == 1 and "NoSpace" in refused.stderr, f"{refused.returncode}: {refused.stderr}")
    status = lab.helper.status()
    check(status["mode"] == "full" and "nothing is saved" in status["reason"], f"{status['reason']}")
    check_as_before(lab, before)
    in_its_place(lab, "rm", str(lab.helper.state / "filler"))
    wait_until(lambda: "nothing is saved" not in lab.helper.status()["reason"], 65, "it saves again")
    put_on_trial(lab, "gateway.mode=mesh")
    lab.ctl("confirm")


class FullDisk:
    """A small file system for the helper's state, where the helper sees it."""

    def __init__(self, lab):
        self._lab = lab

    def __enter__(self):
        state = self._lab.helper.state
        in_its_place(self._lab, "mount", "-t", "tmpfs", "-o",
                     f"size=512k,mode=0700,uid={self._lab.helper.uid},gid={self._lab.helper.uid}", "tmpfs", str(state))
        return self

    def __exit__(self, *_):
        in_its_place(self._lab, "umount", "-l", str(self._lab.helper.state))


def fill(lab):
    in_its_place(lab, "sh", "-c", f"cat /dev/zero >'{lab.helper.state}/filler' 2>/dev/null || true")


def in_its_place(lab, *command):
    return run(lab.bus.inside(list(command)))


@shows("D5")
def scenario_bus_restart(lab):
    """dbus-daemon killed and started again: no packet notices; the helper is back within 5 s, twice; so is a watch."""
    lab.up()
    targets = [target for target, _ in addresses.various_targets(lab.sim.mesh())]
    pinger = lab.pinger(targets, rate=100)
    monitor = lab.monitor()
    watch = lab.use(Watch(lab))
    pid = lab.helper.pid
    try:
        for _ in range(2):
            lab.bus.dbus("kill")
            wait_until(lambda: watch.says("is not running; waiting"), 10, "the watch misses it")
            lab.bus.dbus("start")
            began = time.monotonic()
            wait_until(lambda: lab.helper.ctl_process("status").returncode in (0, 3), 20, "the helper answers")
            took = time.monotonic() - began
            lab.figures["bus_back_s"] = max(lab.figures.get("bus_back_s", 0), round(took, 2))
            check(is_emulated() or took <= 5, f"back after {took:.1f} s")
            wait_until(lambda: watch.says("is running again"), 10, "the watch finds it again")
            watch.forget()
    finally:
        lab.bus.dbus("start")
        lab.bus.polkitd("kill")
        lab.bus.polkitd("start")
    check(lab.helper.pid == pid and lab.helper.process.poll() is None, "the same helper")
    lab.ctl("set", "--yes", "gateway.callsign=N1CALL")
    report = pinger.report()
    lab.figures["pings"] = f"{report['received']} of {report['sent']}"
    check(report["received"] == report["sent"], f"lost: {report}")
    check(not monitor.events(), f"the kernel was touched: {monitor.events()[:5]}")


class Watch:
    """mesh44ctl watch, and what it said."""

    def __init__(self, lab):
        self._command = inside(lab.network.gw, lab.bus.inside([str(lab.helper.programs / "mesh44ctl"), "watch"]))
        self._environment = lab.helper.environment()
        self._skip = 0

    def __enter__(self):
        self._reader = LineReader(self._command, self._environment)
        wait_until(self._reader.lines, 10, "the watch begins")
        return self

    def __exit__(self, *_):
        self._reader.process.send_signal(signal.SIGINT)
        self._reader.close()

    def says(self, text):
        return any(text in line for line in self._reader.lines()[self._skip:])

    def forget(self):
        self._skip = len(self._reader.lines())
