// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// One judgement for each check of the table. Private to the check-up.

#include "core/checkup/check.h"
#include "core/checkup/checkfacts.h"
#include "core/checkup/way.h"

#include <string>

namespace mesh44::checkup {

struct Verdict
{
    CheckOutcome outcome = CheckOutcome::Pass;
    std::string seen;
    std::string advice = {};
    CheckFix fix = {};
};

inline Verdict pass(std::string seen)
{
    return {CheckOutcome::Pass, std::move(seen)};
}
inline Verdict warn(std::string seen, std::string advice = {}, CheckFix fix = {})
{
    return {CheckOutcome::Warn, std::move(seen), std::move(advice), std::move(fix)};
}
inline Verdict fail(std::string seen, std::string advice = {}, CheckFix fix = {})
{
    return {CheckOutcome::Fail, std::move(seen), std::move(advice), std::move(fix)};
}
inline Verdict untested(std::string seen, std::string advice = {})
{
    return {CheckOutcome::NotTested, std::move(seen), std::move(advice)};
}

// What every judgement is given.
struct Case
{
    const CheckFacts &facts;
    const WayFinder &ways;
};

// "1 packet", "2 packets".
std::string counted(uint64_t count, const std::string &what);
// "41 s", "7 min", "3 h".
std::string lasting(int64_t microseconds);

// verdictswan.cpp: from the Internet to the announcer's words
Verdict configured(const Case &c);
Verdict switchedOn(const Case &c);
Verdict wayOut(const Case &c);
Verdict wanAddress(const Case &c);
Verdict protocol4(const Case &c);
Verdict announcerArrives(const Case &c);
Verdict reversePath(const Case &c);
Verdict ownFirewall(const Case &c);
Verdict announcerHeard(const Case &c);
Verdict readable(const Case &c);
Verdict burstAge(const Case &c);
Verdict ownPrefix(const Case &c);
Verdict ownAddress(const Case &c);

// verdictskernel.cpp: what is in this computer
Verdict tablesFree(const Case &c);
Verdict device(const Case &c);
Verdict rules(const Case &c);
Verdict routes(const Case &c);
Verdict defaultRoute(const Case &c);
Verdict forwarding(const Case &c);
Verdict guards(const Case &c);
Verdict foreignSources(const Case &c);
Verdict software(const Case &c);
Verdict clock(const Case &c);

// verdictsways.cpp: where packets really go
Verdict ownWay(const Case &c);
Verdict meshWay(const Case &c);
Verdict outerWay(const Case &c);
Verdict answersWay(const Case &c);
Verdict oldSpace(const Case &c);

// verdictsactive.cpp: what comes back
Verdict ping(const Case &c);
Verdict pathMtu(const Case &c);
Verdict name(const Case &c);

} // namespace mesh44::checkup
