# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs scenarios on this kernel, or has a guest do it, and reports."""
import concurrent.futures
import contextlib
import dataclasses
import json
import os
import pathlib
import platform
import re
import subprocess
import sys
import threading
import time
import traceback

from . import guest, helper, lab, system
from .kernelimage import KernelUnavailable
from .scenario import GUEST_ONLY

IN_GUEST = "MESH44_LAB_GUEST" in os.environ
GUEST_SECONDS = 1500
EMULATION = 8 # times slower than this machine, with room
RULES = lab.REPOSITORY / "tests" / "lab" / "lab.rules"
USERSPACE = " (userspace)" # behind the name of what the kernel's plane plays, too
RESULT, MACHINE = "result: ", "machine: " # begin what a lane tells
BLOCK_IPIP = pathlib.Path("/etc/modprobe.d/mesh44-lab.conf")


@dataclasses.dataclass
class Result:
    name: str
    outcome: str # passed, failed, skipped
    seconds: float = 0
    reason: str = ""
    figures: dict = dataclasses.field(default_factory=dict)
    may_miss: bool = False # nobody promised that it can run everywhere
    faults: list = dataclasses.field(default_factory=list)

    def tap(self, number, time_taken=""):
        word = "not ok" if self.outcome == "failed" else "ok"
        skip = f" # SKIP {self.reason}" if self.outcome == "skipped" else ""
        lines = [f"{word} {number} - {self.name}{skip}{time_taken}"]
        if self.outcome == "failed":
            lines += [f"# {line}" for line in self.reason.splitlines()]
        return "\n".join(lines)


class Reporter:
    """Prints as it goes; as a lane of another run it hands its results to that one."""

    def __init__(self, is_lane=False):
        self.results = []
        self.machines = [] # facts about guests
        self._is_lane = is_lane
        self._lock = threading.Lock()

    def add(self, result):
        with self._lock:
            self.results.append(result)
            if self._is_lane:
                print(RESULT + json.dumps(dataclasses.asdict(result)), flush=True)
            else:
                time_taken = f" ({result.seconds:.1f} s)" if result.seconds else ""
                print(result.tap(len(self.results), time_taken), flush=True)

    def add_machine(self, facts):
        self.machines.append(facts)
        if self._is_lane:
            print(MACHINE + json.dumps(facts), flush=True)

    def heard(self, line):
        """A line that a lane printed."""
        if line.startswith(RESULT):
            self.add(Result(**json.loads(line[len(RESULT):])))
        elif line.startswith(MACHINE):
            self.add_machine(json.loads(line[len(MACHINE):]))
        elif line.strip():
            print(f"# {line.rstrip()}", flush=True)

    def add_missing(self, scenarios, before):
        """Of those, what nothing was heard of behind so many results has failed."""
        heard = {result.name.removesuffix(USERSPACE) for result in self.results[before:]}
        for scenario in scenarios:
            if scenario.name not in heard:
                self.add(Result(scenario.name, "failed", reason="the lane that played it ended early"))


def why_not_here():
    """None, or why nothing can run on this kernel."""
    if os.geteuid() != 0:
        return "namespaces want root"
    return None


def run_here(scenarios, build, reporter):
    """On this kernel, in namespaces, all of them on one private bus."""
    reason = why_not_here()
    if reason:
        for scenario in scenarios:
            reporter.add(Result(scenario.name, "skipped", reason=reason))
        return
    with contextlib.ExitStack() as stack:
        programs = helper.copy_programs(build, stack.enter_context(system.public_folder("mesh44-programs-")))
        ipip = lab.has_ipip()
        system.run(["modprobe", "-q", "tun"], check_code=False)
        bus = stack.enter_context(lab.PrivateBus(rules=RULES))
        for scenario in scenarios:
            reporter.add(_run_one(scenario, programs, bus, ipip))


def _run_one(scenario, programs, bus, ipip):
    name = scenario.name if ipip or scenario.needs != "plane" else scenario.name + USERSPACE
    if scenario.needs in GUEST_ONLY and not IN_GUEST:
        return Result(scenario.name, "skipped", reason="it wants a kernel of its own")
    if scenario.needs == "ipip" and not ipip:
        return Result(scenario.name, "skipped", reason="this kernel has no ipip")
    if scenario.needs == "no-ipip" and ipip and not IN_GUEST:
        return Result(scenario.name, "skipped", reason="this kernel has ipip")
    figures, may_miss = {}, False
    began = time.monotonic()
    try:
        plane = "kernel" if ipip else "userspace"
        with _ipip_as_needed(scenario, ipip), lab.Lab(programs, bus, figures, plane) as laboratory:
            _call(scenario, laboratory)
        outcome, reason = "passed", ""
    except system.Skipped as skipped:
        outcome, reason, may_miss = "skipped", str(skipped), isinstance(skipped, system.NoData)
    except Exception as error: # one scenario's trouble is not the next one's
        outcome, reason = "failed", str(error) if isinstance(error, system.Failed) else traceback.format_exc()
    return Result(name, outcome, time.monotonic() - began, reason, figures, may_miss, scenario.faults)


def _call(scenario, laboratory):
    try:
        scenario.function(laboratory)
    except system.Failed as failed:
        words = laboratory.helper.last_words()
        raise system.Failed(f"{failed}\nthe helper's last words:\n{words}" if words else str(failed)) from failed


