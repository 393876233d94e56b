#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of packages: every line well formed, every purpose filled, and everything installed where the tests run."""

import re
import subprocess

import sources

LINE = re.compile(r"((?:build|run)(?:-window)?|test|demo|unpack)\s+(\*|12|13\+)\s+([a-z0-9][a-z0-9.+-]+)")


def listed(purpose, *options):
    result = subprocess.run(["bash", "packaging/setup.sh", "--for", purpose, "--list", *options], cwd=sources.ROOT,
                            check=True, capture_output=True, text=True)
    return result.stdout.split()


def main():
    lines = [line for line in sources.read("packaging/packages.list").splitlines() if line and not line.startswith("#")]
    problems = [f"packages.list: {line!r}" for line in lines if not LINE.fullmatch(line)]
    problems += [f"packages.list: {line!r} twice" for line in {line for line in lines if lines.count(line) > 1}]
    problems += [f"nothing to install for {purpose}" for purpose in ("build", "run", "test", "demo")
                 if not listed(purpose)]
    problems += [f"{package} is for the window" for package in listed("build", "--headless") if "qt" in package]
    wanted = listed("test")
    problems += [f"{package} lacks in --for test" for package in set(listed("build")) - set(wanted)]
    shown = subprocess.run(["dpkg-query", "--show", "--showformat", "${db:Status-Abbrev} ${Package}\n", *wanted],
                           capture_output=True, text=True)
    installed = set(re.findall(r"^ii\s+(\S+)$", shown.stdout, re.MULTILINE))
    problems += [f"{package} is not installed: run packaging/setup.sh --for test"
                 for package in wanted if package not in installed]
    sources.finish(problems, f"{len(lines)} lines of packages")


if __name__ == "__main__":
    main()
