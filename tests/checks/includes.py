#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails on an include that goes against the arrows of the house.

    app -> ui -> core        app -> core/bus -> core        helper -> core/bus -> core

A file may include its own room and the rooms that its room may know; tests may include everything. On top of
that some libraries belong to one room: see LIBRARIES. --self-test plants forbidden includes in sample trees and
fails unless each is found.
"""

import pathlib
import posixpath
import re
import sys
import tempfile

import sources

# Room -> rooms that it may know besides itself. The longest prefix that fits is a file's room.
ROOMS = {
    "core": [],
    "core/bus": ["core"],
    "helper": ["core", "core/bus"],
    "ui": ["core"],
    "app/mesh44": ["core", "core/bus", "ui"],
    "app/mesh44ctl": ["core", "core/bus"],
}

TOP_FOLDERS = {"core", "helper", "ui", "app", "tests", "resources"}

# What is included in angle brackets, the rooms or folders that may, and why nobody else may.
LIBRARIES = [
    (r"Q[A-Z]\w*|Qt[A-Z]\w*/.*|q[a-z]+\.h", ["ui", "app/mesh44"], "Qt ends at the D-Bus line"),
    (r"QDBus\w*|QtDBus/.*", ["app/mesh44"], "ui knows no D-Bus"),
    (r"QNetwork\w*|QSsl\w*|qt6keychain/.*", ["app/mesh44"], "network and keyring belong to app/mesh44"),
    (r"PolkitQt\d*/.*|polkit-?qt.*", ["app/mesh44"], "polkit-qt is used in app only"),
    (r"polkit/.*|polkitagent/.*|gio/.*|glib.*", [], "polkit is asked over D-Bus, without glib"),
    (r"netlink/.*", ["helper/kernel"], "libnl is used in helper/kernel only"),
    (r"nftables/.*|libnftables.*", ["helper/firewall"], "libnftables is used in helper/firewall only"),
    (r"systemd/.*", ["core/bus", "helper", "app/mesh44ctl"], "sd-bus belongs to core/bus, helper and CLI"),
    (r"CLI/.*", ["app/mesh44ctl"], "CLI11 parses the command line of mesh44ctl"),
    (r"sys/(socket|un|epoll|timerfd|signalfd|ioctl|mman)\.h|netinet/.*|net/.*|netdb\.h|poll\.h|linux/.*",
     ["core/bus", "helper", "app"], "core knows no sockets"),
    (r"fstream|iostream|filesystem|unistd\.h|fcntl\.h|sys/stat\.h|thread|mutex",
     ["core/bus", "helper", "app", "ui"], "core does no I/O"),
    (r"time\.h|sys/time\.h", ["core/bus", "helper", "app", "ui"], "core knows no clock"),
]

# Constants of a wire format, not an interface: these may be everywhere.
PLAIN_HEADERS = {"netinet/in.h", "netinet/ip.h", "netinet/udp.h", "linux/rtnetlink.h"}

CLOCKS = re.compile(r"\b(clock_gettime|gettimeofday|time\s*\(\s*(nullptr|NULL|0)\s*\)|(system|steady)_clock\b)")

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)


def within(path, folders):
    return any(path == folder or path.startswith(folder + "/") for folder in folders)


def room_of(path):
    fitting = [room for room in ROOMS if within(path, [room])]
    return max(fitting, key=len, default=None)


def quoted_problem(room, path, target):
    """What is wrong with #include "target", if anything."""
    if target.split("/")[0] not in TOP_FOLDERS:  # relative to the file, or generated beside it
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    known = room_of(target)
    if known is None or (known != room and known not in ROOMS[room]):
        return f'{room} may not know "{target}"'
    return None


def library_problem(path, target):
    for pattern, folders, why in LIBRARIES:
        if re.fullmatch(pattern, target) and not within(path, folders) and target not in PLAIN_HEADERS:
            return f"<{target}>: {why}"
    return None


def problems_of(path, text):
    room = room_of(path)
    if room is None:
        return
    for match in INCLUDE.finditer(text):
        quoted, angled = match.groups()
        problem = library_problem(path, angled or quoted)
        if problem is None and quoted:
            problem = quoted_problem(room, path, quoted)
        if problem:
            yield f"{path}:{text.count(chr(10), 0, match.start()) + 1}: {problem}"
    if room == "core":
        for match in CLOCKS.finditer(re.sub(r"//[^\n]*", "", text)):
            yield f"{path}: {match.group(1)}: core knows no clock"


def check(root):
    paths = [str(path) for path in sources.files(root, sources.CODE)]
    return [problem for path in paths for problem in problems_of(path, sources.read(path, root))], len(paths)


