// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace mesh44::test {

// A folder that each test function has new and empty, and the files in it.
class ScratchFolder
{
protected:
    QTemporaryDir m_temporary;
    QString m_directory;

    void renew()
    {
        m_directory = m_temporary.filePath(QString::number(++m_number) + QStringLiteral("/state"));
        QVERIFY(QDir().mkpath(m_directory));
    }
    QString path(const char *name) const { return m_directory + QLatin1Char('/') + QLatin1String(name); }
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

private:
    int m_number = 0;
};

} // namespace mesh44::test
