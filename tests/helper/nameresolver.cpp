// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/nameresolver.h"

#include <QTest>

#include <atomic>
#include <memory>
#include <thread>

using namespace mesh44;

namespace {

const Ipv4Address kFirst{203, 0, 113, 9};
const Ipv4Address kSecond{203, 0, 113, 77};

// What a name server says, and how often it was asked.
struct Server
{
    std::vector<Ipv4Address> addresses;
    std::atomic<int> asked{0};

    NameResolver::LookUp lookUp()
    {
        return [this](const std::string &) {
            ++asked;
            return addresses;
        };
    }
};

} // namespace

class NameResolverTest : public QObject
{
    Q_OBJECT

    bus::Event m_event;
    int m_changes = 0;

    void runUntilChange()
    {
        const int before = m_changes;
        while (m_changes == before)
            QVERIFY(sd_event_run(m_event.get(), 5'000'000) > 0);
    }

private Q_SLOTS:
    void init()
    {
        sd_event *raw = nullptr;
        QVERIFY(sd_event_new(&raw) >= 0);
        m_event.reset(raw);
        m_changes = 0;
    }

    void resolves()
    {
        Server server{{kSecond, kFirst}};
        NameResolver resolver(m_event.get(), [this] { ++m_changes; }, server.lookUp());
        resolver.follow("gw.example.net");
        QVERIFY(!resolver.address());
        runUntilChange();
        QVERIFY(resolver.address() == kFirst); // the same one each time, in whatever order they come
        QVERIFY(resolver.problem().empty());
        resolver.follow("gw.example.net");
        QCOMPARE(server.asked.load(), 1);
    }

    void failureSaysTheName()
    {
        Server server;
        NameResolver resolver(m_event.get(), [this] { ++m_changes; }, server.lookUp());
        resolver.follow("gw.example.net");
        runUntilChange();
        QVERIFY(!resolver.address());
        QVERIFY(resolver.problem().find("gw.example.net") != std::string::npos);
    }

    void otherNameForgets()
    {
        Server server{{kFirst}};
        NameResolver resolver(m_event.get(), [this] { ++m_changes; }, server.lookUp());
        resolver.follow("gw.example.net");
        runUntilChange();
        resolver.follow("");
        QVERIFY(!resolver.address());
        QCOMPARE(sd_event_run(m_event.get(), 0), 0);
    }

    void lateAnswerIsLetGo()
    {
        // Its thread outlives the resolver, and may outlive this test.
        const auto asked = std::make_shared<std::atomic<bool>>(false);
        const auto answer = std::make_shared<std::atomic<bool>>(false);
        const auto slow = [asked, answer](const std::string &) {
            *asked = true;
            while (!*answer)
                std::this_thread::yield();
            return std::vector{kFirst};
        };
        {
            NameResolver resolver(m_event.get(), [this] { ++m_changes; }, slow);
            resolver.follow("slow.example.net");
            while (!*asked)
                std::this_thread::yield();
        }
        *answer = true;
        QCOMPARE(sd_event_run(m_event.get(), 0), 0);
        QCOMPARE(m_changes, 0);
    }

    void systemKnowsLocalhost()
    {
        NameResolver resolver(m_event.get(), [this] { ++m_changes; });
        resolver.follow("localhost");
        runUntilChange();
        QVERIFY(resolver.address() == Ipv4Address(127, 0, 0, 1));
    }
};

QTEST_GUILESS_MAIN(NameResolverTest)
#include "nameresolver.moc"
