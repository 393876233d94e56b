# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command in a QEMU guest that has the host's root as its own, below a throw-away overlay.

Nothing that the guest writes stays, but for its share folder (/run/mesh44-share in there). It has no network
card. A kernel WARNING or Oops fails the run even where the command was content.
"""
import contextlib
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

from . import kernelimage

SHARE = "/run/mesh44-share" # in the guest
PROBE_SECONDS = 8
KERNEL_FAULT = re.compile(r"WARNING: CPU|BUG:|Oops|general protection fault|Kernel panic|Dead loop|refcount_t:|"
                          r"unregister_netdevice: waiting|INFO: task .* blocked|rcu: INFO|UBSAN|KASAN|Call Trace")
# What the emulator's own slowness provokes, which no code under test can help.
HARMLESS = re.compile(r"clocksource|perf: interrupt took too long|hrtimer: interrupt took")

START = """#!/bin/bash
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8
ip link set lo up
hostname mesh44-guest
# The witnesses of a scenario must not lose messages: ip monitor takes what buffer it is allowed.
sysctl -qw kernel.printk=5 kernel.panic_on_oops=1 net.core.rmem_max=33554432
{environment}
cd {folder}
({command}) >{share}/stdout 2>&1 </dev/null
echo $? >{share}/rc
dmesg >{share}/dmesg
sync
echo b >/proc/sysrq-trigger
"""


class GuestFailed(Exception):
    """The guest did not come to its end."""


def accelerator(image):
    """KVM where it really runs a kernel, else emulation; MESH44_QEMU_ACCEL decides without asking."""
    wanted = os.environ.get("MESH44_QEMU_ACCEL")
    if wanted:
        return [wanted]
    return ["kvm"] if _kvm_works(image) else ["tcg,thread=multi"]


def _kvm_works(image):
    if not os.access("/dev/kvm", os.R_OK | os.W_OK):
        return False
    # /dev/kvm may exist and hang or fail: only a boot tells. The answer holds until the host boots again.
    with kernelimage.alone(kernelimage.cache_folder()):
        return _remembered(image, kernelimage.cache_folder() / "kvm")


def _remembered(image, stamp):
    boot = pathlib.Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    if stamp.exists() and stamp.read_text().split()[0] == boot:
        return stamp.read_text().split()[1] == "works"
    command = _qemu(image, "kvm") + ["-append", "console=ttyS0 panic=-1 mesh44.probe"]
    try:
        output = subprocess.run(command, capture_output=True, timeout=PROBE_SECONDS, check=False,
                                stdin=subprocess.DEVNULL).stdout
    except subprocess.TimeoutExpired:
        output = b""
    works = b"mesh44-probe-reached" in output
    stamp.write_text(f"{boot} {'works' if works else 'unusable'}\n")
    return works


def _qemu(image, accel, cpus=2):
    # Emulated, an older processor is the faster one: the C library then takes what the emulator does well.
    cpu = "host" if accel.startswith("kvm") else "Nehalem"
    return ["qemu-system-x86_64", "-accel", accel, "-cpu", cpu, "-m", "2048", "-smp", str(cpus), "-net", "none",
            "-nographic", "-no-reboot", "-kernel", str(image.bootable), "-initrd", str(image.initramfs)]


def _shares(share):
    local = "local,security_model=none,multidevs=remap"
    return ["-virtfs", f"{local},path=/,mount_tag=root,readonly=on",
            "-virtfs", f"{local},path={share},mount_tag=share"]


class Guest:
    """One boot. The share folder on the host is `share`; it is kept where the caller names one."""

    def __init__(self, share=None, seconds=600, memory=None, echo=True, cpus=2):
        self.image = kernelimage.KernelImage.prepare()
        self.share = pathlib.Path(share) if share else None
        self.seconds = seconds
        self.memory = memory
        self.echo = echo
        self.cpus = cpus
        self.boot_seconds = None
        self.total_seconds = None
        self.faults = []

    def run(self, command, folder=None, environment=None):
        """The exit code of the command, which is a list of words; 1 after a kernel fault."""
        with contextlib.ExitStack() as stack:
            if self.share is None:
                self.share = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mesh44-guest-")))
            self.share.mkdir(parents=True, exist_ok=True)
            for name in ("rc", "stdout", "dmesg", "console"):
                (self.share / name).unlink(missing_ok=True)
            self._write_start(command, folder, environment or {})
            self._boot()
            return self._verdict()

    def _write_start(self, command, folder, environment):
        lines = [f"export {key}={shlex.quote(value)}" for key, value in environment.items()]
        text = START.format(environment="\n".join(lines), folder=shlex.quote(str(folder or os.getcwd())),
                            command=shlex.join(map(str, command)), share=SHARE)
        (self.share / "start.sh").write_text(text)

    def _boot(self):
        accel = accelerator(self.image)[0]
        command = _qemu(self.image, accel, self.cpus) + _shares(self.share)
        if self.memory:
            command[command.index("-m") + 1] = str(self.memory)
        # loglevel 5 shows warnings, which `quiet` hides. Programs at the same addresses are translated once.
        command += ["-append", "console=ttyS0 loglevel=5 mitigations=off norandmaps panic=-1 tsc=reliable "
                               "no_timer_check rdinit=/init"]
        began = time.monotonic()
        with open(self.share / "console", "wb") as console:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=console, stderr=subprocess.STDOUT)
            try:
                self._follow(process, began)
            finally:
                if process.poll() is None:
                    process.kill()
                process.wait()
        self.total_seconds = time.monotonic() - began

    def _follow(self, process, began):
        """Prints what the guest's command says, as it says it."""
        output = self.share / "stdout"
        shown = 0
        while True:
            ended = process.poll() is not None
            if output.exists():
                if self.boot_seconds is None:
                    self.boot_seconds = time.monotonic() - began
                with open(output, "rb") as stream:
                    stream.seek(shown)
                    text = stream.read()
                shown += len(text)
                if self.echo and text:
                    sys.stdout.buffer.write(text)
                    sys.stdout.flush()
            if ended:
                return
            if time.monotonic() - began > self.seconds:
                raise GuestFailed(f"the guest did not end within {self.seconds} s")
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(0.1)

    def _verdict(self):
        log = self._read("console") + self._read("dmesg")
        lines = dict.fromkeys(line.strip() for line in log.splitlines())
        self.faults = [line for line in lines if KERNEL_FAULT.search(line) and not HARMLESS.search(line)]
        for line in self.faults:
            print(f"# kernel: {line}")
        code = self._read("rc").strip()
        if not code:
            raise GuestFailed("the guest ended early:\n" + "\n".join(self._read("console").splitlines()[-20:]))
        return 1 if self.faults and int(code) == 0 else int(code)

    def _read(self, name):
        path = self.share / name
        return path.read_text(errors="replace") if path.exists() else ""


def available():
    """None, or why no guest can run here."""
    if not shutil.which("qemu-system-x86_64"):
        return "qemu-system-x86_64 is not installed"
    try:
        kernelimage.KernelImage.prepare()
    except (kernelimage.KernelUnavailable, OSError, subprocess.CalledProcessError) as error:
        return f"no guest kernel: {error}"
    return None
