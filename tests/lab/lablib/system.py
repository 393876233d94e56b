# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands, namespaces and waiting."""
import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time

# The guest is emulated, which makes everything some twenty times slower; it says so by this factor.
PATIENCE = float(os.environ.get("MESH44_LAB_PATIENCE", "1"))


class Failed(Exception):
    """An expectation of a scenario was not met."""


class Skipped(Exception):
    """This scenario cannot run here."""


class NoData(Skipped):
    """What it plays is no part of the repository and not at hand: no fault, wherever it runs."""


def check(condition, sentence):
    if not condition:
        raise Failed(sentence)


def run(command, namespace=None, check_code=True, **options):
    """Runs to the end and returns the CompletedProcess, with text output."""
    result = subprocess.run(inside(namespace, command), capture_output=True, text=True, check=False,
                            stdin=None if "input" in options else subprocess.DEVNULL, **options)
    if check_code and result.returncode != 0:
        raise Failed(f"{' '.join(map(str, command))}: exit code {result.returncode}: {result.stderr.strip()}")
    return result


def inside(namespace, command):
    """The command line that runs it in a network namespace; the cheapest way, for the guest is slow."""
    command = [str(word) for word in command]
    if namespace is None:
        return command
    if command[0] == "ip":
        return ["ip", "-n", namespace, *command[1:]]
    return ["nsenter", f"--net=/run/netns/{namespace}", "--", *command]


def output(command, namespace=None):
    return run(command, namespace).stdout


def json_output(command, namespace=None):
    text = output(command, namespace).strip()
    return json.loads(text) if text else []


def wait_until(predicate, seconds, what):
    """The first true value of the predicate; Failed with its last value after so many seconds of a fast machine."""
    end = time.monotonic() + seconds * PATIENCE
    while True:
        value = predicate()
        if value:
            return value
        if time.monotonic() > end:
            raise Failed(f"not within {seconds * PATIENCE:g} s: {what} (last seen: {value!r})")
        time.sleep(0.02)


def end_process(process, number=signal.SIGTERM, seconds=10):
    """The exit code; SIGKILL where the polite way does not help."""
    if process.poll() is None:
        process.send_signal(number)
        try:
            process.wait(seconds * PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    return process.returncode


@contextlib.contextmanager
def public_folder(prefix):
    """A folder that the helper's user may enter, wherever the build tree lies."""
    folder = tempfile.mkdtemp(prefix=prefix, dir="/tmp")
    os.chmod(folder, 0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def is_emulated():
    """Whether this is the QEMU guest without KVM, where times mean little."""
    return PATIENCE > 1
