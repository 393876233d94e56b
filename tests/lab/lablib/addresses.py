# SPDX-License-Identifier: GPL-3.0-or-later
"""Prefixes and endpoints of a mesh, {prefix: endpoint}."""
import collections
import ipaddress

SOLD = ipaddress.ip_network("44.192.0.0/10")


def is_refused(prefix):
    """In the part of 44 that is no amateur space any more."""
    return ipaddress.ip_network(prefix).subnet_of(SOLD)


def installable(mesh):
    return {prefix: endpoint for prefix, endpoint in mesh.items() if not is_refused(prefix)}


def largest_endpoint(mesh):
    return collections.Counter(installable(mesh).values()).most_common(1)[0][0]


def target_in(mesh, prefix):
    """An address that this prefix is the longest match for; None where others cover all of it."""
    network = ipaddress.ip_network(prefix)
    inside = [other for other in map(ipaddress.ip_network, mesh) if other != network and other.subnet_of(network)]
    first = 0 if network.num_addresses == 1 else 1
    for address in (network[i] for i in range(first, min(first + 5, network.num_addresses))):
        if not any(address in other for other in inside):
            return str(address)
    return None


def nested(mesh):
    """(prefix, the prefix around it), with different endpoints."""
    networks = {ipaddress.ip_network(prefix): endpoint for prefix, endpoint in installable(mesh).items()}
    for network, endpoint in networks.items():
        for length in range(network.prefixlen - 1, 11, -1):
            around = network.supernet(new_prefix=length)
            if around in networks and networks[around] != endpoint:
                yield str(network), str(around)


def various_targets(mesh, count=5):
    """[(address, endpoint)]: a nested prefix, the one around it, then others, all with different endpoints."""
    chosen = {}
    candidates = [prefix for pair in list(nested(mesh))[:1] for prefix in pair] + list(installable(mesh))
    for prefix in candidates:
        address = target_in(mesh, prefix)
        if address and mesh[prefix] not in chosen.values():
            chosen[address] = mesh[prefix]
        if len(chosen) == count:
            break
    return list(chosen.items())
