// SPDX-License-Identifier: GPL-3.0-or-later
// Our look-up against the kernel's own, over random rules, routes and settings in namespaces of their own.
//
// MESH44_SEED repeats a run; MESH44_EXPLAIN_LOOKUPS is how many flows are asked about.
#include "core/explain/explanation.h"
#include "helper/kernel/kernelanswer.h"
#include "helper/kernel/snapshotreader.h"
#include "tests/core/support.h"
#include "tests/helper/explainworld.h"
#include "tests/helper/kernelnamespace.h"

#include <QProcess>
#include <QTest>

using namespace mesh44;
using namespace mesh44::explain;

namespace {

constexpr int kFlowsPerWorld = 2500;
constexpr int kShownDifferences = 8;
constexpr int kAttempts = 100;
constexpr int kExplained = 10; // each so many-th is put in words, too
constexpr int kBuffer = 1 << 18;

// What the kernel refuses is skipped.
void runBatch(const std::string &lines)
{
    QProcess ip;
    ip.setProcessChannelMode(QProcess::MergedChannels);
    ip.start(QStringLiteral("ip"), {QStringLiteral("-force"), QStringLiteral("-batch"), QStringLiteral("-")});
    ip.write(lines.data(), static_cast<qint64>(lines.size()));
    ip.closeWriteChannel();
    ip.waitForFinished();
}

std::string words(const Flow &flow)
{
    return (flow.source ? flow.source->toString() : std::string("?")) + " -> " + flow.destination.toString() + " iif "
           + std::to_string(flow.inLink) + " oif " + std::to_string(flow.outLink) + " mark " + std::to_string(flow.mark)
           + " tos " + std::to_string(flow.tos) + " proto " + std::to_string(flow.protocol) + " ports "
           + std::to_string(flow.sourcePort) + "," + std::to_string(flow.destinationPort) + " uid "
           + std::to_string(flow.uid);
}

std::string words(const KernelAnswer &answer)
{
    if (answer.error != 0)
        return "errno " + std::to_string(answer.error);
    std::string text = "kind " + std::to_string(static_cast<int>(answer.kind)) + " dev " + std::to_string(answer.link)
                       + " via " + answer.gateway.toString() + " src "
                       + (answer.source ? answer.source->toString() : std::string("-"));
    if (answer.match)
        text += " table " + std::to_string(answer.match->table) + " " + answer.match->prefix.toString() + " tos "
                + std::to_string(answer.match->tos) + " metric " + std::to_string(answer.match->metric);
    return text;
}

std::string words(const RoutingIndex &index, const Decision &decision)
{
    std::string text = "errno " + std::to_string(errnoOf(decision)) + " reason "
                       + std::to_string(static_cast<int>(decision.reason)) + " outcome "
                       + std::to_string(static_cast<int>(decision.outcome));
    for (const Choice &choice : decision.choices) {
        text += " [dev " + std::to_string(choice.link) + " via " + choice.gateway.toString() + " src "
                + choice.source.toString();
        if (choice.route)
            text += " table " + std::to_string(index.route(*choice.route).table) + " "
                    + index.route(*choice.route).destination.toString() + " tos "
                    + std::to_string(index.route(*choice.route).tos) + " metric "
                    + std::to_string(index.route(*choice.route).metric) + " scope "
                    + std::to_string(index.route(*choice.route).scope) + " nhid "
                    + std::to_string(index.route(*choice.route).nexthopId);
        text += "]";
    }
    text += "\n  rules: ";
    for (const RuleStep &step : decision.lookup.steps)
        text += " " + std::to_string(index.rule(step.rule).priority) + ":"
                + std::to_string(static_cast<int>(step.outcome));
    return text;
}

// For whoever looks for the cause of a difference.
std::string listedRules()
{
    QProcess ip;
    ip.start(QStringLiteral("ip"), {QStringLiteral("rule")});
    ip.waitForFinished();
    return ip.readAllStandardOutput().toStdString();
}

struct Tally
{
    int asked = 0;
    int agreed = 0;
    int notModelled = 0;
    int differed = 0;
    int refused = 0;   // the kernel says no
    int forwarded = 0; // by a route from a device that it came in by
    int several = 0;   // one of several nexthops
    int unexplained = 0;
    int inVrf = 0; // to or from a device of a VRF
    size_t steps = 0;
    std::string differences;

    void add(const Tally &other)
    {
        for (auto member : {&Tally::asked, &Tally::agreed, &Tally::notModelled, &Tally::differed, &Tally::refused,
                            &Tally::forwarded, &Tally::several, &Tally::inVrf, &Tally::unexplained})
            this->*member += other.*member;
        steps += other.steps;
        differences += other.differences;
    }
};

} // namespace

class ExplainKernel : public QObject
{
    Q_OBJECT

public:
    explicit ExplainKernel(std::mt19937 random) : m_random(random) {}

private Q_SLOTS:
    void agreesOverRandomRules()
    {
        bool given = false;
        const int wanted = qEnvironmentVariable("MESH44_EXPLAIN_LOOKUPS").toInt(&given);
        const int lookups = given ? wanted : 200'000;
        Tally tally;
        for (int world = 0; tally.asked < lookups && tally.differed == 0; ++world)
            oneWorld(world, true, tally);
        report("with rules", tally);
        QCOMPARE(tally.differed, 0);
        QCOMPARE(tally.unexplained, 0);
        QVERIFY(tally.notModelled * 100 < tally.asked);
    }