def let_ipip_appear():
    BLOCK_IPIP.unlink()
    system.run(["modprobe", "ipip"])


def unload_ipip(for_good=False):
    """Every tunl0 goes with it. For good: nobody can load it again."""
    if for_good:
        BLOCK_IPIP.write_text("install ipip /bin/false\n")
    system.run(["modprobe", "-r", "ipip"])


@contextlib.contextmanager
def _ipip_as_needed(scenario, ipip):
    """In the guest, which is ours alone, ipip can be taken away for a while."""
    if scenario.needs not in ("no-ipip", *GUEST_ONLY) or not ipip:
        yield
        return
    try:
        if scenario.needs != "own-ipip":
            unload_ipip(for_good=True)
        yield
    finally:
        BLOCK_IPIP.unlink(missing_ok=True)
        system.run(["modprobe", "ipip"])


def run_in_guest(scenarios, build, out, cpus, reporter):
    """One boot for all of them; there they are a lane of this run."""
    reason = guest.available()
    if reason:
        for scenario in scenarios:
            reporter.add(Result(scenario.name, "skipped", reason=reason))
        return
    machine = guest.Guest(out, GUEST_SECONDS, cpus=cpus)
    accelerator = guest.accelerator(machine.image)[0]
    emulated = not accelerator.startswith("kvm")
    environment = {key: value for key, value in os.environ.items() if key.startswith("MESH44_")}
    environment |= {"MESH44_LAB_GUEST": "1", "MESH44_LAB_PATIENCE": str(EMULATION if emulated else 1)}
    try:
        # What happens to be outside the root file system is not seen in there.
        machine.run(lane_command("host", scenarios, build, guest.SHARE), environment=environment)
    except (guest.GuestFailed, KernelUnavailable) as error:
        print(f"# {error}")
    for fault in machine.faults:
        reporter.add(Result("guest_kernel", "failed", reason=fault))
    reporter.add_machine({"kernel": machine.image.version, "accelerator": accelerator,
                          "boot_s": round(machine.boot_seconds or 0, 1),
                          "total_s": round(machine.total_seconds or 0, 1)})


def lane_command(rig, scenarios, build, out, cpus=2):
    command = [sys.executable, lab.REPOSITORY / "tests" / "lab" / "run.py", "--lane", "--rig", rig, "--build", build,
               "--out", out, "--guest-cpus", str(cpus)]
    for scenario in scenarios:
        command += ["--only", scenario.name]
    return command


def run_lanes(rig, lanes, build, out, reporter):
    """Several runs of this program side by side, which report here. They clean up when this one is ended."""
    lanes = [lane for lane in lanes if lane]
    cpus = max(1, (os.cpu_count() or 1) // max(1, len(lanes)))
    with concurrent.futures.ThreadPoolExecutor() as threads, contextlib.ExitStack() as stack:
        listeners = []
        for number, scenarios in enumerate(lanes, 1):
            command = lane_command(rig, scenarios, build, out / f"{rig}{number}", cpus)
            process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL,
                                       stdout=subprocess.PIPE, text=True, errors="replace")
            stack.callback(_end_lane, process)
            listeners.append(threads.submit(_listen, process, reporter))
        for listener in listeners:
            listener.result()


def _end_lane(process):
    if process.poll() is None:
        process.terminate()
    process.wait()


def _listen(process, reporter):
    for line in process.stdout:
        reporter.heard(line)
    process.wait()


def write_report(out, reporter):
    out.mkdir(parents=True, exist_ok=True)
    report = {"schema": 2, "kernel": platform.release(), "guests": reporter.machines,
              "results": [dataclasses.asdict(result) for result in reporter.results]}
    # Written aside: who reads it meanwhile sees a whole file.
    part = out / "lab.json.part"
    part.write_text(json.dumps(report, indent=2) + "\n")
    part.replace(out / "lab.json")


def print_table(reporter):
    print()
    for machine in reporter.machines:
        print(f"Guest: Linux {machine['kernel']}, {machine['accelerator']}, boot {machine['boot_s']} s, "
              f"in all {machine['total_s']} s")
    for result in reporter.results:
        print(f"  {result.name:<40} {result.outcome:<8} {result.seconds:6.1f} s")
        for name, value in result.figures.items():
            print(f"      {name}: {value}")
    print_faults(reporter.results)


def print_faults(results):
    """What each fault cost until all was well again; nothing to tell where nothing was lost."""
    rows = [(fault, result) for result in results if result.outcome != "skipped" for fault in result.faults]
    if rows:
        print(f"\n  {'fault':<6} {'scenario':<40} {'':<7} recovery")
    for fault, result in sorted(rows, key=lambda row: (row[0][0], int(row[0][1:]), row[1].name)):
        print(f"  {fault:<6} {result.name:<40} {result.outcome:<7} {recovery(result.figures)}")


def recovery(figures):
    """Of the figures those that are times, in words: "route_back_s" 0.2 is "route 0.2 s"."""
    found = []
    for name, value in figures.items():
        match = re.fullmatch(r"(.+?)(?:_back)?_(s|ms)", name)
        if match:
            found.append(f"{match.group(1).replace('_', ' ')} {value} {match.group(2)}")
    return " · ".join(found) or "-"
