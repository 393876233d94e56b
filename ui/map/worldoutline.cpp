// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/worldoutline.h"

#include "ui/map/projection.h"
#include "ui/models/words.h"

#include <QFile>
#include <QtEndian>

#include <optional>

namespace mesh44 {

namespace {

constexpr quint32 kLargest = 4 * 1024 * 1024; // bytes, unpacked; ours has a twentieth of that
constexpr double kDegree = 180.0 / 32767;

Error damaged(const char *what)
{
    return {ErrorCode::InvalidArgument, what};
}

// Takes numbers from the front; once there is nothing left, all that follows fails.
class Reader
{
public:
    explicit Reader(const QByteArray &bytes) : m_bytes(bytes) {}

    std::optional<int> number(int bytes)
    {
        if (m_bytes.size() - m_at < bytes)
            return std::nullopt;
        int value = 0;
        for (int i = 0; i < bytes; ++i)
            value |= static_cast<uchar>(m_bytes[m_at++]) << (8 * i);
        return value;
    }
    std::optional<int> difference()
    {
        uint32_t value = 0;
        for (unsigned shift = 0; shift < 21 && m_at < m_bytes.size(); shift += 7) {
            const auto byte = static_cast<uchar>(m_bytes[m_at++]);
            value |= (byte & 127u) << shift;
            if (byte < 128)
                return static_cast<int>(value >> 1) ^ -static_cast<int>(value & 1);
        }
        return std::nullopt;
    }
    bool take(const char *text) { return m_bytes.mid(m_at, 4) == text && (m_at += 4); }
    // A point takes two bytes at least.
    bool canHold(int points) const { return (m_bytes.size() - m_at) / 2 >= points; }
    bool atEnd() const { return m_at == m_bytes.size(); }

private:
    const QByteArray &m_bytes;
    qsizetype m_at = 0;
};

Result<WorldOutline::Line> readLine(Reader &reader)
{
    const auto count = reader.number(2);
    if (!count || !reader.canHold(*count))
        return damaged("a line ends before its points do");
    WorldOutline::Line line;
    line.points.reserve(*count);
    int x = 0;
    int y = 0;
    for (int i = 0; i < *count; ++i) {
        const auto dx = reader.difference();
        const auto dy = reader.difference();
        if (!dx || !dy)
            return damaged("a point is cut off");
        x += *dx;
        y += *dy;
        if (qAbs(x) > 32767 || qAbs(y) > 16384)
            return damaged("a point lies off the globe");
        line.points << project(y * kDegree, x * kDegree);
    }
    line.bounds = line.points.boundingRect();
    return line;
}

Result<QByteArray> unpack(const QByteArray &file)
{
    if (file.size() < 5)
        return damaged("it is too short");
    if (qFromBigEndian<quint32>(file.constData()) > kLargest)
        return damaged("it says that it is larger than any world");
    const QByteArray bytes = qUncompress(file);
    if (bytes.isEmpty())
        return damaged("it cannot be unpacked");
    return bytes;
}

} // namespace

bool WorldOutline::Line::touches(const QRectF &area) const
{
    return bounds.left() <= area.right() && bounds.right() >= area.left() && bounds.top() <= area.bottom()
           && bounds.bottom() >= area.top();
}

Result<WorldOutline> WorldOutline::parse(const QByteArray &file)
{
    const auto bytes = unpack(file);
    if (!bytes)
        return bytes.error();
    Reader reader(*bytes);
    if (!reader.take("M44W") || reader.number(1) != 1)
        return damaged("it is no outline of version 1");
    WorldOutline outline;
    const int layers = reader.number(1).value_or(-1);
    for (int i = 0; i < layers; ++i) {
        const auto kind = reader.number(1);
        const auto count = reader.number(2);
        if (!kind || *kind >= static_cast<int>(outline.m_layers.size()) || !count)
            return damaged("a layer is unknown or cut off");
        for (int l = 0; l < *count; ++l) {
            auto line = readLine(reader);
            if (!line)
                return line.error();
            outline.m_layers[static_cast<size_t>(*kind)].push_back(*std::move(line));
        }
    }
    if (layers < 0 || !reader.atEnd())
        return damaged("its end is not where it should be");
    return outline;
}

WorldOutline WorldOutline::load(const QByteArray &file)
{
    auto outline = parse(file);
    if (outline)
        return *std::move(outline);
    WorldOutline nothing;
    nothing.m_problem = text(outline.error().message);
    return nothing;
}

const WorldOutline &WorldOutline::builtIn()
{
    static const WorldOutline outline = [] {
        QFile file(QStringLiteral(":/mesh44/world/world.bin"));
        return load(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    }();
    return outline;
}

} // namespace mesh44
