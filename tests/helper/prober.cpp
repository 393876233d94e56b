// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pinger and prober on a real kernel, in a network namespace whose loopback has the addresses of the mesh: the kernel
// itself answers, unless it is told not to, and then a forger does.

#include "helper/probe/prober.h"

#include "core/packet/checksum.h"
#include "helper/kernel/netlinkkernel.h"
#include "tests/helper/kernelnamespace.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <semaphore>

#include <net/if.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

using namespace mesh44;
using namespace std::chrono_literals;

namespace {

constexpr int kLoopback = 1;
constexpr uint32_t kMtu = 1480;
const Ipv4Address kOurs{44, 128, 10, 1};
const Ipv4Address kEndpoint{198, 51, 100, 7};
const Ipv4Address kSilent{44, 7, 7, 7}; // led to the loopback, and nobody's
const Ipv4Address kNowhere{44, 9, 9, 9};

Status furnish()
{
    auto kernel = NetlinkKernel::open();
    if (!kernel)
        return kernel.error();
    std::vector<Operation> operations;
    for (const Ipv4Address address : {kOurs, Prober::kTarget, kEndpoint})
        operations.push_back(AddAddress{{kLoopback, address, 32}});
    operations.push_back(PutRoute{{.destination = Ipv4Prefix::host(kSilent), .table = kMainTable, .link = kLoopback}});
    for (const OperationResult &result : (*kernel)->apply(operations)) {
        if (result.error != 0)
            return Error{ErrorCode::KernelRefused, std::strerror(result.error)};
    }
    const FileDescriptor socket(::socket(AF_INET, SOCK_DGRAM, 0));
    ifreq request{};
    std::strcpy(request.ifr_name, "lo");
    request.ifr_mtu = kMtu;
    ::ioctl(socket.get(), SIOCSIFMTU, &request);
    return ok();
}

void setKernelAnswers(bool answers)
{
    std::ofstream("/proc/sys/net/ipv4/icmp_echo_ignore_all") << (answers ? "0" : "1");
}

// Sees the echo requests, and answers as it likes.
class Forger
{
public:
    Forger() : m_socket(::socket(AF_INET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_ICMP)) {}

    // The next request, from its ICMP header on; empty: there is none.
    std::vector<uint8_t> request()
    {
        std::vector<uint8_t> packet(9000);
        for (ssize_t got = 0; (got = ::recv(m_socket.get(), packet.data(), packet.size(), 0)) > 20;) {
            if (packet[20] == 8)
                return {packet.begin() + 20, packet.begin() + got};
        }
        return {};
    }
    void answer(std::vector<uint8_t> message, Ipv4Address from) const
    {
        const FileDescriptor socket(::socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_ICMP));
        message[0] = 0;
        message[2] = message[3] = 0;
        const uint16_t sum = checksumOf(checksumPart(message));
        message[2] = static_cast<uint8_t>(sum >> 8);
        message[3] = static_cast<uint8_t>(sum & 0xff);
        const sockaddr_in source = name(from);
        const sockaddr_in target = name(kOurs);
        ::bind(socket.get(), reinterpret_cast<const sockaddr *>(&source), sizeof source);
        ::sendto(socket.get(), message.data(), message.size(), 0, reinterpret_cast<const sockaddr *>(&target),
                 sizeof target);
    }

private:
    static sockaddr_in name(Ipv4Address address)
    {
        sockaddr_in made{};
        made.sin_family = AF_INET;
        made.sin_addr.s_addr = address.toNetworkOrder();
        return made;
    }

    FileDescriptor m_socket;
};

NameFacts ourName(Ipv4Address address, const std::vector<std::string> &names)
{
    return {address, true, names.empty() ? "" : names[0], {address}};
}

} // namespace

class ProberTest : public QObject
{
    Q_OBJECT

    bus::Event m_event;
    std::optional<Pinger> m_pinger;

    Pinger::Question question(Ipv4Address target, std::vector<uint16_t> sizes) const
    {
        return {.target = target, .source = kOurs, .sizes = std::move(sizes), .patience = 100ms};
    }
    std::optional<Pinger::Outcome> outcomeOf(const Pinger::Question &question)
    {
        std::optional<Pinger::Outcome> outcome;
        if (!m_pinger->ping(question, {kEndpoint}, [&](const auto &found) { outcome = found; }))
            return std::nullopt;
        while (!outcome)
            sd_event_run(m_event.get(), 5'000'000);
        return outcome;
    }
    static std::vector<uint16_t> sizesOf(const Pinger::Outcome &outcome)
    {
        std::vector<uint16_t> sizes;
        for (const Pinger::Answer &answer : outcome.answers)
            sizes.push_back(answer.size);
        return sizes;
    }

private Q_SLOTS:
    void init()
    {
        sd_event *raw = nullptr;
        QVERIFY(sd_event_new(&raw) >= 0);
        m_event.reset(raw);
        m_pinger.emplace(raw);
        setKernelAnswers(true);
    }
    void cleanup() { m_pinger.reset(); }

