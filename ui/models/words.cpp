// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <limits>

namespace mesh44 {

namespace {

constexpr int64_t kSecond = 1'000'000;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(mesh44::Words)
};

} // namespace

QString text(Ipv4Address address)
{
    return text(address.toString());
}

QString text(Ipv4Prefix prefix)
{
    return text(prefix.toString());
}

QString text(const std::string &utf8)
{
    QString text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    for (QChar &c : text) {
        const QChar::Category kind = c.category();
        if (kind == QChar::Other_Control || kind == QChar::Separator_Line || kind == QChar::Separator_Paragraph)
            c = u' ';
    }
    return text;
}

QString ageText(int64_t now, int64_t then)
{
    if (then == 0)
        return Words::tr("never");
    const int64_t seconds = (now - then) / kSecond;
    if (seconds < 2)
        return Words::tr("just now");
    if (seconds < 120)
        return Words::tr("%1 s ago").arg(seconds);
    if (seconds < 2 * 3600)
        return Words::tr("%1 min ago").arg(seconds / 60);
    if (seconds < 48 * 3600)
        return Words::tr("%1 h ago").arg(seconds / 3600);
    return Words::tr("%1 d ago").arg(seconds / 86400);
}

QString clockText(int64_t microseconds)
{
    const int64_t seconds = std::max<int64_t>(microseconds, 0) / kSecond;
    const auto twoDigits = [](int64_t n) { return QStringLiteral("%1").arg(n, 2, 10, QLatin1Char('0')); };
    if (seconds < 3600)
        return QString::number(seconds / 60) % u':' % twoDigits(seconds % 60);
    return QString::number(seconds / 3600) % u':' % twoDigits(seconds / 60 % 60) % u':' % twoDigits(seconds % 60);
}

QString momentText(int64_t now, int64_t then)
{
    if (then == 0)
        return Words::tr("never");
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(then / 1000);
    if (QDateTime::fromMSecsSinceEpoch(now / 1000).date() == moment.date())
        return moment.toString(QStringLiteral("HH:mm:ss"));
    return QLocale().toString(moment.date(), QLocale::ShortFormat) % moment.toString(QStringLiteral(" HH:mm"));
}

QString trafficText(uint64_t packets, uint64_t bytes)
{
    if (packets == 0)
        return Words::tr("nothing");
    const QLocale locale;
    const auto most = static_cast<uint64_t>(std::numeric_limits<qint64>::max());
    const QString size = locale.formattedDataSize(static_cast<qint64>(std::min(bytes, most)), 1,
                                                  QLocale::DataSizeSIFormat);
    if (packets == 1)
        return Words::tr("1 packet, %1").arg(size);
    return Words::tr("%1 packets, %2").arg(locale.toString(static_cast<qulonglong>(packets)), size);
}

QString rateText(double bytesPerSecond)
{
    const auto number = [](double value) { return QLocale().toString(value, 'f', value < 9.95 ? 1 : 0); };
    if (bytesPerSecond < 999.5)
        return Words::tr("%1 B/s").arg(QLocale().toString(bytesPerSecond, 'f', 0));
    if (bytesPerSecond < 999.5e3)
        return Words::tr("%1 kB/s").arg(number(bytesPerSecond / 1e3));
    if (bytesPerSecond < 999.5e6)
        return Words::tr("%1 MB/s").arg(number(bytesPerSecond / 1e6));
    return Words::tr("%1 GB/s").arg(number(bytesPerSecond / 1e9));
}

QString yesNo(bool value)
{
    return value ? Words::tr("yes") : Words::tr("no");
}

} // namespace mesh44
