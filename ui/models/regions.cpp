// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/regions.h"

#include <QFile>
#include <QList>

namespace mesh44 {

namespace {

constexpr qsizetype kFields = 7;

Error badLine(int line, const char *expected)
{
    return {ErrorCode::InvalidArgument, "line " + std::to_string(line) + ": " + expected};
}

Result<std::optional<Region::Place>> parsePlace(const QByteArray &latitude, const QByteArray &longitude, int line)
{
    if (latitude.isEmpty() && longitude.isEmpty())
        return std::optional<Region::Place>();
    bool okLatitude = false;
    bool okLongitude = false;
    const Region::Place place{latitude.toDouble(&okLatitude), longitude.toDouble(&okLongitude)};
    if (!okLatitude || !okLongitude || qAbs(place.latitude) > 90 || qAbs(place.longitude) > 180)
        return badLine(line, "expected latitude and longitude in degrees, or neither");
    return std::optional(place);
}

Result<Region> parseLine(const QByteArray &text, int line)
{
    const QList<QByteArray> fields = text.split('\t');
    if (fields.size() != kFields)
        return badLine(line, "expected seven fields, separated by tabs");
    const auto prefix = Ipv4Prefix::parse(fields[0].toStdString());
    if (!prefix)
        return badLine(line, prefix.error().message.c_str());
    const auto place = parsePlace(fields[4], fields[5], line);
    if (!place)
        return place.error();
    Region region{.prefix = *prefix,
                  .name = QString::fromUtf8(fields[1]),
                  .country = QString::fromUtf8(fields[2]),
                  .subdivision = QString::fromUtf8(fields[3]),
                  .place = *place,
                  .kind = QString::fromUtf8(fields[6]),
                  .folded = {}};
    region.folded = region.title().toCaseFolded();
    return region;
}

} // namespace

QString Region::title() const
{
    if (country.isEmpty() || kind == u"country" || kind == u"historic")
        return name;
    return name % u", " % country;
}

Result<Regions> Regions::parse(const QByteArray &table)
{
    Regions regions;
    int line = 0;
    for (const QByteArray &text : table.split('\n')) {
        ++line;
        if (text.isEmpty() || text.startsWith('#'))
            continue;
        auto region = parseLine(text, line);
        if (!region)
            return region.error();
        if (!regions.m_index.insert(region->prefix, static_cast<uint32_t>(regions.m_regions.size())))
            return badLine(line, "this prefix is there already");
        regions.m_regions.push_back(*std::move(region));
    }
    return regions;
}

const Regions &Regions::builtIn()
{
    static const Regions regions = [] {
        QFile file(QStringLiteral(":/mesh44/regions.tsv"));
        auto table = file.open(QIODevice::ReadOnly) ? parse(file.readAll()) : Result<Regions>(Regions());
        Q_ASSERT_X(table, "regions.tsv", table ? "" : table.error().message.c_str());
        return table ? *std::move(table) : Regions();
    }();
    return regions;
}

template <class Wanted> const Region *Regions::longest(Ipv4Prefix prefix, Wanted wanted) const
{
    const Region *best = nullptr;
    m_index.forEachCovering(prefix.address(), [&](Ipv4Prefix covering, uint32_t index) {
        const Region &region = m_regions[index];
        const bool outdated = region.kind == u"historic" && best && best->country != region.country;
        if (covering.contains(prefix) && wanted(region) && !outdated)
            best = &region;
    });
    return best;
}

const Region *Regions::named(Ipv4Prefix prefix) const
{
    return longest(prefix, [](const Region &region) { return !region.name.isEmpty(); });
}

const Region *Regions::placed(Ipv4Prefix prefix) const
{
    return longest(prefix, [](const Region &region) { return region.place.has_value(); });
}

} // namespace mesh44
