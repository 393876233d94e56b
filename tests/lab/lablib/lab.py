# SPDX-License-Identifier: GPL-3.0-or-later
"""One laboratory for one scenario: namespaces, bus, simulated mesh, helper; all of it gone afterwards."""
import contextlib
import os
import pathlib
import sys

from . import helper, network, simulator, system, watch

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(REPOSITORY / "tests" / "bus"))
from privatebus import PrivateBus  # noqa: E402

ROUTES = 531    # of the mesh of 2016 and of the generated one
INSTALLED = 528 # without the three in 44.192.0.0/10
QUIET = 2       # seconds without a packet that end a burst


def data_file(name):
    """A file of the data folder, which is no part of the repository; None where it is not at hand."""
    folder = os.environ.get("MESH44_DATA")
    path = pathlib.Path(folder, name) if folder else None
    return path if path and path.exists() else None


def has_ipip():
    """Whether this kernel can make tunl0, in a namespace that is gone at once."""
    system.run(["modprobe", "-q", "ipip"], check_code=False)
    name = f"mesh44-{os.getpid()}-try"
    system.run(["ip", "netns", "add", name])
    try:
        return system.run(["ip", "link", "add", "try0", "type", "ipip", "local", "192.0.2.1"], name,
                          check_code=False).returncode == 0
    finally:
        system.run(["ip", "netns", "delete", name], check_code=False)


class Lab:
    """What a scenario function is given."""

    def __init__(self, programs, bus, figures, plane):
        self.plane = plane # "kernel" or "userspace": what carries packets where the configuration says auto
        self._programs = programs
        self._stack = contextlib.ExitStack()
        self.bus = bus
        self.figures = figures # name → value, for the report

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            self.folder = stack.enter_context(system.public_folder("mesh44-lab-"))
            self.network = stack.enter_context(network.Network())
            self.helper = helper.Helper(self.folder, self._programs, self.network, self.bus)
            stack.callback(self.helper.finish)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_):
        self._stack.close()

    def use(self, context):
        """Enters it until the scenario ends."""
        return self._stack.enter_context(context)

    def simulate(self, *mesh_arguments, interval=0):
        program = self._programs / "mesh44-lab"
        self.sim = self.use(simulator.Simulator(program, self.network, mesh_arguments, interval))
        return self.sim

    def ctl(self, *words):
        return self.helper.ctl(*words)

    def capture(self, namespace, interface, expression=""):
        return self.use(watch.Capture(namespace, interface, expression))

    def start_capture(self, *words):
        command = [self._programs / "mesh44ctl", "--json", "capture", *words]
        return watch.OwnCapture(self.helper, system.inside(self.network.gw, self.bus.inside(
            [str(word) for word in command])))

    def monitor(self):
        return self.use(watch.IpMonitor(self.network))

    def bus_monitor(self):
        return self.use(watch.BusMonitor(self.bus))

    def pinger(self, targets, rate=250):
        return self.use(watch.Pinger(self._programs / "mesh44-lab", self.network, targets, rate))

    def ping_once(self, target):
        result = system.run(["ping", "-n", "-c", "1", "-W", "5", target], self.network.lan, check_code=False)
        return result.returncode == 0

    # What most scenarios begin with.

    def up(self, *mesh_arguments, installed=INSTALLED):
        """A helper that has heard one burst and installed it."""
        self.simulate(*mesh_arguments)
        self.helper.start()
        self.sim.burst()
        self.wait_installed(installed)

    def wait_table(self, count, seconds=10):
        # Beside the mesh's routes table 44 has one for our own subnet.
        system.wait_until(lambda: self.prefixes() == count + 1, seconds, f"{count} routes in table 44")

    def wait_installed(self, count, seconds=10):
        self.wait_table(count, seconds)
        system.wait_until(lambda: self.helper.status()["routes_installed"] == count, 10,
                          f"the helper says that {count} routes are installed")

    def prefixes(self):
        return self.network.prefix_count(network.MESH_TABLE, self.helper.pid)

    def wait_burst_end(self, number):
        """The helper has taken note of the end of its n-th burst."""
        system.wait_until(lambda: self.helper.counter("rip44.bursts") >= number, QUIET + 10,
                          f"the end of burst {number}")

    def learn(self, bursts=3, complete=True):
        """Enough equal bursts that one is taken as complete."""
        first = self.helper.counter("rip44.bursts")
        for number in range(first, first + bursts):
            self.sim.burst()
            self.wait_burst_end(number + 1)
        system.check(not complete or self.helper.status()["last_burst_complete"],
                     "three equal bursts make a complete one")
