// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/facts.h"

#include <QTest>

using namespace mesh44;

namespace {

const Ipv4Prefix kOurs = *Ipv4Prefix::parse("44.128.10.0/24");
const Ipv4Prefix kTheirs = *Ipv4Prefix::parse("44.4.8.0/24");
const Ipv4Address kUs{198, 51, 100, 44};
const Ipv4Address kPeer{198, 51, 100, 7};

Settings ourSettings()
{
    Settings settings;
    settings.subnets = {kOurs};
    return settings;
}

void hear(MeshTable &mesh, Ipv4Address ours, bool complete)
{
    const std::vector entries{RipEntry{kOurs, ours, 4, 1}, RipEntry{kTheirs, kPeer, 4, 1}};
    BurstAssembler assembler;
    assembler.add({.entries = entries}, 0);
    mesh.announce(entries, 100);
    mesh.endBurst(*assembler.finish(BurstAssembler::kQuiet), complete, 200);
}

// Whether the route to the peer is taken with what this mesh says of us.
bool peerIsTaken(MeshTable &mesh)
{
    mesh.setFilter(makeFilter(ourSettings(), {}, std::nullopt, heardExternalAddress(mesh, ourSettings())));
    return !mesh.routes().at(kTheirs).refusal;
}

} // namespace

class FactsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void addressProblems_data()
    {
        using Address = std::optional<Ipv4Address>;
        QTest::addColumn<bool>("odd");
        QTest::addColumn<Address>("heard");
        QTest::addColumn<Address>("expected");
        QTest::addColumn<Address>("wan");
        const Ipv4Address old(198, 51, 100, 66);
        const Ipv4Address inside(192, 168, 1, 2);
        QTest::newRow("nothing heard") << false << Address() << Address() << Address(kUs);
        QTest::newRow("as the WAN") << false << Address(kUs) << Address() << Address(kUs);
        QTest::newRow("the WAN moved") << true << Address(old) << Address() << Address(kUs);
        QTest::newRow("behind NAT, not known") << false << Address(old) << Address() << Address(inside);
        QTest::newRow("behind NAT, as configured") << false << Address(kUs) << Address(kUs) << Address(inside);
        QTest::newRow("behind NAT, other") << true << Address(old) << Address(kUs) << Address(inside);
        QTest::newRow("no WAN") << false << Address(old) << Address() << Address();
    }
    void addressProblems()
    {
        QFETCH(bool, odd);
        QFETCH(std::optional<Ipv4Address>, heard);
        QFETCH(std::optional<Ipv4Address>, expected);
        QFETCH(std::optional<Ipv4Address>, wan);
        const auto underlay = wan ? std::optional(Underlay{.address = *wan}) : std::nullopt;
        const auto problems = mesh44::addressProblems(heard, expected, underlay);
        QCOMPARE(!problems.empty(), odd);
        QVERIFY(!odd || problems.front().message.find(heard->toString()) != std::string::npos);
    }

    void aCompleteBurstSaysWhoWeAre()
    {
        MeshTable mesh;
        QVERIFY(!heardExternalAddress(mesh, ourSettings()));
        hear(mesh, kUs, true);
        QVERIFY(heardExternalAddress(mesh, ourSettings()) == kUs);
        QVERIFY(peerIsTaken(mesh));
    }

    // One packet that gives our subnet to another gateway would else have all of that gateway's routes refused.
    void aForgedEntryDoesNot()
    {
        MeshTable mesh;
        hear(mesh, kPeer, false);
        QVERIFY(!heardExternalAddress(mesh, ourSettings()));
        QVERIFY(peerIsTaken(mesh));
        hear(mesh, kUs, true);
        hear(mesh, kPeer, false);
        QVERIFY(heardExternalAddress(mesh, ourSettings()) == kUs);
        QVERIFY(peerIsTaken(mesh));
    }
};

QTEST_GUILESS_MAIN(FactsTest)
#include "facts.moc"
