// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/attention.h"

#include "ui/models/peersmodel.h"
#include "ui/models/words.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace mesh44 {

namespace {

using Act = AttentionItem::Act;

struct AttentionWords
{
    Q_DECLARE_TR_FUNCTIONS(mesh44::Attention)
};

// The service's sentences begin small and end without a full stop. A program's name stays as it is written.
QString asSentence(const std::string &said, const std::string &id = {})
{
    QString sentence = text(said);
    if (sentence.isEmpty())
        return sentence;
    const QString first = sentence.section(u' ', 0, 0);
    if (!first.contains(u'-') && !text(id).startsWith(first))
        sentence[0] = sentence[0].toUpper();
    return sentence.endsWith(u'.') || sentence.endsWith(u'!') || sentence.endsWith(u'?') ? sentence : sentence % u'.';
}

AttentionItem plain(const QString &id, Sign sign, const QString &title, const QString &text)
{
    AttentionItem item;
    item.id = id;
    item.notice.sign = sign;
    item.notice.title = title;
    item.notice.text = text;
    return item;
}

Sign signOf(Severity severity)
{
    switch (severity) {
    case Severity::Error: return Sign::Failed;
    case Severity::Warning: return Sign::Attention;
    case Severity::Note: break;
    }
    return Sign::Unknown;
}

// The advice names a setting where it is about one: "mesh44ctl set tunnel.device=ampr0".
QString settingIn(const QString &advice)
{
    static const QRegularExpression command(QStringLiteral("\\bset ([a-z0-9]+\\.[a-z_]+)="));
    return command.match(advice).captured(1);
}

AttentionItem itemFor(const Finding &finding)
{
    AttentionItem item = plain(QStringLiteral("finding:") % text(finding.id), signOf(finding.severity),
                               asSentence(finding.sentence, finding.id), asSentence(finding.advice));
    if (const QString key = settingIn(item.notice.text); !key.isEmpty()) {
        item.act = Act::Settings;
        item.word = AttentionWords::tr("Show the setting");
        item.subject = key;
    } else if (!finding.advice.empty()) {
        item.act = Act::Copy;
        item.word = AttentionWords::tr("Copy the advice");
        item.subject = text(finding.advice);
    }
    return item;
}

void lead(AttentionItem &item, Condition condition)
{
    item.act = Act::Peers;
    item.word = AttentionWords::tr("Show them");
    item.subject = wordOf(condition);
}

class Worker
{
public:
    explicit Worker(const AttentionFacts &facts) : m(facts) {}

    Attention work()
    {
        situation();
        if (!m.status || !m.situation.live)
            return finish(); // the rest is of the past
        held();
        reason();
        problems();
        silence();
        routes();
        findings();
        return finish();
    }

private:
    using Item = AttentionItem;

    bool isForwarding() const
    {
        return m.status->state == GatewayState::Up || m.status->state == GatewayState::Degraded;
    }
    bool isForeign() const { return m.status->apiMajor != kApiMajor; }

    // What the window says of the whole, with the action that ends it.
    void situation()
    {
        if (!m.situation.notice)
            return;
        Item item{.id = QStringLiteral("situation"), .notice = *m.situation.notice};
        if (item.notice.canRetry) {
            item.act = Act::Retry;
            item.word = AttentionWords::tr("Try again");
        } else if (m.situation.live && m.status && !isForeign()) {
            leadToSettings(item);
        }
        if (!m.situation.live || !isForwarding())
            m_root = 0;
        m_result.items.push_back(std::move(item));
    }

    void leadToSettings(Item &item) const
    {
        const bool fresh = m.status->state == GatewayState::Misconfigured && m.status->subnets.empty();
        if (fresh) {
            item.act = Act::Wizard;
            item.word = AttentionWords::tr("Set it up…");
        } else if (!m.status->problems.empty()) {
            item.act = Act::Settings;
            item.word = AttentionWords::tr("Show the settings");
            item.subject = text(m.status->problems.front().key);
        } else if (m.status->state == GatewayState::Conflict) {
            item.act = Act::Settings;
            item.word = AttentionWords::tr("Show the setting");
            item.subject = QStringLiteral("routing.mesh_table");
        }
    }

    // What waits for a word has a bar over every page, and is not repeated here: only what a trial keeps out of it.
    void held()
    {
        if (!m.decision || m.decision->yes == Action::Kind::AcceptChanges || m.status->heldChange.empty())
            return;
        GatewayStatus without = *m.status;
        without.trial = {};
        const auto decision = decisionOf(without, m.now, 0);
        Item item = plain(QStringLiteral("held"), Sign::Attention, decision->title, decision->text);
        item.act = Act::Decide;
        item.decision = decision;
        m_result.items.push_back(std::move(item));
    }

