// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/condition.h"

#include <QCoreApplication>

namespace mesh44 {

namespace {

struct Conditions
{
    Q_DECLARE_TR_FUNCTIONS(mesh44::Conditions)
};

} // namespace

Condition conditionOf(const RouteView &route)
{
    switch (route.state) {
    case RouteState::Suppressed: return Condition::Suppressed;
    case RouteState::Held: return Condition::Held;
    case RouteState::Refused: return Condition::Refused;
    case RouteState::Stale: return Condition::Stale;
    case RouteState::Cached: return Condition::Cached;
    case RouteState::Installed: break;
    }
    if (!route.installed)
        return Condition::NotInstalled;
    if (route.origin == RouteOrigin::Pinned)
        return Condition::Pinned;
    return route.origin == RouteOrigin::Import ? Condition::Imported : Condition::Installed;
}

Sign signOf(Condition condition)
{
    switch (condition) {
    case Condition::Refused: return Sign::Failed;
    case Condition::NotInstalled:
    case Condition::Held:
    case Condition::Stale: return Sign::Attention;
    case Condition::Cached: return Sign::Unknown;
    case Condition::Suppressed: return Sign::Off;
    case Condition::Pinned:
    case Condition::Imported: return Sign::Manual;
    case Condition::Installed: break;
    }
    return Sign::Ok;
}

QString wordOf(Condition condition)
{
    switch (condition) {
    case Condition::NotInstalled: return Conditions::tr("Not installed");
    case Condition::Refused: return Conditions::tr("Refused");
    case Condition::Held: return Conditions::tr("Held");
    case Condition::Stale: return Conditions::tr("Stale");
    case Condition::Cached: return Conditions::tr("Remembered");
    case Condition::Suppressed: return Conditions::tr("Switched off");
    case Condition::Pinned: return Conditions::tr("Pinned");
    case Condition::Imported: return Conditions::tr("Imported");
    case Condition::Installed: break;
    }
    return Conditions::tr("Installed");
}

QString sentenceOf(Condition condition)
{
    switch (condition) {
    case Condition::NotInstalled: return Conditions::tr("It should be in the kernel's table and is not.");
    case Condition::Refused: return Conditions::tr("The route filter did not take it.");
    case Condition::Held: return Conditions::tr("The change waits for another complete burst, or for you.");
    case Condition::Stale: return Conditions::tr("Still installed, though nobody has announced it for long.");
    case Condition::Cached: return Conditions::tr("Known from an earlier run; not announced since the start.");
    case Condition::Suppressed: return Conditions::tr("Switched off by the operator.");
    case Condition::Pinned: return Conditions::tr("Installed to the endpoint that the operator chose.");
    case Condition::Imported: return Conditions::tr("Installed from an imported file.");
    case Condition::Installed: break;
    }
    return Conditions::tr("Announced, and installed in the kernel.");
}

QString wordOf(RouteOrigin origin)
{
    switch (origin) {
    case RouteOrigin::Pinned: return Conditions::tr("pinned by the operator");
    case RouteOrigin::Import: return Conditions::tr("imported");
    case RouteOrigin::Rip44: break;
    }
    return Conditions::tr("RIP44");
}

} // namespace mesh44
