#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The systemd unit: `systemd-analyze verify` finds nothing, its exposure is at most 2.0, and what the design
promises about privileges and signals is really in it. Argument: the configured unit."""

import pathlib
import re
import subprocess
import sys
import tempfile

import sources

HIGHEST_EXPOSURE = 20  # tenths
PROMISES = [
    "User=mesh44",
    "AmbientCapabilities=CAP_NET_ADMIN CAP_NET_RAW",
    "CapabilityBoundingSet=CAP_NET_ADMIN CAP_NET_RAW",
    "NoNewPrivileges=yes",
    "RestartKillSignal=SIGUSR2",
    "Type=notify",
    "Restart=on-failure",
    "RestartSec=100ms",
    "StartLimitIntervalSec=60",
    "StartLimitBurst=10",
    "RestartPreventExitStatus=75",
    "ProtectKernelTunables=yes",
]


def run(*command):
    return subprocess.run(command, capture_output=True, text=True)


def main():
    text = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
    lines = text.splitlines()
    problems = [f"the unit lacks {promise}" for promise in PROMISES if promise not in lines]
    problems += [f"the helper would die with the bus: {line}" for line in lines
                 if re.match(r"(BindsTo|PartOf|Requires)=.*dbus", line)]
    with tempfile.TemporaryDirectory() as folder:
        # verify wants what it starts, and what it points to for reading, to exist.
        unit = pathlib.Path(folder, "mesh44d.service")
        unit.write_text(re.sub(r"^Documentation=.*\n", "", re.sub(r"^ExecStart=.*$", "ExecStart=/bin/true", text,
                                                                   flags=re.MULTILINE), flags=re.MULTILINE))
        verified = run("systemd-analyze", "verify", "--man=no", str(unit))
        problems += [line for line in verified.stderr.splitlines() if "mesh44d" in line]
        security = run("systemd-analyze", "security", "--offline=true", f"--threshold={HIGHEST_EXPOSURE}", "--no-pager",
                       str(unit))
    overall = [line for line in security.stdout.splitlines() if "Overall exposure" in line]
    print(*overall)
    if security.returncode or not overall:
        problems.append(f"more exposed than {HIGHEST_EXPOSURE / 10}: {security.stderr.strip()}")
    sources.finish(problems, "the unit")


if __name__ == "__main__":
    main()
