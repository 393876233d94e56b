# SPDX-License-Identifier: GPL-3.0-or-later
"""The window on a live mesh."""
import os
import pathlib
import subprocess

from lablib import addresses, system
from lablib.scenario import of_the_window
from lablib.system import check

PAGES = ("overview", "peers", "map", "checkup", "history", "settings")
SIZES = {1: ("1280x800", "800x480"), 2: ("1280x800@2x", "800x480@2x")} # by the factor of the screen


@of_the_window
def scenario_pictures_of_every_page(lab):
    """Every page of the window on a live mesh with traffic, in both themes, at three sizes, as pictures."""
    lab.up()
    lab.learn()
    mesh = lab.sim.mesh()
    targets = {prefix: addresses.target_in(mesh, prefix) for prefix in addresses.installable(mesh)
               if int(prefix.split(".")[1]) < 128} # of these the place is known
    targets = {prefix: target for prefix, target in targets.items() if target}
    chosen = sorted(targets)[len(targets) // 2]
    folder = pathlib.Path(os.environ["MESH44_PICTURES"])
    folder.mkdir(parents=True, exist_ok=True)
    for picture in folder.glob("*.png"):
        picture.unlink()
    with lab.pinger(sorted(targets.values())[::12], rate=40), lab.pinger([targets[chosen]], rate=20):
        for factor in SIZES:
            run_window(lab, ["windowpictures", folder, chosen], QT_SCALE_FACTOR=str(factor))
    wanted = {f"{page}-{theme}-{size}.png" for page in PAGES for theme in ("light", "dark")
              for sizes in SIZES.values() for size in sizes}
    found = {picture.name for picture in folder.glob("*.png")}
    check(found == wanted, f"missing: {sorted(wanted - found)}, besides: {sorted(found - wanted)}")


@of_the_window
def scenario_journey(lab):
    """By clicks and keys: first run, wizard, an endpoint off and on, a trial that nobody keeps, another gateway."""
    lab.simulate(interval=4)
    lab.helper.configure("")
    lab.helper.start()
    # What sshd would start on the other computer; the bus is this one.
    tools = pathlib.Path(lab.folder) / "tools"
    tools.mkdir()
    ssh = tools / "ssh"
    ssh.write_text("#!/bin/sh\nexec systemd-stdio-bridge --bus-path=$DBUS_SYSTEM_BUS_ADDRESS\n")
    ssh.chmod(0o755)
    output = run_window(lab, ["journey"], QT_QPA_PLATFORM="offscreen", PATH=f"{tools}:{os.environ['PATH']}")
    lab.figures["steps"] = sum(line.startswith("PASS") for line in output.splitlines())
    check(lab.helper.status()["state"] == "up", "the gateway is up behind it")


def run_window(lab, program, **more):
    """A program of the window in the gateway's namespaces, on a screen that nobody sees."""
    path = lab.helper.programs / program[0]
    check(path.exists(), f"{program[0]} is not built: is Qt there?")
    home = pathlib.Path(lab.folder) / "home"
    home.mkdir(exist_ok=True)
    environment = os.environ | lab.helper.environment() | {
        "HOME": str(home), "XDG_RUNTIME_DIR": str(home), "QT_QPA_PLATFORM": "xcb"} | more
    command = ["xvfb-run", "-a", "-s", "-screen 0 2600x1700x24",
               *system.inside(lab.network.gw, lab.bus.inside([path, *program[1:]]))]
    result = subprocess.run([str(word) for word in command], env=environment, stdin=subprocess.DEVNULL,
                            capture_output=True, text=True, timeout=180 * system.PATIENCE, check=False)
    check(result.returncode == 0, f"{program[0]}: {result.stdout[-3000:]}{result.stderr[-3000:]}")
    return result.stdout
