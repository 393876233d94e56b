#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files that a desktop reads: launcher, AppStream data, XML in general, and the example configuration."""

import re
import subprocess
import xml.etree.ElementTree as ElementTree

import sources

# What appstreamcli may say: the contract's name has two parts, there is no home page, and Debian 12's version does
# not know <developer> yet.
TOLERATED = {"cid-desktopapp-is-not-rdns", "url-homepage-missing", "unknown-tag", "developer-info-missing",
             "cid-contains-uppercase-letter"}


def output(*command):
    result = subprocess.run(command, cwd=sources.ROOT, capture_output=True, text=True)
    return result.returncode, result.stdout + result.stderr


def appstream_problems():
    _, text = output("appstreamcli", "validate", "--no-net", "--no-color", "packaging/org.mesh44.metainfo.xml")
    for kind, tag in re.findall(r"^([EWI]): \S+ (\S+)", text, re.MULTILINE):
        if tag not in TOLERATED:
            yield f"metainfo: {kind}: {tag}"
    if "org.mesh44" not in text and "successful" not in text:
        yield f"appstreamcli says nothing about the file: {text}"


def launcher_problems():
    code, text = output("desktop-file-validate", "packaging/org.mesh44.desktop")
    return [text] if code or "error" in text else []


def xml_problems():
    for path in sources.files(suffixes=(".xml", ".policy", ".svg", ".ui", ".qrc")):
        try:
            ElementTree.parse(sources.ROOT / path)
        except ElementTree.ParseError as error:
            yield f"{path}: {error}"


def example_problems():
    """The example shows every key that the program knows, and no other, and changes nothing as it stands."""
    known = set(re.findall(r'^\s*\{"([a-z0-9_]+\.[a-z0-9_]+)",', sources.read("core/config/keys.cpp"), re.MULTILINE))
    shown, section = set(), ""
    for line in sources.read("packaging/mesh44.conf").splitlines():
        if match := re.fullmatch(r"\[(\w+)\]", line):
            section = match.group(1)
        elif match := re.fullmatch(r";(\w+) = .+", line):
            shown.add(f"{section}.{match.group(1)}")
        elif line and not line.startswith("; ") and line != ";":
            yield f"mesh44.conf: {line!r} is in force as it is installed"
    for key in sorted(known ^ shown):
        yield f"mesh44.conf: {key} is {'not shown' if key in known else 'not a key'}"
    if not known:
        yield "core/config/keys.cpp: no keys found"


def main():
    sources.finish([*appstream_problems(), *launcher_problems(), *xml_problems(), *example_problems()],
                   "the desktop's files")


if __name__ == "__main__":
    main()
