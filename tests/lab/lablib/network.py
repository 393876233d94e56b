# SPDX-License-Identifier: GPL-3.0-or-later
"""Three namespaces: `lan` behind `gw`, the gateway under test, and `net`, all the rest of the world.

    lan eth0 44.128.10.2/24 --- lan0 44.128.10.1/24 gw wan0 203.0.113.9/24 --- isp0 203.0.113.1/24 net

Nothing forwards but what the helper switches on itself.
"""
import json
import os
import re

from .system import json_output, output, run

WAN = "203.0.113.9"
ISP = "203.0.113.1"
SUBNET = "44.128.10.0/24"
GATEWAY = "44.128.10.1"
HOST = "44.128.10.2"
MESH_TABLE = 44
SOURCE_TABLE = 45
PROTOCOL = 144 # the helper's mark on what is its own


def batch(lines, namespace=None):
    run(["ip", "-batch", "-"], namespace, input="".join(f"{line}\n" for line in lines))


class Network:
    def __init__(self):
        prefix = f"mesh44-{os.getpid()}"
        self.wan = WAN
        self.gw, self.net, self.lan = (f"{prefix}-{name}" for name in ("gw", "net", "lan"))

    def __enter__(self):
        try:
            self._build()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        run(["ip", "-force", "-batch", "-"], check_code=False,
            input="".join(f"netns delete {name}\n" for name in (self.gw, self.net, self.lan)))

    def _build(self):
        names = (self.gw, self.net, self.lan)
        batch(f"netns add {name}" for name in names)
        batch([f"link add wan0 netns {self.gw} type veth peer name isp0 netns {self.net}",
               f"link add lan0 netns {self.gw} type veth peer name eth0 netns {self.lan}"])
        for name in names:
            # IPv6 would only add chatter to the captures.
            run(["sh", "-c", "cd /proc/sys/net; echo 0 >ipv4/ip_forward; "
                             "test ! -d ipv6 || echo 1 >ipv6/conf/all/disable_ipv6"], name)
        batch(["link set lo up", f"address add {WAN}/24 dev wan0", "link set wan0 up",
               f"address add {GATEWAY}/24 dev lan0", "link set lan0 up", f"route add default via {ISP}"], self.gw)
        batch(["link set lo up", f"address add {ISP}/24 dev isp0", "link set isp0 up"], self.net)
        batch(["link set lo up", f"address add {HOST}/24 dev eth0", "link set eth0 up",
               f"route add default via {GATEWAY}"], self.lan)

    # What the gateway's kernel holds.

    def routes(self, table=MESH_TABLE):
        # A table comes to be with its first route; to ask for one that is not there is an error.
        shown = run(["ip", "-4", "-j", "route", "show", "table", table], self.gw, check_code=False)
        return json.loads(shown.stdout or "[]") if shown.returncode == 0 else []

    def mesh_routes(self):
        """{prefix: nexthop id} of the helper's routes."""
        return {with_length(route["dst"]): route["nhid"] for route in self.routes() if "nhid" in route}

    def nexthops(self):
        """{id: endpoint} of the helper's nexthop objects; None for a blackhole."""
        found = json_output(["ip", "-4", "-j", "nexthop", "show", "protocol", PROTOCOL], self.gw)
        return {nexthop["id"]: nexthop.get("gateway") for nexthop in found}

    def rules(self):
        return json_output(["ip", "-4", "-j", "rule", "show"], self.gw)

    def prefix_count(self, table, pid):
        """How many prefixes a table has, without dumping them: cheap enough to be polled."""
        with open(f"/proc/{pid}/net/fib_triestat", encoding="ascii") as stats:
            tables = re.findall(r"^(\S.*):\n(?:\t.*\n)*?\tPrefixes:\s+(\d+)", stats.read(), re.MULTILINE)
        return next((int(count) for name, count in tables if name == f"Id {table}"), 0)

    def settings(self):
        """Everything that a stopped helper must leave as it was, as lines of text by kind."""
        found = {
            "links": [" ".join(re.sub(r"\bqdisc \S+|\bstate \S+|\baddrgenmode \S+", "", line).split()) for line in
                      output(["ip", "-d", "link", "show"], self.gw).splitlines()],
            "addresses": output(["ip", "-4", "-o", "address", "show"], self.gw).splitlines(),
            "rules": output(["ip", "-4", "rule", "show"], self.gw).splitlines(),
            "routes": output(["ip", "-4", "route", "show", "table", "all"], self.gw).splitlines(),
            "nexthops": output(["ip", "nexthop", "show"], self.gw).splitlines(),
            "nftables": output(["nft", "-s", "list", "ruleset"], self.gw).splitlines(),
            "sysctls": output(["sysctl", "net.ipv4.conf", "net.ipv4.ip_forward"], self.gw).splitlines(),
        }
        return found


def with_length(prefix):
    return prefix if "/" in prefix else f"{prefix}/32"


def settings_difference(before, after):
    """The lines that came and went, as a readable text; empty when all is as it was."""
    lines = []
    for kind, old in before.items():
        lines += [f"{kind}: - {line.strip()}" for line in old if line not in after[kind]]
        lines += [f"{kind}: + {line.strip()}" for line in after[kind] if line not in old]
    return "\n".join(lines)
