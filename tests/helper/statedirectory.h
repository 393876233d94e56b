// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "helper/statestore.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace mesh44::test {

inline State someState(uint8_t octet)
{
    State state;
    state.routes.push_back({.prefix = *Ipv4Prefix::make(Ipv4Address(44, 128, octet, 0), 24),
                            .endpoint = Ipv4Address(198, 51, 100, octet)});
    return state;
}

// A state directory that is empty at the start of every test function.
class StateDirectory : public QObject
{
    Q_OBJECT

protected:
    QTemporaryDir m_temporary;
    QString m_directory;

    QString path(const char *name) const { return m_directory + QLatin1Char('/') + QLatin1String(name); }
    StateStore store() const { return StateStore(m_directory.toStdString()); }
    QByteArray bytes(const char *name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void put(const char *name, const QByteArray &content) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
    void saved(const State &state) const
    {
        StateStore fresh = store();
        QVERIFY(fresh.save(state));
    }
    // What is there, or nothing; whatever it is must have come without a warning.
    std::optional<State> loaded() const
    {
        StateStore fresh = store();
        auto result = fresh.load();
        if (!result || !fresh.warning().empty())
            return std::nullopt;
        return *result;
    }

private Q_SLOTS:
    void init()
    {
        static int number = 0;
        m_directory = m_temporary.filePath(QString::number(++number) + QStringLiteral("/state"));
        QVERIFY(QDir().mkpath(m_directory));
    }
};

} // namespace mesh44::test
