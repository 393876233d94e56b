#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The executables: position independent, relocations read-only from the start, no executable stack; and no Qt, no
glib in what runs on a headless gateway. Arguments: the executables; the window is the one named mesh44."""

import pathlib
import re
import subprocess
import sys

import sources

NOT_HEADLESS = re.compile(r"lib(Qt|polkit|glib|gio|X11|xcb|GL)")


def readelf(*arguments):
    return subprocess.run(["readelf", "--wide", *arguments], check=True, capture_output=True, text=True).stdout


def problems_of(file):
    headers, dynamic = readelf("--file-header", "--program-headers", file), readelf("--dynamic", file)
    if not re.search(r"Type:\s+DYN", headers):
        yield "not position independent"
    if "GNU_RELRO" not in headers or "BIND_NOW" not in dynamic and "NOW" not in dynamic:
        yield "relocations stay writable"
    if not re.search(r"GNU_STACK.* RW ", headers):
        yield "the stack is executable"
    if pathlib.Path(file).name != "mesh44":
        needed = re.findall(r"\(NEEDED\).*\[(.+)\]", dynamic)
        yield from (f"needs {library}" for library in needed if NOT_HEADLESS.match(library))


def main():
    files = sys.argv[1:]
    problems = [f"{file}: {problem}" for file in files for problem in problems_of(file)]
    sources.finish(problems, f"{len(files)} executables")


if __name__ == "__main__":
    main()
