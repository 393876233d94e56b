// SPDX-License-Identifier: GPL-3.0-or-later
//
// The service under callers that collide or vanish, and under a bus that is killed and comes back.

#include "core/bus/client.h"
#include "tests/bus/privatebus.h"
#include "tests/helper/helperthread.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace mesh44;

namespace {

constexpr int kClients = 10;
constexpr int kEditsEach = 100;
constexpr int kReturnMs = 5000; // of the service, once the bus is back

using bus::Client;

template <class T, class Call> Result<T> askOf(Client &client, Call call)
{
    return client.await<T>([&](Client::Reply<T> reply) { call(client, std::move(reply)); });
}

Result<GatewayStatus> statusOf(Client &client)
{
    return askOf<GatewayStatus>(client, [](Client &c, auto reply) { c.getStatus(std::move(reply)); });
}

Result<uint32_t> numberOf(Client &client)
{
    const auto settings = askOf<std::vector<SettingView>>(client,
                                                          [](Client &c, auto reply) { c.getConfig(std::move(reply)); });
    if (!settings)
        return settings.error();
    const auto found = std::ranges::find(*settings, "rip44.max_routes", &SettingView::key);
    return static_cast<uint32_t>(std::stoul(found->value));
}

// One more, on what was read at a revision; Conflict: somebody else was first.
Status increment(Client &client)
{
    const auto status = statusOf(client);
    const auto number = status ? numberOf(client) : Result<uint32_t>(status.error());
    if (!number)
        return number.error();
    return askOf<Unit>(client, [&](Client &c, auto reply) {
        c.set(status->revision, {{"rip44.max_routes", std::to_string(*number + 1)}}, std::move(reply));
    });
}

} // namespace

class ServiceFaultsTest : public QObject
{
    Q_OBJECT

    test::PrivateBus m_bus;
    std::optional<QTemporaryDir> m_folder;
    std::optional<test::HelperThread> m_helper;

    static std::unique_ptr<Client> connect()
    {
        auto client = Client::connect("", {});
        return client ? *std::move(client) : nullptr;
    }
    // A client and the helper's status, within so many milliseconds.
    static bool answersWithin(int milliseconds)
    {
        return QTest::qWaitFor(
            [] {
                const auto client = connect();
                return client && statusOf(*client);
            },
            milliseconds);
    }

private Q_SLOTS:
    void init()
    {
        QVERIFY2(m_bus.start(), qPrintable(m_bus.error()));
        m_folder.emplace();
        m_helper.emplace(m_folder->path().toStdString());
        QVERIFY(answersWithin(20'000));
    }
    void cleanup()
    {
        m_helper.reset();
        m_bus.stop();
    }

    // Ten clients count one number up, each on what it has read: none of a thousand steps is lost.
    void noLostUpdate()
    {
        const auto client = connect();
        const uint32_t before = 1000;
        QVERIFY(askOf<Unit>(*client, [&](Client &c, auto reply) {
            c.set(0, {{"rip44.max_routes", std::to_string(before)}}, std::move(reply));
        }));
        std::atomic<int> conflicts = 0;
        std::atomic<int> failures = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < kClients; ++i) {
            threads.emplace_back([&] {
                const auto own = connect();
                for (int done = 0; done < kEditsEach && failures == 0;) {
                    const Status step = increment(*own);
                    done += step ? 1 : 0;
                    conflicts += !step && step.error().code == ErrorCode::Conflict ? 1 : 0;
                    failures += !step && step.error().code != ErrorCode::Conflict ? 1 : 0;
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(failures.load(), 0);
        QCOMPARE(*numberOf(*client), before + kClients * kEditsEach);
        qInfo("%d edits by %d clients, %d conflicts seen", kClients * kEditsEach, kClients, conflicts.load());
        QVERIFY(conflicts > 0);
    }

    void aTrialOverTheBus()
    {
        const auto client = connect();
        const auto apply = [&](uint32_t seconds) {
            return askOf<std::string>(*client, [&](Client &c, auto reply) {
                c.apply(0, {{"gateway.mode", "mesh"}}, seconds, std::move(reply));
            });
        };
        QVERIFY(apply(9).error().code == ErrorCode::InvalidArgument);
        const auto token = apply(60);
        QVERIFY(token);
        QVERIFY(apply(60).error().code == ErrorCode::Conflict);
        const GatewayStatus status = *statusOf(*client);
        QCOMPARE(status.trial.by, std::string("root"));
        QVERIFY(status.trial.secondsLeft > 50);
        QVERIFY(askOf<Unit>(*client, [&](Client &c, auto reply) { c.extend("", 300, std::move(reply)); }));
        QVERIFY(statusOf(*client)->trial.secondsLeft > 290);
        const auto stale = [](Client &c, auto reply) { c.confirm("00", std::move(reply)); };
        QVERIFY(askOf<Unit>(*client, stale).error().code == ErrorCode::NotFound);
        QVERIFY(askOf<Unit>(*client, [&](Client &c, auto reply) { c.rollback(*token, std::move(reply)); }));
        QCOMPARE(statusOf(*client)->mode, std::string("full"));
    }

    // Who applied is gone from the bus; the change stays until its deadline, not shorter and not longer.
    void aCallerThatVanishes()
    {
        QElapsedTimer timer;
        {
            const auto client = connect();
            timer.start();
            QVERIFY(askOf<std::string>(*client, [&](Client &c, auto reply) {
                c.apply(0, {{"gateway.mode", "mesh"}}, Trial::kShortest, std::move(reply));
            }));
        }
        const auto observer = connect();
        QCOMPARE(statusOf(*observer)->mode, std::string("mesh"));
        QVERIFY(QTest::qWaitFor([&] { return statusOf(*observer)->mode == "full"; }, 20'000));
        QVERIFY2(timer.elapsed() >= 9900 && timer.elapsed() < 12'000, qPrintable(QString::number(timer.elapsed())));
    }

    // The bus is killed and started again: the gateway goes on, and is found again in time; also a second time.
    void theBusComesBack_data()
    {
        QTest::addColumn<int>("awayMs");
        QTest::newRow("at once") << 0;
        QTest::newRow("while it waits longest") << 7000; // behind the last step of the back-off
    }
    void theBusComesBack()
    {
        QFETCH(int, awayMs);
        for (int round = 0; round < 2; ++round) {
            const auto client = connect();
            QVERIFY(askOf<std::string>(
                *client, [&](Client &c, auto reply) { c.apply(0, {{"gateway.mode", "mesh"}}, 60, std::move(reply)); }));
            m_bus.stop();
            QTest::qWait(awayMs); // it is the fault that lasts
            QVERIFY2(m_bus.start(), qPrintable(m_bus.error()));
            QElapsedTimer timer;
            timer.start();
            QVERIFY(answersWithin(kReturnMs));
            qInfo("away %d ms: back after %lld ms", awayMs, timer.elapsed());
            const auto again = connect();
            QCOMPARE(statusOf(*again)->trial.by, std::string("root")); // the same helper, as it was
            QVERIFY(askOf<Unit>(*again, [&](Client &c, auto reply) { c.rollback("", std::move(reply)); }));
        }
    }
};

QTEST_GUILESS_MAIN(ServiceFaultsTest)
#include "servicefaults.moc"
