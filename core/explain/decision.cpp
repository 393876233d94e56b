// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/decision.h"

#include <cerrno>

namespace mesh44::explain {

namespace {

int lookupErrno(const Lookup &lookup)
{
    switch (lookup.refusal) {
    case Refusal::None: return 0;
    case Refusal::NoRoute: return ENETUNREACH;
    case Refusal::Unreachable: return lookup.refusedByRule ? ENETUNREACH : EHOSTUNREACH;
    case Refusal::Prohibited: return EACCES;
    case Refusal::Blackholed: return EINVAL;
    }
    return EINVAL;
}

} // namespace

int errnoOf(const Decision &decision)
{
    switch (decision.reason) {
    case Reason::None: return 0;
    case Reason::LookupRefused: return lookupErrno(decision.lookup);
    case Reason::NoSuchLink: return ENODEV;
    case Reason::LinkIsDown:
    case Reason::ForeignSource: return ENETUNREACH;
    case Reason::NotForwarding: return EHOSTUNREACH;
    default: return EINVAL;
    }
}

} // namespace mesh44::explain
