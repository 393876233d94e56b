#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the laboratory's scenarios.

    tests/lab/run.py [--rig host|qemu|auto] [--build DIR] [--only NAME]… [--out DIR]

host: in namespaces of this kernel. qemu: in a guest that has ipip. auto: on the host, and where it has no ipip, what
looks at packets once more in the guest: there the kernel's plane carries them, here the userspace one. Prints TAP, then
a table; writes DIR/lab.json. Exit codes: 0 all passed, 1 not, 77 nothing could run. With MESH44_REQUIRE_LAB=1 whatever
could not run has failed.
"""
import argparse
import os
import pathlib
import signal
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from lablib import lab, runner, scenario  # noqa: E402

EXIT_SKIPPED = 77


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rig", choices=("host", "qemu", "auto"), default="auto")
    parser.add_argument("--build", type=pathlib.Path, default=lab.REPOSITORY / "build" / "dev")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="may be given more than once")
    parser.add_argument("--out", type=pathlib.Path, help="for the report (default: BUILD/lab)")
    parser.add_argument("--list", action="store_true", help="name the scenarios and end")
    parser.add_argument("--long", action="store_true", help="also those that take long")
    parser.add_argument("--lane", action="store_true", help=argparse.SUPPRESS) # of another run, which reports
    parser.add_argument("--guest-cpus", type=int, default=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    arguments.build = arguments.build.resolve()
    arguments.out = (arguments.out or arguments.build / "lab").resolve()
    os.environ.setdefault("MESH44_PICTURES", str(arguments.out / "pictures"))
    return arguments


def chosen(arguments):
    scenarios = scenario.all_scenarios()
    unknown = set(arguments.only) - {each.name for each in scenarios}
    if unknown:
        sys.exit(f"run.py: no such scenario: {', '.join(sorted(unknown))}")
    if arguments.only:
        return [each for each in scenarios if each.name in arguments.only]
    return [each for each in scenarios if arguments.long or not each.long]


def shares(scenarios, rig):
    """(for the host, for the guest)"""
    if rig != "auto":
        return (scenarios, []) if rig == "host" else ([], scenarios)
    if os.geteuid() == 0 and lab.has_ipip():
        host = [each for each in scenarios if each.needs not in ("no-ipip", *scenario.GUEST_ONLY)]
        return host, [each for each in scenarios if each.needs in scenario.GUEST_ONLY]
    return ([each for each in scenarios if each.needs in (None, "plane", "no-ipip")],
            [each for each in scenarios if each.needs in ("ipip", "plane", *scenario.GUEST_ONLY)])


def host_lanes(scenarios):
    """What mostly waits beside what does not; in one of them nothing disturbs what measures time."""
    rest = [each for each in scenarios if not each.window]
    return [[each for each in scenarios if each.window], [each for each in rest if each.patient],
            [each for each in rest if not each.patient]]


def guest_lanes(scenarios):
    """An emulated processor is one processor's work: a guest for each, up to two."""
    count = min(2, os.cpu_count() or 1)
    return [scenarios[number::count] for number in range(count)]


def run(arguments, scenarios):
    reporter = runner.Reporter()
    host, guest = shares(scenarios, arguments.rig)
    for rig, share, lanes in ("host", host, host_lanes(host)), ("qemu", guest, guest_lanes(guest)):
        before = len(reporter.results)
        runner.run_lanes(rig, lanes, arguments.build, arguments.out, reporter)
        reporter.add_missing(share, before)
    print(f"1..{len(reporter.results)}", flush=True)
    runner.write_report(arguments.out, reporter)
    runner.print_table(reporter)
    return verdict(reporter.results)


def run_lane(arguments, scenarios):
    reporter = runner.Reporter(is_lane=True)
    if arguments.rig == "host":
        runner.run_here(scenarios, arguments.build, reporter)
    else:
        runner.run_in_guest(scenarios, arguments.build, arguments.out, arguments.guest_cpus, reporter)
    return 0


def verdict(results):
    outcomes = {result.outcome for result in results}
    if "failed" in outcomes:
        return 1
    skipped = [result.name for result in results if result.outcome == "skipped" and not result.may_miss]
    if skipped and os.environ.get("MESH44_REQUIRE_LAB") == "1":
        print(f"# MESH44_REQUIRE_LAB=1, but not run: {', '.join(skipped)}")
        return 1
    return EXIT_SKIPPED if outcomes == {"skipped"} else 0


def main():
    arguments = parse_arguments()
    scenarios = chosen(arguments)
    if arguments.list:
        for each in scenarios:
            print(f"{each.name:<40} {each.sentence}")
        return 0
    # As an exception it lets every context manager clean up.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    return run_lane(arguments, scenarios) if arguments.lane else run(arguments, scenarios)


if __name__ == "__main__":
    sys.exit(main())
