// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/publisher.h"

#include "core/bus/handle.h"
#include "helper/clock.h"

#include <QTest>

using namespace mesh44;

namespace {

RouteView routeNumber(uint32_t n)
{
    return {.prefix = Ipv4Prefix::covering(Ipv4Address(0x2c000000U + (n << 8)), 24)};
}

} // namespace

class PublisherTest : public QObject
{
    Q_OBJECT

    bus::Event m_event;
    Snapshot m_now;
    std::vector<Delta> m_told;
    std::optional<Publisher> m_publisher;

private Q_SLOTS:
    void init()
    {
        sd_event *raw = nullptr;
        QVERIFY(sd_event_new(&raw) >= 0);
        m_now = {};
        m_told.clear();
        m_publisher.emplace(raw, Publisher::Handlers{[this] { return m_now; },
                                                     [this](const Delta &delta) { m_told.push_back(delta); }});
        m_event.reset(raw);
    }
    void cleanup() { m_publisher.reset(); }

    void onlyWhatDiffersIsARevision()
    {
        m_publisher->publish();
        QVERIFY(m_told.empty());
        m_now.routes = {routeNumber(1)};
        m_publisher->publish();
        m_publisher->publish();
        QCOMPARE(m_told.size(), size_t{1});
        QCOMPARE(m_told[0].from, uint64_t{0});
        QCOMPARE(m_told[0].to, uint64_t{1});
        QVERIFY(m_told[0].routes == m_now.routes);
        QCOMPARE(m_publisher->last().status.revision, uint64_t{1});
    }

    void aRequiredRevisionComesOnce()
    {
        QCOMPARE(m_publisher->requireRevision(), uint64_t{1});
        m_publisher->publish();
        m_publisher->publish();
        QCOMPARE(m_told.size(), size_t{1});
        QCOMPARE(m_publisher->last().revision, uint64_t{1});
    }

    void aBurstIsNone()
    {
        m_publisher->noteBurst({7, 531, true, 9});
        QCOMPARE(m_publisher->last().status.lastBurstRoutes, 531U);
        m_now.status = m_publisher->last().status;
        m_publisher->publish();
        QVERIFY(m_told.empty());
    }

    void tooMuchIsNotToldRowByRow_data()
    {
        QTest::addColumn<uint32_t>("routes");
        QTest::addColumn<bool>("whole");
        QTest::newRow("the most") << 2000U << true;
        QTest::newRow("one more") << 2001U << false;
    }
    void tooMuchIsNotToldRowByRow()
    {
        QFETCH(uint32_t, routes);
        QFETCH(bool, whole);
        for (uint32_t n = 0; n < routes; ++n)
            m_now.routes.push_back(routeNumber(n));
        m_publisher->publish();
        QCOMPARE(m_told.at(0).whole, whole);
        QCOMPARE(m_told[0].routes.size(), whole ? size_t{routes} : size_t{0});
    }

    void keepsThePace()
    {
        m_now.routes = {routeNumber(1)};
        const int64_t before = bootTime();
        m_publisher->publish();
        m_now.routes = {routeNumber(2)};
        for (int i = 0; i < 10; ++i)
            m_publisher->publishAtPace();
        while (m_told.size() < 2)
            QVERIFY(sd_event_run(m_event.get(), 5'000'000) > 0);
        QVERIFY(bootTime() - before >= 200'000);
        QCOMPARE(sd_event_run(m_event.get(), 0), 0);
    }

    void whoAsksWaitsForNothing()
    {
        m_now.routes = {routeNumber(1)};
        m_publisher->publishPending();
        QVERIFY(m_told.empty()); // nothing was to come
        m_publisher->publishSoon();
        m_publisher->publishPending();
        QCOMPARE(m_told.size(), size_t{1});
        QCOMPARE(sd_event_run(m_event.get(), 0), 0);
    }
};

QTEST_GUILESS_MAIN(PublisherTest)
#include "publisher.moc"