    void answers()
    {
        const auto outcome = outcomeOf(question(Prober::kTarget, {84, 1000, 44}));
        QCOMPARE(outcome->sent, 3U);
        QVERIFY(sizesOf(*outcome) == (std::vector<uint16_t>{84, 1000, 44}));
        QVERIFY(std::ranges::all_of(outcome->answers, [](const auto &a) { return a.roundTrip >= 0; }));
        QVERIFY(outcome->problem.empty() && !m_pinger->isBusy());
        QCOMPARE(outcomeOf(question(kEndpoint, {84}))->answers.size(), size_t{1}); // again, and somebody else
    }

    void unfragmentedOnesAreAsLargeAsTheDevice()
    {
        Pinger::Question large = question(Prober::kTarget, {1000, kMtu, kMtu + 1, 4000});
        large.dontFragment = true;
        const auto outcome = outcomeOf(large);
        QVERIFY(sizesOf(*outcome) == (std::vector<uint16_t>{1000, kMtu}));
        QCOMPARE(outcome->problem, std::string("Message too long"));
        large.dontFragment = false;
        QCOMPARE(outcomeOf(large)->answers.size(), size_t{4});
    }

    void nobodyAnswers()
    {
        const auto silent = outcomeOf(question(kSilent, {84, 84}));
        QCOMPARE(silent->sent, 2U);
        QVERIFY(silent->answers.empty());
        const auto nowhere = outcomeOf(question(kNowhere, {84, 84}));
        QCOMPARE(nowhere->sent, 0U);
        QCOMPARE(nowhere->problem, std::string("Network is unreachable"));
    }

