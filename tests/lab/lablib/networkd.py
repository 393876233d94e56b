# SPDX-License-Identifier: GPL-3.0-or-later
"""The real systemd-networkd in the gateway's namespace, without systemd and udev: what it reads is laid out for it."""
import pathlib
import re
import subprocess
import tempfile

from .system import Skipped, check, end_process, inside, json_output, output, wait_until

PROGRAM = pathlib.Path("/lib/systemd/systemd-networkd")

# In a mount namespace of its own: /run is empty but for udev's word that each interface is there, /sys shows this
# network namespace, and the machine's own files for networkd are out of sight.
SCRIPT = """
set -e
mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs /run
mount -t sysfs sysfs /sys
mkdir -p /run/udev/data /run/systemd/network /run/systemd/networkd.conf.d /run/systemd/netif/links \
    /run/systemd/netif/leases /run/systemd/netif/lldp
touch /run/udev/control
for index in $2; do echo I:1000000 >/run/udev/data/n$index; done
for folder in /etc/systemd/network /usr/lib/systemd/network; do
    test ! -d $folder || mount -t tmpfs tmpfs $folder
done
cp "$1"/*.network /run/systemd/network/
cp "$1"/*.conf /run/systemd/networkd.conf.d/ 2>/dev/null || true
chown -R systemd-network:systemd-network /run/systemd/netif
exec /lib/systemd/systemd-networkd
"""


class Networkd:
    """files: {name: text}, *.network and *.conf (drop-ins of networkd.conf)."""

    def __init__(self, network, files):
        if not PROGRAM.exists():
            raise Skipped("systemd-networkd is not here (it comes with the package systemd)")
        self._network = network
        self._files = files

    def __enter__(self):
        links = json_output(["ip", "-j", "link", "show"], self._network.gw)
        self._indexes = {link["ifname"]: link["ifindex"] for link in links}
        self._folder = tempfile.TemporaryDirectory(prefix="mesh44-networkd-")
        for name, text in self._files.items():
            pathlib.Path(self._folder.name, name).write_text(text, encoding="utf-8")
        self._log = open(pathlib.Path(self._folder.name, "log"), "w+b")
        self._start()
        return self

    def __exit__(self, *_):
        end_process(self._process)
        self._log.close()
        self._folder.cleanup()

    @staticmethod
    def manages_nexthops():
        """From version 256 on it removes others' nexthop objects, and their routes go with them."""
        return int(re.search(r"\d+", output([PROGRAM, "--version"])).group()) >= 256

    def restart(self):
        end_process(self._process)
        self._start()

    def _start(self):
        indexes = " ".join(str(index) for index in self._indexes.values())
        command = ["unshare", "--mount", "bash", "-c", SCRIPT, "bash", self._folder.name, indexes]
        self._process = subprocess.Popen(inside(self._network.gw, command), stdin=subprocess.DEVNULL,
                                         stdout=self._log, stderr=self._log)
        wait_until(lambda: self._admin_state("wan0") == "configured", 20, "networkd has configured wan0")

    def _admin_state(self, link):
        check(self._process.poll() is None, f"networkd ended: {self._words()}")
        path = pathlib.Path(f"/proc/{self._process.pid}/root/run/systemd/netif/links/{self._indexes[link]}")
        try:
            lines = path.read_text().splitlines()
        except OSError:
            return None
        return next((line.split("=", 1)[1] for line in lines if line.startswith("ADMIN_STATE=")), None)

    def _words(self):
        self._log.seek(0)
        return self._log.read().decode(errors="replace")[-500:]
