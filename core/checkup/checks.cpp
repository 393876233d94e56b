// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/checkup/checks.h"

#include "core/checkup/verdicts.h"

#include <algorithm>

namespace mesh44 {
namespace {

using namespace checkup;

struct Step
{
    CheckDescription what;
    Verdict (*judge)(const Case &c);
};

constexpr std::array kSteps{
    Step{{"gateway.configured",
          "The configuration names your subnet",
          "without a subnet in 44 there is nothing to be a gateway for",
          {}},
         configured},
    Step{{"gateway.on",
          "The gateway is switched on",
          "while it is off it listens to nobody and forwards nothing",
          {"gateway.configured"}},
         switchedOn},
    Step{{"wan.route", "There is a way to the Internet", "the tunnel runs over it", {"gateway.on"}}, wayOut},
    Step{{"wan.address",
          "The address to the Internet can be reached from there",
          "every other gateway sends its packets to this address, unasked",
          {"wan.route"}},
         wanAddress},
    Step{{"protocol4.arrives",
          "Packets with protocol 4 arrive",
          "the whole mesh travels as IP protocol 4, which many routers do not pass on",
          {"wan.address"}},
         protocol4},
    Step{{"announcer.arrives",
          "Packets of the announcer arrive",
          "it sends to gateways that the portal has registered, and to the address that is registered there",
          {"protocol4.arrives"}},
         announcerArrives},
    Step{{"rp_filter",
          "The reverse path filter lets them pass",
          "a strict filter drops packets whose sender would be reached by another interface",
          {"announcer.arrives"}},
         reversePath},
    Step{{"firewall.input",
          "No firewall on this computer keeps protocol 4 away",
          "what it drops never reaches the tunnel",
          {"rp_filter"}},
         ownFirewall},
    Step{{"announcer.heard",
          "Announcements are heard",
          "they say which network is reached through which gateway",
          {"firewall.input"}},
         announcerHeard},
    Step{{"burst.readable",
          "The announcements can be read",
          "one with another password is not believed: it may be anybody's",
          {"announcer.heard"}},
         readable},
    Step{{"burst.age",
          "The last announcement is fresh",
          "it comes about every five minutes; without it changes of the mesh stay unknown",
          {"burst.readable"}},
         burstAge},
    Step{{"tables.free",
          "No other program is in our tables or on our device",
          "two that write the same routes undo each other",
          {"gateway.on"}},
         tablesFree},
    Step{{"device",
          "The tunnel device is as it should be",
          "all packets of the mesh pass through it",
          {"tables.free", "wan.route"}},
         device},
    Step{{"burst.own_prefix",
          "Your subnet is announced",
          "what is not announced is not reached by anybody",
          {"burst.readable"}},
         ownPrefix},
    Step{{"burst.own_address",
          "It is announced at your address",
          "all gateways send there, whoever has it now",
          {"burst.own_prefix"}},
         ownAddress},
    Step{{"rules",
          "The routing rules stand",
          "they lead packets of your subnet into the tunnel and keep them off the ISP",
          {"device"}},
         rules},
    Step{{"routes", "The routes of the mesh are installed", "each is the way to one network in 44", {"device"}},
         routes},
    Step{{"default.route",
          "What is not mesh has its way by the announcer",
          "it is the way to and from the rest of the Internet",
          {"device"}},
         defaultRoute},
    Step{{"old.space",
          "Nothing leads 44.192.0.0/10 into the tunnel",
          "it was sold in 2019: large sites of the Internet are there",
          {"gateway.on"}},
         oldSpace},
    Step{{"way.own",
          "Packets for your subnet stay here",
          "what goes back into the tunnel goes round in circles",
          {"rules"}},
         ownWay},
    Step{{"way.mesh", "Packets for the mesh go into the tunnel", "by the ISP they are lost", {"rules", "routes"}},
         meshWay},
    Step{{"way.outer",
          "The tunnel's own packets stay out of the tunnel",
          "an endpoint inside 44 must be reached by the ISP, not through itself",
          {"rules", "routes"}},
         outerWay},
    Step{{"way.answers",
          "Answers to the Internet go by the tunnel",
          "by the ISP they would have the wrong sender and be dropped",
          {"rules", "default.route"}},
         answersWay},
    Step{{"forwarding",
          "Packets are forwarded between tunnel and hosts",
          "else only this computer itself is in the mesh",
          {"device"}},
         forwarding},
    Step{{"firewall.guards",
          "Our firewall is in place",
          "it keeps strangers out and our packets from leaving without the tunnel",
          {"gateway.on"}},
         guards},
    Step{{"firewall.sources",
          "Only your own addresses go into the tunnel",
          "the announcer counts others as errors, and slows down who sends many",
          {"firewall.guards"}},
         foreignSources},
    Step{{"ping.announcer",
          "44.0.0.1 answers",
          "then packets go out and come back, with your address in 44",
          {"rules", "default.route", "way.answers"}},
         ping},
    Step{{"mtu.path", "Large packets come through", "else small ones pass, and web pages hang", {"ping.announcer"}},
         pathMtu},
    Step{{"dns.name",
          "Your address has a name in ampr.org",
          "the announcer passes packets from the Internet on only to addresses with a name there",
          {"gateway.configured"}},
         name},
    Step{{"software",
          "No other software gets in the way",
          "others may change or drop what is ours",
          {"gateway.configured"}},
         software},
    Step{{"clock", "The clock is set", "the times that are shown and stored follow it", {}}, clock},
};

Check blank(const CheckDescription &what)
{
    Check check;
    check.id = what.id;
    check.title = what.title;
    check.why = what.why;
    return check;
}

// The first that keeps this one from being tested: what it names is wrong itself.
const Check *blockerOf(const CheckDescription &what, const std::vector<Check> &done)
{
    for (const std::string_view id : what.dependsOn) {
        const auto before = std::ranges::find(done, id, &Check::id); // an empty one is nobody's
        if (before == done.end() || before->outcome == CheckOutcome::Pass || before->outcome == CheckOutcome::Warn)
            continue;
        const auto root = std::ranges::find(done, before->blockedBy, &Check::id);
        return root == done.end() ? &*before : &*root;
    }
    return nullptr;
}

} // namespace

std::vector<Check> runChecks(const CheckFacts &facts)
{
    const WayFinder ways(facts.kernel);
    const Case c{facts, ways};
    std::vector<Check> done;
    for (const Step &step : kSteps) {
        Check check = blank(step.what);
        if (const Check *blocker = blockerOf(step.what, done)) {
            check.blockedBy = blocker->id;
            check.seen = "not tested: " + blocker->id + " has to be right first";
        } else {
            Verdict verdict = step.judge(c);
            check.outcome = verdict.outcome;
            check.seen = std::move(verdict.seen);
            check.advice = std::move(verdict.advice);
            check.fix = std::move(verdict.fix);
        }
        done.push_back(std::move(check));
    }
    return done;
}

std::vector<CheckDescription> checkDescriptions()
{
    std::vector<CheckDescription> all;
    for (const Step &step : kSteps)
        all.push_back(step.what);
    return all;
}

} // namespace mesh44
