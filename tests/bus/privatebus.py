#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A private system bus with the real polkitd, beside the machine's own and unknown to it.

    privatebus.py run [--rules FILE] [--no-polkit] -- COMMAND ...
        runs COMMAND on it and ends with COMMAND's exit code
    privatebus.py polkitd kill|start|hang|resume
        inside COMMAND: does that to polkitd and returns when it is done

    with PrivateBus(rules=...) as bus:                      # from Python
        subprocess.run(bus.inside(["busctl", "list"]), env=bus.environment())

Model: one process, `serve`, goes into a mount namespace of its own. There, polkit's actions are ours alone
(packaging/org.mesh44.policy), its local rules are FILE, and a user mesh44 is in /etc/passwd even where the
machine has none. It starts dbus-daemon, with packaging/org.mesh44.Gateway1.conf, and polkitd, and ends, taking
both with it, when its standard input closes: so it outlives nobody. COMMAND runs in the same mount namespace,
in the caller's network namespace, and finds the bus by DBUS_SYSTEM_BUS_ADDRESS.

Root is needed. So are dbus-daemon, dbus-send and polkitd.
"""

import argparse
import ctypes
import json
import os
import pwd
import selectors
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[2]
POLKITD = "/usr/lib/polkit-1/polkitd"
POLKIT_BUS_POLICY = "/usr/share/dbus-1/system.d/org.freedesktop.PolicyKit1.conf"
LONGEST_START = 20.0  # seconds, for an emulated machine

BUS_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path={directory}/sock</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <deny own="*"/>
    <deny send_type="method_call"/>
    <allow send_type="signal"/>
    <allow send_requested_reply="true" send_type="method_return"/>
    <allow send_requested_reply="true" send_type="error"/>
    <allow receive_type="method_call"/>
    <allow receive_type="method_return"/>
    <allow receive_type="error"/>
    <allow receive_type="signal"/>
    <allow send_destination="org.freedesktop.DBus"/>
    <deny send_destination="org.freedesktop.DBus" send_interface="org.freedesktop.DBus"
          send_member="UpdateActivationEnvironment"/>
  </policy>
  <include ignore_missing="yes">{polkit}</include>
  <includedir>{directory}/policy.d</includedir>
</busconfig>
"""

CLONE_NEWNS = 0x00020000
MS_BIND = 0x1000
MS_REC = 0x4000
MS_PRIVATE = 0x40000
_libc = ctypes.CDLL(None, use_errno=True)


def _checked(result, what):
    if result != 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{what}: {os.strerror(error)}")


def _mount(source, target, flags):
    _checked(_libc.mount(os.fsencode(source), os.fsencode(target), None, ctypes.c_ulong(flags), None),
             f"mount {source} on {target}")


class PolkitDaemon:
    def __init__(self, directory, environment):
        self._environment = environment
        self._log = open(directory / "polkitd.log", "ab")
        self._process = None

    def start(self):
        if self._process is not None:
            return
        self._process = subprocess.Popen([POLKITD, "--no-debug"], env=self._environment, stdin=subprocess.DEVNULL,
                                         stdout=self._log, stderr=self._log)
        deadline = time.monotonic() + LONGEST_START
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("polkitd does not come up; see polkitd.log")
            time.sleep(0.02)

    def _answers(self):
        return subprocess.run(["dbus-send", "--system", "--print-reply", "--dest=org.freedesktop.PolicyKit1",
                               "/org/freedesktop/PolicyKit1/Authority", "org.freedesktop.DBus.Peer.Ping"],
                              env=self._environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, check=False).returncode == 0

    def signal(self, number):
        if self._process is not None:
            self._process.send_signal(number)

    def kill(self):
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def do(self, command):
        actions = {"start": self.start, "kill": self.kill, "hang": lambda: self.signal(signal.SIGSTOP),
                   "resume": lambda: self.signal(signal.SIGCONT)}
        if command not in actions:
            return "unknown command"
        try:
            actions[command]()
        except (OSError, RuntimeError) as error:
            return str(error)
        return "ok"


def _prepare_mounts(directory):
    _checked(_libc.unshare(CLONE_NEWNS), "unshare")
    _mount("none", "/", MS_REC | MS_PRIVATE)
    _mount(directory / "actions", "/usr/share/polkit-1/actions", MS_BIND)
    _mount(directory / "rules", "/etc/polkit-1/rules.d", MS_BIND)
    _open_tun(directory)
    try:
        pwd.getpwnam("mesh44")
    except KeyError:
        _add_user(directory)


def _open_tun(directory):
    """As udev has it: anybody may open it, and needs CAP_NET_ADMIN to do anything with it."""
    control = Path("/dev/net/tun")
    if not control.exists() or control.stat().st_mode & 0o666 == 0o666:
        return
    node = directory / "tun"
    os.mknod(node, stat.S_IFCHR | 0o666, control.stat().st_rdev)
    node.chmod(0o666)
    _mount(node, control, MS_BIND)


def _add_user(directory):
    taken = {entry.pw_uid for entry in pwd.getpwall()}
    uid = next(number for number in range(970, 100, -1) if number not in taken)
    for name, line in (("passwd", f"mesh44:x:{uid}:{uid}::/nonexistent:/usr/sbin/nologin\n"),
                       ("group", f"mesh44:x:{uid}:\n")):
        copy = directory / name
        copy.write_text(Path("/etc", name).read_text() + line)
        copy.chmod(0o644)
        _mount(copy, Path("/etc", name), MS_BIND)


