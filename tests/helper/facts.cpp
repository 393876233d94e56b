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
