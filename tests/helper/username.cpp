// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/username.h"

#include <QTemporaryFile>
#include <QTest>

using namespace mesh44;

class UserNameTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_data()
    {
        QTest::addColumn<QByteArray>("users");
        QTest::addColumn<uint>("uid");
        QTest::addColumn<QByteArray>("name");
        const QByteArray usual = "root:x:0:0:root:/root:/bin/bash\nalice:x:1000:1000:Alice,,,:/:/bin/sh\n"
                                 "bob:x:1001:1000::/:/bin/sh";
        QTest::newRow("root") << QByteArray() << 0U << QByteArray("root");
        QTest::newRow("root of another name") << QByteArray("toor:x:0:0::/:/bin/sh\n") << 0U << QByteArray("root");
        QTest::newRow("known") << usual << 1000U << QByteArray("alice (uid 1000)");
        QTest::newRow("last line without an end") << usual << 1001U << QByteArray("bob (uid 1001)");
        QTest::newRow("unknown") << usual << 100U << QByteArray("user 100");
        QTest::newRow("a group is no user")
            << QByteArray("carol:x:1002:1003::/:/bin/sh\n") << 1003U << QByteArray("user 1003");
        QTest::newRow("damaged") << QByteArray(":::\n\n::1000\nx:y\n\0:x:1000\n") << 1000U << QByteArray("user 1000");
        QTest::newRow("control characters")
            << QByteArray("a\x1b[1m:x:1000:1::/:/bin/sh\n") << 1000U << QByteArray("user 1000");
        QTest::newRow("blanks") << QByteArray("a by root:x:1000:1::/:/bin/sh\n") << 1000U << QByteArray("user 1000");
        QTest::newRow("enormous") << QByteArray(100, 'a') + ":x:1000:1::/:/bin/sh\n"
                                  << 1000U << QByteArray("user 1000");
    }
    void names()
    {
        QFETCH(QByteArray, users);
        QFETCH(uint, uid);
        QFETCH(QByteArray, name);
        QTemporaryFile file;
        QVERIFY(file.open() && file.write(users) == users.size() && file.flush());
        QCOMPARE(QByteArray::fromStdString(userName(uid, file.fileName().toStdString())), name);
    }

    // No line is taken for another one where the file is cut off.
    void anEnormousFile()
    {
        constexpr qsizetype kRead = 256 * 1024;
        const QByteArray last = "carol:x:1000";
        for (int cut = 0; cut < 4; ++cut) {
            QByteArray users;
            while (users.size() < kRead - 1000)
                users += "someone:x:77:77::/:/bin/sh\n";
            const QByteArray end = last.left(last.size() - cut);
            users += QByteArray(kRead - users.size() - end.size() - 1, '#') + '\n' + end;
            QCOMPARE(users.size(), kRead);
            users += last.right(cut) + ":1000::/:/bin/sh\n";
            QTemporaryFile file;
            QVERIFY(file.open() && file.write(users) == users.size() && file.flush());
            for (const uid_t uid : {1U, 10U, 100U, 1000U})
                QCOMPARE(userName(uid, file.fileName().toStdString()), "user " + std::to_string(uid));
        }
    }

    void noFile() { QCOMPARE(userName(1000, "/nonexistent"), std::string("user 1000")); }
};

QTEST_GUILESS_MAIN(UserNameTest)
#include "username.moc"
