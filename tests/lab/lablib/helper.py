# SPDX-License-Identifier: GPL-3.0-or-later
"""mesh44d under test: its own user, exactly two capabilities, its own directories, on a private bus."""
import contextlib
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess

from .network import SUBNET
from .system import Failed, check, end_process, inside, run, wait_until

CONFIGURATION = f"""[gateway]
callsign = N0CALL
subnets = {SUBNET}
"""
WINDOW_PROGRAMS = ("windowpictures", "journey") # built where Qt is
CAPABILITIES = "-all,+net_admin,+net_raw"
EXIT_SECOND_HELPER = 75


class Helper:
    def __init__(self, folder, programs, network, bus):
        self._programs = programs
        self._network = network
        self._bus = bus
        self._folder = pathlib.Path(folder)
        self.process = None
        self.prefix = [] # of its command line
        self.log = self._folder / "helper.log"
        self.configuration = self._folder / "etc"
        self.state = self._folder / "state"
        self.runtime = self._folder / "run"
        self.uid = int(run(bus.inside(["id", "-u", "mesh44"])).stdout)
        for path in (self.configuration, self.state, self.runtime):
            path.mkdir(parents=True)
        for path in (self.state, self.runtime):
            os.chown(path, self.uid, self.uid)
        self.configure(CONFIGURATION)

    def configure(self, text):
        (self.configuration / "gateway.conf").write_text(text)

    def environment(self):
        return self._bus.environment() | {
            "CONFIGURATION_DIRECTORY": str(self.configuration), "STATE_DIRECTORY": str(self.state),
            "RUNTIME_DIRECTORY": str(self.runtime)}

    def command(self, *arguments):
        return inside(self._network.gw, self._bus.inside([
            *self.prefix, "setpriv", "--reuid=mesh44", "--regid=mesh44", "--clear-groups", f"--inh-caps={CAPABILITIES}",
            f"--ambient-caps={CAPABILITIES}", f"--bounding-set={CAPABILITIES}", "--no-new-privs",
            self._programs / "mesh44d", *arguments]))

    @property
    def programs(self):
        return self._programs

    @property
    def pid(self):
        return self.process.pid # every program before mesh44d replaced itself by the next

    def start(self, wait=True):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(self.command(), env=self.environment(), stdin=subprocess.DEVNULL,
                                            stdout=log, stderr=log)
        if wait:
            wait_until(self._answers, 10, "the helper answers on the bus")
        return self

    def _answers(self):
        check(self.process.poll() is None, f"the helper ended with {self.process.returncode}: {self.last_words()}")
        return self.ctl_process("status").returncode in (0, 3, 4)

    def term(self):
        code = end_process(self.process, signal.SIGTERM)
        check(code == 0, f"SIGTERM: exit code {code}: {self.last_words()}")

    def kill(self):
        self.process.kill()
        self.process.wait()

    def reload(self):
        self.process.send_signal(signal.SIGHUP)

    @contextlib.contextmanager
    def stopped(self):
        """The process sleeps in there, as on a machine that is too busy."""
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)

    @contextlib.contextmanager
    def limited(self, resource, soft):
        """In there the process may have so much of it; its own user may say so, and take it back."""
        def limits(*words):
            user = ["setpriv", f"--reuid={self.uid}", f"--regid={self.uid}", "--clear-groups"]
            return run([*user, "prlimit", "--pid", self.pid, *words]).stdout.split()
        before = limits(f"--{resource}", "--output=SOFT,HARD", "--noheadings", "--raw")
        limits(f"--{resource}={soft}:{before[1]}")
        try:
            yield
        finally:
            limits(f"--{resource}={':'.join(before)}")

    def finish(self):
        if self.process:
            end_process(self.process, signal.SIGTERM)
        self._end_keeper()

    def _end_keeper(self):
        """What keeps the userspace plane's device for the next helper, when this one was killed."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as connection:
            try:
                connection.connect(str(self.runtime / "plane.socket"))
                connection.send(b"e")
            except OSError:
                pass # there is none

    def last_words(self):
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "\n".join(text.splitlines()[-10:])

    # What it costs and what it is.

    def cpu_seconds(self):
        total = 0
        for thread in pathlib.Path(f"/proc/{self.pid}/task").iterdir():
            total += int((thread / "schedstat").read_text().split()[0])
        return total / 1e9

    def process_status(self):
        lines = pathlib.Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return {key: value.strip() for key, value in (line.split(":", 1) for line in lines)}

    # mesh44ctl.

    def ctl_process(self, *words, user=None, as_json=True):
        return self._run([self._programs / "mesh44ctl", *(["--json"] if as_json else []), *words], user)

    def call_process(self, method, *arguments, user=None):
        """A bare call on the bus, for what mesh44ctl says in another way. Arguments: signature and values."""
        name = "org.mesh44.Gateway1"
        return self._run(["busctl", f"--address={self._bus.address}", "call", name, "/" + name.replace(".", "/"), name,
                          method, *arguments], user)

    def _run(self, command, user):
        if user:
            command = ["setpriv", f"--reuid={user}", "--regid=nogroup", "--clear-groups", *command]
        return run(inside(self._network.gw, self._bus.inside([str(word) for word in command])),
                   check_code=False, env=self.environment())

    def ctl(self, *words):
        """The parsed answer. Exit codes 3 (degraded) and 4 (down) are answers, too."""
        result = self.ctl_process(*words)
        if result.returncode not in (0, 3, 4):
            raise Failed(f"mesh44ctl {' '.join(words)}: {result.returncode}: {result.stderr.strip()}")
        return json.loads(result.stdout) if result.stdout.strip() else {}

    def status(self):
        return self.ctl("status")

    def routes(self):
        return {route["prefix"]: route for route in self.ctl("routes")["routes"]}

    def counter(self, name):
        return self.status()["counters"].get(name, 0)


def copy_programs(build, folder):
    """Out of the build tree, whose folders the helper's user may not enter."""
    target = pathlib.Path(folder) / "bin"
    target.mkdir()
    for name in ("mesh44d", "mesh44ctl", "mesh44-lab"):
        if not (build / "bin" / name).exists():
            raise Failed(f"{build}/bin/{name} is not built")
        shutil.copy(build / "bin" / name, target / name)
    for name in WINDOW_PROGRAMS:
        if (build / "bin" / name).exists():
            shutil.copy(build / "bin" / name, target / name)
    return target
