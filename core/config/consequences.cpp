// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/consequences.h"

#include "core/config/choices.h"

namespace mesh44 {
namespace {

std::string forwardingOf(const Settings &settings)
{
    if (settings.forwardFormat == ForwardFormat::Off)
        return "routers on the LAN are told nothing about the mesh any more";
    return "routers on " + settings.forwardInterface + " are told about the mesh as "
           + std::string(values::print(settings.forwardFormat));
}

std::string externalOf(const Settings &settings)
{
    if (!settings.externalName.empty())
        return "our address on the Internet is what " + settings.externalName + " leads to, and is looked up";
    if (settings.externalAddress)
        return "our address on the Internet is taken to be " + settings.externalAddress->toString();
    return "our address on the Internet is learned from the announcer";
}

std::string lockdownOf(const Settings &settings)
{
    return settings.lockdown
               ? "from early boot on, and after a stop, nothing of our subnets leaves this computer"
               : "before the start and after a stop nothing keeps our subnets' packets from leaving plainly";
}

} // namespace

std::vector<std::string> consequences(const Settings &from, const Settings &to)
{
    std::vector<std::string> sentences;
    const auto say = [&](bool changes, std::string sentence) {
        if (changes)
            sentences.push_back(std::move(sentence));
    };
    say(from.announcer != to.announcer, "another announcer is listened to: " + to.announcer.toString() + " instead of "
                                            + from.announcer.toString()
                                            + "; what is known of the mesh stays until that one has spoken");
    say(from.password != to.password, "only announcements with the new password are heard");
    say(from.maxRoutes > to.maxRoutes,
        "new prefixes are taken up to " + std::to_string(to.maxRoutes) + " routes; those beyond that are left");
    say(from.maxRoutes < to.maxRoutes, "new prefixes are taken up to " + std::to_string(to.maxRoutes) + " routes");
    say(from.imports != to.imports, to.imports == ImportRank::Above ? "imported routes go before announced ones"
                                                                    : "announced routes go before imported ones");
    say(from.externalAddress != to.externalAddress || from.externalName != to.externalName, externalOf(to));
    say(from.forwardFormat != to.forwardFormat || from.forwardInterface != to.forwardInterface
            || from.forwardDestination != to.forwardDestination,
        forwardingOf(to));
    say(from.lockdown != to.lockdown, lockdownOf(to));
    return sentences;
}

} // namespace mesh44
