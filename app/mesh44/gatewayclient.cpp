// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44/gatewayclient.h"

#include "ui/models/gatewaymodel.h"
#include "ui/models/words.h"

#include <utility>

namespace mesh44 {

namespace {

ConnectionState::Kind kindOf(BusThread::Link link)
{
    switch (link) {
    case BusThread::Link::Live: return ConnectionState::Kind::Live;
    case BusThread::Link::Absent: return ConnectionState::Kind::Absent;
    case BusThread::Link::Refused: return ConnectionState::Kind::Refused;
    case BusThread::Link::Unreachable: return ConnectionState::Kind::Unreachable;
    case BusThread::Link::Failed: return ConnectionState::Kind::Failed;
    case BusThread::Link::Connecting: break;
    }
    return ConnectionState::Kind::Connecting;
}

// What the operator reads where he asked for it: the helper's sentence, else ours.
QString reasonOf(const Error &error)
{
    const std::string_view sentence = error.message.empty() ? describe(error.code) : std::string_view(error.message);
    return text(std::string(sentence));
}

} // namespace

GatewayClient::GatewayClient(QString host, QObject *parent) : QObject(parent), m_host(std::move(host))
{
    m_last.host = m_host;
}

GatewayClient::~GatewayClient() = default;

void GatewayClient::start()
{
    m_thread = std::make_unique<BusThread>(m_host.toStdString(), facts());
}

// From the bus thread to the window's. Events that are still under way when this object goes are dropped.
template <class Tell> void GatewayClient::post(Tell tell)
{
    QMetaObject::invokeMethod(this, std::move(tell), Qt::QueuedConnection);
}

BusThread::Facts GatewayClient::facts()
{
    BusThread::Facts facts;
    facts.link = [this](BusThread::Link link, const std::string &detail) {
        post([this, link, words = text(detail)] { tellLink(link, words); });
    };
    facts.snapshot = [this](Snapshot snapshot) {
        post([this, snapshot = std::move(snapshot)] {
            m_revision = snapshot.revision;
            Q_EMIT snapshotTaken(snapshot);
        });
    };
    facts.delta = [this](const Delta &delta) {
        post([this, delta] {
            m_revision = delta.to;
            Q_EMIT changed(delta);
        });
    };
    facts.burst = [this](const BurstView &burst) { post([this, burst] { Q_EMIT burstHeard(burst); }); };
    facts.event = [this](const EventView &event) { post([this, event] { Q_EMIT eventHappened(event); }); };
    facts.history = [this](std::vector<EventView> events) {
        post([this, events = std::move(events)] { Q_EMIT historyTaken(events); });
    };
    facts.traffic = [this](std::vector<TrafficView> traffic) {
        post([this, traffic = std::move(traffic)] { Q_EMIT trafficTaken(traffic); });
    };
    facts.settings = [this](std::vector<SettingView> settings) {
        post([this, settings = std::move(settings)] { Q_EMIT settingsTaken(settings); });
    };
    facts.findings = [this](std::vector<Finding> findings) {
        post([this, findings = std::move(findings)] { Q_EMIT findingsTaken(findings); });
    };
    facts.timeline = [this](std::vector<TimelineView> timeline) {
        post([this, timeline = std::move(timeline)] { Q_EMIT timelineTaken(timeline); });
    };
    facts.checks = [this](std::vector<Check> checks) {
        post([this, checks = std::move(checks)] { Q_EMIT checksTaken(checks); });
    };
    facts.answered = [this](const Action &action, const Status &status) { tellAnswer(action, status); };
    return facts;
}

// On the bus thread. What has figures was told with them.
void GatewayClient::tellAnswer(const Action &action, const Status &status)
{
    const bool hasFigures = action.kind == Action::Kind::Import || action.kind == Action::Kind::Preview;
    if (status && !hasFigures)
        return post([this, action] {
            if (action.kind == Action::Kind::Apply)
                m_reviewed.clear();
            Q_EMIT actionDone(action);
        });
    if (status)
        return;
    post([this, action, reason = reasonOf(status.error())] {
        if (action.kind == Action::Kind::Import)
            Q_EMIT importFailed(reason);
        else if (action.kind == Action::Kind::Preview)
            Q_EMIT previewFailed(reason);
        else
            Q_EMIT actionFailed(action, reason);
    });
}

void GatewayClient::tellLink(BusThread::Link link, const QString &detail)
{
    ConnectionState next{kindOf(link), m_host, detail, m_last.since};
    if (next.kind != m_last.kind || next.since == 0)
        next.since = systemNow(); // trying again and again is one state since its first moment
    m_last = next;
    Q_EMIT connectionChanged(next);
}

void GatewayClient::ask(const Action &action, BusThread::Call call)
{
    if (m_thread)
        m_thread->ask(action, std::move(call));
}

void GatewayClient::up()
{
    ask({Action::Kind::Up, {}}, [](bus::Client &client, auto reply) { client.up(std::move(reply)); });
}

void GatewayClient::down()
{
    ask({Action::Kind::Down, {}}, [](bus::Client &client, auto reply) { client.down(std::move(reply)); });
}

void GatewayClient::suppressEndpoint(Ipv4Address address, bool fallback)
{
    ask({Action::Kind::SuppressEndpoint, Ipv4Prefix::host(address)},
        [address, fallback](bus::Client &client, auto reply) {
            client.suppressEndpoint(address, fallback, std::move(reply));
        });
}

void GatewayClient::allowEndpoint(Ipv4Address address)
{
    ask({Action::Kind::AllowEndpoint, Ipv4Prefix::host(address)},
        [address](bus::Client &client, auto reply) { client.allowEndpoint(address, std::move(reply)); });
}

void GatewayClient::suppressPrefix(Ipv4Prefix prefix, bool fallback)
{
    ask({Action::Kind::SuppressPrefix, prefix}, [prefix, fallback](bus::Client &client, auto reply) {
        client.suppressPrefix(prefix, fallback, std::move(reply));
    });
}

void GatewayClient::allowPrefix(Ipv4Prefix prefix)
{
    ask({Action::Kind::AllowPrefix, prefix},
        [prefix](bus::Client &client, auto reply) { client.allowPrefix(prefix, std::move(reply)); });
}

void GatewayClient::suppressDefault()
{
    ask({Action::Kind::SuppressDefault, {}},
        [](bus::Client &client, auto reply) { client.suppressDefault(std::move(reply)); });
}

void GatewayClient::allowDefault()
{
    ask({Action::Kind::AllowDefault, {}},
        [](bus::Client &client, auto reply) { client.allowDefault(std::move(reply)); });
}

void GatewayClient::pinPrefix(Ipv4Prefix prefix, Ipv4Address endpoint)
{
    ask({Action::Kind::PinPrefix, prefix},
        [prefix, endpoint](bus::Client &client, auto reply) { client.pinPrefix(prefix, endpoint, std::move(reply)); });
}

void GatewayClient::unpinPrefix(Ipv4Prefix prefix)
{
    ask({Action::Kind::UnpinPrefix, prefix},
        [prefix](bus::Client &client, auto reply) { client.unpinPrefix(prefix, std::move(reply)); });
}

void GatewayClient::preview(const std::vector<Assignment> &assignments)
{
    m_reviewed.insert_or_assign(assignments, m_revision);
    ask({Action::Kind::Preview, {}}, [this, assignments, revision = m_revision](bus::Client &client, auto reply) {
        client.preview(revision, assignments, [this, reply](const Result<PreviewView> &preview) {
            if (preview)
                post([this, preview = *preview] { Q_EMIT previewed(preview); });
            reply(preview ? ok() : Status(preview.error()));
        });
    });
}

void GatewayClient::checkUp()
{
    ask({Action::Kind::CheckUp, {}}, [this](bus::Client &client, auto reply) {
        client.checkUp(true, [this, reply](Result<std::vector<Check>> checks) {
            if (checks)
                post([this, checks = *std::move(checks)] { Q_EMIT checksTaken(checks); });
            reply(checks ? ok() : Status(checks.error()));
        });
    });
}

void GatewayClient::apply(const std::vector<Assignment> &assignments, uint seconds)
{
    const auto found = m_reviewed.find(assignments);
    const uint64_t revision = found == m_reviewed.end() ? 0 : found->second;
    ask({Action::Kind::Apply, {}}, [assignments, seconds, revision](bus::Client &client, auto reply) {
        client.apply(revision, assignments, seconds, [reply](const Result<std::string> &token) {
            reply(token ? ok() : Status(token.error())); // one trial at a time: it needs no name
        });
    });
}

void GatewayClient::extend(uint seconds)
{
    ask({Action::Kind::Extend, {}},
        [seconds](bus::Client &client, auto reply) { client.extend({}, seconds, std::move(reply)); });
}

void GatewayClient::decide(Action::Kind kind)
{
    ask({kind, {}}, [kind](bus::Client &client, auto reply) {
        switch (kind) {
        case Action::Kind::Confirm: return client.confirm({}, std::move(reply));
        case Action::Kind::Rollback: return client.rollback({}, std::move(reply));
        case Action::Kind::AcceptChanges: return client.acceptChanges(std::move(reply));
        default: return client.rejectChanges(std::move(reply));
        }
    });
}

void GatewayClient::importList(const QByteArray &list)
{
    ask({Action::Kind::Import, {}}, [this, list = list.toStdString()](bus::Client &client, auto reply) {
        client.importText(list, [this, reply](const Result<bus::ImportOutcome> &outcome) {
            if (outcome)
                post([this, added = outcome->added, refused = static_cast<qsizetype>(outcome->refused.size())] {
                    Q_EMIT imported(added, refused);
                });
            reply(outcome ? ok() : Status(outcome.error()));
        });
    });
}

void GatewayClient::importFound(const QByteArray &routes)
{
    ask({Action::Kind::ImportFound, {}}, [routes = routes.toStdString()](bus::Client &client, auto reply) {
        client.importText(routes, [reply](const Result<bus::ImportOutcome> &outcome) {
            reply(outcome ? ok() : Status(outcome.error()));
        });
    });
}

void GatewayClient::refresh()
{
    if (m_thread)
        m_thread->refresh();
}

void GatewayClient::take(BusThread::Fact fact)
{
    if (m_thread)
        m_thread->take(fact);
}

void GatewayClient::takeTraffic()
{
    take(BusThread::Fact::Traffic);
}

void GatewayClient::takeSettings()
{
    take(BusThread::Fact::Settings);
}

void GatewayClient::takeFindings()
{
    take(BusThread::Fact::Findings);
}

void GatewayClient::takeTimeline()
{
    take(BusThread::Fact::Timeline);
}

void GatewayClient::takeChecks()
{
    take(BusThread::Fact::Checks);
}

} // namespace mesh44
