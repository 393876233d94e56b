// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/mapexport.h"

#include "ui/map/basemap.h"
#include "ui/map/mapmarks.h"
#include "ui/models/peersmodel.h"
#include "ui/models/words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>

#include <algorithm>

namespace mesh44 {

namespace {

QString word(std::string_view text)
{
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QJsonObject featureOf(const RouteView &route, const Region *named, const Region *placed)
{
    QJsonObject properties{{QStringLiteral("prefix"), text(route.prefix)},
                           {QStringLiteral("endpoint"), text(route.endpoint)},
                           {QStringLiteral("state"), word(toString(route.state))},
                           {QStringLiteral("announced"), route.announced},
                           {QStringLiteral("installed"), route.installed},
                           {QStringLiteral("region"), textOrNull(named ? named->title() : QString())},
                           {QStringLiteral("place"), textOrNull(placed ? QStringLiteral("allocation") : QString())}};
    QJsonValue geometry(QJsonValue::Null);
    if (placed)
        geometry = QJsonObject{
            {QStringLiteral("type"), QStringLiteral("Point")},
            {QStringLiteral("coordinates"), QJsonArray{placed->place->longitude, placed->place->latitude}}};
    return {{QStringLiteral("type"), QStringLiteral("Feature")},
            {QStringLiteral("id"), text(route.prefix)},
            {QStringLiteral("geometry"), geometry},
            {QStringLiteral("properties"), properties}};
}

} // namespace

QByteArray mapGeoJson(PeersModel &peers, const MapNodes &nodes)
{
    std::vector<int> rows = nodes.order();
    rows.insert(rows.end(), nodes.unplaced().begin(), nodes.unplaced().end());
    std::ranges::sort(rows, {}, [&](int row) { return nodes.at(row).prefix; });
    QJsonArray features;
    for (const int row : rows) {
        const RouteView &route = peers.routeAt(row);
        features.append(featureOf(route, peers.regionAt(row), Regions::builtIn().placed(route.prefix)));
    }
    const QJsonObject collection{{QStringLiteral("type"), QStringLiteral("FeatureCollection")},
                                 {QStringLiteral("features"), features}};
    return QJsonDocument(collection).toJson(QJsonDocument::Indented);
}

QImage mapImage(const MapPicture &picture, double scale)
{
    QImage image((picture.view.size() * scale).toSize().expandedTo({1, 1}), QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    MapLook look = picture.look;
    look.ratio = scale;
    QPainter painter(&image);
    paintGround(painter, picture.nodes.layout().kind(), picture.view, look);
    MapMarks marks;
    marks.prepare(look, picture.view, picture.nodes);
    marks.paint(painter, picture.nodes, picture.view);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(look.colours.own, look.em * 0.11));
    for (const double radius : {0.5, 0.25})
        painter.drawEllipse(picture.own, look.em * radius, look.em * radius);
    return image;
}

} // namespace mesh44
