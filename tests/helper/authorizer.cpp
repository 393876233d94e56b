// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/authorizer.h"

#include "core/bus/names.h"
#include "tests/bus/onprivatebus.h"
#include "tests/helper/authorizerrig.h"
#include "tests/helper/require.h"

#include <QElapsedTimer>
#include <QTest>

#include <pwd.h>

using namespace mesh44;
using test::Agent;
using test::Caller;
using test::polkitd;
using Answer = std::optional<ErrorCode>;

namespace {
constexpr Answer kMay = std::nullopt;
}

class AuthorizerTest : public QObject
{
    Q_OBJECT

    bus::Event m_event;
    std::unique_ptr<test::Service> m_service;

    sd_event *loop() const { return m_event.get(); }

    // Runs the loop until the condition holds; false after ten seconds.
    template <class Condition> bool until(Condition condition) const
    {
        QElapsedTimer timer;
        timer.start();
        while (!condition()) {
            if (timer.elapsed() > 10000 || sd_event_run(loop(), 1000000) < 0)
                return false;
        }
        return true;
    }
    // Has the caller ask once more and waits for the answer.
    Answer ask(Caller &caller, bool interactive = true) const
    {
        const size_t before = caller.answers.size();
        caller.call(interactive);
        return until([&] { return caller.answers.size() > before; }) ? caller.answers.back() : ErrorCode::Disconnected;
    }
    Answer askAs(const char *user, bool interactive = true) const
    {
        Caller caller(user, loop());
        return ask(caller, interactive);
    }

    // So many connections of each user, each with as many calls as one may have.
    std::vector<std::unique_ptr<Caller>> crowd(const std::vector<const char *> &users, int connections) const
    {
        std::vector<std::unique_ptr<Caller>> callers;
        for (const char *user : users) {
            for (int i = 0; i < connections; ++i) {
                callers.push_back(std::make_unique<Caller>(user, loop()));
                for (size_t k = 0; k < Authorizer::kPerSender; ++k)
                    callers.back()->call();
            }
        }
        return callers;
    }

private Q_SLOTS:
    void initTestCase() { MESH44_REQUIRE(test::onPrivateBus(), "the private bus with polkitd needs root"); }

    void init()
    {
        sd_event *event = nullptr;
        QVERIFY(sd_event_new(&event) >= 0);
        m_event.reset(event);
        m_service = std::make_unique<test::Service>(event);
        QVERIFY(m_service->ready());
        QVERIFY(polkitd("start"));
    }

    void cleanup()
    {
        if (m_service && m_service->authorizer)
            QCOMPARE(m_service->authorizer->pending(), size_t{0});
        m_service.reset();
        m_event.reset();
    }

    void answers_data()
    {
        QTest::addColumn<QByteArray>("user");
        QTest::addColumn<bool>("interactive");
        QTest::addColumn<Answer>("expected");
        QTest::newRow("root") << QByteArray("root") << true << kMay;
        QTest::newRow("root, not interactive") << QByteArray("root") << false << kMay;
        QTest::newRow("a rule says yes") << QByteArray("games") << false << kMay;
        QTest::newRow("a rule says no") << QByteArray("nobody") << true << Answer(ErrorCode::NotAuthorized);
        QTest::newRow("a password, nobody to ask") << QByteArray("daemon") << true << Answer(ErrorCode::NoAgent);
        QTest::newRow("a password, may not ask") << QByteArray("daemon") << false << Answer(ErrorCode::NoAgent);
        QTest::newRow("the helper's own user") << QByteArray("mesh44") << true << Answer(ErrorCode::NoAgent);
    }
    void answers()
    {
        QFETCH(QByteArray, user);
        QFETCH(bool, interactive);
        QFETCH(Answer, expected);
        Caller caller(user.constData(), loop());
        QVERIFY(caller.bus());
        QElapsedTimer timer;
        timer.start();
        QVERIFY(ask(caller, interactive) == expected);
        qInfo("answered in %lld ms: %s", static_cast<long long>(timer.elapsed()), caller.lastMessage.c_str());
        QCOMPARE(m_service->outcomes.size(), size_t{1});
    }

