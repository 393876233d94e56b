# SPDX-License-Identifier: GPL-3.0-or-later
"""The helper runs out of something: one feature is missed, the gateway goes on."""
import time

from lablib import addresses, network
from lablib import lab as laboratory
from lablib.drift import Ours, recovery, settled
from lablib.scenario import needs_no_ipip, on_each_plane, shows
from lablib.system import check, run, wait_until

NEW = ("44.55.66.0/24", "198.51.100.66")
TAKEN = 8 # descriptors that a running helper has for sure: it gets no further one


@on_each_plane
@shows("P8")
def scenario_no_descriptors(lab):
    """Not one more file can be opened: the gateway goes on, says what it can not do, and recovers by itself."""
    ours, gateway = settled(lab)
    prefix = next(iter(lab.network.mesh_routes()))
    pinger = lab.pinger([target for target, _ in addresses.various_targets(lab.sim.mesh())], rate=100)
    with lab.helper.limited("nofile", TAKEN):
        recovery(lab, "route_without_descriptors", ours,
                 lambda: run(["ip", "route", "del", prefix, "table", network.MESH_TABLE], gateway))
        recovery(lab, "rules_without_descriptors", ours,
                 lambda: run(["ip", "rule", "flush", "proto", network.PROTOCOL], gateway))
        run(["nft", "flush", "ruleset"], gateway)
        wait_until(lambda: "mesh44" in run(["nft", "list", "tables"], gateway).stdout, 5, "our table is back")
        lab.sim.command(f"add {NEW[0]} {NEW[1]}")
        lab.sim.burst()
        lab.wait_installed(laboratory.INSTALLED + 1)
        lab.helper.ctl_process("prefix", "suppress", NEW[0])
        status = wait_until(lambda: complaint(lab, "nothing is saved"), 5, "the status says that nothing is saved")
        lab.figures["reason"] = status["reason"]
        import_is_refused(lab)
        ours = Ours(lab)
        lab.helper.reload()
        wait_until(lambda: lab.helper.status()["problems"], 5, "the configuration can not be read, and that is said")
        check(not ours.difference(), f"no setting was lost: {ours.difference()}")
    lab.helper.reload()
    wait_until(lambda: not lab.helper.status()["problems"], 5, "the configuration is read again")
    lab.ctl("prefix", "allow", NEW[0])
    wait_until(lambda: lab.helper.status()["state"] == "up", 10, "all is well")
    report = pinger.report()
    lab.figures["pings"] = f"{report['received']} of {report['sent']}"


@needs_no_ipip
@shows("P8")
def scenario_no_threads(lab):
    """No thread can be made when the plane is to begin: the helper says so, and begins once it can."""
    lab.up()
    lab.ctl("down")
    with lab.helper.limited("nproc", 1):
        lab.ctl("up")
        status = wait_until(lambda: complaint(lab, "thread"), 5, "the status says that there are no threads")
        lab.figures["reason"] = status["reason"]
    began = time.monotonic()
    wait_until(lambda: not complaint(lab, "thread"), 10, "the helper tries again")
    lab.figures["begun_s"] = round(time.monotonic() - began, 2)
    target, _ = addresses.various_targets(lab.sim.mesh())[0]
    check(lab.ping_once(target), f"{target} answers")


@shows("P6")
def scenario_read_only(lab):
    """A state directory on a read-only file system: the gateway is up, says that nothing is saved, refuses settings."""
    lab.helper.prefix = ["unshare", "--mount", "sh", "-c",
                         'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"', lab.helper.state]
    lab.up()
    status = wait_until(lambda: complaint(lab, "nothing is saved"), 5, "the status says that nothing is saved")
    lab.figures["reason"] = status["reason"]
    target, _ = addresses.various_targets(lab.sim.mesh())[0]
    check(lab.ping_once(target), f"{target} answers")
    refused = lab.helper.ctl_process("set", "--yes", "gateway.mode=mesh")
    lab.figures["refused"] = refused.stderr.strip()
    check(refused.returncode == 1, f"a setting that could not be kept was taken: {refused.stdout}")
    check(lab.helper.status()["mode"] == "full", "it is in force all the same")


def complaint(lab, words):
    status = lab.helper.status()
    return status if words in status["reason"] else None


def import_is_refused(lab):
    file = f"{lab.folder}/encap.txt"
    with open(file, "w", encoding="ascii") as encap:
        encap.write("route addprivate 44.77.0.0/24 encap 198.51.100.77\n")
    result = lab.helper.ctl_process("import", file)
    lab.figures["import"] = f"{result.returncode}: {result.stderr.strip()}"
    check(result.returncode == 1, f"a file that can not be handed over: {result.stdout}")
    # The bus's library ends a connection whose message came without its descriptor.
    wait_until(lambda: lab.helper.ctl_process("status").returncode == 3, 10, "the helper is on the bus again")
