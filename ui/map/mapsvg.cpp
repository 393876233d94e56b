// SPDX-License-Identifier: GPL-3.0-or-later
// The map as SVG 1.1: no more of the format than it takes.
#include "ui/map/addressspace.h"
#include "ui/map/basemap.h"
#include "ui/map/mapexport.h"
#include "ui/map/mapmarks.h"
#include "ui/map/projection.h"
#include "ui/map/rings.h"
#include "ui/map/spritesheet.h"
#include "ui/map/worldoutline.h"
#include "ui/models/words.h"

#include <QCoreApplication>
#include <QXmlStreamWriter>

namespace mesh44 {

namespace {

struct Svg
{
    Q_DECLARE_TR_FUNCTIONS(mesh44::MapSvg)
};

using Attributes = std::initializer_list<std::pair<const char *, QString>>;

QString number(double value)
{
    return QString::number(value, 'f', 2);
}

class SvgWriter
{
public:
    explicit SvgWriter(const MapPicture &picture) : m_picture(picture), m_xml(&m_bytes)
    {
        m_xml.setAutoFormatting(true);
    }

    QByteArray write();

private:
    void open(const char *name, Attributes attributes);
    void element(const char *name, Attributes attributes, const QString &title = {});
    void label(QPointF at, const QString &text, const QColor &colour, const char *anchor);
    void circle(QPointF centre, double radius, const QColor &fill, const QColor &line, double width);
    void box(const QRectF &rect, const QColor &fill, double opacity, const QColor &line, const QString &title = {});
    void symbols();
    void ground();
    void world();
    void outline(const WorldOutline::Lines &lines, const char *fill, const QColor &line, bool closed);
    void rings();
    void squares();
    void marks();
    void mark(QPointF at, Sign sign, double side, const QString &title);
    void blocks();