def _fill(directory, rules):
    directory.chmod(0o755)
    for name in ("policy.d", "actions", "rules"):
        (directory / name).mkdir()
        (directory / name).chmod(0o755)
    copies = [(ROOT / "packaging/org.mesh44.policy", "actions/org.mesh44.policy"),
              (ROOT / "packaging/org.mesh44.Gateway1.conf", "policy.d/org.mesh44.Gateway1.conf")]
    if rules:
        copies.append((rules, "rules/10-test.rules"))
    for source, target in copies:
        shutil.copyfile(source, directory / target)
        (directory / target).chmod(0o644)
    (directory / "bus.conf").write_text(BUS_CONFIGURATION.format(directory=escape(str(directory)),
                                                                 polkit=POLKIT_BUS_POLICY))


class BusDaemon:
    def __init__(self, directory):
        self._directory = directory
        self._process = None

    def start(self):
        if self._process is not None:
            return
        with open(self._directory / "dbus.log", "ab") as log:
            self._process = subprocess.Popen(
                ["dbus-daemon", f"--config-file={self._directory}/bus.conf", "--nofork", "--nopidfile", "--nosyslog",
                 "--print-address=1"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log)
        if not self._process.stdout.readline():
            raise RuntimeError("dbus-daemon does not come up: " + (self._directory / "dbus.log").read_text())

    def kill(self):
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process.stdout.close()
            self._process = None

    def do(self, command):
        try:
            {"start": self.start, "kill": self.kill}[command]()
        except (KeyError, OSError, RuntimeError) as error:
            return repr(error)
        return "ok"


def _serve_requests(control, bus, polkit):
    """Until standard input closes."""
    waiting = selectors.DefaultSelector()
    waiting.register(sys.stdin, selectors.EVENT_READ)
    waiting.register(control, selectors.EVENT_READ)
    while True:
        for key, _ in waiting.select():
            if key.fileobj is sys.stdin:
                return
            connection, _ = control.accept()
            with connection:
                command = connection.makefile().readline().strip()
                answer = bus.do(command[5:]) if command.startswith("dbus ") else polkit.do(command)
                connection.sendall((answer + "\n").encode())


def serve(rules, with_polkit):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    directory = Path(tempfile.mkdtemp(prefix="mesh44-bus-", dir="/tmp"))
    bus = polkit = None
    try:
        _fill(directory, rules)
        _prepare_mounts(directory)
        bus = BusDaemon(directory)
        bus.start()
        address = f"unix:path={directory}/sock"
        polkit = PolkitDaemon(directory, os.environ | {"DBUS_SYSTEM_BUS_ADDRESS": address})
        if with_polkit:
            polkit.start()
        control = socket.socket(socket.AF_UNIX)
        control.bind(str(directory / "control"))
        (directory / "control").chmod(0o600)
        control.listen()
        print(json.dumps({"pid": os.getpid(), "address": address, "control": f"{directory}/control"}), flush=True)
        _serve_requests(control, bus, polkit)
    finally:
        if polkit:
            polkit.kill()
        if bus:
            bus.kill()
        shutil.rmtree(directory, ignore_errors=True)


class PrivateBus:
    """Starts one on entry, ends it on exit."""

    def __init__(self, rules=None, polkit=True):
        self._command = [sys.executable, __file__, "serve"] + (["--rules", str(rules)] if rules else []) \
            + ([] if polkit else ["--no-polkit"])
        self._server = None
        self.pid = 0  # whose mount namespace it is
        self.address = ""
        self.control = ""

    def __enter__(self):
        self._server = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        start_new_session=True)
        line = self._server.stdout.readline()
        if not line:
            self._server.wait()
            raise RuntimeError("the private bus does not come up")
        self.pid, self.address, self.control = json.loads(line).values()
        return self

    def __exit__(self, *_):
        self._server.stdin.close()
        self._server.wait()
        self._server.stdout.close()

    def environment(self):
        return os.environ | {"DBUS_SYSTEM_BUS_ADDRESS": self.address, "MESH44_BUS_CONTROL": self.control}

    def inside(self, command):
        """The command line that runs `command` where user mesh44 exists; the network namespace stays."""
        return ["nsenter", f"--mount=/proc/{self.pid}/ns/mnt", "--", "env", f"--chdir={os.getcwd()}", *command]

    def polkitd(self, command):
        ask_control(self.control, command)

    def dbus(self, command):
        """kill or start; polkitd is not of use after that until it was killed and started, too."""
        ask_control(self.control, f"dbus {command}")


def ask_control(path, command):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(path)
        connection.sendall((command + "\n").encode())
        answer = connection.makefile().readline().strip()
    if answer != "ok":
        raise RuntimeError(answer)


def run(command, rules, with_polkit):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with PrivateBus(rules, with_polkit) as bus:
        child = subprocess.Popen(bus.inside(command), env=bus.environment())
        try:
            code = child.wait()
        except (KeyboardInterrupt, SystemExit):
            child.terminate()
            child.wait()
            raise
    return code if code >= 0 else 128 - code


def main():
    parser = argparse.ArgumentParser(description="a private system bus with the real polkitd")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="run|polkitd")
    for name in ("run", "serve"):
        verb = verbs.add_parser(name)
        verb.add_argument("--rules", help="polkit rules in JavaScript")
        verb.add_argument("--no-polkit", action="store_true", help="start without polkitd")
        if name == "run":
            verb.add_argument("command", nargs="+", metavar="COMMAND")
    verbs.add_parser("polkitd").add_argument("do", choices=("kill", "start", "hang", "resume"))
    arguments = parser.parse_args()
    if arguments.verb == "polkitd":
        return ask_control(os.environ["MESH44_BUS_CONTROL"], arguments.do)
    if arguments.verb == "serve":
        return serve(arguments.rules, not arguments.no_polkit)
    try:
        return run(arguments.command, arguments.rules, not arguments.no_polkit)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


if __name__ == "__main__":
    sys.exit(main())
