#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes world.bin from the npm package world-atlas 2.0.2. Run once by hand; no build needs it.

    npm pack world-atlas@2.0.2 && tar xf world-atlas-2.0.2.tgz && ./compact.py package world.bin

The form of the file is told in README.md beside this script.
"""

import json
import pathlib
import struct
import sys
import zlib

SCALE = 32767 / 180  # of one degree
STEP = 1.0           # degree; no edge along a meridian's or the pole's cut is longer, for these become curves
LAND_FAR, LAND_NEAR, BORDERS = 0, 1, 2


def decode_arcs(topology):
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        yield points


def stitch(arcs, indexes):
    points = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def rings(topology, name):
    arcs = list(decode_arcs(topology))
    for geometry in topology["objects"][name]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            for ring in polygon:
                yield stitch(arcs, ring)


def unroll(ring):
    """Longitudes without the jump at 180 degrees; a ring around a pole is closed along it."""
    points = [ring[0]]
    for x, y in ring[1:]:
        last = points[-1][0]
        points.append((last + (x - last + 180) % 360 - 180, y))
    turn = points[-1][0] - points[0][0]
    if abs(turn) > 180:
        pole = -90 if points[0][1] < 0 else 90
        points += [(points[-1][0], pole), (points[0][0], pole)]
    return points


def cut(points, side, limit):
    """What of a ring lies on one side of a meridian: Sutherland and Hodgman."""
    inside = [side * (x - limit) <= 1e-9 for x, _ in points]
    out = []
    for i, (x, y) in enumerate(points):
        px, py = points[i - 1]
        if inside[i] != inside[i - 1]:
            out.append((limit, py + (y - py) * (limit - px) / (x - px)))
        if inside[i]:
            out.append((x, y))
    return out


def pieces(ring):
    """The ring as rings between -180 and 180 degrees; the point that the data leave out at the pole is none."""
    if max(y for _, y in ring) < -89.9:
        return
    points = unroll(ring)
    for shift in (-360, 0, 360):
        moved = cut(cut([(x + shift, y) for x, y in points], 1, 180), -1, -180)
        if moved and min(x for x, _ in moved) < max(x for x, _ in moved):
            yield moved


def dense(points):
    """More points on long edges that lie on a cut."""
    out = []
    for i, (x, y) in enumerate(points):
        px, py = points[i - 1]
        on_cut = abs(x) == abs(px) == 180 and x == px or abs(y) == 90 and y == py
        count = int(max(abs(x - px), abs(y - py)) / STEP) if on_cut else 0
        out += [(px + (x - px) * k / (count + 1), py + (y - py) * k / (count + 1)) for k in range(1, count + 1)]
        out.append((x, y))
    return out


def borders(topology):
    """Arcs that two countries share."""
    uses = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for index in {arc if arc >= 0 else ~arc for polygon in polygons for ring in polygon for arc in ring}:
            uses[index] = uses.get(index, 0) + 1
    arcs = list(decode_arcs(topology))
    return [arcs[index] for index, count in sorted(uses.items()) if count > 1]


def quantised(points, closed):
    out = []
    for x, y in points:
        point = (round(x * SCALE), round(y * SCALE))
        if not out or out[-1] != point:
            out.append(point)
    while closed and len(out) > 1 and out[0] == out[-1]:
        out.pop()
    return out if len(out) >= (3 if closed else 2) else []


def varint(value):
    value = value * 2 if value >= 0 else -value * 2 - 1
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes(out) + bytes([value])


def packed_layer(kind, lines, closed):
    lines = [line for line in (quantised(points, closed) for points in lines) if line]
    out = bytearray(struct.pack("<BH", kind, len(lines)))
    for line in lines:
        out += struct.pack("<H", len(line))
        x = y = 0
        for nx, ny in line:
            out += varint(nx - x) + varint(ny - y)
            x, y = nx, ny
    print(f"layer {kind}: {len(lines)} lines, {sum(map(len, lines))} points")
    return bytes(out)


def main():
    folder = pathlib.Path(sys.argv[1])
    read = lambda name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))  # noqa: E731
    land = lambda name: [dense(piece) for ring in rings(read(name), "land") for piece in pieces(ring)]  # noqa: E731
    payload = b"M44W" + struct.pack("<BB", 1, 3)
    payload += packed_layer(LAND_FAR, land("land-110m"), True)
    payload += packed_layer(LAND_NEAR, land("land-50m"), True)
    payload += packed_layer(BORDERS, borders(read("countries-110m")), False)
    file = struct.pack(">I", len(payload)) + zlib.compress(payload, 9)
    pathlib.Path(sys.argv[2]).write_bytes(file)
    print(f"{len(file)} bytes")


if __name__ == "__main__":
    main()
