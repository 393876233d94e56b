// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/wizardfacts.h"

#include "core/config/values.h"
#include "core/net/special.h"
#include "ui/models/peersmodel.h"
#include "ui/models/regions.h"
#include "ui/models/situation.h"
#include "ui/models/words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace mesh44 {

namespace {

struct Conclusion
{
    Q_DECLARE_TR_FUNCTIONS(mesh44::Wizard)
};

constexpr Ipv4Prefix kSharedSpace = Ipv4Prefix::covering(Ipv4Address(100, 64, 0, 0), 10);

// "192.168.1.20 on enp1s0".
QString placeOf(const GatewayStatus &status)
{
    const QString device = text(status.underlayDevice);
    return status.underlayAddress ? Conclusion::tr("%1 on %2").arg(text(*status.underlayAddress), device) : device;
}

Fact privateFact(const QString &place)
{
    return {
        Sign::Attention, Conclusion::tr("Behind a router: %1").arg(place),
        Conclusion::tr("The address is private, so a router translates it (NAT). The router has to pass protocol 4 to "
                       "this computer; step 5 shows how.")};
}

Fact sharedFact(const QString &place)
{
    return {
        Sign::Failed, Conclusion::tr("Behind a provider that translates: %1").arg(place),
        Conclusion::tr("The address is shared by customers of the provider (carrier-grade NAT). Other gateways cannot "
                       "reach it, and nothing at home changes that: ask the provider for a public address.")};
}

Fact addressFact(const GatewayStatus &status, Ipv4Address external)
{
    if (const SpecialRange *special = specialRangeOf(external))
        return {Sign::Failed, Conclusion::tr("%1 is no address of the Internet").arg(text(external)),
                Conclusion::tr("It is %1: other gateways cannot send to it. The portal wants the public one.")
                    .arg(QString::fromUtf8(special->what.data(), qsizetype(special->what.size())))};
    if (external == status.underlayAddress)
        return {Sign::Ok, Conclusion::tr("This computer has that address"), {}};
    if (underlayOf(status) == Underlay::Public)
        return {Sign::Attention, Conclusion::tr("This computer has another address: %1").arg(placeOf(status)),
                Conclusion::tr("That is right only where %1 leads here all the same. Else correct it here or in the "
                               "portal: other gateways send to what the portal has.")
                    .arg(text(external))};
    return {Sign::Ok, Conclusion::tr("The router has that address"),
            Conclusion::tr("This computer is seen at %1, behind it. That the two differ is as it should be.")
                .arg(placeOf(status))};
}

Fact automaticFact(const GatewayStatus &status)
{
    if (status.externalAddress)
        return {Sign::Ok, Conclusion::tr("Known as %1").arg(text(*status.externalAddress)),
                Conclusion::tr("The announcements name it for your subnets.")};
    return {Sign::Unknown, Conclusion::tr("Not known yet"),
            Conclusion::tr("The first announcements name it, if the portal has your subnets at this gateway.")};
}

} // namespace

bool wantsWizard(const GatewayStatus &status)
{
    const auto isWant = [](const ConfigProblem &problem) {
        return problem.key == "gateway.subnets" && problem.file.empty(); // nothing sets it
    };
    return status.state == GatewayState::Misconfigured && status.subnets.empty()
           && std::ranges::all_of(status.problems, isWant);
}

Underlay underlayOf(const GatewayStatus &status)
{
    if (status.underlayDevice.empty() || !status.underlayAddress)
        return Underlay::None;
    if (kSharedSpace.contains(*status.underlayAddress))
        return Underlay::Shared;
    return specialRangeOf(*status.underlayAddress) ? Underlay::Private : Underlay::Public;
}

Fact underlayFact(const GatewayStatus &status)
{
    const QString place = placeOf(status);
    switch (underlayOf(status)) {
    case Underlay::Public:
        return {Sign::Ok, Conclusion::tr("On the Internet: %1").arg(place),
                Conclusion::tr("The address is a public one: other gateways reach it directly.")};
    case Underlay::Private: return privateFact(place);
    case Underlay::Shared: return sharedFact(place);
    case Underlay::None: break;
    }
    return {Sign::Failed, Conclusion::tr("No route to the Internet"),
            Conclusion::tr("The tunnels go through it. The gateway can be set up all the same, and waits for it.")};
}

Fact findingFact(const Finding &finding)
{
    const Sign sign = finding.severity == Severity::Error     ? Sign::Failed
                      : finding.severity == Severity::Warning ? Sign::Attention
                                                              : Sign::Unknown;
    return {sign, text(finding.sentence), text(finding.advice)};
}

Fact externalFact(const GatewayStatus &status, const QString &external)
{
    if (external == QStringLiteral("auto"))
        return automaticFact(status);
    std::optional<Ipv4Address> address;
    std::string name;
    if (!values::parseExternal(external.toStdString(), address, name))
        return {};
    if (address)
        return addressFact(status, *address);
    return {Sign::Unknown, Conclusion::tr("A name is asked again and again"),
            Conclusion::tr("It follows an address that changes, as long as the portal has the same name.")};
}

std::vector<Fact> allocationFacts(const QString &subnets)
{
    std::vector<Fact> facts;
    const auto parsed = values::parseSubnets(subnets.toStdString());
    if (!parsed)
        return facts;
    for (const Ipv4Prefix subnet : *parsed) {
        const Region *region = Regions::builtIn().named(subnet);
        facts.push_back({Sign::Ok,
                         region ? Conclusion::tr("%1: space of %2").arg(text(subnet), region->title())
                                : Conclusion::tr("%1: inside amateur space").arg(text(subnet)),
                         {}});
    }
    return facts;
}

uint64_t announcerPackets(const GatewayStatus &status)
{
    uint64_t heard = 0;
    for (const auto &[name, count] : status.counters) {
        const bool dropped = name.starts_with("rip44.dropped.") && name != "rip44.dropped.outer-source";
        if (name == "rip44.packets" || dropped)
            heard += count;
    }
    return heard;
}

Fact hearingFact(const GatewayStatus &status, int64_t now)
{
    const uint64_t heard = announcerPackets(status);
    const QString title = Conclusion::tr("Protocol-4 packets heard from the announcer: %1").arg(heard);
    if (heard > 0)
        return {Sign::Ok, title, Conclusion::tr("Protocol 4 reaches this computer.")};
    if (status.state == GatewayState::Misconfigured || status.state == GatewayState::Down)
        return {Sign::Unknown, title, Conclusion::tr("The service listens as soon as the gateway is up.")};
    if (status.nextBurst != 0 && now > status.nextBurst)
        return {Sign::Attention, title,
                Conclusion::tr("They should have come. Does the router pass protocol 4, and does the portal have the "
                               "right address?")};
    return {Sign::Unknown, title, Conclusion::tr("They come about every five minutes.")};
}

Fact burstFact(const GatewayStatus &status, int64_t now)
{
    if (status.lastBurst != 0)
        return {Sign::Ok, Conclusion::tr("Burst heard %1").arg(ageText(now, status.lastBurst)),
                Conclusion::tr("Routes in it: %1.").arg(status.lastBurstRoutes)};
    return {Sign::Unknown, Conclusion::tr("No burst yet"), nextBurstText(status, now)};
}

std::optional<RouteView> firstInstalled(const PeersModel &peers)
{
    std::optional<RouteView> first;
    for (int row = 0; row < peers.rowCount(); ++row) {
        const RouteView &route = peers.routeAt(row);
        if (route.installed && (!first || route.prefix < first->prefix))
            first = route;
    }
    return first;
}

} // namespace mesh44