    // Whom a rule refuses may all the same where nothing is asked of that user; nobody else gains by it.
    void exemptUser()
    {
        uid_t seen = ~uid_t{0};
        const passwd *entry = ::getpwnam("nobody");
        QVERIFY(entry);
        const uid_t exempt = entry->pw_uid;
        m_service->exempt = [&seen, exempt](uid_t caller) { return (seen = caller) == exempt; };
        QVERIFY(askAs("nobody") == kMay);
        QCOMPARE(seen, exempt);
        QVERIFY(askAs("daemon") == Answer(ErrorCode::NoAgent));
        QVERIFY(seen != exempt);
        m_service->exempt = {};
        QVERIFY(askAs("nobody") == Answer(ErrorCode::NotAuthorized));
    }

    void promptAccepted()
    {
        Agent agent(Agent::Manner::Agrees, loop());
        QVERIFY(agent.registered());
        QVERIFY(askAs("daemon") == kMay);
        QCOMPARE(agent.actions, std::vector<std::string>{"org.mesh44.control"});
        QVERIFY(QByteArray::fromStdString(agent.message).contains("AMPRNet tunnel"));
    }

    void rulesSeeTheDetails()
    {
        QVERIFY(askAs("backup") == kMay);
        m_service->details["revision"] = "8";
        QVERIFY(askAs("backup") == ErrorCode::NoAgent);
    }

    void rightActionIsAsked()
    {
        Agent agent(Agent::Manner::Agrees, loop());
        m_service->action = "org.mesh44.configure";
        QVERIFY(askAs("daemon") == kMay);
        QCOMPARE(agent.actions, std::vector<std::string>{"org.mesh44.configure"});
    }

    void unknownActionIsRefused()
    {
        m_service->action = "org.mesh44.nothing";
        QVERIFY(askAs("games") == ErrorCode::AuthorizationUnavailable);
    }

    void promptDismissed()
    {
        Agent agent(Agent::Manner::Dismisses, loop());
        Caller caller("daemon", loop());
        QVERIFY(ask(caller) == ErrorCode::NotAuthorized);
        QVERIFY(QByteArray::fromStdString(caller.lastMessage).contains("dismissed"));
    }

    void noPromptUnlessInteractive()
    {
        Agent agent(Agent::Manner::Agrees, loop());
        QVERIFY(askAs("daemon", false) == ErrorCode::NoAgent);
        QVERIFY(agent.actions.empty());
    }

    // Its prompt leaves the screen with it.
    void callerVanishes()
    {
        Agent agent(Agent::Manner::Silent, loop());
        auto caller = std::make_unique<Caller>("daemon", loop());
        caller->call();
        QVERIFY(until([&] { return agent.actions.size() == 1; }));
        QCOMPARE(m_service->authorizer->pending(), size_t{1});
        caller.reset();
        // polkit sees it leave as well, before us or after us.
        QVERIFY(until([&] { return agent.withdrawn == 1 && m_service->outcomes.size() == 1; }));
        QCOMPARE(m_service->outcomes[0].error().code, ErrorCode::NotAuthorized);
    }

    // CVE-2021-3560: callers that leave somewhere between their question and the answer.
    void callersVanishAtOnce()
    {
        constexpr size_t kCallers = 300;
        for (size_t i = 0; i < kCallers; ++i) {
            auto caller = std::make_unique<Caller>("nobody", loop());
            caller->call();
            sd_bus_flush(caller->bus());
            for (size_t step = 0; step < i % 8; ++step)
                sd_event_run(loop(), 0);
            caller.reset();
        }
        QVERIFY(until([&] { return m_service->outcomes.size() == kCallers; }));
        for (const Status &status : m_service->outcomes)
            QVERIFY(!status);
    }

