// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QMap>
#include <QXmlStreamReader>

namespace mesh44::test {

// The types of every method's and signal's arguments in one direction, from the contract's XML: "Changed"
// → "ttba{sv}…". A signal's arguments go out. Empty when the file cannot be read.
inline QMap<QString, QString> contractTypes(const QString &direction)
{
    QMap<QString, QString> types;
    QFile file(qEnvironmentVariable("MESH44_SOURCE_DIR") + QStringLiteral("/core/bus/org.mesh44.Gateway1.xml"));
    if (!file.open(QIODevice::ReadOnly))
        return types;
    QXmlStreamReader xml(&file);
    QString member;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QString name = xml.attributes().value(QStringLiteral("name")).toString();
        const QString way = xml.attributes().value(QStringLiteral("direction")).toString();
        if (xml.name() == QStringLiteral("method") || xml.name() == QStringLiteral("signal"))
            types[member = name];
        else if (xml.name() == QStringLiteral("arg") && (way.isEmpty() ? QStringLiteral("out") : way) == direction)
            types[member] += xml.attributes().value(QStringLiteral("type"));
    }
    return xml.hasError() ? QMap<QString, QString>() : types;
}

} // namespace mesh44::test
