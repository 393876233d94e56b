#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What packaging/ installs is where other programs look for it, and what changes them for everybody is not. Installs
that folder alone into a temporary one. Arguments: the build folder, cmake."""

import configparser
import pathlib
import subprocess
import sys
import tempfile

import sources

DEVICES = {"tunl0", "mesh44"}
WANTED = [
    "lib/systemd/system/mesh44d.service",
    "lib/systemd/system/mesh44-lockdown.service",
    "lib/systemd/network/10-mesh44.network",
    "lib/NetworkManager/conf.d/mesh44.conf",
    "lib/sysusers.d/mesh44.conf",
    "share/dbus-1/system.d/org.mesh44.Gateway1.conf",
    "share/dbus-1/system-services/org.mesh44.Gateway1.service",
    "share/polkit-1/actions/org.mesh44.policy",
    "share/applications/org.mesh44.desktop",
    "share/metainfo/org.mesh44.metainfo.xml",
    "share/icons/hicolor/scalable/apps/org.mesh44.svg",
    "share/icons/hicolor/symbolic/apps/org.mesh44-symbolic.svg",
    "share/icons/hicolor/symbolic/apps/org.mesh44-on-symbolic.svg",
    "share/icons/hicolor/symbolic/apps/org.mesh44-warn-symbolic.svg",
    "share/icons/hicolor/symbolic/apps/org.mesh44-off-symbolic.svg",
    "share/doc/mesh44/examples/mesh44.conf",
    "share/doc/mesh44/examples/networkd-keep-foreign-rules.conf",
    "share/doc/mesh44/recipes/README.md",
    "share/doc/mesh44/recipes/bird.conf",
    "share/doc/mesh44/recipes/frr.conf",
]


def ini(path):
    parser = configparser.ConfigParser(delimiters=("=",), strict=True)
    parser.optionxform = str
    parser.read_string(path.read_text(encoding="utf-8"))
    return parser


def content_problems(usr):
    network = ini(usr / "lib/systemd/network/10-mesh44.network")
    if set(network["Match"]["Name"].split()) != DEVICES or network["Link"].get("Unmanaged") != "yes":
        yield "networkd's file does not take our devices out"
    manager = ini(usr / "lib/NetworkManager/conf.d/mesh44.conf")
    if set(manager["keyfile"]["unmanaged-devices+"].split(";")) != {f"interface-name:{name}" for name in DEVICES}:
        yield "NetworkManager's file does not take our devices out"
    example = ini(usr / "share/doc/mesh44/examples/networkd-keep-foreign-rules.conf")
    kept = {f"ManageForeign{what}" for what in ("RoutingPolicyRules", "Routes", "NextHops")}
    if dict(example["Network"]) != dict.fromkeys(kept, "no"):
        yield "the example does not keep foreign rules, routes and nexthops"


def main():
    build, cmake = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([cmake, "-DCMAKE_INSTALL_PREFIX=/usr", "-P", f"{build}/packaging/cmake_install.cmake"],
                       check=True, capture_output=True, env={"DESTDIR": folder, "PATH": "/usr/bin:/bin"})
        root = pathlib.Path(folder)
        problems = [f"not installed: {path}" for path in WANTED if not (root / "usr" / path).is_file()]
        problems += [f"changes networkd for everybody: {path}" for path in root.rglob("networkd.conf*")]
        if not problems:
            problems += content_problems(root / "usr")
        # Writable by root alone, readable by those who look for them.
        problems += [f"{path} has mode {path.stat().st_mode & 0o777:o}" for path in root.rglob("*")
                     if path.is_file() and path.stat().st_mode & 0o777 not in (0o644, 0o755)]
    sources.finish(problems, f"{len(WANTED)} installed files")


if __name__ == "__main__":
    main()
