// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/explain/conclusion.h"

#include "core/explain/words.h"

#include <algorithm>
#include <cerrno>

namespace mesh44::explain {

namespace {

std::string errorWords(int error)
{
    switch (error) {
    case ENETUNREACH: return "the network is unreachable";
    case EHOSTUNREACH: return "the host is unreachable";
    case EACCES: return "it is prohibited";
    case EINVAL:
    case EXDEV: return "it is dropped";
    case ENODEV: return "there is no such device";
    default: return "error " + std::to_string(error);
    }
}

std::string answerWords(const RoutingSnapshot &snapshot, const KernelAnswer &answer)
{
    if (answer.error != 0)
        return errorWords(answer.error);
    std::string text = answer.gateway.isUnspecified() ? "" : "via " + answer.gateway.toString() + " ";
    text += "dev " + linkName(snapshot, answer.link);
    if (answer.source)
        text += " src " + answer.source->toString();
    if (answer.match)
        text += ", by " + answer.match->prefix.toString() + " of table " + tableName(answer.match->table);
    return text;
}

std::vector<Gap> gapsOf(const Walk &walk)
{
    std::vector<Gap> gaps = walk.decision().gaps;
    for (const Layer &layer : walk.layers)
        gaps.insert(gaps.end(), layer.outer.gaps.begin(), layer.outer.gaps.end());
    std::ranges::sort(gaps);
    gaps.erase(std::ranges::unique(gaps).begin(), gaps.end());
    return gaps;
}

std::string gapList(const Walk &walk)
{
    std::string text;
    for (const Gap gap : gapsOf(walk))
        text += (text.empty() ? "" : "; ") + std::string(gapWords(gap));
    return text;
}

// The first is about the packet itself, then one for each layer.
const Decision &decisionOf(const Walk &walk, size_t number)
{
    return number == 0 ? walk.decision() : walk.layers[number - 1].outer;
}

std::string tunnelWords(const Walk &walk)
{
    std::string text;
    for (const Layer &layer : walk.layers)
        text += (text.empty() ? ", inside of a packet from " : ", inside of another one from ")
                + layer.source.toString() + " to " + layer.destination.toString();
    return text;
}

std::string dropWords(const RoutingIndex &index, const Walk &walk)
{
    switch (walk.drop) {
    case Drop::Refused: return reasonWords(index, walk.decision(), walk.flow());
    case Drop::Tunnel:
        return "The packet that " + linkName(index.snapshot(), walk.layers.back().device)
               + " would wrap it in does not get out.";
    case Drop::NoCarrier: return linkName(index.snapshot(), walk.device) + " has no carrier.";
    case Drop::TooBig: return "It is too big; up to " + std::to_string(walk.mtu) + " octets would go.";
    case Drop::TtlExpired: return "Its ttl ends here; the sender is told.";
    case Drop::None: break;
    }
    return {};
}

} // namespace

std::vector<std::optional<Flow>> flowsToAsk(const RoutingIndex &index, const Walk &walk)
{
    std::vector<std::optional<Flow>> flows{askable(index.snapshot(), walk.flow())};
    for (const Layer &layer : walk.layers)
        flows.push_back(askable(index.snapshot(), layer.flow));
    return flows;
}

std::optional<Step> kernelStep(const RoutingIndex &index, const Walk &walk,
                               std::span<const std::optional<KernelAnswer>> answers)
{
    Step step{"kernel", "The kernel's own answer", "", "", StepOutcome::Ok, {}};
    const auto flows = flowsToAsk(index, walk);
    size_t asked = 0;
    for (size_t i = 0; i < std::min(answers.size(), flows.size()); ++i) {
        if (!answers[i] || !flows[i])
            continue;
        const Agreement agreement = compare(index, decisionOf(walk, i), *answers[i]);
        ++asked;
        step.details.push_back(routeGetCommand(index.snapshot(), *flows[i]) + ": "
                               + answerWords(index.snapshot(), *answers[i])
                               + (agreement == Agreement::Agrees ? "" : " (another answer)"));
        if (agreement != Agreement::Agrees)
            step.outcome = StepOutcome::Warning;
    }
    if (asked == 0)
        return std::nullopt;
    const std::string gaps = gapList(walk);
    step.sentence = "The kernel says the same.";
    if (step.outcome != StepOutcome::Ok)
        step.sentence = "The kernel says something else, and it decides. "
                        + (gaps.empty() ? std::string("This explanation is wrong somewhere: please report it.")
                                        : "Not all is known here: " + gaps + ".");
    else if (asked < flows.size())
        step.sentence += " About the outer packet it cannot be asked, for a rule looks at protocols.";
    return step;
}

Step verdictStep(const RoutingIndex &index, const Walk &walk)
{
    Step step{"verdict", "Verdict", "", "", StepOutcome::Ok, {}};
    const std::string device = linkName(index.snapshot(), walk.device);
    switch (walk.fate) {
    case Fate::Delivered: step.sentence = "It is delivered to this computer."; break;
    case Fate::Everybody: step.sentence = "It goes to everybody who listens on " + device + "."; break;
    case Fate::Leaves:
        step.sentence = "It leaves by " + device
                        + (walk.nextHop.isUnspecified() ? "" : " to " + walk.nextHop.toString()) + tunnelWords(walk)
                        + ".";
        break;
    case Fate::Dropped:
        step.sentence = "It is dropped. " + dropWords(index, walk);
        step.outcome = StepOutcome::Stop;
        break;
    }
    const std::string gaps = gapList(walk);
    if (!walk.isUncertain)
        return step;
    step.sentence += gaps.empty() ? " It may go another one of several ways." : " This is not certain: " + gaps + ".";
    if (step.outcome == StepOutcome::Ok)
        step.outcome = StepOutcome::Warning;
    return step;
}

} // namespace mesh44::explain
