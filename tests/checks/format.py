#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asserts that every C++ file is formatted as .clang-format says; --fix formats them."""

import subprocess
import sys

import sources

CLANG_FORMAT = "clang-format-19"


def main():
    paths = [str(path) for path in sources.files(suffixes=sources.CODE)]
    mode = ["-i"] if "--fix" in sys.argv[1:] else ["--dry-run", "-Werror"]
    result = subprocess.run([CLANG_FORMAT, *mode, *paths], cwd=sources.ROOT, capture_output=True, text=True)
    wrong = sorted({line.split(":")[0] for line in result.stderr.splitlines() if "error:" in line})
    if result.returncode and not wrong:
        wrong = [result.stderr]
    if wrong:
        print("tests/checks/format.py --fix formats these:")
    sources.finish(wrong, f"{len(paths)} source files")


if __name__ == "__main__":
    main()