    void serviceStops()
    {
        Agent agent(Agent::Manner::Silent, loop());
        Caller caller("daemon", loop());
        caller.call();
        QVERIFY(until([&] { return agent.actions.size() == 1; }));
        m_service->authorizer.reset();
        QVERIFY(until([&] { return agent.withdrawn == 1; }));
        QVERIFY(m_service->outcomes.empty());
    }

    void polkitDies()
    {
        Agent agent(Agent::Manner::Silent, loop());
        Caller waiting("daemon", loop());
        waiting.call();
        QVERIFY(until([&] { return agent.actions.size() == 1; }));
        QVERIFY(polkitd("kill"));
        QVERIFY(until([&] { return waiting.answers.size() == 1; }));
        QVERIFY(waiting.answers[0] == ErrorCode::AuthorizationUnavailable);
        // Without polkit root only.
        QVERIFY(askAs("games") == ErrorCode::AuthorizationUnavailable);
        QVERIFY(askAs("root") == kMay);
        QVERIFY(polkitd("start"));
        QVERIFY(askAs("games") == kMay);
    }

    void polkitHangs()
    {
        QVERIFY(polkitd("hang"));
        auto caller = std::make_unique<Caller>("games", loop());
        caller->call();
        QVERIFY(until([&] { return m_service->authorizer->pending() == 1; }));
        QVERIFY(askAs("root") == kMay); // the loop is not held up
        caller.reset();
        QVERIFY(until([&] { return m_service->outcomes.size() == 2; }));
        QCOMPARE(m_service->outcomes[1].error().code, ErrorCode::NotAuthorized);
        QVERIFY(polkitd("resume"));
        QVERIFY(askAs("games") == kMay);
    }

    void fifthOfOneCallerIsBusy()
    {
        Agent agent(Agent::Manner::Silent, loop());
        Caller caller("daemon", loop());
        for (int i = 0; i < 4; ++i)
            caller.call();
        QVERIFY(until([&] { return agent.actions.size() == 4; }));
        QVERIFY(ask(caller) == ErrorCode::Busy);
        QVERIFY(askAs("games") == kMay);
        m_service->authorizer.reset();
    }

    // More connections make no more of one user, and take nothing from others.
    void ninthOfOneUserIsBusy()
    {
        Agent agent(Agent::Manner::Silent, loop());
        const auto callers = crowd({"daemon"}, 2);
        QVERIFY(until([&] { return agent.actions.size() == Authorizer::kPerUser; }));
        QVERIFY(askAs("daemon") == ErrorCode::Busy);
        QVERIFY(askAs("games") == kMay);
        m_service->authorizer.reset();
    }

    void thirtyThirdOfAllIsBusy()
    {
        Agent agent(Agent::Manner::Silent, loop());
        auto callers = crowd({"daemon", "bin", "sys", "man"}, 2);
        QVERIFY(until([&] { return agent.actions.size() == Authorizer::kInTotal; }));
        QVERIFY(askAs("games") == ErrorCode::Busy);
        callers.pop_back(); // takes its four along
        QVERIFY(until([&] { return m_service->authorizer->pending() == 28; }));
        QVERIFY(askAs("games") == kMay);
        callers.clear();
        // polkit 126 locks up when an agent leaves while its prompts are being withdrawn.
        QVERIFY(until([&] { return m_service->authorizer->pending() == 0; }));
        QVERIFY(until([&] { return agent.withdrawn == Authorizer::kInTotal; }));
    }

    // Strangers' prompts must not keep those out of whom nothing is asked: a trial would be taken back.
    void whoeverIsNotAskedIsNeverBusy()
    {
        Agent agent(Agent::Manner::Silent, loop());
        const auto callers = crowd({"daemon", "bin", "sys", "man"}, 2);
        QVERIFY(until([&] { return agent.actions.size() == Authorizer::kInTotal; }));
        QVERIFY(askAs("root") == kMay);
        QVERIFY(askAs("nobody") == ErrorCode::Busy);
        m_service->exempt = [](uid_t caller) { return caller == ::getpwnam("nobody")->pw_uid; };
        QVERIFY(askAs("nobody") == kMay);
        m_service->authorizer.reset();
    }

