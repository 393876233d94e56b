// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/projection.h"

#include <QtMath>

#include <algorithm>

namespace mesh44 {

QPointF project(double latitude, double longitude)
{
    const double phi = qDegreesToRadians(std::clamp(latitude, -90.0, 90.0));
    const double lambda = qDegreesToRadians(std::clamp(longitude, -180.0, 180.0));
    const double p2 = phi * phi;
    const double p4 = p2 * p2;
    const double length = 0.870700 + p2 * -0.131979 + p4 * (-0.013791 + p4 * p2 * (0.003971 - 0.001529 * p2));
    const double height = 1.007226 + p2 * (0.015085 + p4 * (-0.044475 + p2 * 0.028874 - p4 * 0.005916));
    return {lambda * length, -phi * height};
}

QRectF worldBounds()
{
    return {QPointF(project(0, -180).x(), project(90, 0).y()), QPointF(project(0, 180).x(), project(-90, 0).y())};
}

QRectF inhabitedBounds()
{
    return {QPointF(project(0, -172).x(), project(79, 0).y()), QPointF(project(0, 180).x(), project(-57, 0).y())};
}

const QPolygonF &worldEdge()
{
    static const QPolygonF edge = [] {
        QPolygonF points;
        for (int latitude = -90; latitude <= 90; ++latitude)
            points << project(latitude, -180);
        for (int latitude = 90; latitude >= -90; --latitude)
            points << project(latitude, 180);
        return points;
    }();
    return edge;
}

} // namespace mesh44
