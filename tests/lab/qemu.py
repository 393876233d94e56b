#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs any program of the build tree under a Debian kernel with ipip, as root, without a network card.

    tests/lab/qemu.py run [--share FOLDER] [--seconds N] [--env KEY=VALUE] -- PROGRAM ARGUMENTS…
    tests/lab/qemu.py probe

The guest sees the host's files below an overlay that is thrown away; only FOLDER (there /run/mesh44-share)
takes results out. The exit code is the program's; 125 where the guest did not come to its end.
"""
import argparse
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from lablib import guest, kernelimage  # noqa: E402


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("probe", help="say which kernel and accelerator would be used")
    run = commands.add_parser("run", help="boot, run, power off")
    run.add_argument("--share", help="a folder for results, /run/mesh44-share in the guest")
    run.add_argument("--seconds", type=float, default=600, help="hard limit (default: 600)")
    run.add_argument("--memory", type=int, default=2048, help="MiB (default: 2048)")
    run.add_argument("--env", action="append", default=[], metavar="KEY=VALUE")
    run.add_argument("--time", action="store_true", help="say how long the boot took")
    run.add_argument("program", nargs="+")
    return parser.parse_args()


def probe():
    reason = guest.available()
    if reason:
        print(reason)
        return 1
    image = kernelimage.KernelImage.prepare()
    print(f"kernel {image.version}, accelerator {guest.accelerator(image)[0]}")
    return 0


def run(arguments):
    environment = dict(item.split("=", 1) for item in arguments.env)
    # What decides about tests holds inside, too.
    environment = {key: value for key, value in os.environ.items() if key.startswith("MESH44_")} | environment
    try:
        machine = guest.Guest(arguments.share, arguments.seconds, arguments.memory)
        code = machine.run(arguments.program, environment=environment)
    except (guest.GuestFailed, kernelimage.KernelUnavailable) as error:
        print(f"qemu.py: {error}", file=sys.stderr)
        return 125
    if arguments.time:
        print(f"# boot {machine.boot_seconds:.1f} s, in all {machine.total_seconds:.1f} s", file=sys.stderr)
    return code


def main():
    arguments = parse_arguments()
    return probe() if arguments.command == "probe" else run(arguments)


if __name__ == "__main__":
    sys.exit(main())
