// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/overviewpage.h"

#include "ui/models/gatewaymodel.h"
#include "ui/models/peerselection.h"
#include "ui/models/words.h"
#include "ui/widgets/attentionview.h"
#include "ui/widgets/freshnesscard.h"
#include "ui/widgets/noticeviews.h"
#include "ui/widgets/routescard.h"
#include "ui/widgets/signs.h"
#include "ui/widgets/subnetscard.h"
#include "ui/widgets/toppeerscard.h"
#include "ui/widgets/trafficcard.h"
#include "ui/widgets/tunnelcard.h"

#include <QApplication>
#include <QClipboard>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace mesh44 {

namespace {

constexpr double kWidest = 130; // ems: beyond that the eye has too far to go

} // namespace

OverviewPage::OverviewPage(GatewayModel &gateway, PeerSelection &selection, QWidget *parent)
    : Page(parent),
      m_gateway(gateway),
      m_selection(selection),
      m_stack(new QStackedWidget(this)),
      m_empty(new EmptyState(this)),
      m_scroll(new QScrollArea(this)),
      m_attention(new AttentionView),
      m_cards(new CardGrid),
      m_freshness(new FreshnessCard(gateway)),
      m_routes(new RoutesCard(gateway)),
      m_tunnel(new TunnelCard(gateway)),
      m_traffic(new TrafficCard(gateway)),
      m_top(new TopPeersCard(gateway)),
      m_subnets(new SubnetsCard(gateway))
{
    setWindowTitle(tr("Overview"));
    makeContent();
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_scroll);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins({});
    lines->addWidget(m_stack);
    connectParts();
    refreshTally();
    refresh();
}

void OverviewPage::makeContent()
{
    for (Card *card : {static_cast<Card *>(m_freshness), static_cast<Card *>(m_routes), static_cast<Card *>(m_tunnel),
                       static_cast<Card *>(m_traffic)})
        m_cards->add(card);
    m_cards->add(m_top, true);
    m_cards->add(m_subnets, true);

    auto *column = new QWidget;
    column->setMaximumWidth(em(this, kWidest));
    auto *lines = new QVBoxLayout(column);
    lines->setContentsMargins(pageMargins(this));
    lines->setSpacing(em(this, 0.7));
    lines->addWidget(m_attention);
    lines->addWidget(m_cards);
    lines->addStretch();
    auto *content = new QWidget;
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins({});
    row->addWidget(column, 1000);
    row->addStretch(1);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::StrongFocus); // the arrow keys scroll
    m_scroll->setAccessibleName(tr("Overview"));
}

void OverviewPage::connectParts()
{
    connect(m_empty, &NoticeView::retryRequested, this, &OverviewPage::retryRequested);
    connect(m_attention, &AttentionView::actRequested, this, &OverviewPage::act);
    connect(m_attention, &AttentionView::decided, this, &OverviewPage::decisionRequested);
    connect(m_routes, &RoutesCard::peersRequested, this, &OverviewPage::peersRequested);
    connect(m_top, &TopPeersCard::peerChosen, this, [this](Ipv4Prefix prefix, Ipv4Address endpoint) {
        m_selection.choose(prefix);
        Q_EMIT peersRequested(text(endpoint));
    });
    connect(m_subnets, &SubnetsCard::defaultRequested, this, [this](bool on) {
        if (on)
            Q_EMIT allowDefaultRequested();
        else
            Q_EMIT suppressDefaultRequested();
    });
    connect(&m_gateway, &GatewayModel::situationChanged, this, &OverviewPage::refresh);
    connect(&m_gateway, &GatewayModel::peersChanged, this, &OverviewPage::refreshTally);
    connect(&m_gateway, &GatewayModel::trafficChanged, this, &OverviewPage::refreshTraffic);
    connect(&m_gateway, &GatewayModel::findingsChanged, this, &OverviewPage::refreshAttention);
    connect(&m_gateway, &GatewayModel::pendingChanged, this, [this] {
        m_subnets->refresh();
        refreshDecidable();
    });
}

void OverviewPage::refreshTally()
{
    const GatewayStatus *status = m_gateway.status();
    m_tally = tallyOf(m_gateway.peers(), status ? std::span(status->subnets) : std::span<const Ipv4Prefix>());
}

// The situation is told each second while the window is there to be seen.
void OverviewPage::refresh()
{
    const Situation situation = m_gateway.situation();
    const bool known = m_gateway.status();
    if (!known && situation.notice)
        m_empty->setNotice(*situation.notice);
    m_stack->setCurrentWidget(known ? static_cast<QWidget *>(m_scroll) : m_empty);
    if (known) {
        refreshAttention();
        refreshCards();
    }
    ask();
}

void OverviewPage::refreshAttention()
{
    m_attention->setAttention(attentionOf({.situation = m_gateway.situation(),
                                           .status = m_gateway.status(),
                                           .decision = m_gateway.decision(),
                                           .routes = m_tally,
                                           .findings = m_gateway.findings(),
                                           .now = m_gateway.now()}));
    refreshDecidable();
}

void OverviewPage::refreshDecidable()
{
    const bool denied = m_gateway.access() == Access::Denied;
    const bool pending = m_gateway.isPending({Action::Kind::AcceptChanges, {}})
                         || m_gateway.isPending({Action::Kind::RejectChanges, {}});
    m_attention->setDecidable(!denied && !pending,
                              denied ? tr("The system does not let you decide this from here.") : QString());
}

void OverviewPage::refreshCards()
{
    m_freshness->refresh();
    m_routes->refresh(m_tally);
    m_tunnel->refresh();
    m_subnets->refresh();
    refreshTraffic();
    greyOut(!m_gateway.isLive());
}

void OverviewPage::refreshTraffic()
{
    m_traffic->refresh();
    m_top->refresh();
}

// Data of the past look like it.
void OverviewPage::greyOut(bool stale)
{
    QPalette colours = QApplication::palette(this);
    if (stale)
        colours.setColor(QPalette::WindowText, colours.color(QPalette::Disabled, QPalette::WindowText));
    if (m_cards->palette() != colours)
        m_cards->setPalette(colours);
}

void OverviewPage::ask()
{
    if (!isVisible() || window()->isMinimized() || !m_gateway.isLive())
        return;
    const int64_t now = m_gateway.now();
    if (m_trafficAsked.isDue(now))
        Q_EMIT trafficRequested();
    if (m_findingsAsked.isDue(now))
        Q_EMIT findingsRequested();
}

void OverviewPage::act(const AttentionItem &item)
{
    switch (item.act) {
    case AttentionItem::Act::Retry: Q_EMIT retryRequested(); break;
    case AttentionItem::Act::Peers: Q_EMIT peersRequested(item.subject); break;
    case AttentionItem::Act::Settings: Q_EMIT settingsRequested(item.subject); break;
    case AttentionItem::Act::Wizard: Q_EMIT wizardRequested(); break;
    case AttentionItem::Act::Copy: QApplication::clipboard()->setText(item.subject); break;
    case AttentionItem::Act::Decide:
    case AttentionItem::Act::None: break;
    }
}

void OverviewPage::showFailure(const Action &action, const QString &reason)
{
    if (action.isDefault())
        m_subnets->setFailure(reason);
    else if (action.isDecision())
        m_attention->setFailure(reason);
}

void OverviewPage::takeFocus()
{
    if (m_stack->currentWidget() == m_scroll)
        m_scroll->setFocus();
    else
        m_empty->setFocus();
}

void OverviewPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_trafficAsked.restart();
    m_findingsAsked.restart();
    refresh();
}

} // namespace mesh44