    // What waits for a password waits in memory, which has an end.
    void largeCallsAreFewer()
    {
        Agent agent(Agent::Manner::Silent, loop());
        m_service->bytes = Authorizer::kBytesPerUser / 2;
        Caller caller("daemon", loop());
        caller.call();
        caller.call();
        QVERIFY(until([&] { return agent.actions.size() == 2; }));
        QVERIFY(ask(caller) == ErrorCode::Busy);
        QVERIFY(askAs("games") == kMay);
        QVERIFY(askAs("root") == kMay);
        m_service->bytes = 0;
        caller.call();
        QVERIFY(until([&] { return agent.actions.size() == 3; }));
        m_service->authorizer.reset();
    }

    void mayBeDestroyedByItsAnswer()
    {
        m_service->onOutcome = [&] { m_service->authorizer.reset(); };
        QVERIFY(askAs("games") == kMay);
    }

    void malformedAnswersRefuse_data()
    {
        QTest::addColumn<QByteArray>("answer");
        for (const char *answer :
             {"nothing", "boolean", "three values", "two values", "other dictionary", "number", "more", "words",
              "org.freedesktop.PolicyKit1.Error.Failed", "org.freedesktop.DBus.Error.NoReply",
              "org.freedesktop.DBus.Error.NameHasNoOwner", "org.freedesktop.DBus.Error.LimitsExceeded",
              "org.freedesktop.DBus.Error.UnknownMethod", "org.freedesktop.DBus.Error.AccessDenied"})
            QTest::newRow(answer) << QByteArray(answer);
    }
    void malformedAnswersRefuse()
    {
        QFETCH(QByteArray, answer);
        QVERIFY(polkitd("kill"));
        const test::FakePolkit polkit(answer.toStdString(), loop());
        QVERIFY(polkit.ready());
        QVERIFY(askAs("games") == ErrorCode::AuthorizationUnavailable);
    }

    // What makes the table above mean something: the same fake is believed when it answers in the right form.
    void wellFormedAnswerGrants()
    {
        QVERIFY(polkitd("kill"));
        const test::FakePolkit polkit("good yes", loop());
        QVERIFY(polkit.ready());
        Caller caller("nobody", loop());
        QVERIFY2(ask(caller) == kMay, caller.lastMessage.c_str());
    }

    void nobodyElseOwnsTheName_data()
    {
        QTest::addColumn<QByteArray>("user");
        QTest::newRow("nobody") << QByteArray("nobody");
        QTest::newRow("games") << QByteArray("games");
        QTest::newRow("root") << QByteArray("root");
    }
    void nobodyElseOwnsTheName()
    {
        QFETCH(QByteArray, user);
        const bus::Bus connection = test::connectAs(user.constData(), loop());
        QCOMPARE(sd_bus_request_name(connection.get(), bus::kService, SD_BUS_NAME_REPLACE_EXISTING), -EACCES);
    }

    // The bus lets nothing but the listed interfaces through to the helper.
    void otherInterfacesStayOutside()
    {
        Caller caller("nobody", loop());
        bus::BusError error;
        QVERIFY(sd_bus_call_method(caller.bus(), bus::kService, bus::kPath, "org.mesh44.Other", "Up", error.get(),
                                   nullptr, nullptr)
                < 0);
        QVERIFY(sd_bus_error_has_name(error.get(), SD_BUS_ERROR_ACCESS_DENIED));
    }
};

int main(int argc, char **argv)
{
    test::enterPrivateBus(argv, MESH44_BUS_RULES);
    AuthorizerTest tests;
    return QTest::qExec(&tests, argc, argv);
}

#include "authorizer.moc"
