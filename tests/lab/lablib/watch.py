# SPDX-License-Identifier: GPL-3.0-or-later
"""Witnesses that are not the program under test: tcpdump, ip monitor, dbus-monitor."""
import contextlib
import datetime
import itertools
import json
import pathlib
import re
import subprocess
import tempfile
import threading

from .system import end_process, inside, output, run, wait_until


class Capture:
    """tcpdump on one interface; packets() is what it saw so far."""

    def __init__(self, namespace, interface, expression):
        self._namespace = namespace
        self._interface = interface
        self._expression = expression.split()

    def __enter__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="mesh44-capture-")
        self._file = pathlib.Path(self._folder.name, "packets.pcap")
        command = ["tcpdump", "-i", self._interface, "-Z", "root", "-U", "--immediate-mode", "-w", self._file,
                   *self._expression]
        self._process = subprocess.Popen(inside(self._namespace, command), stdin=subprocess.DEVNULL,
                                         stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for line in self._process.stderr:
            if "listening on" in line:
                break
        return self

    def __exit__(self, *_):
        end_process(self._process)
        self._process.stderr.close()
        self._folder.cleanup()

    @property
    def file(self):
        return self._file

    def packets(self):
        """One line a packet, outer header first: "IP a > b: IP c > d: ICMP echo request, …"."""
        return output(["tcpdump", "-nnttt", "-r", self._file]).splitlines()


class LineReader:
    """A program's output, collected line by line in a thread."""

    def __init__(self, command, environment=None):
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True, env=environment)
        self._lines = []
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self):
        for line in self.process.stdout:
            self._lines.append(line.rstrip("\n"))

    def lines(self):
        return list(self._lines)

    def close(self):
        end_process(self.process)
        self._thread.join()
        self.process.stdout.close()


class OwnCapture:
    """`mesh44ctl capture`: no witness, but the program under test."""

    def __init__(self, helper, command):
        self._helper = helper
        self._command = command

    def _captures(self):
        return sum(event["subject"] == "capture" for event in self._helper.ctl("history")["events"])

    def __enter__(self):
        before = self._captures()
        self._reader = LineReader(self._command, self._helper.environment())
        wait_until(lambda: self._captures() > before, 10, "the capture has begun")
        return self

    def __exit__(self, *_):
        self._reader.close()

    def packets(self, *kinds, **fields):
        """Those so far that have these kinds of layers, in this order, and these values."""
        objects = [json.loads(line) for line in self._reader.lines()]
        found = [each for each in objects if each["type"] == "packet" and all(each[k] == v for k, v in fields.items())]
        return [each for each in found if not kinds or tuple(layer["kind"] for layer in each["layers"]) == kinds]

    def wait_packets(self, count, *kinds, **fields):
        wait_until(lambda: len(self.packets(*kinds, **fields)) >= count, 10,
                   f"{count} packets with {kinds} and {fields}")
        return self.packets(*kinds, **fields)

    def kill(self):
        self._reader.process.kill()

    def end(self):
        """As Ctrl+C does; the last object, with the counters."""
        self._reader.close()
        return json.loads(self._reader.lines()[-1])


