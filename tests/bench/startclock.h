// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What a started program tells the bench that started it: a line for each moment, "name wall cpu" in milliseconds since
// the start, and one for its memory, "memory anonymous files shared" in KiB.

#include <QApplication>
#include <QEvent>
#include <QFile>

#include <cstdio>
#include <functional>

#include <time.h>

namespace mesh44::test {

inline constexpr const char *kStartedAt = "MESH44_STARTED_AT"; // CLOCK_MONOTONIC in nanoseconds

inline int64_t nanoseconds(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

inline void noteMoment(const char *name)
{
    static const qint64 start = qEnvironmentVariable(kStartedAt).toLongLong();
    std::printf("%s %.2f %.2f\n", name, static_cast<double>(nanoseconds(CLOCK_MONOTONIC) - start) / 1e6,
                static_cast<double>(nanoseconds(CLOCK_PROCESS_CPUTIME_ID)) / 1e6);
}

inline void noteMemory()
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QList<QByteArray> lines = file.readAll().split('\n');
    const auto value = [&lines](const char *key) -> long long {
        for (const QByteArray &line : lines) {
            if (line.startsWith(key))
                return line.simplified().split(' ').value(1).toLongLong();
        }
        return 0;
    };
    std::printf("memory %lld %lld %lld\n", value("RssAnon:"), value("RssFile:"), value("RssShmem:"));
}

// Tells what was painted, when it is painted.
class PaintedApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        const bool done = QApplication::notify(receiver, event);
        if (const auto then = m_painted; then && event->type() == QEvent::Paint) // which may put another in its place
            then(receiver);
        return done;
    }
    void whenPainted(std::function<void(const QObject *)> then) { m_painted = std::move(then); }

private:
    std::function<void(const QObject *)> m_painted;
};

} // namespace mesh44::test
