# SPDX-License-Identifier: GPL-3.0-or-later
"""Another time, for some processes only: nobody sets the machine's clocks."""
import pathlib
import signal
import subprocess

from .system import end_process, wait_until


class Slept:
    """A time namespace whose CLOCK_BOOTTIME is so many seconds on, as after a sleep; the wall clock stays."""

    def __init__(self, seconds):
        self._command = ["unshare", "--time", "--boottime", str(seconds), "--fork", "--kill-child", "sleep", "infinity"]

    def __enter__(self):
        self._process = subprocess.Popen(self._command, stdin=subprocess.DEVNULL)
        self._inside = wait_until(self._child, 10, "the time namespace")
        return self

    def _child(self):
        pid = self._process.pid
        children = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        ours = pathlib.Path("/proc/self/ns/time").readlink()
        return next((f"/proc/{child}/ns/time" for child in children
                     if pathlib.Path(f"/proc/{child}/ns/time").readlink() != ours), None)

    def __exit__(self, *_):
        end_process(self._process, signal.SIGKILL) # the child goes with it

    def prefix(self):
        """What goes before a command that is to run there."""
        return ["nsenter", f"--time={self._inside}", "--"]
