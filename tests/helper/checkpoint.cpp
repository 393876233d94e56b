// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/checkpoint.h"

#include "helper/sealing.h"

#include <QTest>

using namespace mesh44;

class CheckpointTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void invalid_data()
    {
        QTest::addColumn<QByteArray>("body");
        const char *good = R"({"boot_id":"b","deadline":1,"uid":0,"keys":["a"],"kernel":[])";
        QTest::newRow("not JSON") << QByteArray("{");
        QTest::newRow("not an object") << QByteArray("[]");
        QTest::newRow("empty object") << QByteArray("{}");
        for (const char *name : {"boot_id", "deadline", "uid", "keys", "kernel"}) {
            QByteArray body = QByteArray(good) + "}";
            body.replace(QByteArray('"' + QByteArray(name) + '"'), QByteArray("\"other\""));
            QTest::newRow(name) << body;
        }
        QTest::newRow("negative deadline") << QByteArray(good).replace(":1,", ":-1,") + "}";
        QTest::newRow("large uid") << QByteArray(good).replace("\"uid\":0", "\"uid\":4294967296") + "}";
        QTest::newRow("key no string") << QByteArray(good).replace("[\"a\"]", "[1]") + "}";
        QTest::newRow("own_config no string") << QByteArray(good) + ",\"own_config\":1}";
        QTest::newRow("own_config no byte") << QByteArray(good) + ",\"own_config\":\"\xe2\x82\xac\"}";
    }
    void invalid()
    {
        QFETCH(QByteArray, body);
        // A right header, so that the body is what is refused.
        const std::string framed = encodeCheckpoint({.keys = {"k"}});
        QVERIFY(decodeCheckpoint(framed));
        QVERIFY(!decodeCheckpoint(body.toStdString()));
        QVERIFY(!decodeCheckpoint(seal("mesh44-checkpoint 1", body.toStdString())));
    }

    void roundTrip()
    {
        Checkpoint checkpoint{.bootId = "b",
                              .deadline = 7,
                              .uid = 1000,
                              .keys = {"gateway.mode"},
                              .ownConfig = std::string("a = \xff\x80\xc3\xa4\0z\n", 11),
                              .kernel = {"tunl0: up"}};
        QVERIFY(*decodeCheckpoint(encodeCheckpoint(checkpoint)) == checkpoint);
        checkpoint.ownConfig.reset();
        QVERIFY(*decodeCheckpoint(encodeCheckpoint(checkpoint)) == checkpoint);
    }
};

QTEST_GUILESS_MAIN(CheckpointTest)
#include "checkpoint.moc"
