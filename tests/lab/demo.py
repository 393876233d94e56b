#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows Mesh44 at work on a mesh that lives on this machine; packaging/demo.sh builds and calls it.

    tests/lab/demo.py --build DIR --rig host|qemu --display auto|xvfb --out DIR [--routes N] [--keep]

A real helper (its own user, two capabilities) with a real bus and polkitd, a simulated announcer with every endpoint,
and real packets: by the kernel's ipip where it has that, else by the helper's own plane. With a display the window
opens and the mesh stays until it is closed; without one, pictures of the window are saved into --out.
"""
import argparse
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from lablib import addresses, guest, helper, lab, network, system  # noqa: E402

SEED = 44
ENDPOINTS_PER_ROUTE = 0.66 # as in the mesh of 2016
NEW_ADDRESS = "198.51.100.77"
STRANGER = "198.51.100.66"
SECONDS_BETWEEN_BURSTS = 30 # the announcer takes 300; nobody wants to wait that long here
PICTURES = (("light", "1280x800"), ("dark", "1280x800"), ("light", "800x480"))
GUEST_SECONDS = 600
PING = re.compile(r"time=([\d.]+) ms")


def say(text=""):
    print(text, flush=True)


def show(command, text, lines=None):
    say(f"\n$ {command}")
    shown = text.rstrip().splitlines()
    for line in shown[:lines]:
        say(f"  {line}")
    if lines and len(shown) > lines:
        say(f"  … {len(shown) - lines} more lines")


class Demo:
    def __init__(self, laboratory, programs, bus, arguments):
        self.lab = laboratory
        self.programs = programs
        self.bus = bus
        self.out = arguments.out
        self.routes = arguments.routes
        self.keep = arguments.keep

    def play(self, window):
        self.start()
        self.show_gateway()
        self.ping_three()
        self.switch_one()
        self.spoof()
        self.move_one()
        self.withdraw_one()
        self.lab.sim.command("resume")
        if window:
            self.open_window()
        else:
            self.take_pictures()
        if self.keep:
            self.wait_for_enter()

    def start(self):
        words = ["--seed", SEED]
        if self.routes:
            words += ["--routes", self.routes, "--endpoints", max(1, int(self.routes * ENDPOINTS_PER_ROUTE))]
        sim = self.lab.simulate(*words, interval=SECONDS_BETWEEN_BURSTS)
        sim.command("silence") # until the end, it announces when the story wants it
        self.mesh = sim.mesh()
        say(f"A mesh of {len(self.mesh)} routes over {len(set(self.mesh.values()))} endpoints is made up, and an "
            "announcer for it, in namespaces of their own.")
        self.lab.helper.start()
        say("The helper runs as user mesh44 with two capabilities. The announcer sends its burst …")
        began = time.monotonic()
        sim.burst()
        self.installed = len(addresses.installable(self.mesh))
        self.lab.wait_installed(self.installed, seconds=60)
        plane = self.lab.helper.status()["plane"]
        say(f"{self.installed} routes installed after {time.monotonic() - began:.2f} s; "
            + ("the kernel's ipip carries the packets." if plane == "kernel" else
               "this kernel has no ipip, so the helper carries the packets itself."))

    def ctl(self, *words):
        return self.lab.helper.ctl_process(*words, as_json=False).stdout

    def show_gateway(self):
        show("mesh44ctl status", self.ctl("status"))
        show("mesh44ctl routes", self.ctl("routes"), lines=8)
        rules = system.output(["ip", "rule", "show"], self.lab.network.gw)
        show("ip rule", rules)

    def choices(self, count):
        """(address, endpoint), each with an endpoint of its own."""
        return addresses.various_targets(self.mesh, count)

    def ping_three(self):
        say("\nA host behind the gateway pings three stations through the mesh:")
        for address, endpoint in self.choices(3):
            say(f"  {address:<15} via {endpoint:<15} {self.ping(address)}")

    def ping(self, address):
        result = system.run(["ping", "-n", "-c", "2", "-i", "0.2", "-W", "3", address], self.lab.network.lan,
                            check_code=False)
        times = PING.findall(result.stdout)
        return f"answers in {times[-1]} ms" if times else "does not answer"

    def switch_one(self):
        address, endpoint = self.choices(4)[-1]
        say("\nAn endpoint is switched off, and on again:")
        self.ctl("endpoint", "suppress", endpoint)
        off = self.ping(address)
        say(f"  mesh44ctl endpoint suppress {endpoint}: {address} {off}")
        self.ctl("endpoint", "allow", endpoint)
        on = self.ping(address)
        say(f"  mesh44ctl endpoint allow    {endpoint}: {address} {on}")
        system.check("answers" in on and off == "does not answer", "the switch of an endpoint does what it says")

    def spoof(self):
        say(f"\nA stranger, {STRANGER}, sends a burst of his own:")
        heard = self.lab.helper.counter("rip44.packets")
        self.lab.sim.burst(f"spoof {STRANGER}")
        self.lab.sim.burst("burst-partial 1") # the announcer's, behind it: what came before has been looked at
        system.wait_until(lambda: self.lab.helper.counter("rip44.packets") > heard, 5, "the announcer is heard")
        count = self.lab.helper.counter("rip44.packets") - heard
        system.check(count == 1, f"{count - 1} of the stranger's packets were let through")
        say("  not one of his packets reached the helper; one of the announcer's, sent after them, did")

    def burst(self):
        """One whole announcement, and the end of it."""
        self.lab.learn(1, complete=False)

    def move_one(self):
        address, endpoint = self.choices(5)[-1]
        say("\nThree equal bursts, and the helper knows what a complete one holds.")
        for _ in range(3):
            self.burst()
        say(f"The station behind {address} gets another address on the Internet:")
        self.lab.sim.command(f"move {endpoint} {NEW_ADDRESS}")
        self.burst()
        system.wait_until(lambda: NEW_ADDRESS in self.lab.network.nexthops().values(), 10, "the endpoint moves")
        answer = self.ping(address)
        say(f"  {endpoint} is now {NEW_ADDRESS}: {address} {answer}")
        system.check("answers" in answer, "the endpoint answers at its new address")

    def withdraw_one(self):
        prefix = next(iter(addresses.installable(self.mesh)))
        say(f"\n{prefix} is announced no more. It stays until six complete bursts have lacked it:")
        self.lab.sim.command(f"withdraw {prefix}")
        for number in range(1, 7):
            there = prefix in self.lab.network.mesh_routes()
            system.check(there, f"{prefix} left after {number - 1} bursts")
            self.burst()
        system.wait_until(lambda: prefix not in self.lab.network.mesh_routes(), 10, f"{prefix} is gone")
        say(f"  after the sixth it is gone; {len(self.lab.network.mesh_routes())} routes are left")

    def window_command(self, *arguments):
        # In the gateway's namespaces, as an ordinary user of the bus: root's rights are not needed to look.
        return system.inside(self.lab.network.gw, self.bus.inside([self.programs / "mesh44", *arguments]))

    def environment(self, **more):
        home = pathlib.Path(self.lab.folder) / "home"
        home.mkdir(exist_ok=True)
        return os.environ | self.lab.helper.environment() | {"HOME": str(home), "XDG_RUNTIME_DIR": str(home)} | more

    def open_window(self):
        say("\nThe window opens. Try the switches; close it to end the demo.")
        subprocess.run(self.window_command(), env=self.environment(), check=False)

    def wait_for_enter(self):
        pid = self.lab.helper.pid
        say("\nThe mesh stays, with a burst every half minute. To play with it, as root in another terminal:")
        address = f"DBUS_SYSTEM_BUS_ADDRESS={self.bus.address}"
        say(f"  nsenter -t {pid} -n -m env {address} {self.programs}/mesh44ctl status")
        say(f"  nsenter --net=/run/netns/{self.lab.network.lan} ping {self.choices(1)[0][0]}")
        if sys.stdin.isatty():
            input("Enter ends it. ")
        else:
            say("SIGTERM ends it.")
            signal.pause()

    def take_pictures(self):
        say()
        for theme, size in PICTURES:
            picture = self.out / f"mesh44-{theme}-{size}.png"
            command = ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24"]
            command += self.window_command("--theme", theme, "--size", size, "--screenshot", picture)
            result = subprocess.run(command, env=self.environment(QT_QPA_PLATFORM="xcb"), capture_output=True,
                                    text=True, timeout=120 * system.PATIENCE, check=False)
            system.check(result.returncode == 0 and picture.exists(),
                         f"no picture of the window: {result.stderr.strip()}")
            say(f"The window, as it looks now ({theme}, {size}): {self.shown_path(picture)}")

    def shown_path(self, picture):
        return pathlib.Path(os.environ.get("MESH44_DEMO_OUT", self.out)) / picture.name


def play_here(arguments):
    with system.public_folder("mesh44-demo-") as folder, lab.PrivateBus() as bus:
        programs = helper.copy_programs(arguments.build, folder)
        shutil.copy(arguments.build / "bin" / "mesh44", programs / "mesh44")
        plane = "kernel" if lab.has_ipip() else "userspace"
        with lab.Lab(programs, bus, {}, plane) as laboratory:
            try:
                Demo(laboratory, programs, bus, arguments).play(arguments.display != "xvfb")
            except system.Failed as failed:
                say(f"demo: {failed}\n{laboratory.helper.last_words()}")
                return 1
    say("\nAll of it is gone again: namespaces, routes, processes.")
    return 0


def play_in_guest(arguments):
    reason = guest.available()
    if reason:
        say(f"demo: no guest can run here: {reason}")
        return 1
    machine = guest.Guest(arguments.out / "guest", GUEST_SECONDS)
    accelerator = guest.accelerator(machine.image)[0]
    say(f"A guest boots: Linux {machine.image.version}, {accelerator} …\n")
    environment = {"MESH44_LAB_GUEST": "1", "MESH44_LAB_PATIENCE": "1" if accelerator.startswith("kvm") else "8",
                   "MESH44_DEMO_OUT": str(arguments.out)}
    command = [sys.executable, "-B", pathlib.Path(__file__).resolve(), "--build", arguments.build, "--rig", "host",
               "--display", "xvfb", "--out", guest.SHARE]
    command += ["--routes", arguments.routes] if arguments.routes else []
    code = machine.run(command, environment=environment)
    for picture in (arguments.out / "guest").glob("*.png"):
        picture.replace(arguments.out / picture.name)
    shutil.rmtree(arguments.out / "guest", ignore_errors=True)
    return code


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--rig", choices=("host", "qemu"), required=True)
    parser.add_argument("--display", choices=("auto", "xvfb"), default="auto")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--routes", type=int, help="a mesh of this many routes")
    parser.add_argument("--keep", action="store_true", help="leave it running")
    arguments = parser.parse_args()
    arguments.build = arguments.build.resolve()
    arguments.out = arguments.out.resolve()
    arguments.out.mkdir(parents=True, exist_ok=True)
    # As an exception it lets every context manager clean up.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    return play_in_guest(arguments) if arguments.rig == "qemu" else play_here(arguments)


if __name__ == "__main__":
    sys.exit(main())
