#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asserts that .clang-tidy really switches on what it lists, and off what it excludes.

A list of patterns fails silently: a pattern that matches nothing is no error, and one missing comma makes one
pattern of two. So every pattern must match, and some checks of every family must be on.
"""

import fnmatch
import re
import subprocess
import sys

import sources

CLANG_TIDY = "clang-tidy-19"

# From every family, so that none can get lost.
MUST_BE_ON = [
    "bugprone-use-after-move",
    "bugprone-dangling-handle",
    "bugprone-narrowing-conversions",
    "cert-dcl58-cpp",
    "clang-analyzer-core.NullDereference",
    "clang-analyzer-cplusplus.NewDeleteLeaks",
    "concurrency-thread-canceltype-asynchronous",
    "cppcoreguidelines-pro-type-member-init",
    "cppcoreguidelines-slicing",
    "misc-redundant-expression",
    "misc-unused-using-decls",
    "modernize-use-override",
    "modernize-use-nullptr",
    "performance-for-range-copy",
    "performance-move-const-arg",
    "portability-simd-intrinsics",
    "readability-function-size",
    "readability-identifier-naming",
]


def listed_checks(arguments):
    result = subprocess.run([CLANG_TIDY, "--list-checks", *arguments], cwd=sources.ROOT, check=True,
                            capture_output=True, text=True)
    return {line.strip() for line in result.stdout.splitlines()[1:] if line.strip()}


def main():
    text = sources.read(".clang-tidy")
    checks_section = text[text.index("Checks:"):text.index("CheckOptions:")]
    patterns = re.findall(r"^  - '([^']+)'$", checks_section, re.MULTILINE)
    enabled = listed_checks([])
    existing = listed_checks(["--checks=*"])
    problems = [f"{name} is not on" for name in MUST_BE_ON if name not in enabled]
    for pattern in patterns[1:]:
        matching = set(fnmatch.filter(existing, pattern.lstrip("-")))
        if not matching:
            problems.append(f"{pattern} matches no check")
        elif pattern.startswith("-") and matching & enabled:
            problems.append(f"{pattern} does not switch off {sorted(matching & enabled)}")
        elif not pattern.startswith("-") and not matching & enabled:
            problems.append(f"{pattern} switches nothing on")
    if patterns[0] != "-*" or len(patterns) < 20:
        problems.append("the list of checks could not be read")
    verify = subprocess.run([CLANG_TIDY, "--verify-config"], cwd=sources.ROOT, capture_output=True, text=True)
    if verify.returncode or "No config errors" not in verify.stdout + verify.stderr:
        problems.append(verify.stdout + verify.stderr)
    sources.finish(problems, f"{len(patterns)} patterns, {len(enabled)} checks on")


if __name__ == "__main__":
    sys.exit(main())
