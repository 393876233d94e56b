#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Single packets that no honest program sends, made byte by byte. As a program: sends those in hex, so many times."""
import ipaddress
import pathlib
import socket
import struct
import sys

ICMP = 1
IPIP = 4
TCP = 6


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


def send(namespace, *packets, times=1):
    from .system import run # not needed by the program
    run([sys.executable, pathlib.Path(__file__), times, *(packet.hex() for packet in packets)], namespace)


def main(times, packets):
    with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW) as raw:
        for packet in times * [bytes.fromhex(text) for text in packets]:
            raw.sendto(packet, (str(ipaddress.ip_address(packet[16:20])), 0))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
