# SPDX-License-Identifier: GPL-3.0-or-later
"""The real NetworkManager in the gateway's namespace, on a bus of its own; what it reads and writes is in one folder.

/run in there is the folder's `run`: a helper that is started by `prefix()` sees it, too.
"""
import contextlib
import pathlib
import signal
import subprocess

from .system import check, end_process, inside, run, wait_until
from .unpacked import environment, program

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path={folder}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy user="root"><allow own="*"/><allow send_destination="*"/><allow receive_sender="*"/></policy>
</busconfig>
"""

# It asks nobody for rights, names nothing, makes no connections of its own and leaves the resolver's file alone.
MAIN = """[main]
plugins=keyfile
auth-polkit=false
no-auto-default=*
dns=none
rc-manager=unmanaged
hostname-mode=none
systemd-resolved=false
[logging]
level=INFO
[connectivity]
enabled=false
"""

# In a mount namespace of its own. It takes a /sys that is read only as the sign that there is no udev to wait for.
SCRIPT = """
set -e
mount --make-rprivate /
mount --bind "$0/run" /run
mount -t sysfs -o ro sysfs /sys
mount --bind "$0/state" /var/lib
for folder in /etc/NetworkManager /usr/lib/NetworkManager; do
    test ! -d $folder || mount -t tmpfs tmpfs $folder
done
exec "$@"
"""


class NetworkManager(contextlib.AbstractContextManager):
    """files: {name: text}, *.conf beside the main file and *.nmconnection."""

    def __init__(self, network, folder, files):
        self._network = network
        self._folder = pathlib.Path(folder)
        self._files = files
        self._process = None
        self._bus = None

    def __enter__(self):
        for name in ("run", "conf.d", "connections", "state"):
            (self._folder / name).mkdir(parents=True)
        (self._folder / "NetworkManager.conf").write_text(
            f"{MAIN}[keyfile]\npath={self._folder}/connections\n", encoding="utf-8")
        for name, text in self._files.items():
            self.write(name, text)
        configuration = self._folder / "bus.conf"
        configuration.write_text(BUS.format(folder=self._folder), encoding="utf-8")
        self._bus = subprocess.Popen(["dbus-daemon", f"--config-file={configuration}", "--nofork", "--nopidfile",
                                      "--nosyslog"], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until((self._folder / "bus").exists, 10, "NetworkManager's bus")
        self.start()
        return self

    def __exit__(self, *_):
        for process in (self._process, self._bus):
            if process:
                end_process(process)

    def prefix(self):
        """What goes before the command of a helper that is to see what NetworkManager says in /run."""
        return ["unshare", "--mount", "sh", "-c", 'mount --bind "$0/run" /run && exec "$@"', self._folder]

    def write(self, name, text):
        path = self._folder / ("connections" if name.endswith(".nmconnection") else "conf.d") / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o600)

    def _environment(self):
        return environment() | {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={self._folder}/bus"}

    def start(self):
        command = ["unshare", "--mount", "sh", "-c", SCRIPT, self._folder, program("usr/sbin/NetworkManager"),
                   "--no-daemon", f"--config={self._folder}/NetworkManager.conf",
                   f"--config-dir={self._folder}/conf.d"]
        with open(self._folder / "log", "ab") as log:
            self._process = subprocess.Popen(inside(self._network.gw, command), env=self._environment(),
                                             stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        wait_until(self._is_up, 20, "NetworkManager is up")

    def _is_up(self):
        check(self._process.poll() is None, f"NetworkManager ended: {self.words()}")
        return self.ask("-t", "-f", "STARTUP", "general").stdout.strip() == "started"

    def ask(self, *words):
        return run(inside(self._network.gw, [program("usr/bin/nmcli"), *words]), env=self._environment(),
                   check_code=False)

    def tell(self, *words):
        answer = self.ask(*words)
        check(answer.returncode == 0, f"nmcli {' '.join(words)}: {answer.stderr.strip()} {self.words()}")

    def state(self, device):
        """As nmcli says it: "unmanaged", "connected (externally)", "connected"."""
        found = self.ask("-t", "-f", "DEVICE,STATE", "device").stdout.splitlines()
        return next((line.split(":", 1)[1] for line in found if line.startswith(f"{device}:")), None)

    def restart(self):
        end_process(self._process)
        self.start()

    def kill(self):
        """As a crash does, and a new one."""
        end_process(self._process, signal.SIGKILL)
        self.start()

    def words(self):
        return "\n".join((self._folder / "log").read_text(errors="replace").splitlines()[-15:])
