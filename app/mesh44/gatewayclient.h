// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/mesh44/busthread.h"
#include "ui/models/connection.h"

#include <QObject>

#include <map>
#include <memory>

namespace mesh44 {

// The gateway as the window's thread sees it: facts arrive as signals, wishes go out as slots, and
// nothing here ever waits for the bus.
class GatewayClient : public QObject
{
    Q_OBJECT

public:
    // host: "user@host", empty for this computer.
    explicit GatewayClient(QString host, QObject *parent = nullptr);
    ~GatewayClient() override;

    void start();

public Q_SLOTS:
    void up();
    void down();
    void suppressEndpoint(mesh44::Ipv4Address address, bool fallback);
    void allowEndpoint(mesh44::Ipv4Address address);
    void suppressPrefix(mesh44::Ipv4Prefix prefix, bool fallback);
    void allowPrefix(mesh44::Ipv4Prefix prefix);
    void suppressDefault();
    void allowDefault();
    void pinPrefix(mesh44::Ipv4Prefix prefix, mesh44::Ipv4Address endpoint);
    void unpinPrefix(mesh44::Ipv4Prefix prefix);
    // What apply() of the same would do. Told by previewed() or previewFailed().
    void preview(const std::vector<mesh44::Assignment> &assignments);
    // On trial for so many seconds, 10 to 600. Refused where somebody has changed the configuration since the preview.
    void apply(const std::vector<mesh44::Assignment> &assignments, uint seconds);
    void extend(uint seconds);                // the trial that runs, from now on
    void decide(mesh44::Action::Kind kind);   // of the trial that runs, or of the change that is held
    void checkUp();                           // with packets sent; told by checksTaken() and as an action
    void importList(const QByteArray &list);  // encap.txt or the portal's JSON
    void importFound(const QByteArray &list); // the same of another program's, told as an action
    void refresh();                           // a new snapshot; without a connection, try one now
    // What is answered to these is told by the signals; a gateway service that does not know it tells nothing.
    void takeTraffic();
    void takeSettings();
    void takeFindings();
    void takeTimeline();
    void takeChecks();

Q_SIGNALS:
    void connectionChanged(const mesh44::ConnectionState &connection);
    void snapshotTaken(const mesh44::Snapshot &snapshot);
    void changed(const mesh44::Delta &delta); // starts where the last one or the snapshot ended
    void burstHeard(const mesh44::BurstView &burst);
    void historyTaken(const std::vector<mesh44::EventView> &events);
    void eventHappened(const mesh44::EventView &event);
    void trafficTaken(const std::vector<mesh44::TrafficView> &traffic);
    void settingsTaken(const std::vector<mesh44::SettingView> &settings);
    void findingsTaken(const std::vector<mesh44::Finding> &findings);
    void timelineTaken(const std::vector<mesh44::TimelineView> &timeline); // the oldest first
    void checksTaken(const std::vector<mesh44::Check> &checks); // in the order in which they depend on one another
    void previewed(const mesh44::PreviewView &preview);
    void previewFailed(const QString &reason);
    void actionDone(const mesh44::Action &action);
    void actionFailed(const mesh44::Action &action, const QString &reason);
    void imported(uint added, qsizetype refused); // a list; and the other way it may go:
    void importFailed(const QString &reason);

private:
    BusThread::Facts facts();
    void ask(const Action &action, BusThread::Call call);
    void take(BusThread::Fact fact);
    void tellAnswer(const Action &action, const Status &status);
    void tellLink(BusThread::Link link, const QString &detail);
    template <class Tell> void post(Tell tell);

    const QString m_host;
    ConnectionState m_last;
    uint64_t m_revision = 0;                                // what was told last
    std::map<std::vector<Assignment>, uint64_t> m_reviewed; // what the previews since the last change were of
    std::unique_ptr<BusThread> m_thread;
};

} // namespace mesh44
