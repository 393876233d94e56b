# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may do what, with the real polkitd."""
import pathlib
import xml.etree.ElementTree

from lablib.lab import REPOSITORY
from lablib.scenario import shows
from lablib.system import check

STRANGER = "nobody"
ENDPOINT, PREFIX = "198.51.100.7", "44.4.8.0/24"
CONTRACT = REPOSITORY / "core/bus/org.mesh44.Gateway1.xml"
LIST = f"route addprivate {PREFIX} encap {ENDPOINT}\n"
# One command for every method of the contract that changes or sends something; what mesh44ctl never calls is called
# bare.
WRITES = {
    "Up": ("up",),
    "Down": ("down",),
    "SuppressEndpoint": ("endpoint", "suppress", ENDPOINT),
    "AllowEndpoint": ("endpoint", "allow", ENDPOINT),
    "SuppressPrefix": ("prefix", "suppress", PREFIX),
    "AllowPrefix": ("prefix", "allow", PREFIX),
    "PinPrefix": ("prefix", "pin", PREFIX, ENDPOINT),
    "UnpinPrefix": ("prefix", "unpin", PREFIX),
    "AcceptChanges": ("held", "accept"),
    "RejectChanges": ("held", "reject"),
    "ForgetImports": ("import", "--forget"),
    "Set": ("set", "--yes", "gateway.mode=mesh"),
    "Apply": ("set", "gateway.mode=mesh"),
    "Confirm": ("confirm",),
    "SuppressDefault": ("default", "suppress"),
    "AllowDefault": ("default", "allow"),
    "Rollback": ("rollback",),
    "Extend": ("trial", "extend", "60"),
    "Import": ("import", "encap.txt"),
    "CheckUp": ("check", "--active"), # without it a read
    "StartCapture": ("capture", "--seconds", "1"),
}
BARE_WRITES = {"ImportText": ("s", LIST)}
READS = (("status",), ("routes",), ("endpoints",), ("config",), ("config", "--origin"), ("history",), ("held",),
         ("traffic",), ("check",), ("set", "--dry-run", "gateway.mode=mesh"))
BARE_READS = {"GetTimeline": ("u", "10")}
OWN = ("GetCaptured", "StopCapture")  # of a capture that the caller has started: nobody else has one


def methods():
    """Of the contract: those that change or send something, and those that do not."""
    interface = xml.etree.ElementTree.parse(CONTRACT).find("interface")
    names = {method.get("name") for method in interface.findall("method")}
    reads = {name for name in names if name.startswith("Get")} | {"Preview"}
    return names - reads - set(OWN), reads - set(OWN)


@shows("D1")
def scenario_stranger_is_refused(lab):
    """An unauthorised user is refused by every method that changes something, and nothing changes."""
    writes, _ = methods()
    check(writes == set(WRITES) | set(BARE_WRITES), f"not tried: {writes - set(WRITES) - set(BARE_WRITES)}")
    lab.helper.start()
    import_file = pathlib.Path(lab.folder, "encap.txt")
    import_file.write_text(LIST)
    before = unchanging(lab)
    monitor = lab.bus_monitor()
    for method, words in WRITES.items():
        words = [str(import_file) if word == "encap.txt" else word for word in words]
        refused(method, lab.helper.ctl_process(*words, user=STRANGER))
    for method, arguments in BARE_WRITES.items():
        refused(method, lab.helper.call_process(method, *arguments, user=STRANGER))
    errors = monitor.errors()
    check(len(errors) == len(writes), f"errors on the bus: {errors}")
    check(set(errors) <= {"org.mesh44.Error.NotAuthorized", "org.mesh44.Error.NoAgent"}, f"errors on the bus: {errors}")
    check(unchanging(lab) == before, "nothing changed")
    check(set(monitor.calls("org.mesh44.Gateway1")) >= writes, "every method was called")


def refused(method, answer):
    check(answer.returncode == 1, f"{method}: exit code {answer.returncode}: {answer.stdout}")
    check(answer.stderr.strip() != "", f"{method}: it says why")


def unchanging(lab):
    snapshot = lab.helper.status()
    return {key: snapshot[key] for key in ("state", "enabled", "mode", "routes_announced", "routes_suppressed")}


def scenario_reads_never_prompt(lab):
    """Reading asks polkit for nothing, whoever reads."""
    lab.helper.start()
    monitor = lab.bus_monitor()
    for words in READS:
        answer = lab.helper.ctl_process(*words, user=STRANGER)
        check(answer.returncode in (0, 3, 4), f"{words}: {answer.returncode}: {answer.stderr}")
    for method, arguments in BARE_READS.items():
        answer = lab.helper.call_process(method, *arguments, user=STRANGER)
        check(answer.returncode == 0, f"{method}: {answer.stderr}")
    _, reads = methods()
    missed = reads - set(monitor.calls("org.mesh44.Gateway1"))
    check(not missed, f"not tried: {missed}")
    asked = monitor.calls("org.freedesktop.PolicyKit1.Authority")
    check("CheckAuthorization" not in asked, f"polkit was asked: {asked}")


def scenario_captures_are_their_callers(lab):
    """Of somebody else's capture nothing is told, and nothing of it is ended."""
    lab.up()
    with lab.start_capture() as capture:
        for method in OWN:
            answer = lab.helper.call_process(method, user=STRANGER)
            check(answer.returncode != 0 and "no capture" in answer.stderr, f"{method}: {answer.stderr}")
        lab.sim.burst()
        capture.wait_packets(1)


@shows("D3")
def scenario_polkit_gone(lab):
    """Without polkitd only root may change things; everybody may read."""
    lab.helper.start()
    lab.bus.polkitd("kill")
    try:
        refused("Down", lab.helper.ctl_process("down", user=STRANGER))
        check(lab.helper.ctl_process("status", user=STRANGER).returncode in (0, 3, 4), "reads work")
        check(lab.helper.status()["enabled"], "nothing changed")
        lab.ctl("down")
        check(not lab.helper.status()["enabled"], "root may")
    finally:
        lab.bus.polkitd("start")
