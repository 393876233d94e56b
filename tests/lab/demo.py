#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows Mesh44 at work on a mesh that lives on this machine; packaging/demo.sh builds and calls it.

    tests/lab/demo.py --build DIR --rig host|qemu --display auto|xvfb --out DIR

A real helper (its own user, two capabilities) with a real bus and polkitd, a simulated announcer with every
endpoint, and real tunnels: on this kernel, or in a guest that has ipip. With a display the window opens and the
mesh stays until it is closed; without one, pictures of the window are saved into --out.
"""
import argparse
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from lablib import guest, helper, lab, system  # noqa: E402

MESH = ("--seed", "44")
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
    def __init__(self, laboratory, programs, bus, out):
        self.lab = laboratory
        self.programs = programs
        self.bus = bus
        self.out = out

    def play(self, window):
        say("A mesh of 531 routes over 353 endpoints is made up, and an announcer for it, in namespaces of their own.")
        self.lab.simulate(*MESH, interval=SECONDS_BETWEEN_BURSTS)
        self.lab.helper.start()
        say("The helper runs as user mesh44 with two capabilities. The announcer sends its burst …")
        self.lab.sim.burst()
        self.lab.wait_installed(lab.INSTALLED)
        self.show_gateway()
        self.ping_three()
        self.switch_one()
        if window:
            self.open_window()
        else:
            self.take_pictures()

    def ctl(self, *words):
        return self.lab.helper.ctl_process(*words, as_json=False).stdout

    def show_gateway(self):
        show("mesh44ctl status", self.ctl("status"))
        show("mesh44ctl routes", self.ctl("routes"), lines=8)
        rules = system.output(["ip", "rule", "show"], self.lab.network.gw)
        show("ip rule", rules)

    def choices(self, count):
        """Prefixes with room for a host, and an address inside each."""
        routes = self.lab.helper.routes().values()
        usable = [route for route in routes if route["installed"] and not route["prefix"].endswith(("/31", "/32"))]
        chosen = random.Random(44).sample(usable, count)
        return [(route, host_inside(route["prefix"])) for route in chosen]

    def ping_three(self):
        say("\nA host behind the gateway pings three stations through the mesh:")
        for route, address in self.choices(3):
            say(f"  {address:<15} in {route['prefix']:<18} via {route['endpoint']:<15} {self.ping(address)}")

    def ping(self, address):
        result = system.run(["ping", "-n", "-c", "2", "-i", "0.2", "-W", "3", address], self.lab.network.lan,
                            check_code=False)
        times = PING.findall(result.stdout)
        return f"answers in {times[-1]} ms" if times else "does not answer"

    def switch_one(self):
        route, address = self.choices(1)[0]
        self.ctl("endpoint", "suppress", route["endpoint"])
        off = self.ping(address)
        self.ctl("endpoint", "allow", route["endpoint"])
        on = self.ping(address)
        say(f"\nmesh44ctl endpoint suppress {route['endpoint']}: {address} {off}")
        say(f"mesh44ctl endpoint allow    {route['endpoint']}: {address} {on}")
        system.check("answers" in on and off == "does not answer", "the switch of an endpoint does what it says")

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


def host_inside(prefix):
    address = prefix.split("/")[0].split(".")
    address[3] = str(int(address[3]) + 1)
    return ".".join(address)


def play_here(arguments):
    with system.public_folder("mesh44-demo-") as folder, lab.PrivateBus() as bus:
        programs = helper.copy_programs(arguments.build, folder)
        shutil.copy(arguments.build / "bin" / "mesh44", programs / "mesh44")
        with lab.Lab(programs, bus, {}) as laboratory:
            try:
                Demo(laboratory, programs, bus, arguments.out).play(arguments.display != "xvfb")
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
    arguments = parser.parse_args()
    arguments.build = arguments.build.resolve()
    arguments.out = arguments.out.resolve()
    arguments.out.mkdir(parents=True, exist_ok=True)
    # As an exception it lets every context manager clean up.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    return play_in_guest(arguments) if arguments.rig == "qemu" else play_here(arguments)


if __name__ == "__main__":
    sys.exit(main())
