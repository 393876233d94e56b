// SPDX-License-Identifier: GPL-3.0-or-later
// The state store on a machine that fails: killed at every system call, a full disk, an unwilling one.
#include "helper/statestore.h"

#include "tests/helper/require.h"
#include "tests/helper/statedirectory.h"
#include "tests/helper/traced.h"

#include <algorithm>

using namespace mesh44;
using test::someState;
using test::Traced;
using test::TracedCall;

namespace {

QString writer()
{
    return QStringLiteral(MESH44_WRITER);
}

Traced trace(const QStringList &options, const QString &directory)
{
    return test::trace(options, {writer(), directory});
}

// The system calls of save(), in order.
QList<TracedCall> callsOfSave(const QString &directory, const QString &log)
{
    return test::callsBehindBegin({writer(), directory}, log);
}

} // namespace

class StateStoreFaultsTest : public test::StateDirectory
{
    Q_OBJECT

    bool canTrace() const { return trace({QStringLiteral("-o"), path("trace")}, path("no folder")).exitCode == 4; }
    // Saves a new state over someState(2) while one system call of save() fails, the first with that name and
    // in its arguments that text; the writer's exit code. (Sanitizers make system calls of their own.)
    int saveWithFault(const QString &name, const QString &text, const QString &error) const
    {
        saved(someState(1));
        const QList<TracedCall> calls = callsOfSave(m_directory, path("trace"));
        saved(someState(1));
        saved(someState(2));
        const auto call = std::ranges::find_if(
            calls, [&](const TracedCall &c) { return c.name.startsWith(name) && c.arguments.contains(text); });
        if (call == calls.end())
            return -1;
        const auto fault = QStringLiteral("inject=%1:error=%2:when=%3").arg(call->name, error).arg(call->occurrence);
        return trace({QStringLiteral("-o"), QStringLiteral("/dev/null"), QStringLiteral("-e"), fault}, m_directory)
            .exitCode;
    }

private Q_SLOTS:
    // Killed at every single system call of save(): what is loaded then is the old state or the new one.
    void killedAnywhere()
    {
        MESH44_REQUIRE(canTrace(), "strace is missing or may not trace here");
        saved(someState(1));
        saved(someState(2));
        const QList<TracedCall> calls = callsOfSave(m_directory, path("trace"));
        QVERIFY(calls.size() >= 9);
        const State after = **store().load();
        QVERIFY(after.routes.size() == 500);
        int old = 0;
        for (const TracedCall &call : calls) {
            saved(someState(1));
            saved(someState(2));
            const Traced run = trace(
                {QStringLiteral("-o"), QStringLiteral("/dev/null"), QStringLiteral("-e"),
                 QStringLiteral("inject=%1:signal=KILL:when=%2").arg(call.name).arg(call.occurrence)},
                m_directory);
            QVERIFY2(run.killed, qPrintable(call.name));
            const std::optional<State> now = loaded();
            QVERIFY2(now == someState(2) || now == after, qPrintable(call.name));
            old += now == someState(2);
            saved(someState(3));
            QVERIFY(loaded() == someState(3));
        }
        qInfo("%d kill points, %d with the old state, %d with the new", static_cast<int>(calls.size()), old,
              static_cast<int>(calls.size()) - old);
        QVERIFY(old > 0 && old < calls.size());
    }

    void failing_data()
    {
        QTest::addColumn<QString>("call");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        QTest::addColumn<bool>("mayBeNew");
        const auto add = [](const char *name, const char *call, const char *text, const char *error,
                            bool mayBeNew = false) {
            QTest::newRow(name) << QString::fromLatin1(call) << QString::fromLatin1(text) << QString::fromLatin1(error)
                                << mayBeNew;
        };
        add("disk full", "write", "mesh44-state", "ENOSPC");
        add("quota", "write", "mesh44-state", "EDQUOT");
        add("write error", "write", "mesh44-state", "EIO");
        add("sync error", "fsync", "state.json.new", "EIO");
        add("directory not synced", "fsync", "/state>", "EIO", true);
        add("no link", "linkat", "state.json.1", "EIO");
        add("no rename", "rename", "state.json.new", "EIO");
        add("no unlink", "unlinkat", "state.json.new", "EROFS");
        add("no directory", "openat", "O_DIRECTORY", "EMFILE");
        add("no file", "openat", "O_CREAT", "ENOSPC");
    }
    void failing()
    {
        QFETCH(QString, call);
        QFETCH(QString, text);
        QFETCH(QString, error);
        QFETCH(bool, mayBeNew);
        MESH44_REQUIRE(canTrace(), "strace is missing or may not trace here");
        QCOMPARE(saveWithFault(call, text, error), 3);
        const std::optional<State> now = loaded();
        QVERIFY(now == someState(2) || (mayBeNew && now && now->routes.size() == 500));
        QVERIFY(!QFile::exists(path("state.json.new")));
    }

    // A file system without hard links, and an interrupted write: neither is an error.
    void getsBy_data()
    {
        QTest::addColumn<QString>("call");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        QTest::newRow("no hard links") << QStringLiteral("linkat") << QString() << QStringLiteral("EPERM");
        QTest::newRow("interrupted") << QStringLiteral("write") << QStringLiteral("mesh44-state")
                                     << QStringLiteral("EINTR");
    }
    void getsBy()
    {
        QFETCH(QString, call);
        QFETCH(QString, text);
        QFETCH(QString, error);
        MESH44_REQUIRE(canTrace(), "strace is missing or may not trace here");
        QCOMPARE(saveWithFault(call, text, error), 0);
        QCOMPARE(loaded()->routes.size(), size_t{500});
        QVERIFY(QFile::remove(path("state.json")));
        StateStore fresh = store();
        QVERIFY(**fresh.load() == someState(2));
    }
};

QTEST_GUILESS_MAIN(StateStoreFaultsTest)
#include "statestorefaults.moc"
