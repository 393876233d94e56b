#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Shows Mesh44 at work on a bare Debian 12 or 13: installs what it needs, builds, and plays a whole mesh on this
# machine. Nothing leaves the machine, and nothing stays behind but build/ and the installed packages.
#
#   packaging/demo.sh [--routes N] [--keep] [--rig host|qemu] [--display auto|xvfb] [--out FOLDER]
#
# The mesh lives in network namespaces of this kernel; --rig qemu has it in a guest whose kernel surely has ipip. The
# window opens on the display where there is one; else it runs under Xvfb and screenshots are saved into FOLDER
# (build/demo). --routes makes a larger mesh, --keep leaves it running.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

usage="usage: packaging/demo.sh [--routes N] [--keep] [--rig host|qemu] [--display auto|xvfb] [--out FOLDER]"
rig=host
display=auto
routes=531
more=()
out=$root/build/demo
while [ $# -gt 0 ]; do
    case $1 in
    --rig | --display | --out | --routes)
        [ $# -ge 2 ] || { echo "demo: $1 wants a value; $usage" >&2 && exit 2; }
        ;;&
    --rig) rig=$2 && shift ;;
    --display) display=$2 && shift ;;
    --out) out=$2 && shift ;;
    --routes) routes=$2 && more+=(--routes "$2") && shift ;;
    --keep) more+=(--keep) ;;
    *) echo "$usage" >&2 && exit 2 ;;
    esac
    shift
done
case $rig in host | qemu) ;; *) echo "demo: --rig takes host or qemu" >&2 && exit 2 ;; esac
case $display in auto | xvfb) ;; *) echo "demo: --display takes auto or xvfb" >&2 && exit 2 ;; esac

if ! [[ $routes =~ ^[0-9]{1,5}$ ]] || ((10#$routes < 12 || 10#$routes > 16000)); then
    echo "demo: --routes takes a number from 12 to 16000, not '$routes'" >&2 && exit 2
fi

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo --preserve-env=DISPLAY,XAUTHORITY,WAYLAND_DISPLAY,XDG_RUNTIME_DIR "$@"
    fi
}

packaging/setup.sh --for demo
echo "demo: building (build/release)"
mkdir -p build
cmake --preset release >build/release.configure.log || { cat build/release.configure.log; exit 1; }
cmake --build --preset release --target mesh44 mesh44d mesh44ctl mesh44-lab

if [ "$display" = auto ] && { [ "$rig" = qemu ] || [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; }; then
    display=xvfb
fi

mkdir -p "$out"
result=0
as_root /usr/bin/python3 -B tests/lab/demo.py --build "$root/build/release" --rig "$rig" --display "$display" \
    --out "$out" "${more[@]}" || result=$?
[ "$(id -u)" = 0 ] || sudo chown -R "$(id -u):$(id -g)" "$out" build
exit "$result"
