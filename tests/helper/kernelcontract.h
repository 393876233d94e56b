// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the rest of the helper may rely on in a Kernel. The same sources are built three times: against the
// fake, against the real kernel with a veth pair, and against the real kernel with tunl0.

#include "tests/helper/kernelworld.h"

#include <QObject>
#include <algorithm>

namespace mesh44::test {

// A nexthop of ours and where it leads.
inline constexpr uint32_t kId = kFirstNexthopId;
inline constexpr Ipv4Address kEndpoint{198, 51, 100, 7};

class KernelContract : public QObject
{
    Q_OBJECT

public:
    explicit KernelContract(KernelWorld &world) : m_world(world) {}

private Q_SLOTS:
    void init();

    // kernelcontractlinks.cpp
    void changesOfALinkAreDumped();
    void unknownLinkIsRefused();
    void addressIsDumpedAsAdded();
    void addressErrors();
    void connectedRouteComesAndGoesWithItsAddress();
    void connectedRouteStaysWhileAnotherLinkHasTheAddress();
    void ipipParametersAreChangedAndPutBack();
    void secondTunnelForTheSameEndsIsRefused();
    void namedTunnelIsMadeAndDeleted();
    void fallbackDeviceStays();
    void changeWithinABatchKeepsTheOrder();

    // kernelcontractrules.cpp
    void ruleIsDumpedAsAdded_data();
    void ruleIsDumpedAsAdded();
    void ruleErrors();
    void ruleOfAnotherAuthorIsAnotherRule();
    void aRuleThatSaysLessFitsOneThatSaysMore();

    // kernelcontractnexthops.cpp
    void nexthopIsDumpedAsPut_data();
    void nexthopIsDumpedAsPut();
    void nexthopErrors();
    void nexthopReplaceMovesItsRoutes();
    void nexthopRemovalTakesItsRoutes();
    void blackholeAndBackKeepsTheRoutes();
    void linkDownTakesNexthopsAndRoutes();
    void lastAddressTakesPlainRoutesOnly();
    void whatWeDoNotModelIsMarked();

    // kernelcontractroutes.cpp
    void routeIsDumpedAsPut_data();
    void routeIsDumpedAsPut();
    void routeErrors();
    void addingDoesNotOverwrite();
    void replaceOverwrites();
    void removalOfARouteNamesItsAuthor();
    void failuresAreReportedAtTheirPlace();
    void nothingToDo();
    void writesAreCounted();
    void tenThousandRoutes();

private:
    // One errno per operation.
    template <class... Operations> std::vector<int> apply(Operations... operations)
    {
        return applyAll({Operation(operations)...});
    }
    std::vector<int> applyAll(const std::vector<Operation> &operations);
    // A failed dump fails the test, and gives an empty state.
    KernelState dump();
    KernelLink link();
    KernelNexthop nexthop(uint32_t id, Ipv4Address gateway) const;

    KernelWorld &m_world;
    int m_link = 0;
};

// Ours, by nexthop id, in table 44.
KernelRoute routeBy(uint32_t nexthop, Ipv4Prefix destination);
// Ours, with a type of its own, in table 44.
KernelRoute routeOf(RouteType type, Ipv4Prefix destination);

template <class T> bool holds(const std::vector<T> &all, const T &one)
{
    return std::find(all.begin(), all.end(), one) != all.end();
}
inline Ipv4Prefix prefix(const char *text)
{
    return *Ipv4Prefix::parse(text);
}

using Errors = std::vector<int>;

} // namespace mesh44::test