    void invalid_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<std::vector<uint16_t>>("sizes");
        using Sizes = std::vector<uint16_t>;
        const auto row = [](const char *name, const char *target, Sizes sizes) {
            QTest::newRow(name) << QByteArray(target) << std::move(sizes);
        };
        row("somebody in the Internet", "192.0.2.1", {84});
        row("what is no mesh any more", "44.192.0.1", {84});
        row("ourselves by another name", "127.0.0.1", {84});
        row("all of a network", "255.255.255.255", {84});
        row("a group", "224.0.0.9", {84});
        row("nobody", "0.0.0.0", {84});
        row("nothing", "44.0.0.1", {});
        row("too many", "44.0.0.1", Sizes(Pinger::kMostPackets + 1, 84));
        row("too small", "44.0.0.1", {Pinger::kLeast - 1});
        row("none at all", "44.0.0.1", {84, 0});
        row("too large", "44.0.0.1", {84, Pinger::kMost + 1});
    }
    void invalid()
    {
        QFETCH(QByteArray, target);
        QFETCH(std::vector<uint16_t>, sizes);
        const auto asked = m_pinger->ping(question(*Ipv4Address::parse(target.constData()), sizes), {kEndpoint},
                                          [](const auto &) { QFAIL("nothing is to be sent"); });
        QVERIFY(!asked);
        QCOMPARE(asked.error().code, ErrorCode::InvalidArgument);
        QVERIFY(!m_pinger->isBusy());
    }

    void oneRoundAtATime()
    {
        bool isOver = false;
        QVERIFY(m_pinger->ping(question(kSilent, {84}), {}, [&](const auto &) { isOver = true; }));
        QCOMPARE(m_pinger->ping(question(kSilent, {84}), {}, {}).error().code, ErrorCode::Busy);
        while (!isOver)
            sd_event_run(m_event.get(), 5'000'000);
        Pinger::Question foreign = question(kSilent, {84});
        foreign.source = Ipv4Address(44, 128, 10, 99);
        QCOMPARE(m_pinger->ping(foreign, {}, {}).error().code, ErrorCode::KernelRefused);
        QVERIFY(!m_pinger->isBusy());
    }

    void onlyHonestAnswersCount()
    {
        setKernelAnswers(false);
        Forger forger;
        std::optional<Pinger::Outcome> outcome;
        QVERIFY(m_pinger->ping(question(Prober::kTarget, {84, 100}), {}, [&](const auto &found) { outcome = found; }));
        std::vector<std::vector<uint8_t>> requests;
        while (!outcome) {
            sd_event_run(m_event.get(), 10'000);
            const auto request = forger.request();
            if (request.empty())
                continue;
            for (const size_t lie : {size_t{4}, size_t{7}, size_t{8}, size_t{23}}) {
                auto forged = request; // identifier, number and two of the random bytes
                forged[lie] ^= 0x55;
                forger.answer(forged, Prober::kTarget);
            }
            auto longer = request;
            longer.push_back(0);
            forger.answer(longer, Prober::kTarget);
            forger.answer({request.begin(), request.begin() + 12}, Prober::kTarget);
            forger.answer(request, kEndpoint);
            if (request.size() == 64) {
                forger.answer(request, Prober::kTarget);
                forger.answer(request, Prober::kTarget); // and once more
            }
        }
        QVERIFY(sizesOf(*outcome) == (std::vector<uint16_t>{84}));
    }

    void aWholeRound()
    {
        Prober prober(m_event.get(), ourName);
        QVERIFY(!prober.wasAnswered());
        std::vector<ActiveFacts> found;
        const auto then = [&](const ActiveFacts &facts) { found.push_back(facts); };
        QVERIFY(prober.run({.source = kOurs, .mtu = kMtu, .names = {"N0CALL.ampr.org"}}, then));
        for (size_t i = 1; i < Prober::kMostWaiting; ++i)
            QVERIFY(prober.run({.source = kOurs, .mtu = kMtu}, then)); // who comes in the meantime shares it
        QCOMPARE(prober.run({}, then).error().code, ErrorCode::Busy);
        while (found.size() < Prober::kMostWaiting)
            sd_event_run(m_event.get(), 5'000'000);
        QVERIFY(std::ranges::count(found, found[0]) == Prober::kMostWaiting);
        QCOMPARE(found[0].ping->received, 3U);
        QVERIFY(found[0].path == (PathFacts{kMtu, kMtu}));
        QVERIFY(found[0].name == ourName(kOurs, {"N0CALL.ampr.org"}));
        QVERIFY(prober.wasAnswered());
    }

    void whatCannotBeTriedIsLeftOut()
    {
        Prober prober(m_event.get(), ourName);
        int rounds = 0;
        ActiveFacts found;
        const auto run = [&](const Prober::Plan &plan) {
            const int before = rounds;
            (void)prober.run(plan, [&](const ActiveFacts &facts) { ++rounds, found = facts; });
            while (rounds == before)
                sd_event_run(m_event.get(), 5'000'000);
        };
        run({});
        QVERIFY(found == ActiveFacts{});
        run({.source = kOurs, .mtu = kMtu, .ping = false});
        QVERIFY(found == (ActiveFacts{.name = ourName(kOurs, {})}));
        run({.source = Ipv4Address(44, 128, 10, 99), .mtu = kMtu});
        QVERIFY(found.ping && found.ping->sent == 0 && !found.ping->problem.empty() && !found.path);
        setKernelAnswers(false);
        run({.source = kOurs, .mtu = kMtu});
        QVERIFY(found.ping && found.ping->sent == 3 && found.ping->received == 0 && !found.path);
        QVERIFY(!prober.wasAnswered());
    }

    void aHangingResolverHoldsNobodyUp()
    {
        struct Hanging
        {
            std::binary_semaphore released{0};
            std::atomic<int> asked{0};
        };
        const auto hanging = std::make_shared<Hanging>(); // its thread may outlive the test
        const auto lookUp = [hanging](Ipv4Address address, const std::vector<std::string> &) {
            ++hanging->asked;
            hanging->released.acquire();
            return NameFacts{.address = address};
        };
        Prober prober(m_event.get(), lookUp, 200ms);
        int rounds = 0;
        for (int i = 0; i < 2; ++i) { // no second thread beside the first
            (void)prober.run({.source = kOurs, .ping = false}, [&](const ActiveFacts &facts) {
                ++rounds;
                QVERIFY(!facts.name);
            });
            while (rounds == i)
                sd_event_run(m_event.get(), 5'000'000);
        }
        QVERIFY(hanging->asked <= 1);
        hanging->released.release();
    }
};

int main(int argc, char **argv)
{
    if (const Status entered = test::enterNamespace(); !entered)
        return test::skip(entered.error(), "MESH44_REQUIRE_LAB");
    if (const Status furnished = furnish(); !furnished)
        return test::skip(furnished.error(), "MESH44_REQUIRE_LAB");
    QTEST_SET_MAIN_SOURCE_PATH
    ProberTest tests;
    return QTest::qExec(&tests, argc, argv);
}
#include "prober.moc"
