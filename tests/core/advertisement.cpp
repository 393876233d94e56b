// SPDX-License-Identifier: GPL-3.0-or-later
//
// What routers on the LAN were told and must hear next.

#include "core/rip44/advertisement.h"

#include "core/rip44/announce.h"

#include <QTest>

using namespace mesh44;

namespace {

const Ipv4Prefix kFirst = *Ipv4Prefix::parse("44.4.1.0/24");
const Ipv4Prefix kSecond = *Ipv4Prefix::parse("44.4.2.0/24");
const std::vector<Ipv4Prefix> kBoth{kFirst, kSecond};
const std::vector<Ipv4Prefix> kOnlyFirst{kFirst};

std::vector<RipEntry> entries(std::initializer_list<std::pair<Ipv4Prefix, int>> list)
{
    std::vector<RipEntry> made;
    for (const auto &[prefix, metric] : list)
        made.push_back(forwardedEntry(prefix, static_cast<uint8_t>(metric)));
    return made;
}

} // namespace

class AdvertisementTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundsRepeatWhatIsThere()
    {
        Advertisement said;
        QVERIFY(said.empty());
        QVERIFY(said.setRoutes(kBoth) == entries({{kFirst, 1}, {kSecond, 1}}));
        QVERIFY(said.setRoutes(kBoth).empty());
        for (int round = 0; round < 20; ++round)
            QVERIFY(said.nextRound() == entries({{kFirst, 1}, {kSecond, 1}}));
    }

    void whatIsGoneIsPoisonedForSomeRounds()
    {
        Advertisement said;
        said.setRoutes(kBoth);
        QVERIFY(said.setRoutes(kOnlyFirst) == entries({{kSecond, 16}}));
        QVERIFY(said.setRoutes(kOnlyFirst).empty());
        for (int round = 0; round < Advertisement::kPoisonRounds; ++round)
            QVERIFY(said.nextRound() == entries({{kFirst, 1}, {kSecond, 16}}));
        QVERIFY(said.nextRound() == entries({{kFirst, 1}}));
        QVERIFY(said.setRoutes({}) == entries({{kFirst, 16}}));
        for (int round = 0; round < Advertisement::kPoisonRounds; ++round)
            QVERIFY(!said.empty() && said.nextRound() == entries({{kFirst, 16}}));
        QVERIFY(said.empty() && said.nextRound().empty());
    }

    void whatComesBackIsNoLongerPoisoned()
    {
        Advertisement said;
        said.setRoutes(kBoth);
        said.setRoutes(kOnlyFirst);
        (void)said.nextRound();
        QVERIFY(said.setRoutes(kBoth) == entries({{kSecond, 1}}));
        for (int round = 0; round < 2 * Advertisement::kPoisonRounds; ++round)
            QVERIFY(said.nextRound() == entries({{kFirst, 1}, {kSecond, 1}}));
    }

    void farewellTakesEverythingBack()
    {
        Advertisement said;
        said.setRoutes(kBoth);
        said.setRoutes(kOnlyFirst);
        QVERIFY(said.farewell() == entries({{kFirst, 16}, {kSecond, 16}}));
        QVERIFY(said.empty() && said.farewell().empty());
        QVERIFY(said.setRoutes(kOnlyFirst) == entries({{kFirst, 1}}));
    }
};

QTEST_APPLESS_MAIN(AdvertisementTest)
#include "advertisement.moc"
