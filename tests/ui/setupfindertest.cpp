// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44/setupfinder.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace mesh44;

class SetupFinderTest : public QObject
{
    Q_OBJECT

    std::optional<QTemporaryDir> m_root;

    void put(const char *path, const QByteArray &content) const
    {
        const QString whole = m_root->path() + QString::fromLatin1(path);
        QVERIFY(QDir().mkpath(QFileInfo(whole).path()));
        QFile file(whole);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }
    std::optional<FoundSetup> find() const { return findSetup(m_root->path()); }

private Q_SLOTS:
    void init() { m_root.emplace(); }

    void nothing()
    {
        QVERIFY(!find());
        put("/proc/17/comm", "bash\n");
        put("/proc/17/cmdline", QByteArray("bash\0-c\0ampr-ripd -t 44\0", 24));
        put("/etc/rc.local", "#!/bin/sh\nexit 0\n");
        QVERIFY(!find());
    }

    void whatRunsCounts()
    {
        put("/proc/1/comm", "systemd\n");
        put("/proc/4711/comm", "ampr-ripd\n");
        put("/proc/4711/cmdline", QByteArray("/usr/sbin/ampr-ripd\0-s\0-t\00044\0-p\0with blank\0", 43));
        put("/etc/default/ampr-ripd", "OPTIONS=\"-t 55\"\n");
        put("/var/lib/ampr-ripd/encap.txt", "route addprivate 44.4.1/24 encap 198.51.100.1\n");
        const FoundSetup setup = find().value_or(FoundSetup());
        QCOMPARE(setup.program, QStringLiteral("ampr-ripd"));
        const std::vector<Assignment> expected{{"routing.mesh_table", "44"}, {"rip44.password", "with blank"}};
        QVERIFY(setup.assignments == expected);
        QCOMPARE(setup.routes, QByteArray("route addprivate 44.4.1/24 encap 198.51.100.1\n"));
    }

