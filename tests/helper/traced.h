// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Programs under strace(1): what they ask of the system, and what becomes of them when it fails or kills them there.

#include <QFile>
#include <QHash>
#include <QProcess>
#include <QRegularExpression>

namespace mesh44::test {

struct TracedCall
{
    QString name;
    QString arguments;
    int occurrence = 0; // since the start of the process
};

struct Traced
{
    int exitCode = 0;
    bool killed = false;
};

inline Traced trace(const QStringList &options, const QStringList &command)
{
    QProcess strace;
    strace.setProcessChannelMode(QProcess::ForwardedOutputChannel);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("ASAN_OPTIONS"), QStringLiteral("detect_leaks=0")); // it cannot, when traced
    strace.setProcessEnvironment(environment);
    strace.start(QStringLiteral("strace"),
                 QStringList{QStringLiteral("-f"), QStringLiteral("-qq")} + options + command);
    strace.waitForFinished();
    return {strace.exitCode(), strace.exitStatus() == QProcess::CrashExit};
}

// As the program is killed, or a call of it fails, at one of its calls. what: "signal=KILL", "error=ENOSPC".
inline Traced traceWithFault(const TracedCall &call, const QString &what, const QStringList &command)
{
    const auto fault = QStringLiteral("inject=%1:%2:when=%3").arg(call.name, what).arg(call.occurrence);
    return trace({QStringLiteral("-o"), QStringLiteral("/dev/null"), QStringLiteral("-e"), fault}, command);
}

// The system calls of a program behind its look for "/begin", in order.
inline QList<TracedCall> callsBehindBegin(const QStringList &command, const QString &log)
{
    trace({QStringLiteral("-y"), QStringLiteral("-o"), log}, command);
    QFile file(log);
    (void)file.open(QIODevice::ReadOnly);
    static const QRegularExpression call(QStringLiteral("^(?:\\d+ +)?(\\w+)\\((.*)"));
    QHash<QString, int> seen;
    QList<TracedCall> calls;
    bool begun = false;
    while (!file.atEnd()) {
        const auto match = call.match(QString::fromUtf8(file.readLine()));
        if (!match.hasMatch())
            continue;
        const QString name = match.captured(1);
        const int occurrence = ++seen[name];
        if (begun && name != QStringLiteral("exit_group"))
            calls.append({name, match.captured(2), occurrence});
        begun = begun || match.captured(2).startsWith(QStringLiteral("\"/begin\""));
    }
    return calls;
}

} // namespace mesh44::test
