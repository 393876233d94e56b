// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/time.h"
#include "tests/core/support.h"

#include <limits>

using namespace mesh44;
using namespace std::string_literals;

class TestTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void iso_data()
    {
        QTest::addColumn<qint64>("microseconds");
        QTest::addColumn<std::string>("text");
        QTest::newRow("never") << qint64{0} << ""s;
        QTest::newRow("first microsecond") << qint64{1} << "1970-01-01T00:00:00.000Z"s;
        QTest::newRow("milliseconds") << qint64{1464784496789999} << "2016-06-01T12:34:56.789Z"s;
        QTest::newRow("leap day") << qint64{1709164800000000} << "2024-02-29T00:00:00.000Z"s;
        QTest::newRow("after 2038") << qint64{4102444799000000} << "2099-12-31T23:59:59.000Z"s;
        QTest::newRow("last") << qint64{253402300799999999} << "9999-12-31T23:59:59.999Z"s;
        QTest::newRow("year 10000") << qint64{253402300800000000} << ""s;
        QTest::newRow("largest") << std::numeric_limits<qint64>::max() << ""s;
        QTest::newRow("before the epoch") << qint64{-1} << ""s;
        QTest::newRow("smallest") << std::numeric_limits<qint64>::min() << ""s;
    }
    void iso()
    {
        QFETCH(qint64, microseconds);
        QFETCH(std::string, text);
        QCOMPARE(isoTime(microseconds), text);
    }
};

QTEST_APPLESS_MAIN(TestTime)
#include "tst_time.moc"
