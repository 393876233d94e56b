// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/notifications.h"
#include "tests/ui/meshmaker.h"

#include <QtTest>

using namespace mesh44;
using namespace mesh44::test;
using Step = NotificationGate::Step;
using Kind = ConnectionState::Kind;

namespace {

ConnectionState as(Kind kind)
{
    return {.kind = kind, .host = {}, .detail = {}, .since = kNow};
}

GatewayStatus because(GatewayState state, const char *reason)
{
    GatewayStatus status = makeStatus(state);
    status.reason = reason;
    return status;
}

// Looks each second for so long, and returns what was not nothing.
std::vector<Step> pass(NotificationGate &gate, const std::optional<QString> &cause, int64_t &now, int seconds,
                       bool heeded = false)
{
    std::vector<Step> steps;
    for (int i = 0; i < seconds; ++i, now += kSecond) {
        if (const Step step = gate.look(cause, now, heeded); step != Step::Nothing)
            steps.push_back(step);
    }
    return steps;
}

} // namespace

class NotificationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_gate = {};
        m_now = 0;
    }
    void causes_data();
    void causes();
    void countsAreNoNewCause();
    void lastingIsToldOnce();
    void whatFlickersIsNot();
    void anotherCauseIsToldAgain();
    void theEndIsToldWhenItLasts();
    void aShortRecoveryIsNone();
    void notKnowingChangesNothing();
    void whoLooksIsNotTold();
    void lookingWithdraws();

private:
    std::vector<Step> play(const char *cause, int seconds, bool heeded = false)
    {
        return pass(m_gate, QString::fromLatin1(cause), m_now, seconds, heeded);
    }
    NotificationGate m_gate;
    int64_t m_now = 0;
};

using Steps = std::vector<Step>;

void NotificationsTest::causes_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("state");    // -1: nothing heard
    QTest::addColumn<int>("expected"); // 1 a cause, 0 none, -1 not known
    QTest::newRow("connecting") << int(Kind::Connecting) << -1 << -1;
    QTest::newRow("live, no status") << int(Kind::Live) << -1 << -1;
    QTest::newRow("absent") << int(Kind::Absent) << -1 << 1;
    QTest::newRow("refused") << int(Kind::Refused) << -1 << 1;
    QTest::newRow("unreachable, data kept") << int(Kind::Unreachable) << int(GatewayState::Up) << 1;
    QTest::newRow("failed") << int(Kind::Failed) << int(GatewayState::Up) << 1;
    QTest::newRow("up") << int(Kind::Live) << int(GatewayState::Up) << 0;
    QTest::newRow("switched off") << int(Kind::Live) << int(GatewayState::Down) << 0;
    QTest::newRow("degraded") << int(Kind::Live) << int(GatewayState::Degraded) << 1;
    QTest::newRow("conflict") << int(Kind::Live) << int(GatewayState::Conflict) << 1;
    QTest::newRow("unsupported") << int(Kind::Live) << int(GatewayState::Unsupported) << 1;
    QTest::newRow("no rights") << int(Kind::Live) << int(GatewayState::NoRights) << 1;
    QTest::newRow("misconfigured") << int(Kind::Live) << int(GatewayState::Misconfigured) << 1;
}

void NotificationsTest::causes()
{
    QFETCH(int, kind);
    QFETCH(int, state);
    QFETCH(int, expected);
    const GatewayStatus status = makeStatus(state < 0 ? GatewayState::Down : GatewayState(state));
    const auto cause = rootCause(as(Kind(kind)), state < 0 ? nullptr : &status, kNow);
    QCOMPARE(cause ? int(!cause->isEmpty()) : -1, expected);
}

void NotificationsTest::countsAreNoNewCause()
{
    const auto causeOf = [](const char *reason) {
        const GatewayStatus status = because(GatewayState::Degraded, reason);
        return rootCause(as(Kind::Live), &status, kNow);
    };
    QCOMPARE(causeOf("3 routes are refused by the kernel."), causeOf("14 routes are refused by the kernel."));
    QVERIFY(causeOf("3 routes are refused by the kernel.") != causeOf("No burst for 12 minutes."));
    GatewayStatus waiting = makeStatus(GatewayState::Waiting);
    waiting.nextBurst = kNow + kSecond;
    QVERIFY(!rootCause(as(Kind::Live), &waiting, kNow)); // nothing is wrong yet, nor right
    QVERIFY(!rootCause(as(Kind::Live), &waiting, kNow + 2 * kSecond)->isEmpty());
}

void NotificationsTest::lastingIsToldOnce()
{
    QCOMPARE(play("", 60), Steps{});
    QCOMPARE(play("absent", 30), Steps{});
    QCOMPARE(play("absent", 1), Steps{Step::Tell});
    QCOMPARE(play("absent", 3600), Steps{});
}

void NotificationsTest::whatFlickersIsNot()
{
    for (int i = 0; i < 50; ++i) {
        QCOMPARE(play("absent", 29), Steps{});
        QCOMPARE(play("", 2), Steps{});
    }
}

void NotificationsTest::anotherCauseIsToldAgain()
{
    QCOMPARE(play("absent", 31), Steps{Step::Tell});
    QCOMPARE(play("conflict", 31), Steps{Step::Tell});
    QCOMPARE(play("absent", 31), Steps{Step::Tell});
}

void NotificationsTest::theEndIsToldWhenItLasts()
{
    QCOMPARE(play("absent", 31), Steps{Step::Tell});
    QCOMPARE(play("", 30), Steps{});
    QCOMPARE(play("", 1), Steps{Step::TellOver});
    QCOMPARE(play("", 100), Steps{});
    QCOMPARE(play("absent", 31), Steps{Step::Tell});
}

void NotificationsTest::aShortRecoveryIsNone()
{
    QCOMPARE(play("absent", 31), Steps{Step::Tell});
    QCOMPARE(play("", 20), Steps{});
    QCOMPARE(play("absent", 600), Steps{});
}

// Trying again and again, the connection is neither there nor gone for a moment each time.
void NotificationsTest::notKnowingChangesNothing()
{
    Steps steps;
    for (int i = 0; i < 40; ++i) {
        for (const Step step : play("unreachable", 1))
            steps.push_back(step);
        QCOMPARE(pass(m_gate, std::nullopt, m_now, 1), Steps{});
    }
    QCOMPARE(steps, Steps{Step::Tell});
}

void NotificationsTest::whoLooksIsNotTold()
{
    QCOMPARE(play("absent", 60, true), Steps{});
    QCOMPARE(play("absent", 60), Steps{}); // it was seen
    QCOMPARE(play("", 60), Steps{});       // so its end is no news either
    QCOMPARE(play("absent", 31), Steps{Step::Tell});
}

void NotificationsTest::lookingWithdraws()
{
    QCOMPARE(play("absent", 31), Steps{Step::Tell});
    QCOMPARE(play("absent", 5, true), Steps{Step::Withdraw});
    QCOMPARE(play("", 60), Steps{});
}

QTEST_APPLESS_MAIN(NotificationsTest)
#include "notificationstest.moc"
