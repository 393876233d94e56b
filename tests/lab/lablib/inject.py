#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Packets that no honest program sends, made byte by byte. As a program: sends those given as hex, so many times, or
with `flood COUNT SOURCE DESTINATION PASSWORD` announcements that withdraw 24 prefixes each, none of them twice."""
import ipaddress
import pathlib
import socket
import struct
import sys

ICMP = 1
IPIP = 4
TCP = 6
UDP = 17


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff


def address(text):
    return ipaddress.ip_address(text).packed


def ip(source, destination, protocol, payload, *, options=b"", fragment=0, length=None, first=None):
    """length and first (version and header length) are for lies; fragment is the field of offset and flags."""
    words = 5 + len(options) // 4
    head = struct.pack(">BBHHHBBH", 0x40 | words if first is None else first, 0,
                       4 * words + len(payload) if length is None else length, 4444, fragment, 64, protocol, 0)
    head += address(source) + address(destination) + options
    return head[:10] + struct.pack(">H", checksum(head)) + head[12:] + payload


def echo(source, destination, number=1):
    message = struct.pack(">BBHHH", 8, 0, 0, 4400, number) + b"mesh44 lab"
    return ip(source, destination, ICMP, message[:2] + struct.pack(">H", checksum(message)) + message[4:])


def syn(source, destination, port, mss=1460, source_port=4400):
    return tcp(source, destination, struct.pack(">HHIIBBHHHBBH", source_port, port, 1, 0, 6 << 4, 2, 64000, 0, 0, 2, 4,
                                                mss))


def data(source, destination, port, acknowledged, payload, source_port=4400):
    """What a client says after syn() and the answer to it, whose sequence number it acknowledges."""
    return tcp(source, destination, struct.pack(">HHIIBBHHH", source_port, port, 2, (acknowledged + 1) & 0xffffffff,
                                                5 << 4, 0x18, 64000, 0, 0) + payload)


def tcp(source, destination, segment):
    whole = address(source) + address(destination) + struct.pack(">BBH", 0, TCP, len(segment)) + segment
    return ip(source, destination, TCP, segment[:16] + struct.pack(">H", checksum(whole)) + segment[18:])


def unreachable(source, destination, quoted, code, mtu=0):
    """ICMP's word on a packet that did not come through."""
    message = struct.pack(">BBHHH", 3, code, 0, 0, mtu) + quoted[:28]
    return ip(source, destination, ICMP, message[:2] + struct.pack(">H", checksum(message)) + message[4:])


def tunnelled(outer_source, outer_destination, inner, **words):
    return ip(outer_source, outer_destination, IPIP, inner, **words)


def announcement(source, destination, password, prefixes, metric):
    """As RIP44 has it; prefixes: hosts, as numbers."""
    rip = struct.pack(">BBHHH16s", 2, 2, 0, 0xffff, 2, password.encode())
    rip += b"".join(struct.pack(">HHIIII", 2, 4, prefix, 0xffffffff, 0xc6336407, metric) for prefix in prefixes)
    datagram = struct.pack(">HHHH", 520, 520, 8 + len(rip), 0) + rip
    return tunnelled(source, destination, ip("44.0.0.1", "224.0.0.9", UDP, datagram))


def send(namespace, *packets, times=1):
    program(namespace, times, *(packet.hex() for packet in packets))


def program(namespace, *words):
    from .system import run # not needed by the program
    run([sys.executable, pathlib.Path(__file__), *words], namespace)


def flood(count, source, destination, password):
    first = int(ipaddress.ip_address("44.64.0.0"))
    for number in range(int(count)):
        begin = first + 24 * number
        yield announcement(source, destination, password, range(begin, begin + 24), 16)


def main(words):
    packets = flood(*words[1:]) if words[0] == "flood" else int(words[0]) * [bytes.fromhex(text) for text in words[1:]]
    with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW) as raw:
        for packet in packets:
            raw.sendto(packet, (str(ipaddress.ip_address(packet[16:20])), 0))


if __name__ == "__main__":
    main(sys.argv[1:])
