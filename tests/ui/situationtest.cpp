// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/situation.h"
#include "tests/ui/meshmaker.h"
#include "ui/models/words.h"

#include <QTest>

using namespace mesh44;
using namespace mesh44::test;
using Kind = ConnectionState::Kind;

class SituationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutHelper_data();
    void withoutHelper();
    void states_data();
    void states();
    void otherContract_data();
    void otherContract();
    void countsDown();
    void problemsBesideWork();
    void ages_data();
    void ages();
};

void SituationTest::withoutHelper_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("hadData");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("inText");
    QTest::addColumn<QString>("command");
    const QString start = QStringLiteral("sudo systemctl enable --now mesh44d");
    QTest::newRow("absent") << int(Kind::Absent) << "" << false << "The gateway service is not running"
                            << "does not answer" << start;
    QTest::newRow("absent there") << int(Kind::Absent) << "n0call@gw" << false << "The gateway service is not running"
                                  << "n0call@gw" << QString(QStringLiteral("ssh n0call@gw ") + start);
    QTest::newRow("vanished") << int(Kind::Absent) << "" << true << "The gateway service is not running"
                              << "(95 s ago)" << start;
    QTest::newRow("refused") << int(Kind::Refused) << "" << false << "Access refused" << "does not let you" << "";
    QTest::newRow("no bus") << int(Kind::Unreachable) << "" << false << "No system bus" << "does not answer" << "";
    QTest::newRow("no host") << int(Kind::Unreachable) << "n0call@gw" << false << "No connection to n0call@gw" << "ssh"
                             << "";
    QTest::newRow("other version") << int(Kind::Failed) << "" << false << "The gateway service cannot be understood"
                                   << "detail" << "";
}

void SituationTest::withoutHelper()
{
    QFETCH(int, kind);
    QFETCH(QString, host);
    QFETCH(bool, hadData);
    QFETCH(QString, title);
    QFETCH(QString, inText);
    QFETCH(QString, command);
    const GatewayStatus status = makeStatus(GatewayState::Up);
    const ConnectionState connection{static_cast<Kind>(kind), host, QStringLiteral("detail"), kNow - 95 * kSecond};
    const Situation situation = situationOf(connection, hadData ? &status : nullptr, kNow);
    QVERIFY(!situation.live);
    QCOMPARE(situation.sign, Sign::Failed);
    QVERIFY(situation.notice);
    QCOMPARE(situation.notice->title, title);
    QVERIFY2(situation.notice->text.contains(inText), qPrintable(situation.notice->text));
    QCOMPARE(situation.notice->command, command);
    QVERIFY(situation.notice->canRetry);
}

void SituationTest::states_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("word");
    QTest::addColumn<int>("sign");
    QTest::addColumn<QString>("command");
    QTest::newRow("up") << int(GatewayState::Up) << "Up" << int(Sign::Ok) << "-";
    QTest::newRow("degraded") << int(GatewayState::Degraded) << "Degraded" << int(Sign::Attention) << "-";
    QTest::newRow("down") << int(GatewayState::Down) << "Switched off" << int(Sign::Off) << "";
    QTest::newRow("waiting") << int(GatewayState::Waiting) << "Waiting" << int(Sign::Unknown) << "";
    QTest::newRow("conflict") << int(GatewayState::Conflict) << "Table conflict" << int(Sign::Failed) << "";
    QTest::newRow("no plane") << int(GatewayState::Unsupported) << "Nothing can carry packets" << int(Sign::Failed)
                              << "sudo modprobe -a ipip tun";
    QTest::newRow("no rights") << int(GatewayState::NoRights) << "No rights" << int(Sign::Failed)
                               << "sudo systemctl restart mesh44d";
    QTest::newRow("misconfigured") << int(GatewayState::Misconfigured) << "Misconfigured" << int(Sign::Failed) << "";
}

