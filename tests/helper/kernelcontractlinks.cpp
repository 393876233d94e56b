// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/helper/kernelcontract.h"

#include <QTest>
#include <cerrno>

namespace mesh44::test {

namespace {
constexpr int kNoSuchLink = 4444;
constexpr Ipv4Address kOwn{44, 128, 10, 1};
} // namespace

void KernelContract::changesOfALinkAreDumped()
{
    const ChangeLink change{.link = m_link,
                            .name = m_world.device(),
                            .up = true,
                            .mtu = 1400,
                            .rpFilter = uint8_t{2},
                            .forwarding = true,
                            .arpIgnore = uint8_t{1}};
    QCOMPARE(apply(change), Errors{0});
    KernelLink now = link();
    QVERIFY(now.up && now.carrier);
    QCOMPARE(now.mtu, 1400U);
    QCOMPARE(now.rpFilter, std::optional<uint8_t>(uint8_t{2}));
    QCOMPARE(now.forwarding, std::optional<bool>(true));
    QCOMPARE(now.arpIgnore, std::optional<uint8_t>(1));

    QCOMPARE(apply(ChangeLink{.link = m_link, .name = m_world.device(), .rpFilter = uint8_t{0}, .forwarding = false}),
             Errors{0});
    now = link();
    QCOMPARE(now.mtu, 1400U); // what has no value stays
    QCOMPARE(now.rpFilter, std::optional<uint8_t>(uint8_t{0}));
    QCOMPARE(now.forwarding, std::optional<bool>(false));

    QCOMPARE(apply(ChangeLink{.link = m_link, .name = m_world.device(), .up = false}), Errors{0});
    QVERIFY(!link().up);
}

void KernelContract::unknownLinkIsRefused()
{
    const ChangeLink change{.link = kNoSuchLink, .name = "nosuch0", .mtu = 1400};
    QCOMPARE(apply(change, DeleteLink{kNoSuchLink}), (Errors{ENODEV, ENODEV}));
}

void KernelContract::addressIsDumpedAsAdded()
{
    const KernelAddress address{m_link, kOwn, 32};
    QCOMPARE(apply(AddAddress{address}), Errors{0});
    QVERIFY(holds(dump().addresses, address));
    QCOMPARE(apply(RemoveAddress{address}), Errors{0});
    QVERIFY(!holds(dump().addresses, address));
}

void KernelContract::addressErrors()
{
    const AddAddress add{{m_link, kOwn, 32}};
    QCOMPARE(apply(add, add), (Errors{0, EEXIST}));
    const RemoveAddress remove{add.address};
    QCOMPARE(apply(remove, remove), (Errors{0, EADDRNOTAVAIL}));
    QCOMPARE(apply(AddAddress{{kNoSuchLink, kOwn, 32}}, RemoveAddress{{kNoSuchLink, kOwn, 32}}),
             (Errors{ENODEV, ENODEV}));
}

void KernelContract::connectedRouteComesAndGoesWithItsAddress()
{
    const KernelAddress address{m_link, Ipv4Address(203, 0, 113, 9), 24};
    QCOMPARE(apply(AddAddress{address}), Errors{0});
    const KernelRoute connected{.destination = prefix("203.0.113.0/24"),
                                .table = kMainTable,
                                .protocol = 2,
                                .scope = 253,
                                .link = m_link,
                                .preferredSource = address.address};
    QVERIFY(holds(dump().routes, connected));
    QCOMPARE(apply(ChangeLink{.link = m_link, .name = m_world.device(), .up = false}), Errors{0});
    QVERIFY(!holds(dump().routes, connected));
    QVERIFY(holds(dump().addresses, address)); // it outlives the route
    QCOMPARE(apply(ChangeLink{.link = m_link, .name = m_world.device(), .up = true}), Errors{0});
    QVERIFY(holds(dump().routes, connected));
    QCOMPARE(apply(RemoveAddress{address}), Errors{0});
    QVERIFY(!holds(dump().routes, connected));
}

// Our own address stands on the LAN and on the tunnel: taking it from the tunnel leaves the LAN its route.
void KernelContract::connectedRouteStaysWhileAnotherLinkHasTheAddress()
{
    const KernelAddress onLan{m_link, kOwn, 24};
    const KernelAddress onTunnel{dump().link("lo")->index, kOwn, 32};
    QCOMPARE(apply(AddAddress{onLan}, AddAddress{onTunnel}), (Errors{0, 0}));
    const KernelRoute connected{.destination = prefix("44.128.10.0/24"),
                                .table = kMainTable,
                                .protocol = 2,
                                .scope = 253,
                                .link = m_link,
                                .preferredSource = kOwn};
    QVERIFY(holds(dump().routes, connected));
    QCOMPARE(apply(RemoveAddress{onTunnel}), Errors{0});
    QVERIFY(holds(dump().routes, connected));
    QCOMPARE(apply(RemoveAddress{onLan}), Errors{0});
    QVERIFY(!holds(dump().routes, connected));
}

void KernelContract::ipipParametersAreChangedAndPutBack()
{
    if (!m_world.hasIpip()) {
        const auto result = apply(ChangeLink{.link = m_link, .name = m_world.device(), .ipip = IpipParameters{}});
        QCOMPARE(result, Errors{EOPNOTSUPP}); // not a tunnel
        return;
    }
    QCOMPARE(apply(CreateIpip{"tunl0", {}}), Errors{0}); // there or not: it is there then
    const KernelLink before = *dump().link("tunl0");
    QCOMPARE(before.kind, std::string("ipip"));
    QVERIFY(before.ipip.has_value());
    // A ttl of its own brings path MTU discovery with it.
    QCOMPARE(apply(ChangeLink{.link = before.index, .name = "tunl0", .ipip = IpipParameters{.ttl = 64}}), Errors{0});
    QCOMPARE(dump().link("tunl0")->ipip, (IpipParameters{.ttl = 64, .pathMtuDiscovery = true}));
    QCOMPARE(apply(ChangeLink{.link = before.index, .name = "tunl0", .ipip = before.ipip}), Errors{0});
    QCOMPARE(dump().link("tunl0")->ipip, before.ipip);
}

void KernelContract::secondTunnelForTheSameEndsIsRefused()
{
    if (!m_world.hasIpip())
        return;
    const IpipParameters ends{.local = Ipv4Address(192, 0, 2, 1)};
    QCOMPARE(apply(CreateIpip{"ampr0", ends}, CreateIpip{"ampr1", ends}, CreateIpip{"ampr2", {}}),
             (Errors{0, EEXIST, EEXIST})); // the last has the ends of the fallback device
}

void KernelContract::namedTunnelIsMadeAndDeleted()
{
    if (!m_world.hasIpip())
        return;
    const IpipParameters wanted{.local = Ipv4Address(192, 0, 2, 1), .ttl = 64, .pathMtuDiscovery = true};
    QCOMPARE(apply(CreateIpip{"ampr0", wanted}), Errors{0});
    const KernelLink made = *dump().link("ampr0");
    QCOMPARE(made.ipip, wanted);
    QVERIFY(!made.up);
    const IpipParameters other{.local = Ipv4Address(192, 0, 2, 1), .ttl = 63, .pathMtuDiscovery = true};
    QCOMPARE(apply(ChangeLink{.link = made.index, .name = "ampr0", .up = true, .ipip = other}), Errors{0});
    QCOMPARE(dump().link("ampr0")->ipip, other);
    QVERIFY(dump().link("ampr0")->up);
    QCOMPARE(apply(DeleteLink{made.index}), Errors{0});
    QVERIFY(!dump().link("ampr0"));
}

void KernelContract::fallbackDeviceStays()
{
    if (!m_world.hasIpip())
        return;
    QCOMPARE(apply(CreateIpip{"tunl0", {}}), Errors{0});
    const int index = dump().link("tunl0")->index;
    QCOMPARE(apply(DeleteLink{index}), Errors{0}); // no error, and no effect
    QVERIFY(dump().link("tunl0"));
}

// Changing a tunnel is no netlink message: what is before it must be done, and what is behind it must not.
void KernelContract::changeWithinABatchKeepsTheOrder()
{
    if (!m_world.hasIpip())
        return;
    const IpipParameters parameters{.local = Ipv4Address(192, 0, 2, 1), .ttl = 64, .pathMtuDiscovery = true};
    QCOMPARE(apply(CreateIpip{"ampr0", {.local = Ipv4Address(192, 0, 2, 9)}},
                   ChangeLink{.link = 0, .name = "ampr0", .ipip = parameters}, CreateIpip{"ampr1", parameters}),
             (Errors{0, 0, EEXIST}));
    QCOMPARE(dump().link("ampr0")->ipip, parameters);
}

} // namespace mesh44::test