    const MapPicture &m_picture;
    const MapColours &m_colours = m_picture.look.colours;
    QByteArray m_bytes;
    QXmlStreamWriter m_xml;
};

QString symbolName(size_t sign)
{
    static constexpr const char *kNames[] = {"ok", "attention", "failed", "manual", "off", "unknown"};
    return QStringLiteral("sign-") % QLatin1String(kNames[sign]);
}

void SvgWriter::open(const char *name, Attributes attributes)
{
    m_xml.writeStartElement(QLatin1String(name));
    for (const auto &[key, value] : attributes)
        m_xml.writeAttribute(QLatin1String(key), value);
}

void SvgWriter::element(const char *name, Attributes attributes, const QString &title)
{
    open(name, attributes);
    if (!title.isEmpty())
        m_xml.writeTextElement(QStringLiteral("title"), title);
    m_xml.writeEndElement();
}

void SvgWriter::label(QPointF at, const QString &text, const QColor &colour, const char *anchor)
{
    open("text", {{"x", number(at.x())},
                  {"y", number(at.y())},
                  {"fill", colour.name()},
                  {"text-anchor", QLatin1String(anchor)}});
    m_xml.writeCharacters(text);
    m_xml.writeEndElement();
}

void SvgWriter::circle(QPointF centre, double radius, const QColor &fill, const QColor &line, double width)
{
    element("circle", {{"cx", number(centre.x())},
                       {"cy", number(centre.y())},
                       {"r", number(radius)},
                       {"fill", fill.isValid() ? fill.name() : QStringLiteral("none")},
                       {"stroke", line.name()},
                       {"stroke-width", number(width)}});
}

void SvgWriter::box(const QRectF &rect, const QColor &fill, double opacity, const QColor &line, const QString &title)
{
    element("rect",
            {{"x", number(rect.x())},
             {"y", number(rect.y())},
             {"width", number(rect.width())},
             {"height", number(rect.height())},
             {"fill", fill.name()},
             {"fill-opacity", number(opacity)},
             {"stroke", line.isValid() ? line.name() : QStringLiteral("none")}},
            title);
}

// Each in a box from -5 to 5, with the shapes of paintSign().
void SvgWriter::symbols()
{
    static constexpr const char *kShapes[kSigns] = {"M-4.2 0a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0 -8.4 0z",
                                                    "M0 -4.2L4.2 4.2H-4.2z",
                                                    "M-3.8 -3.8L3.8 3.8M3.8 -3.8L-3.8 3.8",
                                                    "M-4 -4H4V4H-4z",
                                                    "M-3.6 -3.6H3.6V3.6H-3.6z",
                                                    "M-3.6 0a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0 -7.2 0z"};
    open("defs", {});
    for (size_t sign = 0; sign < kSigns; ++sign) {
        const bool lined = static_cast<Sign>(sign) == Sign::Failed || sign >= static_cast<size_t>(Sign::Off);
        const QString colour = m_colours.signs[sign].name();
        const QString none = QStringLiteral("none");
        element("path", {{"id", symbolName(sign)},
                         {"d", QLatin1String(kShapes[sign])},
                         {"fill", lined ? none : colour},
                         {"stroke", lined ? colour : m_colours.sea.name()},
                         {"stroke-width", lined ? QStringLiteral("1.8") : QStringLiteral("0.6")}});
    }
    m_xml.writeEndElement();
}

void SvgWriter::outline(const WorldOutline::Lines &lines, const char *fill, const QColor &line, bool closed)
{
    QString path;
    const double pixel = 1 / m_picture.view.scale();
    for (const WorldOutline::Line &each : lines) {
        if (!each.touches(m_picture.view.seen()) || each.bounds.width() + each.bounds.height() < pixel)
            continue;
        char step = 'M';
        for (const QPointF &point : each.points) {
            const QPointF at = m_picture.view.toScreen(point);
            path += QLatin1Char(step) % QString::number(at.x(), 'f', 1) % u' ' % QString::number(at.y(), 'f', 1);
            step = 'L';
        }
        if (closed)
            path += u'Z';
    }
    if (path.isEmpty())
        return;
    element("path", {{"d", path},
                     {"fill", QLatin1String(fill)},
                     {"fill-rule", QStringLiteral("evenodd")},
                     {"stroke", line.name()},
                     {"stroke-width", QStringLiteral("0.7")}});
}

void SvgWriter::world()
{
    const WorldOutline &outlines = WorldOutline::builtIn();
    const bool near = m_picture.view.zoom() >= kNearZoom;
    const WorldOutline::Lines edge{{worldEdge(), worldBounds()}};
    outline(edge, qPrintable(m_colours.sea.name()), m_colours.sea, true);
    outline(outlines.lines(near ? WorldOutline::Layer::LandNear : WorldOutline::Layer::LandFar),
            qPrintable(m_colours.land.name()), m_colours.coast, true);
    outline(outlines.lines(WorldOutline::Layer::Borders), "none", m_colours.border, false);
}

void SvgWriter::rings()
{
    const MapView &view = m_picture.view;
    for (size_t i = ringBands().size(); i-- > 0;) {
        const double radius = ringBands()[i].radius;
        circle(view.toScreen({0, 0}), radius * view.scale(), m_colours.sea, m_colours.coast, 1);
        label(view.toScreen(onRing(radius, 0)) - QPointF(0, m_picture.look.em * 0.2), bandName(i), m_colours.faint,
              "middle");
    }
    for (size_t i = 0; i < kSectors; ++i) {
        const QPointF direction = onRing(1.04, sector(i).from + sector(i).span / 2);
        label(view.toScreen(direction), sectorName(i), m_colours.text,
              qAbs(direction.x()) < 0.4 ? "middle"
              : direction.x() < 0       ? "end"
                                        : "start");
    }
}

void SvgWriter::squares()
{
    const MapView &view = m_picture.view;
    for (const Ipv4Prefix square : addressSquares())
        box(view.transform().mapRect(areaOf(square)), m_colours.sea, 1, m_colours.coast, text(square));
    for (uint8_t second = 0; second < 192; ++second) {
        const auto block = Ipv4Prefix::covering(Ipv4Address(44, second, 0, 0), 16);
        const QRectF area = view.transform().mapRect(areaOf(block));
        if (!area.intersects(QRectF({}, view.size())))
            continue;
        box(area, m_colours.sea, 0, m_colours.grid);
        if (area.width() > m_picture.look.em * 1.5)
            label(area.bottomRight() - QPointF(3, 3), QString::number(second), m_colours.faint, "end");
    }
}

void SvgWriter::ground()
{
    box(QRectF({}, m_picture.view.size()), m_colours.around, 1, QColor());
    switch (m_picture.nodes.layout().kind()) {
    case LayoutKind::Geographic: world(); break;
    case LayoutKind::Rings: rings(); break;
    case LayoutKind::Prefix: squares(); break;
    }
}

void SvgWriter::mark(QPointF at, Sign sign, double side, const QString &title)
{
    element("use",
            {{"xlink:href", u'#' % symbolName(static_cast<size_t>(sign))},
             {"transform",
              QStringLiteral("translate(%1 %2) scale(%3)").arg(number(at.x()), number(at.y()), number(side / 10))}},
            title);
}

void SvgWriter::marks()
{
    const MapNodes &nodes = m_picture.nodes;
    const double base = m_picture.look.em * 0.55;
    for (const MapStack &stack : nodes.stacks()) {
        const QPointF at = m_picture.view.toScreen(stack.at);
        if (!QRectF({}, m_picture.view.size()).contains(at))
            continue;
        const double side = base * SpriteSheet::kScales[SpriteSheet::sizeOf(stack.count)];
        const bool placed = nodes.layout().kind() == LayoutKind::Geographic;
        mark(at, stack.sign, side, stackName(nodes, stack, placed));
        if (stack.hasUrgent())
            mark(at + QPointF(side, -side) * 0.45, stack.urgent, base * SpriteSheet::kScales[SpriteSheet::kSmall], {});
    }
}

void SvgWriter::blocks()
{
    for (const int index : m_picture.nodes.areas()) {
        const MapNode &node = m_picture.nodes.at(index);
        if (!node.spot.area.intersects(m_picture.view.seen()))
            continue;
        const QRectF area = m_picture.view.transform().mapRect(node.spot.area);
        const QString title = text(node.prefix) % u' ' % wordOf(node.condition);
        box(area, m_colours.of(node.sign()), area.width() > m_picture.look.em * 0.4 ? 0.2 : 0.9,
            m_colours.of(node.sign()), title);
        if (node.sign() != Sign::Ok)
            mark(area.center(), node.sign(), m_picture.look.em * 0.4, {});
    }
}

QByteArray SvgWriter::write()
{
    const QSizeF size = m_picture.view.size();
    m_xml.writeStartDocument();
    open("svg", {{"xmlns", QStringLiteral("http://www.w3.org/2000/svg")},
                 {"xmlns:xlink", QStringLiteral("http://www.w3.org/1999/xlink")},
                 {"version", QStringLiteral("1.1")},
                 {"width", number(size.width())},
                 {"height", number(size.height())},
                 {"viewBox", QStringLiteral("0 0 %1 %2").arg(number(size.width()), number(size.height()))},
                 {"font-family", QStringLiteral("sans-serif")},
                 {"font-size", number(m_picture.look.em * 0.7)}});
    m_xml.writeTextElement(QStringLiteral("title"), Svg::tr("Map of the mesh"));
    if (m_picture.nodes.layout().kind() == LayoutKind::Geographic)
        m_xml.writeTextElement(QStringLiteral("desc"), Svg::tr("Places are those of the allocation, not of stations."));
    symbols();
    ground();
    m_picture.nodes.layout().kind() == LayoutKind::Prefix ? blocks() : marks();
    for (const double radius : {0.5, 0.25})
        circle(m_picture.own, m_picture.look.em * radius, {}, m_colours.own, m_picture.look.em * 0.11);
    m_xml.writeEndElement();
    m_xml.writeEndDocument();
    return m_bytes;
}

} // namespace

QByteArray mapSvg(const MapPicture &picture)
{
    return SvgWriter(picture).write();
}

} // namespace mesh44