    // The service's own sentence, unless one of the others says it better.
    void reason()
    {
        const std::string &said = m.status->reason;
        if (m.status->state != GatewayState::Degraded || said.empty() || isSaidElsewhere(said))
            return;
        Item item = plain(QStringLiteral("degraded"), Sign::Attention, asSentence(said), {});
        m_root = m_result.items.size();
        m_result.items.push_back(std::move(item));
    }
    bool isSaidElsewhere(const std::string &said) const
    {
        const GatewayStatus &status = *m.status;
        const auto says = [&](const std::string &words) {
            return !words.empty() && said.find(words) != std::string::npos;
        };
        return says(status.heldChange) || (!status.heldChange.empty() && says(" held"))
               || std::ranges::any_of(m.findings, says, &Finding::sentence)
               || std::ranges::any_of(status.problems, says, &ConfigProblem::message)
               || (!status.problems.empty() && says("the configuration has a problem"));
    }

    // Without a notice of their own: the gateway speaks another contract, or is down, and that comes first.
    void problems()
    {
        if (m.status->problems.empty() || !isForwarding() || !isForeign())
            return;
        m_result.items.push_back(plain(QStringLiteral("problems"), Sign::Attention,
                                       AttentionWords::tr("The configuration has problems"),
                                       AttentionWords::tr("What is refused is not in force.")));
    }

    void silence()
    {
        const bool overdue = m.status->nextBurst != 0 && m.now > m.status->nextBurst + AttentionFacts::kOverdueGrace;
        if (!overdue || !isForwarding())
            return;
        Item item = plain(
            QStringLiteral("overdue"), Sign::Attention, AttentionWords::tr("The announcer is silent"),
            nextBurstText(*m.status, m.now) % u' '
                % AttentionWords::tr("The routes stay as they were. Does the router still pass protocol 4 "
                                     "(not a port) to this gateway?"));
        addOrFollow(std::move(item), nextBurstText(*m.status, m.now));
    }

    void routes()
    {
        if (!isForwarding())
            return;
        if (const uint32_t missing = m.routes.of(Condition::NotInstalled)) {
            const QString title = AttentionWords::tr("%n route(s) are announced and not installed", nullptr,
                                                     static_cast<int>(missing));
            Item item = plain(QStringLiteral("missing"), Sign::Attention, title,
                              AttentionWords::tr("Packets for them do not reach their endpoints."));
            lead(item, Condition::NotInstalled);
            addOrFollow(std::move(item), title % u'.');
        }
        if (m.status->lastBurst != 0 && m.status->routesAnnounced == 0 && m.routes.counts.empty())
            m_result.items.push_back(plain(QStringLiteral("empty"), Sign::Attention,
                                           AttentionWords::tr("The mesh has no routes"),
                                           AttentionWords::tr("Announcements are heard, and none of them holds a route "
                                                              "that the filter takes.")));
        refused();
    }
    // Nothing the operator could do about it: somebody else registered it so.
    void refused()
    {
        const uint32_t others = m.routes.of(Condition::Refused) - m.routes.ownRefused;
        if (others == 0)
            return;
        Item item = plain(
            QStringLiteral("refused"), Sign::Unknown,
            AttentionWords::tr("The filter refuses %n announced route(s)", nullptr, static_cast<int>(others)),
            AttentionWords::tr("Each says why; the endpoint's operator can put it right in the portal."));
        lead(item, Condition::Refused);
        m_result.notes.push_back(std::move(item));
    }

    void findings()
    {
        for (const Finding &finding : m.findings)
            (finding.severity == Severity::Note ? m_result.notes : m_result.items).push_back(itemFor(finding));
    }

    // What something above explains stands under it, and lends it its action where it has none.
    void addOrFollow(Item item, const QString &line)
    {
        if (!m_root) {
            m_result.items.push_back(std::move(item));
            return;
        }
        Item &root = m_result.items[*m_root];
        root.follows.append(line);
        if (root.act != Act::None)
            return;
        root.act = item.act;
        root.word = item.word;
        root.subject = item.subject;
    }

    Attention finish()
    {
        const auto urgency = [](const Item &item) {
            return item.act == Act::Decide ? 0 : item.notice.sign == Sign::Failed ? 1 : 2;
        };
        std::ranges::stable_sort(m_result.items, {}, urgency);
        if (m_result.items.empty() && m.status && m.status->heldChange.empty())
            m_result.calm = {
                .sign = Sign::Ok, .title = AttentionWords::tr("All is well"), .text = m.situation.sentence};
        return std::move(m_result);
    }

    const AttentionFacts &m;
    Attention m_result;
    std::optional<size_t> m_root; // the item that explains what is missing further down
};

} // namespace

uint32_t RouteTally::of(Condition condition) const
{
    const auto found = counts.find(condition);
    return found == counts.end() ? 0 : found->second;
}

RouteTally tallyOf(const PeersModel &peers, std::span<const Ipv4Prefix> ours)
{
    RouteTally tally;
    for (int row = 0; row < peers.rowCount(); ++row) {
        const RouteView &route = peers.routeAt(row);
        const Condition condition = conditionOf(route);
        ++tally.counts[condition];
        tally.ownRefused += condition == Condition::Refused
                            && std::ranges::any_of(ours, [&](Ipv4Prefix own) { return own.contains(route.prefix); });
    }
    return tally;
}

Attention attentionOf(const AttentionFacts &facts)
{
    return Worker(facts).work();
}

} // namespace mesh44
