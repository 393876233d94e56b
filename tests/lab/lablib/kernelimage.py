# SPDX-License-Identifier: GPL-3.0-or-later
"""A Debian kernel and a small initramfs for the guest.

The kernel package is downloaded and unpacked into a cache folder, never installed. The initramfs only loads
what is needed to mount the host's root over 9p, so it does not depend on what a scenario does.
"""
import contextlib
import fcntl
import functools
import gzip
import lzma
import os
import pathlib
import re
import shutil
import struct
import subprocess
import tempfile

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]
# What mounts the root; everything else is loaded later by modprobe from the same module tree.
EARLY_MODULES = ("virtio_pci", "9pnet_virtio", "9p", "overlay")

INIT = """#!/bin/busybox sh
export PATH=/bin
busybox mkdir -p /proc /sys /dev /lower /rw /new
busybox mount -t proc proc /proc
busybox mount -t devtmpfs devtmpfs /dev
case "$(busybox cat /proc/cmdline)" in *mesh44.probe*) echo mesh44-probe-reached; busybox reboot -f ;; esac
die() { echo "mesh44-guest: $1"; busybox reboot -f; }
while read -r module; do busybox insmod /modules/$module || die "cannot load $module"; done < /modules.order
busybox mount -t 9p -o ro,trans=virtio,version=9p2000.L,cache=loose,msize=512000 root /lower || die "no root share"
busybox mount -t tmpfs tmpfs /rw
busybox mkdir /rw/upper /rw/work
busybox mount -t overlay -o lowerdir=/lower,upperdir=/rw/upper,workdir=/rw/work overlay /new || die "no overlay"
busybox mount -t proc proc /new/proc
busybox mount -t sysfs sysfs /new/sys
busybox mount -t devtmpfs devtmpfs /new/dev
busybox mkdir -p /new/dev/pts /new/dev/shm
busybox mount -t devpts devpts /new/dev/pts
busybox mount -t tmpfs tmpfs /new/dev/shm
busybox mount -t tmpfs tmpfs /new/run
busybox mount -t cgroup2 cgroup2 /new/sys/fs/cgroup
busybox mkdir -p /new/lib/modules /new/run/lock /new/run/mesh44-share
busybox mount --bind "/new@MODULES@" /new/lib/modules || die "no modules"
busybox mount -t 9p -o trans=virtio,version=9p2000.L,cache=none,msize=512000 share /new/run/mesh44-share \\
    || die "no share"
exec busybox switch_root /new /bin/bash /run/mesh44-share/start.sh
"""


class KernelUnavailable(Exception):
    """There is no kernel image, and none could be downloaded."""


def cache_folder():
    if "MESH44_LAB_CACHE" in os.environ:
        return pathlib.Path(os.environ["MESH44_LAB_CACHE"])
    if "XDG_CACHE_HOME" in os.environ:
        return pathlib.Path(os.environ["XDG_CACHE_HOME"]) / "mesh44"
    return REPOSITORY / "build" / "lab-cache"


def package_name():
    """The versioned package that linux-image-amd64 stands for today."""
    found = subprocess.run(["apt-cache", "depends", "linux-image-amd64"], capture_output=True, text=True, check=False)
    match = re.search(r"Depends: (linux-image-\d\S+)", found.stdout)
    if not match:
        raise KernelUnavailable("apt-cache knows no linux-image-amd64 (run apt-get update)")
    return match.group(1)


@contextlib.contextmanager
def alone(folder):
    """Guests are started side by side: one of them prepares, the others find it ready."""
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX) # gone with the file, however this ends
        yield


