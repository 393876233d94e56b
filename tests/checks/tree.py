#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for every file of the project: licence line, form, no leftovers, and a README beside all sources."""

import pathlib
import re
import statistics
import subprocess

import sources

# Files that cannot carry a licence line: formats without comments, data, and texts about the project.
WITHOUT_LICENCE = {".md", ".json", ".svg", ".png", ".tsv", ".csv", ".txt", ".list", ".golden", ".bin", ".ts"}
WITHOUT_LICENCE_NAMES = {"LICENSE", ".gitignore"}
SCRIPTS = {".sh", ".py", ".cmake"}
MACHINE_FOLDERS = ("work", "home", "root", "Users", "tmp/w")
MARKS = ("TO" "DO", "FIX" "ME", "XX" "X", "HA" "CK")


def is_data(path):
    return path.parts[:2] in (("tests", "data"), ("tests", "fuzz"), ("resources", "world")) and not is_source(path)


def is_source(path):
    return path.suffix in sources.CODE or path.suffix in SCRIPTS


def form_problems(path, text):
    if "\r" in text:
        yield "has CR line ends"
    if text and not text.endswith("\n"):
        yield "does not end with a line end"
    for number, line in enumerate(text.splitlines(), 1):
        if line != line.rstrip():
            yield f"{number}: blanks at the end"
        if "\t" in line and path.suffix not in (".tsv",):
            yield f"{number}: a tab"
        if len(line) > 120 and path.suffix in sources.CODE + (".py", ".sh"):
            yield f"{number}: {len(line)} columns"


def content_problems(path, text):
    if path.suffix not in WITHOUT_LICENCE and path.name not in WITHOUT_LICENCE_NAMES:
        if "SPDX-License-Identifier: GPL-3.0-or-later" not in text[:600]:
            yield "no licence line"
    for mark in MARKS:
        if re.search(rf"\b{mark}\b", text):
            yield f"says {mark}"
    for folder in MACHINE_FOLDERS:
        if re.search(rf"(?<![\w.}}])/{folder}/\w", text):
            yield f"names a path of some machine: /{folder}/"
    if path.suffix == ".h" and "#pragma once" not in text:
        yield "no #pragma once"


def shell_problems(path, text):
    if re.match(r"#!/bin/(ba)?sh\b", text):
        result = subprocess.run(["bash", "-n", sources.ROOT / path], capture_output=True, text=True)
        if result.returncode:
            yield result.stderr.strip()
        if "set -e" not in text and "exec " not in text:
            yield "goes on after an error (no set -e)"


def readme_problems(paths):
    folders = {path.parent for path in paths if is_source(path)} - {pathlib.Path("cmake")}
    return [f"{folder}: no README.md" for folder in sorted(folders)
            if not (sources.ROOT / folder / "README.md").exists()]


def size_problems(paths):
    sizes = [len(sources.read(path).splitlines()) for path in paths if path.suffix in sources.CODE]
    if not sizes:
        return
    long_share = sum(size > 300 for size in sizes) / len(sizes)
    print(f"files: median {statistics.median(sizes):.0f} lines, {long_share:.0%} over 300")
    if statistics.median(sizes) > 130 or long_share > 0.10:
        yield "files are too long: median at most 130 lines, at most 10 % over 300"


def main():
    paths = sources.files()
    problems = []
    for path in paths:
        text = None if is_data(path) else sources.read(path)
        if text is None:
            continue
        for kind in (form_problems, content_problems, shell_problems):
            problems += [f"{path}: {problem}" for problem in kind(path, text)]
    problems += readme_problems(paths)
    problems += size_problems(paths)
    readme = sources.read("README.md").splitlines()
    if len(readme) > 150:
        problems.append(f"README.md has {len(readme)} lines, at most 150")
    sources.finish(problems, f"{len(paths)} files")


if __name__ == "__main__":
    main()
