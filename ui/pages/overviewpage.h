// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/action.h"
#include "ui/models/attention.h"
#include "ui/models/interval.h"
#include "ui/pages/page.h"

class QScrollArea;
class QStackedWidget;

namespace mesh44 {

class AttentionView;
class CardGrid;
class EmptyState;
class FreshnessCard;
class GatewayModel;
class PeerSelection;
class RoutesCard;
class SubnetsCard;
class TopPeersCard;
class TrafficCard;
class TunnelCard;

// What needs attention, with what to do about it, and the gateway at a glance. Without a gateway, the reason why.
class OverviewPage : public Page
{
    Q_OBJECT

public:
    static constexpr int64_t kTrafficInterval = 5'000'000;   // µs, while it can be seen
    static constexpr int64_t kFindingsInterval = 60'000'000; // µs

    OverviewPage(GatewayModel &gateway, PeerSelection &selection, QWidget *parent = nullptr);

    void afterChange() override { refresh(); }
    void takeFocus() override;
    // Of the default route's switch, or of a decision; an empty reason takes the last one away.
    void showFailure(const Action &action, const QString &reason);

Q_SIGNALS:
    void trafficRequested();
    void findingsRequested();
    void peersRequested(const QString &filter);
    void settingsRequested(const QString &key);
    void decisionRequested(mesh44::Action::Kind kind);
    void retryRequested();
    void suppressDefaultRequested();
    void allowDefaultRequested();
    void wizardRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void makeContent();
    void connectParts();
    void refresh();
    void refreshAttention();
    void refreshCards();
    void refreshTraffic();
    void refreshDecidable();
    void refreshTally();
    void greyOut(bool stale);
    void ask();
    void act(const AttentionItem &item);

    GatewayModel &m_gateway;
    PeerSelection &m_selection;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    QScrollArea *m_scroll;
    AttentionView *m_attention;
    CardGrid *m_cards;
    FreshnessCard *m_freshness;
    RoutesCard *m_routes;
    TunnelCard *m_tunnel;
    TrafficCard *m_traffic;
    TopPeersCard *m_top;
    SubnetsCard *m_subnets;
    RouteTally m_tally;
    Interval m_trafficAsked{kTrafficInterval};
    Interval m_findingsAsked{kFindingsInterval};
};

} // namespace mesh44
