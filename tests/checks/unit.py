#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The systemd units: `systemd-analyze verify` finds nothing, their exposure stays below a bound, and what the design
promises about privileges, order and signals is really in them. Arguments: the configured units."""

import pathlib
import re
import subprocess
import sys
import tempfile

import sources

PRIVILEGES = [
    "User=mesh44",
    "AmbientCapabilities=CAP_NET_ADMIN CAP_NET_RAW",
    "CapabilityBoundingSet=CAP_NET_ADMIN CAP_NET_RAW",
    "NoNewPrivileges=yes",
]
PROMISES = {
    "mesh44d.service": [
        *PRIVILEGES,
        "RestartKillSignal=SIGUSR2",
        "Type=notify",
        "Restart=on-failure",
        "RestartSec=100ms",
        "StartLimitIntervalSec=60",
        "StartLimitBurst=10",
        "RestartPreventExitStatus=75",
        "ProtectKernelTunables=yes",
        # IPv6: getaddrinfo() where resolv.conf has only such servers; AF_PACKET: captures
        "RestrictAddressFamilies=AF_UNIX AF_NETLINK AF_INET AF_INET6 AF_PACKET",
    ],
    # Before any interface is configured, and so before what every other unit waits for.
    "mesh44-lockdown.service": [
        *PRIVILEGES,
        "DefaultDependencies=no",
        "Before=network-pre.target mesh44d.service shutdown.target",
        "Wants=network-pre.target",
        "Conflicts=shutdown.target",
        "Type=oneshot",
        "RemainAfterExit=yes",
        "WantedBy=sysinit.target",
    ],
}
FORBIDDEN = [
    (r"(BindsTo|PartOf|Requires)=.*dbus", "it would die with the bus"),
    (r"ProtectProc=(invisible|noaccess|ptraceable)", "whoever gets in the way of the mesh could not be named"),
]
HIGHEST_EXPOSURE = {"mesh44d.service": 20, "mesh44-lockdown.service": 50}  # tenths


def run(*command):
    return subprocess.run(command, capture_output=True, text=True)


def text_problems(name, lines):
    yield from (f"it lacks {promise}" for promise in PROMISES[name] if promise not in lines)
    for expression, why in FORBIDDEN:
        yield from (f"{why}: {line}" for line in lines if re.match(expression, line))


def systemd_problems(name, text):
    with tempfile.TemporaryDirectory() as folder:
        # verify wants what it starts, and what it points to for reading, to exist.
        unit = pathlib.Path(folder, name)
        unit.write_text(re.sub(r"^Documentation=.*\n", "", re.sub(r"^ExecStart=.*$", "ExecStart=/bin/true", text,
                                                                   flags=re.MULTILINE), flags=re.MULTILINE))
        verified = run("systemd-analyze", "verify", "--man=no", str(unit))
        yield from (line for line in verified.stderr.splitlines() if name in line)
        highest = HIGHEST_EXPOSURE[name]
        security = run("systemd-analyze", "security", "--offline=true", f"--threshold={highest}", "--no-pager",
                       str(unit))
    overall = [line for line in security.stdout.splitlines() if "Overall exposure" in line]
    print(name, *overall)
    if security.returncode or not overall:
        yield f"more exposed than {highest / 10}: {security.stderr.strip()}"


def main():
    paths = [pathlib.Path(path) for path in sys.argv[1:]]
    problems = [f"not looked at: {name}" for name in set(PROMISES) - {path.name for path in paths}]
    for path in paths:
        text = path.read_text(encoding="utf-8")
        found = [*text_problems(path.name, text.splitlines()), *systemd_problems(path.name, text)]
        problems += [f"{path.name}: {problem}" for problem in found]
    sources.finish(problems, "the units")


if __name__ == "__main__":
    main()
