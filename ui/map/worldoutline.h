// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QPolygonF>
#include <QString>

#include <array>
#include <vector>

namespace mesh44 {

// The world's coasts and borders in map units, as resources/world/README.md tells their file.
class WorldOutline
{
public:
    struct Line
    {
        // Also where all of it lies on one parallel, so that its bounds have no height.
        bool touches(const QRectF &area) const;

        QPolygonF points;
        QRectF bounds;
    };
    using Lines = std::vector<Line>;
    enum class Layer : uint8_t { LandFar, LandNear, Borders };

    static Result<WorldOutline> parse(const QByteArray &file);
    // What the file holds, or nothing but the problem with it.
    static WorldOutline load(const QByteArray &file);
    // The one that the window carries.
    static const WorldOutline &builtIn();

    const Lines &lines(Layer layer) const { return m_layers[static_cast<size_t>(layer)]; }
    // Why there is no world; empty: all is well.
    const QString &problem() const { return m_problem; }

private:
    std::array<Lines, 3> m_layers;
    QString m_problem;
};

} // namespace mesh44
