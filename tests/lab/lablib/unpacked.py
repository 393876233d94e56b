# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs that are unpacked, not installed, for their packages would start services: by packaging/setup.sh."""
import os
import pathlib

from .system import Skipped

UNPACKED = pathlib.Path(__file__).resolve().parents[3] / "build" / "deps" / "unpacked"


def find(path):
    """Where it is, or None."""
    return next((root / path for root in (UNPACKED, pathlib.Path("/")) if (root / path).exists()), None)


def program(path):
    found = find(path)
    if not found:
        raise Skipped(f"{path} is not here: run packaging/setup.sh --for test")
    return found


def environment():
    """They find their libraries."""
    folders = [str(path) for path in (UNPACKED / "usr" / "lib").glob("*-linux-gnu*")]
    folders += [f"{folder}/frr" for folder in folders]
    return os.environ | {"LD_LIBRARY_PATH": ":".join(folders)}
