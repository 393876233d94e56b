// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44/accessround.h"

#include <QTest>

using namespace mesh44;
using Question = AccessRound::Question;

class AccessRoundTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksAboutBothInTurn()
    {
        AccessRound round;
        QVERIFY(!round.answered());
        QVERIFY(round.begin() == Question::Control);
        QVERIFY(round.answered() == Question::Control);
        QVERIFY(round.next() == Question::Configure);
        QVERIFY(round.answered() == Question::Configure);
        QVERIFY(!round.next());
        QVERIFY(!round.answered());
        QVERIFY(round.begin() == Question::Control);
    }

    // Each answer belongs to its question, however often somebody wants to know in the meantime.
    void oneRoundMoreHoweverManyWantIt()
    {
        AccessRound round;
        QVERIFY(round.begin() == Question::Control);
        QVERIFY(!round.begin());
        QVERIFY(round.answered() == Question::Control);
        QVERIFY(round.next() == Question::Configure);
        QVERIFY(!round.begin());
        QVERIFY(!round.begin());
        QVERIFY(round.answered() == Question::Configure);
        QVERIFY(round.next() == Question::Control);
        QVERIFY(round.next() == Question::Configure);
        QVERIFY(!round.next());
    }

    // Somebody else's answer changes nothing.
    void answersThatNobodyAskedFor()
    {
        AccessRound round;
        QVERIFY(!round.next());
        QVERIFY(!round.answered());
        QVERIFY(round.begin() == Question::Control);
    }
};

QTEST_GUILESS_MAIN(AccessRoundTest)
#include "accessroundtest.moc"
