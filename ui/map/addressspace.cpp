// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/addressspace.h"

#include <QPoint>

#include <utility>

namespace mesh44 {

namespace {

constexpr uint32_t kSquareMask = (uint32_t{1} << 22) - 1; // host bits of a /10

// The step of the curve that turns a quarter as its place in the whole wants.
void turn(int side, int &x, int &y, int rx, int ry)
{
    if (ry != 0)
        return;
    if (rx == 1) {
        x = side - 1 - x;
        y = side - 1 - y;
    }
    std::swap(x, y);
}

QPoint pointOf(uint32_t distance)
{
    int x = 0;
    int y = 0;
    for (int side = 1; side < kSquareSide; side *= 2) {
        const int rx = 1 & static_cast<int>(distance / 2);
        const int ry = 1 & (static_cast<int>(distance) ^ rx);
        turn(side, x, y, rx, ry);
        x += side * rx;
        y += side * ry;
        distance /= 4;
    }
    return {x, y};
}

uint32_t distanceOf(int x, int y)
{
    uint32_t distance = 0;
    for (int side = kSquareSide / 2; side > 0; side /= 2) {
        const int rx = (x & side) > 0;
        const int ry = (y & side) > 0;
        distance += static_cast<uint32_t>(side) * static_cast<uint32_t>(side) * static_cast<uint32_t>((3 * rx) ^ ry);
        turn(kSquareSide, x, y, rx, ry);
    }
    return distance;
}

int squareOf(Ipv4Address address)
{
    return static_cast<int>((address.value() >> 22) & 3);
}

// Of 4^n addresses from one that is a multiple of 4^n.
QRectF blockOf(Ipv4Address first, int side)
{
    const QPoint point = pointOf(first.value() & kSquareMask);
    const int mask = ~(side - 1);
    return QRectF(squareOf(first) * (kSquareSide + kSquareGap) + (point.x() & mask), point.y() & mask, side, side);
}

} // namespace

QRectF addressSpaceBounds()
{
    return {0, 0, 3 * kSquareSide + 2 * kSquareGap, kSquareSide};
}

QRectF areaOf(Ipv4Prefix prefix)
{
    if (!isAmateur(prefix))
        return {};
    const unsigned bits = 32 - prefix.length();
    const QRectF first = blockOf(prefix.address(), 1 << (bits / 2));
    if (bits % 2 == 0)
        return first;
    return first | blockOf(Ipv4Address(prefix.address().value() + (uint32_t{1} << (bits - 1))), 1 << (bits / 2));
}

const std::array<Ipv4Prefix, 3> &addressSquares()
{
    static const std::array squares{Ipv4Prefix::covering(Ipv4Address(44, 0, 0, 0), 10),
                                    Ipv4Prefix::covering(Ipv4Address(44, 64, 0, 0), 10),
                                    Ipv4Prefix::covering(Ipv4Address(44, 128, 0, 0), 10)};
    return squares;
}

std::optional<Ipv4Address> addressAt(QPointF point)
{
    for (size_t i = 0; i < addressSquares().size(); ++i) {
        const double x = point.x() - static_cast<double>(i) * (kSquareSide + kSquareGap);
        if (x < 0 || x >= kSquareSide || point.y() < 0 || point.y() >= kSquareSide)
            continue;
        const uint32_t host = distanceOf(static_cast<int>(x), static_cast<int>(point.y()));
        return Ipv4Address(addressSquares()[i].address().value() + host);
    }
    return std::nullopt;
}

} // namespace mesh44