class KernelImage:
    """An unpacked kernel package with its initramfs."""

    def __init__(self, root):
        self.root = root
        self.vmlinuz = next((root / "boot").glob("vmlinuz-*"))
        self.version = self.vmlinuz.name.removeprefix("vmlinuz-")
        self.bootable = root / "vmlinux" if (root / "vmlinux").exists() else self.vmlinuz
        self.initramfs = root / "initramfs.gz"
        usr = root / "usr" / "lib" / "modules"
        self.modules = usr if usr.is_dir() else root / "lib" / "modules"

    @classmethod
    def prepare(cls):
        """What the cache folder has; the newest of Debian where it has none. Removing the folder renews it."""
        with alone(cache_folder()):
            ready = sorted(cache_folder().glob("linux-image-*/ready"))
            if not ready:
                name = package_name()
                _download(name, cache_folder() / name)
                ready = sorted(cache_folder().glob("linux-image-*/ready"))
            image = cls(ready[-1].parent)
            image.write_initramfs()
        return image

    def write_initramfs(self):
        wanted = INIT.replace("@MODULES@", str(self.modules))
        stamp = self.root / "initramfs.init"
        if self.initramfs.exists() and stamp.exists() and stamp.read_text() == wanted:
            return
        with tempfile.TemporaryDirectory(dir=self.root) as folder:
            tree = pathlib.Path(folder)
            (tree / "bin").mkdir()
            (tree / "modules").mkdir()
            shutil.copy(_static_busybox(), tree / "bin" / "busybox")
            (tree / "init").write_text(wanted)
            (tree / "init").chmod(0o755)
            order = [self._copy_module(path, tree / "modules") for path in self.load_order(EARLY_MODULES)]
            (tree / "modules.order").write_text("".join(f"{name}\n" for name in order))
            self.initramfs.write_bytes(gzip.compress(_cpio(tree), 1))
        stamp.write_text(wanted)

    def load_order(self, names):
        """Paths of these modules and of all that they need, each after what it needs."""
        depends = self._depends()
        by_name = {_module_name(path): path for path in depends}
        order = []

        def visit(path):
            for other in reversed(depends[path]):
                visit(other)
            if path not in order:
                order.append(path)

        for name in names:
            if name in by_name: # built in otherwise
                visit(by_name[name])
        return order

    @functools.cache
    def _depends(self):
        lines = (self.modules / self.version / "modules.dep").read_text().splitlines()
        return {path: rest.split() for path, rest in (line.split(":", 1) for line in lines)}

    def _copy_module(self, path, target):
        source = self.modules / self.version / path
        name = _module_name(path) + ".ko"
        (target / name).write_bytes(_decompressed(source))
        return name


def _module_name(path):
    return pathlib.PurePath(path).name.split(".ko")[0].replace("-", "_")


def _decompressed(path):
    if path.suffix == ".xz":
        return lzma.decompress(path.read_bytes())
    if path.suffix == ".zst":
        return subprocess.run(["zstd", "-dcq", path], capture_output=True, check=True).stdout
    return path.read_bytes()


def _static_busybox():
    for place in ("/bin/busybox", "/usr/bin/busybox"):
        if os.path.exists(place):
            return place
    raise KernelUnavailable("busybox-static is not installed")


def _cpio(tree):
    names = "\n".join(str(path.relative_to(tree)) for path in sorted(tree.rglob("*")))
    return subprocess.run(["cpio", "--quiet", "-o", "-H", "newc"], input=names.encode(), cwd=tree,
                          capture_output=True, check=True).stdout


def _download(name, root):
    root.parent.mkdir(parents=True, exist_ok=True)
    print(f"# downloading {name}", flush=True)
    with tempfile.TemporaryDirectory(dir=root.parent) as folder:
        result = subprocess.run(["apt-get", "-q", "-o", "APT::Sandbox::User=root", "download", name], cwd=folder,
                                capture_output=True, text=True, check=False)
        if result.returncode != 0:
            raise KernelUnavailable(f"apt-get download {name}: {result.stderr.strip()}")
        package = next(pathlib.Path(folder).glob("*.deb"))
        shutil.rmtree(root, ignore_errors=True)
        subprocess.run(["dpkg", "-x", package, root], check=True)
    version = next((root / "boot").glob("vmlinuz-*")).name.removeprefix("vmlinuz-")
    base = root / "usr" if (root / "usr" / "lib" / "modules").is_dir() else root
    # depmod looks for lib/modules below its base.
    subprocess.run(["/sbin/depmod", "-b", base, version], check=True)
    _unpack_kernel(root / "boot" / f"vmlinuz-{version}", root / "vmlinux")
    (root / "ready").touch()


def _unpack_kernel(bzimage, target):
    """Takes the ELF kernel out of its wrapping: under emulation the kernel's own unpacking costs 9 s a boot.

    Offsets are those of the x86 boot protocol (2.08 and later). Where it is packed in another way the guest
    starts from the bzImage.
    """
    data = bzimage.read_bytes()
    offset, length = struct.unpack_from("<II", data, 0x248)
    start = (data[0x1f1] + 1) * 512 + offset
    payload = data[start:start + length]
    if payload.startswith(b"\xfd7zXZ"):
        kernel = lzma.LZMADecompressor().decompress(payload)
    elif payload.startswith(b"\x28\xb5\x2f\xfd"):
        kernel = subprocess.run(["zstd", "-dcq"], input=payload, capture_output=True, check=False).stdout
    else:
        return
    if kernel.startswith(b"\x7fELF"):
        target.write_bytes(kernel)
