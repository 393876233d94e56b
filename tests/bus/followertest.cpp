// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44ctl/follower.h"
#include "samples.h"

#include <QtTest>

using namespace mesh44;
using namespace mesh44::ctl;

class FollowerTest : public QObject
{
    Q_OBJECT

private:
    Snapshot at(uint64_t revision) { return test::someSnapshot(m_random, revision, 10); }
    Follower follower()
    {
        m_asked = 0;
        m_shown.clear();
        return Follower([this](const Snapshot *, const Delta &delta) { m_shown.push_back(delta); },
                        [this] { ++m_asked; });
    }

    std::mt19937 m_random{1};
    int m_asked = 0;
    std::vector<Delta> m_shown;

private Q_SLOTS:
    void changesDuringTheSnapshotWait();
    void gapAsksAndShowsTheDifference();
    void notWholeAsks();
    void failureIsAskedAgain();
    void restartedServiceBeginsAnew();
    void tooManyWaitingAreAGap();
    void followsRandomHistory();
};

void FollowerTest::changesDuringTheSnapshotWait()
{
    Follower f = follower();
    const Snapshot s1 = at(1), s2 = at(2), s3 = at(3), s4 = at(4);
    f.start();
    f.start(); // asks once
    QCOMPARE(m_asked, 1);
    f.changed(difference(s1, s2));
    f.changed(difference(s2, s3));
    f.changed(difference(s3, s4));
    f.snapshotCame(s2);
    QVERIFY(f.snapshot() == s4);
    QCOMPARE(m_shown.size(), size_t{3}); // the snapshot, then 2 to 3 and 3 to 4
    QCOMPARE(m_shown.front().from, uint64_t{0});
    QCOMPARE(m_asked, 1);
}

void FollowerTest::gapAsksAndShowsTheDifference()
{
    Follower f = follower();
    const Snapshot s1 = at(1), s2 = at(2), s3 = at(3), s4 = at(4);
    f.start();
    f.snapshotCame(s1);
    f.changed(difference(s2, s3));
    QCOMPARE(m_asked, 2);
    QVERIFY(f.snapshot() == s1);
    f.changed(difference(s3, s4));
    f.snapshotCame(s3);
    QVERIFY(f.snapshot() == s4);
    QVERIFY(m_shown[1] == difference(s1, s3));
}

void FollowerTest::notWholeAsks()
{
    Follower f = follower();
    f.start();
    f.snapshotCame(at(5));
    f.changed(Delta{.whole = false}); // as an unreadable one arrives
    QCOMPARE(m_asked, 2);
}

void FollowerTest::failureIsAskedAgain()
{
    Follower f = follower();
    f.start();
    f.snapshotFailed();
    QVERIFY(m_shown.empty());
    f.start();
    QCOMPARE(m_asked, 2);
}

void FollowerTest::restartedServiceBeginsAnew()
{
    Follower f = follower();
    const Snapshot s1 = at(1), s2 = at(2);
    f.start();
    f.snapshotCame(at(500));
    f.start();
    f.snapshotCame(s1);
    f.changed(difference(s1, s2));
    QVERIFY(f.snapshot() == s2);
}

void FollowerTest::tooManyWaitingAreAGap()
{
    Follower f = follower();
    f.start();
    Snapshot last = at(1);
    const Snapshot first = last;
    for (uint64_t revision = 2; revision < 400; ++revision) {
        Snapshot next = last;
        next.revision = revision;
        f.changed(difference(last, next));
        last = next;
    }
    f.snapshotCame(first);
    QCOMPARE(m_asked, 2);
    f.snapshotCame(last);
    QVERIFY(f.snapshot() == last);
}

// Changes are lost and repeated at random; an asked-for snapshot comes at once, or later.
void FollowerTest::followsRandomHistory()
{
    const auto seed = std::random_device{}();
    qInfo("seed %u", seed);
    std::mt19937 random(seed);
    Follower f = follower();
    Snapshot truth = test::someSnapshot(random, 1, 10);
    f.start();
    int answered = 0;
    for (uint64_t revision = 2; revision < 500; ++revision) {
        const Snapshot next = test::someSnapshot(random, revision, 10);
        const Delta delta = difference(truth, next);
        truth = next;
        for (uint32_t times = test::below(random, 3); times > 0; --times)
            f.changed(delta);
        if (answered < m_asked && test::below(random, 2) == 1) {
            answered = m_asked;
            f.snapshotCame(truth);
        }
    }
    f.snapshotFailed();
    f.start();
    f.snapshotCame(truth);
    QVERIFY(f.snapshot() == truth);
    Snapshot replayed; // what was shown leads there
    for (const Delta &delta : m_shown)
        QVERIFY(apply(replayed, delta));
    QVERIFY(replayed == truth);
}

QTEST_GUILESS_MAIN(FollowerTest)
#include "followertest.moc"