class IpMonitor:
    """`ip monitor` in the gateway: what the kernel told of links, addresses, routes, rules and nexthops.

    Before it answers, it puts an entry into the neighbour table and waits until the monitor shows that: all that
    happened before is then in the list. The helper does not look at neighbours.
    """

    _marks = itertools.count(1)

    def __init__(self, network):
        self._network = network

    def __enter__(self):
        self._reader = LineReader(inside(self._network.gw, [
            "ip", "-4", "-ts", "-rcvbuf", "33554432", "monitor", "label", "link", "address", "route", "nexthop", "rule",
            "neigh"]))
        self._skip = 0
        self.restart()
        return self

    def __exit__(self, *_):
        self._reader.close()

    def restart(self):
        """Forgets what was so far."""
        self._synchronise()
        self._skip = len(self._reader.lines())

    def events(self, kind=None):
        """Lines such as "[ROUTE]44.4.8.0/24 nhid …", without time and neighbours."""
        self._synchronise()
        lines = [re.sub(r"^\[\d[^]]*\] ?", "", line) for line in self._reader.lines()[self._skip:]]
        lines = [line for line in lines if line.startswith("[") or line.startswith("Deleted")]
        return [line for line in lines if "[NEIGH]" not in line and (kind is None or f"[{kind}]" in line)]

    def timed_events(self, kind):
        """[(seconds since the epoch, line without its time)] of such events."""
        self._synchronise()
        matches = (re.match(r"^\[(\d[^]]*)\] ?(.*)", line) for line in self._reader.lines()[self._skip:])
        return [(datetime.datetime.fromisoformat(match.group(1)).timestamp(), match.group(2)) for match in matches
                if match and f"[{kind}]" in match.group(2)]

    def last_time(self, kind):
        """Seconds since the epoch of the last such event; None without one."""
        self._synchronise()
        for line in reversed(self._reader.lines()[self._skip:]):
            match = re.match(r"^\[(\d[^]]*)\] ?(.*)", line)
            if match and f"[{kind}]" in match.group(2):
                return datetime.datetime.fromisoformat(match.group(1)).timestamp()
        return None

    def _synchronise(self):
        mark = f"44.128.10.{100 + next(self._marks) % 100}"
        before = len(self._reader.lines())
        tries = itertools.count()

        def seen():
            # Another link-layer address each time: the kernel tells of changes only, and the monitor may not have
            # listened yet when the entry was new.
            lladdr = f"02:00:00:00:44:{next(tries) % 256:02x}"
            run(["ip", "neigh", "replace", mark, "lladdr", lladdr, "dev", "lan0"], self._network.gw)
            return any(mark in line for line in self._reader.lines()[before:])
        wait_until(seen, 10, "ip monitor shows its mark")
        run(["ip", "neigh", "del", mark, "dev", "lan0"], self._network.gw)


class BusMonitor:
    """What goes over the private bus, in order: the helper's signals, calls by interface, errors by name."""

    RULES = ("type='signal',interface='org.mesh44.Gateway1'", "type='method_call'", "type='error'",
             "type='signal',member='NameAcquired'")

    _marks = itertools.count(1)

    def __init__(self, bus):
        self._bus = bus

    def __enter__(self):
        self._reader = LineReader(["dbus-monitor", "--address", self._bus.address, *self.RULES],
                                  self._bus.environment())
        wait_until(self._reader.lines, 10, "dbus-monitor listens")
        return self

    def __exit__(self, *_):
        self._reader.close()

    def settle(self):
        """Until all that was on the bus before is in the list: a call of our own comes behind it."""
        mark = f"Mark{next(self._marks)}"
        run(["dbus-send", f"--bus={self._bus.address}", "--type=method_call", "--dest=org.freedesktop.DBus", "/",
             f"org.mesh44.Mark.{mark}"])
        wait_until(lambda: any(f"member={mark}" in line for line in self._reader.lines()), 10, f"the bus shows {mark}")

    def _found(self, expression):
        matches = (re.search(expression, line) for line in self._reader.lines())
        return [match.group(1) for match in matches if match]

    def signals(self):
        return self._found(r"^signal .*interface=org\.mesh44\.Gateway1; member=(\w+)")

    def calls(self, interface):
        self.settle()
        return self._found(rf"^method call .*interface={re.escape(interface)}; member=(\w+)")

    def errors(self):
        self.settle()
        return self._found(r"^error .*error_name=(org\.mesh44\.\S+)")


class Pinger:
    """A steady stream of pings from the LAN's host; report() ends it."""

    def __init__(self, program, network, targets, rate):
        self._command = inside(network.lan, [program, "ping", "--rate", rate, *targets])
        self._report = None

    def __enter__(self):
        self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        return self

    def __exit__(self, *_):
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        end_process(self._process)
        self._process.stdout.close()

    def report(self):
        self._process.stdin.close()
        return json.loads(self._process.stdout.read())