    void whatWouldStartIt_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("content");
        const auto row = [](const char *path, const char *content) {
            QTest::newRow(path) << QByteArray(path) << QByteArray(content);
        };
        row("/etc/systemd/system/ampr-ripd.service", "[Service]\nExecStart=/usr/sbin/ampr-ripd -s -t 44\n");
        row("/lib/systemd/system/ampr-ripd.service", "[Service]\nExecStart=/usr/sbin/ampr-ripd -t 44 -s\n");
        row("/etc/default/ampr-ripd", "OPTIONS=\"-s -t 44\"\n");
        row("/etc/init.d/ampr-ripd", "#!/bin/sh\nampr-ripd -s -t 44 &\n");
        row("/etc/rc.local", "#!/bin/sh\n/usr/local/sbin/ampr-ripd -t 44 -s &\nexit 0\n");
    }
    void whatWouldStartIt()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, content);
        put(path.constData(), content);
        const FoundSetup setup = find().value_or(FoundSetup());
        QCOMPARE(setup.program, QStringLiteral("ampr-ripd"));
        QVERIFY((setup.assignments == std::vector<Assignment>{{"routing.mesh_table", "44"}}));
        QVERIFY(setup.routes.isEmpty());
    }

    // A unit whose options are elsewhere.
    void variablesAreFollowed()
    {
        put("/lib/systemd/system/ampr-ripd.service",
            "[Service]\nEnvironmentFile=/etc/default/ampr-ripd\nExecStart=/usr/sbin/ampr-ripd $OPTIONS\n");
        put("/etc/default/ampr-ripd", "OPTIONS=\"-t 44 -i tunl0 -x /bin/true\"\n");
        const FoundSetup setup = find().value_or(FoundSetup());
        QCOMPARE(setup.assignments.size(), size_t{2});
        QCOMPARE(setup.notes.size(), 1);
        QVERIFY(setup.notes.front().contains(QStringLiteral("starts no programs")));
    }

    void whatIsNotUnderstoodIsSaid()
    {
        put("/proc/4711/comm", "ampr-ripd\n");
        put("/proc/4711/cmdline", QByteArray("ampr-ripd\0-Z\0", 13));
        const FoundSetup setup = find().value_or(FoundSetup());
        QCOMPARE(setup.program, QStringLiteral("ampr-ripd"));
        QVERIFY(setup.assignments.empty());
        QVERIFY(setup.notes.front().contains(QStringLiteral("-Z")));
    }

    // No arguments, nothing at all, and a process that has just gone.
    void emptyCommandLines()
    {
        put("/proc/4711/comm", "ampr-ripd\n");
        QVERIFY(find()->assignments.empty());
        put("/proc/4711/cmdline", QByteArray("ampr-ripd\0", 10));
        QVERIFY(find()->assignments.empty());
        QCOMPARE(find()->program, QStringLiteral("ampr-ripd"));
    }

    // Anybody may call a program of his so; to read of it may take for ever, for its memory is whatever he likes.
    void onlyTheSystemsProcessesCount()
    {
        if (geteuid() != 0)
            QSKIP("needs root, for another user's process");
        put("/proc/4711/comm", "ampr-ripd\n");
        put("/proc/4711/cmdline", QByteArray("ampr-ripd\0-t\00077\0", 16));
        for (const char *path : {"/proc/4711", "/proc/4711/comm", "/proc/4711/cmdline"})
            QCOMPARE(chown((m_root->path() + QString::fromLatin1(path)).toLocal8Bit().constData(), 1000, 1000), 0);
        QVERIFY(!find());
        put("/proc/4712/comm", "ampr-ripd\n");
        put("/proc/4712/cmdline", QByteArray("ampr-ripd\0-t\00044\0", 16));
        const std::vector<Assignment> expected{{"routing.mesh_table", "44"}};
        QVERIFY(find().value_or(FoundSetup()).assignments == expected);
    }

    // A pipe without a writer, a folder, a link in a circle, a device without an end: nothing that holds us up.
    void whatIsNoFileIsLeft()
    {
        put("/proc/4711/comm", "ampr-ripd\n");
        put("/etc/default/ampr-ripd", "OPTIONS=\"-t 44\"\n");
        const QString folder = m_root->path();
        const auto path = [&](const char *name) { return (folder + QString::fromLatin1(name)).toLocal8Bit(); };
        QCOMPARE(mkfifo(path("/proc/4711/cmdline").constData(), 0600), 0);
        QVERIFY(QDir().mkpath(folder + QStringLiteral("/var/lib/ampr-ripd")));
        QCOMPARE(symlink("/dev/zero", path("/var/lib/ampr-ripd/encap.txt").constData()), 0);
        QVERIFY(find()->assignments.empty() && find()->routes.isEmpty());
        QVERIFY(QFile::remove(folder + QStringLiteral("/proc/4711/comm")));
        QCOMPARE(symlink("comm", path("/proc/4711/comm").constData()), 0);
        QVERIFY(QDir().mkpath(folder + QStringLiteral("/etc/rc.local")));
        QVERIFY((find()->assignments == std::vector<Assignment>{{"routing.mesh_table", "44"}}));
    }

    void enormousFilesAreLeft()
    {
        put("/etc/default/ampr-ripd", "OPTIONS=\"-s\"\n");
        put("/var/lib/ampr-ripd/encap.txt", QByteArray((4 << 20) + 1, 'x'));
        QVERIFY(find()->routes.isEmpty());
    }

    void tellsFromAThread()
    {
        put("/etc/default/ampr-ripd", "OPTIONS=\"-t 44\"\n");
        SetupFinder finder(m_root->path());
        QSignalSpy found(&finder, &SetupFinder::found);
        finder.find();
        QVERIFY(found.isEmpty());
        QVERIFY(found.wait(20'000));
        QCOMPARE(found[0][0].value<std::optional<FoundSetup>>()->program, QStringLiteral("ampr-ripd"));
        finder.find();
        finder.find(); // who asks while it looks has the same answer
        QVERIFY(found.wait(20'000));
        finder.find();
        QVERIFY(found.wait(20'000));
        QCOMPARE(found.size(), 3);
        SetupFinder(m_root->path()).find(); // and is gone before it could tell
    }
};

QTEST_GUILESS_MAIN(SetupFinderTest)
#include "setupfindertest.moc"
