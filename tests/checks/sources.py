# SPDX-License-Identifier: GPL-3.0-or-later
"""The project's files, and how a check reports: shared by the checks in this folder."""

import os
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
CODE = (".h", ".cpp")
IGNORED_FOLDERS = {"build", ".git", ".cache", "__pycache__"}


def files(root=ROOT, suffixes=None):
    """All files below root as sorted paths relative to it, without builds and the like."""
    found = []
    for folder, subfolders, names in os.walk(root):
        subfolders[:] = [name for name in subfolders if name not in IGNORED_FOLDERS]
        found += [pathlib.Path(folder, name).relative_to(root) for name in names]
    return sorted(path for path in found if suffixes is None or path.suffix in suffixes)


def read(path, root=ROOT):
    """The text of a file, or None when it is not text."""
    try:
        return (root / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def finish(problems, looked_at):
    """Prints the problems and ends the check."""
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems in {looked_at}")
    sys.exit(1 if problems else 0)
