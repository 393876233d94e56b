// SPDX-License-Identifier: GPL-3.0-or-later
//
// Changes of the configuration on a machine that fails: killed at every system call of every step, a full disk, an
// unwilling one. What the next helper then finds is the old configuration or, once it was decided, the new one; never
// a torn one, and never a change that nobody kept.
#include "tests/helper/gatewayrig.h"
#include "tests/helper/require.h"
#include "tests/helper/traced.h"

#include <QTemporaryDir>

#include <algorithm>

using namespace mesh44;
using test::Traced;
using test::TracedCall;

class TrialFaultsTest : public QObject
{
    Q_OBJECT

    using Run = test::GatewayRig::Run;

    QTemporaryDir m_folder;
    int m_number = 0;

    static QStringList writer(const QString &folder, const QString &what)
    {
        return {QStringLiteral(MESH44_TRIAL_WRITER), folder, what};
    }
    bool canTrace() const
    {
        return test::trace({QStringLiteral("-o"), m_folder.filePath(QStringLiteral("trace"))},
                           {QStringLiteral(MESH44_TRIAL_WRITER)})
                   .exitCode
               == 2;
    }
    // A folder with an own layer that says something already; "start": with a change that nobody kept.
    QString fresh(const QString &what)
    {
        const QString folder = m_folder.filePath(QString::number(++m_number));
        test::GatewayRig rig(folder.toStdString());
        Run run(rig);
        if (!run->set(0, {{"gateway.callsign", "N1CALL"}}, "root"))
            qFatal("the configuration cannot be written");
        if (what == u"start" && !run->applyOnTrial(0, {{"gateway.mode", "mesh"}}, 60, 1000))
            qFatal("nothing can be put on trial");
        return folder;
    }
    QList<TracedCall> callsOf(const QString &what)
    {
        QList<TracedCall> calls = test::callsBehindBegin(writer(fresh(what), what),
                                                         m_folder.filePath(QStringLiteral("trace")));
        calls.removeIf([](const TracedCall &call) { // the allocator's, which may differ from run to run
            static const QStringList memory{QStringLiteral("brk"), QStringLiteral("mmap"), QStringLiteral("munmap"),
                                            QStringLiteral("mprotect"), QStringLiteral("madvise")};
            return memory.contains(call.name);
        });
        return calls;
    }
    // The mode that a helper finds that starts now; nothing: the configuration is torn, or something is left undone.
    static std::optional<std::string> modeFound(const QString &folder)
    {
        test::GatewayRig rig(folder.toStdString());
        Run run(rig);
        const GatewayStatus status = run->status();
        const bool whole = status.problems.empty() && status.callsign == "N1CALL" && status.trial.by.empty();
        if (!whole || std::filesystem::exists(rig.directories.state + "/trial.checkpoint"))
            return std::nullopt;
        return status.mode;
    }

private Q_SLOTS:
    void killedAnywhere_data()
    {
        QTest::addColumn<QString>("step");
        QTest::addColumn<bool>("mayBeOld");
        QTest::addColumn<bool>("mayBeNew");
        QTest::newRow("apply") << QStringLiteral("apply") << true << false;
        QTest::newRow("confirm") << QStringLiteral("confirm") << true << true;
        QTest::newRow("rollback") << QStringLiteral("rollback") << true << false;
        QTest::newRow("start with a pending one") << QStringLiteral("start") << true << false;
        QTest::newRow("set at once") << QStringLiteral("set") << true << true;
    }
    void killedAnywhere()
    {
        QFETCH(QString, step);
        QFETCH(bool, mayBeOld);
        QFETCH(bool, mayBeNew);
        MESH44_REQUIRE(canTrace(), "strace is missing or may not trace here");
        const QList<TracedCall> calls = callsOf(step);
        QVERIFY2(calls.size() >= 5, qPrintable(QString::number(calls.size())));
        int old = 0;
        int fresher = 0;
        qsizetype unreached = 0; // what other software did on the machine may make a run shorter than the first
        for (const TracedCall &call : calls) {
            const QString folder = fresh(step);
            const Traced run = test::traceWithFault(call, QStringLiteral("signal=KILL"), writer(folder, step));
            const QByteArray where = (call.name + u'(' + call.arguments).toUtf8();
            unreached += !run.killed;
            if (!run.killed)
                continue;
            const auto mode = modeFound(folder);
            QVERIFY2(mode, where.constData());
            QVERIFY2((*mode == "full" && mayBeOld) || (*mode == "mesh" && mayBeNew), where.constData());
            ++(*mode == "full" ? old : fresher);
        }
        qInfo("%s: %d kill points, %d with the old configuration, %d with the new", qPrintable(step),
              static_cast<int>(calls.size()), old, fresher);
        QVERIFY2(unreached <= calls.size() / 10, qPrintable(QString::number(unreached)));
        QCOMPARE(old > 0, mayBeOld);
        QCOMPARE(fresher > 0, mayBeNew);
    }

    void refusedAndUnchanged_data()
    {
        QTest::addColumn<QString>("step");
        QTest::addColumn<QString>("call");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        const auto add = [](const char *name, const char *step, const char *call, const char *text, const char *error) {
            QTest::newRow(name) << QString::fromLatin1(step) << QString::fromLatin1(call) << QString::fromLatin1(text)
                                << QString::fromLatin1(error);
        };
        add("way back: disk full", "apply", "write", "mesh44-checkpoint", "ENOSPC");
        add("way back: quota", "apply", "write", "mesh44-checkpoint", "EDQUOT");
        add("way back: read-only", "apply", "openat", "trial.checkpoint.new", "EROFS");
        add("way back: not synced", "apply", "fsync", "trial.checkpoint.new", "EIO");
        add("way back: not renamed", "apply", "rename", "trial.checkpoint", "EIO");
        add("way back: folder not synced", "apply", "fsync", "/state>", "EIO");
        add("configuration: disk full", "apply", "openat", "50-set.conf.new", "ENOSPC");
        add("configuration: not written", "apply", "write", "50-set.conf.new", "ENOSPC");
        add("configuration: not synced", "apply", "fsync", "50-set.conf.new", "EIO");
        add("configuration: not renamed", "apply", "rename", "50-set.conf", "EROFS");
        add("configuration: folder not synced", "apply", "fsync", "conf.d>", "EIO");
        add("at once: disk full", "set", "write", "50-set.conf.new", "ENOSPC");
        add("at once: not synced", "set", "fsync", "50-set.conf.new", "EIO");
        add("at once: folder not synced", "set", "fsync", "conf.d>", "EIO");
        add("confirming: not removed", "confirm", "unlink", "trial.checkpoint", "EROFS");
    }
    void refusedAndUnchanged()
    {
        QFETCH(QString, step);
        QFETCH(QString, call);
        QFETCH(QString, text);
        QFETCH(QString, error);
        MESH44_REQUIRE(canTrace(), "strace is missing or may not trace here");
        const QList<TracedCall> calls = callsOf(step);
        const auto victim = std::ranges::find_if(
            calls, [&](const TracedCall &c) { return c.name.startsWith(call) && c.arguments.contains(text); });
        QVERIFY(victim != calls.end());
        const QString folder = fresh(step);
        const Traced run = test::traceWithFault(*victim, QStringLiteral("error=") + error, writer(folder, step));
        QVERIFY(!run.killed);
        QCOMPARE(run.exitCode, 3);
        QCOMPARE(modeFound(folder).value_or("torn"), std::string("full"));
    }
};

QTEST_GUILESS_MAIN(TrialFaultsTest)
#include "trialfaults.moc"
