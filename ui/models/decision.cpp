// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/decision.h"

#include "ui/models/words.h"

#include <QCoreApplication>
#include <QStringList>

namespace mesh44 {

namespace {

struct DecisionWords
{
    Q_DECLARE_TR_FUNCTIONS(mesh44::Decision)
};

Decision onTrial(const TrialView &trial, int64_t now, int64_t ends)
{
    QStringList keys;
    for (const std::string &key : trial.keys)
        keys.append(text(key));
    Decision decision{.title = DecisionWords::tr("A change of the configuration is on trial"),
                      .yes = Action::Kind::Confirm,
                      .no = Action::Kind::Rollback,
                      .yesWord = DecisionWords::tr("&Keep it"),
                      .noWord = DecisionWords::tr("&Take it back")};
    decision.text = ends > now ? DecisionWords::tr("%1, by %2: taken back in %3 unless somebody keeps it.")
                                     .arg(keys.join(QStringLiteral(", ")), text(trial.by), clockText(ends - now))
                               : DecisionWords::tr("%1, by %2: taken back at its deadline unless somebody keeps it.")
                                     .arg(keys.join(QStringLiteral(", ")), text(trial.by));
    return decision;
}

Decision held(const GatewayStatus &status)
{
    return {.title = DecisionWords::tr("A large change of the mesh is held"),
            .text = DecisionWords::tr(
                        "%1. The routes stay as they were until two more complete bursts say the same, or somebody "
                        "decides.")
                        .arg(text(status.heldChange)),
            .yes = Action::Kind::AcceptChanges,
            .no = Action::Kind::RejectChanges,
            .yesWord = DecisionWords::tr("&Accept it"),
            .noWord = DecisionWords::tr("&Reject it")};
}

} // namespace

std::optional<Decision> decisionOf(const GatewayStatus &status, int64_t now, int64_t trialEnds)
{
    if (!status.trial.by.empty() && !status.trial.rollingBack)
        return onTrial(status.trial, now, trialEnds);
    if (!status.heldChange.empty())
        return held(status);
    return std::nullopt;
}

} // namespace mesh44
