# SPDX-License-Identifier: GPL-3.0-or-later
"""Other people's routers: the real BIRD and the real FRR in a namespace, with all their files in one folder."""
import pathlib
import re
import subprocess

from .system import check, end_process, inside, json_output, run, wait_until
from .unpacked import environment, find, program

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]
RECIPES = REPOSITORY / "packaging" / "recipes"

# A group that FRR insists on, which only its installation would make, and the folder that it leaves under /var/tmp:
# both are seen by FRR alone.
HIDE = 'mount --bind "$0" /etc/group && mount --bind "$1" /var/tmp && shift && exec "$@"'


def recipe(name, folder, **words):
    """The recipe as a file of the scenario's own, with words replaced, such as one interface's name by another."""
    text = (RECIPES / name).read_text()
    for old, new in words.items():
        check(re.search(rf"\b{old}\b", text), f"{name} does not speak of {old}")
        text = re.sub(rf"\b{old}\b", new, text)
    path = pathlib.Path(folder, name)
    path.write_text(text)
    return path


class Daemons:
    """Programs in one namespace, ended together."""

    def __init__(self, namespace, folder):
        self._namespace = namespace
        self.folder = pathlib.Path(folder)
        self.folder.mkdir()
        self._processes = []

    def __exit__(self, *_):
        for process in reversed(self._processes):
            end_process(process)

    def start(self, command):
        with open(self.folder / "log", "ab") as log:
            self._processes.append(subprocess.Popen(inside(self._namespace, command), stdin=subprocess.DEVNULL,
                                                    stdout=log, stderr=log, env=environment()))

    def ask(self, command):
        """Its output, or None while it does not answer."""
        result = run(inside(self._namespace, command), check_code=False, env=environment())
        return result.stdout if result.returncode == 0 else None

    def routes(self, protocol):
        """{prefix: gateway} of the kernel's main table that come from this protocol."""
        found = json_output(["ip", "-4", "-j", "route", "show", "proto", protocol], self._namespace)
        return {route["dst"] if "/" in route["dst"] else route["dst"] + "/32": route.get("gateway")
                for route in found}


class Bird(Daemons):
    """BIRD with a configuration file."""

    def __init__(self, namespace, folder, configuration):
        super().__init__(namespace, folder)
        self._configuration = configuration
        self._socket = self.folder / "bird.ctl"

    def __enter__(self):
        self.start([program("usr/sbin/bird"), "-f", "-c", self._configuration, "-s", self._socket,
                    "-P", self.folder / "bird.pid"])
        wait_until(lambda: self.control("show status"), 10, "BIRD answers")
        return self

    def control(self, *words):
        return self.ask([program("usr/sbin/birdc"), "-s", self._socket, *" ".join(words).split()])

    def count(self, protocol):
        """How many routes that protocol has imported."""
        match = re.search(r"Routes:\s+(\d+) imported", self.control("show protocols all", protocol) or "")
        return int(match.group(1)) if match else 0


class Frr(Daemons):
    """zebra and further daemons of FRR, given a configuration through vtysh as its own start-up does."""

    def __init__(self, namespace, folder, daemons, configuration):
        super().__init__(namespace, folder)
        # From FRR 10 on mgmtd hands the others their configuration, which then take none from a file.
        manager = ["mgmtd"] if find("usr/lib/frr/mgmtd") else []
        self._takes_file = not manager
        self._daemons = [*manager, "zebra", *daemons]
        self._configuration = configuration
        self._groups = self.folder / "group"
        self._groups.write_text(pathlib.Path("/etc/group").read_text() + "frrvty:x:64044:root\n")
        (self.folder / "vtysh.conf").write_text("username root nopassword\n")

    def __enter__(self):
        (self.folder / "tmp").mkdir()
        for daemon in self._daemons:
            empty = self.folder / f"{daemon}.conf"
            empty.write_text("")
            self.start(["unshare", "--mount", "sh", "-c", HIDE, self._groups, self.folder / "tmp",
                        program(f"usr/lib/frr/{daemon}"), *(["-f", empty] if self._takes_file else []),
                        "-i", self.folder / f"{daemon}.pid", "-z", self.folder / "zserv.api",
                        "--vty_socket", self.folder, "-P", "0", "-u", "root", "-g", "root", "--log", "stdout"])
            wait_until((self.folder / f"{daemon}.vty").exists, 10, f"{daemon} is up")
        check(self.vtysh("-f", self._configuration) is not None, f"FRR takes {self._configuration.name}")
        return self

    def vtysh(self, *words):
        return self.ask([program("usr/bin/vtysh"), "--vty_socket", self.folder, "--config_dir", self.folder, *words])