# (file, its text, whether it is permitted)
SAMPLES = [
    ("core/net/a.cpp", '#include "core/net/address.h"\n#include <vector>', True),
    ("core/net/a.cpp", '#include "address.h"', True),
    ("core/net/a.cpp", '#include <arpa/inet.h>', True),
    ("core/net/a.cpp", '#include "core/bus/names.h"', False),
    ("core/net/a.cpp", '#include "../bus/names.h"', False),
    ("core/net/a.cpp", '#include "helper/state.h"', False),
    ("core/net/a.cpp", '#include <QString>', False),
    ("core/net/a.cpp", '  #  include  <QtCore/QString>', False),
    ("core/net/a.cpp", '#include <sys/socket.h>', False),
    ("core/net/a.cpp", '#include <systemd/sd-bus.h>', False),
    ("core/net/a.cpp", '#include <linux/if_tunnel.h>', False),
    ("core/net/a.cpp", '#include <fstream>', False),
    ("core/net/a.cpp", 'auto now = std::chrono::system_clock::now();', False),
    ("core/net/a.cpp", '// the system_clock is the caller\'s', True),
    ("core/bus/a.cpp", '#include "core/mesh/view.h"\n#include <systemd/sd-bus.h>\n#include <sys/socket.h>', True),
    ("core/bus/a.cpp", '#include <QObject>', False),
    ("core/bus/a.cpp", '#include "ui/models/peers.h"', False),
    ("helper/a.cpp", '#include "core/bus/codec.h"\n#include "helper/journal.h"\n#include <linux/filter.h>', True),
    ("helper/a.cpp", '#include "ui/mainwindow.h"', False),
    ("helper/a.cpp", '#include "app/mesh44ctl/output.h"', False),
    ("helper/a.cpp", '#include <QCoreApplication>', False),
    ("helper/a.cpp", '#include <netlink/netlink.h>', False),
    ("helper/a.cpp", '#include <nftables/libnftables.h>', False),
    ("helper/a.cpp", '#include <polkit/polkit.h>', False),
    ("helper/a.cpp", '#include "tests/helper/fakekernel.h"', False),
    ("helper/kernel/a.cpp", '#include <netlink/netlink.h>\n#include "helper/kernel/kernel.h"', True),
    ("helper/firewall/a.cpp", '#include <nftables/libnftables.h>', True),
    ("helper/firewall/a.cpp", '#include <netlink/netlink.h>', False),
    ("ui/models/a.cpp", '#include "core/mesh/view.h"\n#include "ui/words.h"\n#include <QAbstractTableModel>', True),
    ("ui/models/a.cpp", '#include "core/bus/client.h"', False),
    ("ui/models/a.cpp", '#include "app/mesh44/gatewayclient.h"', False),
    ("ui/models/a.cpp", '#include "helper/state.h"', False),
    ("ui/models/a.cpp", '#include <QDBusConnection>', False),
    ("ui/models/a.cpp", '#include <PolkitQt1/Authority>', False),
    ("app/mesh44/a.cpp", '#include "ui/mainwindow.h"\n#include "core/bus/client.h"\n#include <QApplication>', True),
    ("app/mesh44/a.cpp", '#include <PolkitQt1/Authority>', True),
    ("app/mesh44/a.cpp", '#include "a.moc"', True),
    ("app/mesh44/a.cpp", '#include "helper/gateway.h"', False),
    ("app/mesh44/a.cpp", '#include "app/mesh44ctl/output.h"', False),
    ("app/mesh44ctl/a.cpp", '#include "core/bus/client.h"\n#include <CLI/CLI.hpp>', True),
    ("app/mesh44ctl/a.cpp", '#include "ui/words.h"', False),
    ("app/mesh44ctl/a.cpp", '#include <QCoreApplication>', False),
    ("tests/helper/a.cpp", '#include "helper/gateway.h"\n#include <QTest>\n#include <netlink/netlink.h>', True),
]


def self_test():
    problems = []
    for path, text, permitted in SAMPLES:
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, path)
            file.parent.mkdir(parents=True)
            file.write_text(text + "\n", encoding="utf-8")
            found, _ = check(pathlib.Path(folder))
        if bool(found) == permitted:
            problems.append(f"{path}: {text!r} should be {'permitted' if permitted else 'refused'}: {found}")
    sources.finish(problems, f"{len(SAMPLES)} sample trees")


if __name__ == "__main__":
    if sys.argv[1:] == ["--self-test"]:
        self_test()
    found, count = check(sources.ROOT)
    sources.finish(found, f"{count} source files")