void SituationTest::states()
{
    QFETCH(int, state);
    QFETCH(QString, word);
    QFETCH(int, sign);
    QFETCH(QString, command);
    GatewayStatus status = makeStatus(static_cast<GatewayState>(state));
    if (status.state == GatewayState::Misconfigured)
        status.problems = {{"/etc/mesh44/a.conf", 3, "gateway.subnets", "expected a prefix"},
                           {"b.conf", 0, "", "empty"}};
    const Situation situation = situationOf({.kind = Kind::Live}, &status, kNow);
    QVERIFY(situation.live);
    QCOMPARE(situation.word, word);
    QCOMPARE(int(situation.sign), sign);
    QCOMPARE(situation.notice ? situation.notice->command : QStringLiteral("-"), command);
    if (!status.problems.empty()) {
        QCOMPARE(situation.notice->details,
                 (QStringList{QStringLiteral("/etc/mesh44/a.conf:3: gateway.subnets: expected a prefix"),
                              QStringLiteral("b.conf: empty")}));
    }
    status.reason = "Because.";
    const Situation because = situationOf({.kind = Kind::Live}, &status, kNow);
    const bool told = because.sentence.contains(QStringLiteral("Because."));
    const bool ownWords = status.state == GatewayState::Up || status.state == GatewayState::Down
                          || status.state == GatewayState::Waiting;
    QCOMPARE(told, !ownWords);
}

void SituationTest::otherContract_data()
{
    QTest::addColumn<uint>("major");
    QTest::addColumn<QString>("inText"); // empty: no word about it
    QTest::newRow("ours") << kApiMajor << "";
    QTest::newRow("newer") << kApiMajor + 1 << "Start this window anew";
    QTest::newRow("older") << kApiMajor - 1 << "Start the service anew";
}

void SituationTest::otherContract()
{
    QFETCH(uint, major);
    QFETCH(QString, inText);
    GatewayStatus status = makeStatus(GatewayState::Up);
    status.apiMajor = major;
    status.apiMinor = kApiMinor + 7; // more than we know is no matter
    const Situation situation = situationOf({Kind::Live, {}, {}, kNow}, &status, kNow);
    QVERIFY(situation.live);
    QCOMPARE(situation.notice.has_value(), !inText.isEmpty());
    if (situation.notice)
        QVERIFY2(situation.notice->text.contains(inText), qPrintable(situation.notice->text));
}

void SituationTest::countsDown()
{
    GatewayStatus status = makeStatus(GatewayState::Waiting);
    const auto sentence = [&](int64_t seconds) {
        return situationOf({.kind = Kind::Live}, &status, kNow + seconds * kSecond).sentence;
    };
    QCOMPARE(sentence(0), QStringLiteral("The next burst is expected within 4:19."));
    QCOMPARE(sentence(60), QStringLiteral("The next burst is expected within 3:19."));
    QCOMPARE(sentence(259), QStringLiteral("The next burst is expected within 0:00."));
    QCOMPARE(sentence(260), QStringLiteral("The burst is overdue by 0:01."));
    const Situation late = situationOf({.kind = Kind::Live}, &status, kNow + 400 * kSecond);
    QCOMPARE(late.sign, Sign::Attention);
    QVERIFY(late.notice->text.contains(QStringLiteral("protocol 4")));
    status.nextBurst = 0;
    QCOMPARE(sentence(0), QStringLiteral("It is not known when the next burst comes."));
}

void SituationTest::problemsBesideWork()
{
    GatewayStatus status = makeStatus(GatewayState::Up);
    status.problems = {{"a.conf", 2, "gateway.mode", "expected full or mesh"}};
    const Situation situation = situationOf({.kind = Kind::Live}, &status, kNow);
    QCOMPARE(situation.sign, Sign::Ok);
    QVERIFY(situation.notice);
    QCOMPARE(situation.notice->sign, Sign::Attention);
    QCOMPARE(situation.notice->details, QStringList(QStringLiteral("a.conf:2: gateway.mode: expected full or mesh")));
}

void SituationTest::ages_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("age");
    QTest::newRow("now") << qint64{0} << "just now";
    QTest::newRow("the clock was set back") << qint64{-500} << "just now";
    QTest::newRow("seconds") << qint64{119} << "119 s ago";
    QTest::newRow("minutes") << qint64{120} << "2 min ago";
    QTest::newRow("hours") << qint64{7200} << "2 h ago";
    QTest::newRow("days") << qint64{3 * 86400} << "3 d ago";
}

void SituationTest::ages()
{
    QFETCH(qint64, seconds);
    QFETCH(QString, age);
    QCOMPARE(ageText(kNow, kNow - seconds * kSecond), age);
    QCOMPARE(ageText(kNow, 0), QStringLiteral("never"));
}

QTEST_MAIN(SituationTest)
#include "situationtest.moc"
