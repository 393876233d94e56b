#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window as a screen reader has it: the real program, the real AT-SPI, on a screen and buses of their own.

    screenreader.py MESH44 FAKEGATEWAY

Reads the names of the pages, the switch and the chosen peer; presses and chooses through AT-SPI; looks that whatever
takes the focus has a name; and starts the program a second time, which has to hand over and end.
"""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback

PATIENCE = float(os.environ.get("MESH44_PATIENCE", "1"))
LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
BUS_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={folder}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


class Failed(Exception):
    """Something is not as it has to be."""


def check(condition, what):
    if not condition:
        raise Failed(what)


def wait_until(predicate, what, seconds=20):
    end = time.monotonic() + seconds * PATIENCE
    while True:
        try:
            value = predicate()
        except Exception as error:  # an object may vanish while it is looked at
            value, what = None, f"{what} ({error})"
        if value:
            return value
        check(time.monotonic() < end, f"not in time: {what}")
        time.sleep(0.05)


class Surroundings:
    """A screen, a bus that is session and system in one, the accessibility bus, and a gateway."""

    def __init__(self, folder, gateway):
        self.folder = pathlib.Path(folder)
        self.processes = []
        self.environment = {key: value for key, value in os.environ.items()
                            if not key.startswith(("DBUS_", "AT_SPI", "WAYLAND", "QT_", "XDG_"))}
        self.environment |= {"HOME": folder, "XDG_RUNTIME_DIR": folder, "LC_ALL": "C.UTF-8", "NO_AT_BRIDGE": "0",
                             "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        self.start_screen()
        address = self.start_bus()
        self.environment |= {"DBUS_SESSION_BUS_ADDRESS": address, "DBUS_SYSTEM_BUS_ADDRESS": address}
        self.start([LAUNCHER, "--launch-immediately"])
        self.gateway = self.start([gateway, address], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        check(self.gateway.stdout.readline().strip() == "ready", "the gateway does not start")

    def start(self, command, **more):
        process = subprocess.Popen(command, env=self.environment, text=True, **more)
        self.processes.append(process)
        return process

    def start_screen(self):
        reading, writing = os.pipe()
        self.start(["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"],
                   pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        check(number, "Xvfb does not start")
        self.environment["DISPLAY"] = f":{number}"

    def start_bus(self):
        configuration = self.folder / "bus.conf"
        configuration.write_text(BUS_CONFIGURATION.format(folder=self.folder), encoding="utf-8")
        bus = self.start(["dbus-daemon", f"--config-file={configuration}", "--nofork", "--nopidfile", "--nosyslog",
                          "--print-address"], stdout=subprocess.PIPE)
        address = bus.stdout.readline().strip()
        check(address, "dbus-daemon does not start")
        return address

    def wish(self, text):
        self.gateway.stdin.write(text + "\n")
        self.gateway.stdin.flush()
        return self.gateway.stdout.readline().strip()

    def end(self):
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            try:
                process.wait(10 * PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


class Reader:
    """What the accessibility bus tells of one program."""

    def __init__(self, pid):
        import pyatspi  # here: it takes the bus from the environment when it is imported
        self.atspi = pyatspi
        self.lists = (pyatspi.ROLE_TABLE, pyatspi.ROLE_TREE_TABLE, pyatspi.ROLE_TREE, pyatspi.ROLE_LIST)
        self.pid = pid
        self.program = wait_until(self.find_program, "the program appears on the accessibility bus")
        self.window = wait_until(lambda: self.find(pyatspi.ROLE_FRAME, "Mesh44"), "the window has its name")

    def find_program(self):
        desktop = self.atspi.Registry.getDesktop(0)
        return next((program for program in desktop if program and program.get_process_id() == self.pid), None)

    def all(self, start=None):
        waiting = [start or self.program]
        while waiting:
            node = waiting.pop()
            if node is None:
                continue
            yield node
            # A table of thousands is looked at by its own interface.
            if node.getRole() not in self.lists:
                waiting += [node.getChildAtIndex(i) for i in range(node.childCount)]

    def has(self, node, state):
        return node.getState().contains(state)

    def showing(self, start=None):
        return (node for node in self.all(start) if self.has(node, self.atspi.STATE_SHOWING))

    def find(self, role, name, where=None):
        fits = (node for node in self.showing(where) if node.getRole() == role and name in node.name)
        return next(fits, None)

    def named(self, name):
        return next((node for node in self.showing() if node.name == name), None)

    def press(self, node):
        action = node.queryAction()
        check(action.nActions > 0, f"{node.name} can be pressed")
        action.doAction(0)


def look_at_switch(reader, surroundings):
    atspi = reader.atspi
    switch = wait_until(lambda: next((n for n in reader.showing() if n.getRole() == atspi.ROLE_CHECK_BOX
                                      and reader.has(n, atspi.STATE_CHECKED)), None), "a switch that is on")
    check(switch.name, "the switch has a name")
    check("On" in switch.description, f"the switch says that it is on: {switch.description!r}")
    surroundings.wish("down")
    wait_until(lambda: not reader.has(switch, atspi.STATE_CHECKED), "the switch follows the gateway")
    check("Off" in switch.description, f"the switch says that it is off: {switch.description!r}")
    reader.press(switch)
    wait_until(lambda: "Up()" in surroundings.wish("calls"), "pressing asks the gateway")
    check(not reader.has(switch, atspi.STATE_CHECKED), "asked is not done")
    surroundings.wish("up")
    wait_until(lambda: reader.has(switch, atspi.STATE_CHECKED), "the switch is on again")


def rail(reader):
    wait_until(lambda: reader.named("Pages"), "the list of pages")
    pages = reader.named("Pages")
    return [pages.getChildAtIndex(i) for i in range(pages.childCount) if pages.getChildAtIndex(i).name]


def look_at_pages(reader):
    buttons = rail(reader)
    names = [button.name for button in buttons]
    check("Peers" in " ".join(names), f"the peers are among the pages: {names}")
    for button in buttons:
        reader.press(button)
        wait_until(lambda: any(reader.has(button, state) for state in
                               (reader.atspi.STATE_CHECKED, reader.atspi.STATE_SELECTED)), f"{button.name} is chosen")
        look_at_names(reader, button.name)
    return names


def look_at_names(reader, page):
    focusable = [node for node in reader.showing() if reader.has(node, reader.atspi.STATE_FOCUSABLE)]
    check(focusable, f"{page}: something takes the focus")
    nameless = [node.getRoleName() for node in focusable if not node.name]
    check(not nameless, f"{page}: without a name: {nameless}")


def look_at_peer(reader):
    atspi = reader.atspi
    reader.press(next(button for button in rail(reader) if "Peers" in button.name))
    table = wait_until(lambda: next((n for n in reader.showing() if n.getRole() in reader.lists), None),
                       "the table of peers")
    cells = table.queryTable()
    check(cells.nRows == 60, f"the table has all rows: {cells.nRows}")
    row = [cells.getAccessibleAt(3, i).name for i in range(cells.nColumns)]
    prefix = next((text for text in row if text.startswith("44.")), None)
    check(prefix, f"a cell says its prefix: {row}")
    check(cells.addRowSelection(3), "a row can be chosen")
    wait_until(lambda: reader.find(atspi.ROLE_LABEL, f"Prefix: {prefix}"), f"the inspector says {prefix}")
    return prefix


def start_again(program, surroundings):
    second = subprocess.run([program], env=surroundings.environment, timeout=30 * PATIENCE, check=False)
    check(second.returncode == 0, "a second start hands over and ends")


def play(mesh44, gateway, folder):
    surroundings = Surroundings(folder, gateway)
    try:
        os.environ.clear()
        os.environ.update(surroundings.environment)
        window = surroundings.start([mesh44, "--size", "1200x800"])
        reader = Reader(window.pid)
        look_at_switch(reader, surroundings)
        print("pages:", ", ".join(look_at_pages(reader)))
        print("chosen:", look_at_peer(reader))
        start_again(mesh44, surroundings)
        check(window.poll() is None, "the first window is still there")
    finally:
        surroundings.end()


def main():
    missing = [what for what in ("Xvfb", "dbus-daemon") if not shutil.which(what)]
    missing += [LAUNCHER] if not os.access(LAUNCHER, os.X_OK) else []
    if missing:
        print(f"{missing} not installed: run packaging/setup.sh --for test")
        return 1
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what was started ends, too
    with tempfile.TemporaryDirectory(prefix="mesh44-") as folder:
        try:
            play(sys.argv[1], sys.argv[2], folder)
        except Failed as failed:
            print(f"failed: {failed}")
            traceback.print_exc()
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