    // A namespace whose rules nobody ever touched has `local` and `main` in one table.
    void agreesWithoutRules()
    {
        Tally tally;
        for (int world = 0; world < 4 && tally.differed == 0; ++world)
            oneWorld(world, false, tally);
        report("without rules", tally);
        QCOMPARE(tally.differed, 0);
        QCOMPARE(tally.unexplained, 0);
        QVERIFY(tally.notModelled * 20 < tally.asked);
    }

private:
    void oneWorld(int number, bool withRules, Tally &tally)
    {
        QVERIFY(test::enterNamespace());
        test::RandomRouting routing(m_random);
        runBatch(routing.devices() + (withRules ? routing.vrf() : std::string()));
        routing.settings();
        runBatch(routing.nexthopsAndRoutes());
        if (withRules) {
            runBatch(routing.rules());
            (void)routing.youngerRules();
        }
        auto reader = SnapshotReader::open();
        QVERIFY(reader);
        auto snapshot = reader->read();
        QVERIFY2(snapshot, snapshot ? "" : snapshot.error().message.c_str());
        QVERIFY(snapshot->localAndMainAreOne != withRules);
        // The kernel notes a lost carrier when it gets to it: what is asked meanwhile does not count.
        for (int attempt = 0; attempt < kAttempts; ++attempt) {
            Tally here;
            askAll(number, routing, *snapshot, here);
            auto after = reader->read();
            QVERIFY(after);
            const bool settled = isSame(*snapshot, *after);
            snapshot = std::move(after);
            if (!settled)
                continue;
            tally.add(here);
            return;
        }
        QFAIL("the namespace does not come to rest");
    }

    static bool isSame(const RoutingSnapshot &before, const RoutingSnapshot &after)
    {
        return before.links == after.links && before.addresses == after.addresses && before.rules == after.rules
               && before.routes == after.routes && before.all == after.all;
    }

    void askAll(int number, test::RandomRouting &routing, const RoutingSnapshot &snapshot, Tally &tally)
    {
        auto socket = NetlinkSocket::open(kBuffer);
        QVERIFY(socket);
        NetlinkRequest request;
        const RoutingIndex index(snapshot);
        for (int i = 0; i < kFlowsPerWorld; ++i) {
            const Flow flow = routing.flow(snapshot);
            const auto answer = askKernel(*socket, request, flow);
            QVERIFY2(answer, answer ? "" : answer.error().message.c_str());
            const Decision decision = decide(index, flow);
            const Agreement agreement = compare(index, decision, *answer);
            count(agreement, decision, *answer, tally);
            if (i % kExplained == 0)
                tally.unexplained += !explains(index, flow, *answer);
            tally.inVrf += index.vrfOf(flow.inLink != 0 ? flow.inLink : flow.outLink) != 0;
            if (agreement == Agreement::Differs && tally.differed <= kShownDifferences)
                tally.differences += "\nworld " + std::to_string(number) + ": " + words(flow)
                                     + "\n  kernel: " + words(*answer) + "\n  ours:   " + words(index, decision);
        }
        if (tally.differed != 0)
            tally.differences += "\n" + listedRules();
    }

    // Whatever the world is like, the words hang together: a verdict at the end, a stop where it is dropped, and the
    // kernel's word beside it.
    static bool explains(const RoutingIndex &index, const Flow &flow, const KernelAnswer &answer)
    {
        const Walk way = walk(index, {.flow = flow, .size = 1400});
        const std::vector<std::optional<KernelAnswer>> answers{answer};
        const Explanation text = inWords(index, way, answers);
        const bool stopped = text.verdict().outcome == StepOutcome::Stop;
        const bool whole = std::ranges::all_of(text.steps, [](const Step &step) { return !step.sentence.empty(); });
        return whole && text.verdict().id == "verdict" && stopped == (way.fate == Fate::Dropped)
               && text.steps.at(text.steps.size() - 2).id == "kernel";
    }

    static void count(Agreement agreement, const Decision &decision, const KernelAnswer &answer, Tally &tally)
    {
        ++tally.asked;
        tally.agreed += agreement == Agreement::Agrees;
        tally.notModelled += agreement == Agreement::NotModelled;
        tally.differed += agreement == Agreement::Differs;
        tally.refused += answer.error != 0;
        tally.several += decision.choices.size() > 1;
        tally.forwarded += decision.outcome == Outcome::Leaves && !decision.choices.empty()
                           && decision.choices.front().reverse.has_value();
        tally.steps += decision.lookup.steps.size();
    }

    static void report(const char *what, const Tally &tally)
    {
        if (!tally.differences.empty())
            qWarning("%s", tally.differences.c_str());
        qInfo("%s: %d flows, %d agree, %d not modelled, %d differ; %d refused, %d forwarded, %d by one of several "
              "nexthops, %d in a VRF, %.1f rules each",
              what, tally.asked, tally.agreed, tally.notModelled, tally.differed, tally.refused, tally.forwarded,
              tally.several, tally.inVrf, static_cast<double>(tally.steps) / std::max(tally.asked, 1));
    }

    std::mt19937 m_random;
};

int main(int argc, char *argv[])
{
    if (const Status status = test::enterNamespace(); !status)
        return test::skip(status.error(), "MESH44_REQUIRE_LAB");
    ExplainKernel test(test::seededGenerator());
    return QTest::qExec(&test, argc, argv);
}

#include "explainkernel.moc"
