// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/peerspage.h"

#include "ui/models/gatewaymodel.h"
#include "ui/models/words.h"
#include "ui/widgets/eventslist.h"
#include "ui/widgets/inspector.h"
#include "ui/widgets/noticeviews.h"
#include "ui/widgets/peeractions.h"
#include "ui/widgets/peerstable.h"
#include "ui/widgets/signs.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QResizeEvent>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace mesh44 {

namespace {

constexpr double kWideEms = 62; // from here on the side panel stands beside the table

QWidget *titled(const QString &title, QWidget *content, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *label = new QLabel(title, box);
    label->setFont(scaledFont(label->font(), 1.0, QFont::DemiBold));
    label->setBuddy(content);
    auto *lines = new QVBoxLayout(box);
    lines->setContentsMargins({});
    lines->setSpacing(em(box, 0.25));
    lines->addWidget(label);
    lines->addWidget(content);
    return box;
}

QWidget *makeNothingFits(QWidget *parent, QPushButton *clear)
{
    auto *page = new QWidget(parent);
    auto *label = new QLabel(PeersPage::tr("No peer fits the filter."), page);
    label->setAlignment(Qt::AlignCenter);
    auto *lines = new QVBoxLayout(page);
    lines->addStretch(2);
    lines->addWidget(label);
    lines->addWidget(clear, 0, Qt::AlignHCenter);
    lines->addStretch(3);
    return page;
}

} // namespace

PeersPage::PeersPage(GatewayModel &gateway, QWidget *parent)
    : QWidget(parent),
      m_gateway(gateway),
      m_filter(new PeersFilter(gateway.peers(), this)),
      m_actions(new PeerActions(gateway, this)),
      m_search(new QLineEdit(this)),
      m_count(new QLabel(this)),
      m_banner(new Banner(this)),
      m_stack(new QStackedWidget(this)),
      m_table(new PeersTable(*m_filter, this)),
      m_empty(new EmptyState(this)),
      m_inspector(new Inspector(gateway, *m_actions, this)),
      m_events(new EventsList(gateway.events(), this)),
      m_split(new QSplitter(Qt::Horizontal, this)),
      m_side(new QSplitter(Qt::Vertical, m_split))
{
    m_side->addWidget(titled(tr("Peer"), m_inspector, m_side));
    m_side->addWidget(titled(tr("Events"), m_events, m_side));
    m_split->addWidget(makeList());
    m_split->addWidget(m_side);
    for (QSplitter *splitter : {m_split, m_side}) {
        splitter->setChildrenCollapsible(false);
        splitter->setHandleWidth(em(this, 0.55));
    }
    m_split->setStretchFactor(0, 1);
    m_split->setStretchFactor(1, 0);

    auto *lines = new QVBoxLayout(this);
    const int margin = em(this, 0.7);
    lines->setContentsMargins(margin, 0, margin, em(this, 0.3));
    lines->setSpacing(em(this, 0.5));
    lines->addWidget(m_banner);
    lines->addWidget(m_split, 1);
    connectParts();
    arrange(true);
    refreshNotice();
}

QWidget *PeersPage::makeList()
{
    m_search->setObjectName(QStringLiteral("filter"));
    m_search->setPlaceholderText(tr("Filter: prefix, address, region, state …"));
    m_search->setClearButtonEnabled(true);
    m_search->setAccessibleName(tr("Filter the peers"));
    m_search->setToolTip(tr("Words that all must fit. An address finds the prefix it lies in. (Ctrl+F)"));
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_count->setAccessibleName(tr("Peers shown"));
    auto *clear = new QPushButton(tr("Clear the filter"), this);
    connect(clear, &QPushButton::clicked, this, [this] { setFilterText({}); });
    m_nothingFits = makeNothingFits(this, clear);
    for (QWidget *page : {static_cast<QWidget *>(m_table), static_cast<QWidget *>(m_empty), m_nothingFits})
        m_stack->addWidget(page);

    auto *list = new QWidget(this);
    auto *row = new QHBoxLayout;
    row->setSpacing(em(this, 0.7));
    row->addWidget(m_search, 1);
    row->addWidget(m_count);
    auto *lines = new QVBoxLayout(list);
    lines->setContentsMargins({});
    lines->setSpacing(em(this, 0.4));
    lines->addLayout(row);
    lines->addWidget(m_stack, 1);
    return list;
}

void PeersPage::connectParts()
{
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_table->rememberPlace();
        m_filter->setQuery(PeerQuery::parse(text));
        m_table->restorePlace();
        refreshNotice();
    });
    connect(m_search, &QLineEdit::returnPressed, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_table, &PeersTable::currentPeerChanged, this, [this] {
        m_actions->setPeer(m_table->currentPrefix());
        m_inspector->setPeer(m_table->currentPrefix());
    });
    connect(m_table, &PeersTable::toggleRequested, m_actions->endpoint(), &QAction::trigger);
    connect(m_table, &PeersTable::menuRequested, this, &PeersPage::openMenu);
    connect(m_inspector, &Inspector::filterRequested, this, &PeersPage::setFilterText);
    connect(m_inspector, &Inspector::trafficRequested, this, &PeersPage::trafficRequested);
    for (NoticeView *view : {static_cast<NoticeView *>(m_banner), static_cast<NoticeView *>(m_empty)})
        connect(view, &NoticeView::retryRequested, this, &PeersPage::retryRequested);
    connect(&m_gateway, &GatewayModel::situationChanged, this, &PeersPage::refreshNotice);
}

void PeersPage::beforeChange()
{
    m_table->rememberPlace();
}

void PeersPage::afterChange()
{
    m_table->restorePlace();
    refreshNotice();
}

void PeersPage::refreshNotice()
{
    const Situation situation = m_gateway.situation();
    const bool hasPeers = m_gateway.peers().rowCount() > 0;
    if (situation.notice)
        (hasPeers ? static_cast<NoticeView *>(m_banner) : m_empty)->setNotice(*situation.notice);
    else if (!hasPeers)
        m_empty->setNotice({.sign = Sign::Unknown, .title = tr("No peers"), .text = situation.sentence});
    // Switched off is no trouble: the header says it.
    m_banner->setVisible(hasPeers && situation.notice && situation.notice->sign != Sign::Off);
    showPage(!hasPeers ? static_cast<QWidget *>(m_empty) : m_filter->rowCount() == 0 ? m_nothingFits : m_table);
    m_side->setVisible(hasPeers || m_gateway.events().rowCount() > 0);
    m_search->setVisible(hasPeers);
    m_count->setVisible(hasPeers);
    m_table->setStale(!situation.live);
    m_table->refreshAges();
    refreshCount();
}

void PeersPage::showPage(QWidget *page)
{
    if (page == m_stack->currentWidget())
        return;
    m_stack->setCurrentWidget(page);
    if (page == m_table && !m_search->hasFocus())
        m_table->setFocus(); // never the master switch by chance
}

void PeersPage::refreshCount()
{
    const int shown = m_filter->rowCount();
    const int all = m_gateway.peers().rowCount();
    m_count->setText(shown == all ? tr("Routes: %1").arg(all) : tr("Routes: %1 of %2").arg(shown).arg(all));
}

void PeersPage::showFailure(const Action &action, const QString &reason)
{
    const QString subject = action.isEndpoint() ? text(action.subject.address()) : text(action.subject);
    m_inspector->setFailure(reason.isEmpty() ? QString() : subject % u": " % reason);
}

void PeersPage::setFilterText(const QString &text)
{
    m_search->setText(text);
}

void PeersPage::focusFilter()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void PeersPage::copySelection()
{
    m_table->copySelection();
}

void PeersPage::openMenu(const QPoint &position)
{
    QMenu menu(this);
    menu.addAction(m_actions->endpoint());
    menu.addAction(m_actions->endpointFallback());
    menu.addSeparator();
    menu.addAction(m_actions->prefix());
    menu.addAction(m_actions->prefixFallback());
    menu.addSeparator();
    connect(menu.addAction(tr("Copy")), &QAction::triggered, this, &PeersPage::copySelection);
    menu.exec(position);
}

void PeersPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (const bool wide = width() >= em(this, kWideEms); wide != m_wide) {
        m_splitStates[m_wide][0] = m_split->saveState();
        m_splitStates[m_wide][1] = m_side->saveState();
        arrange(wide);
    }
}

void PeersPage::arrange(bool wide)
{
    m_wide = wide;
    if (!m_split->restoreState(m_splitStates[wide][0]) || !m_side->restoreState(m_splitStates[wide][1])) {
        m_split->setSizes(wide ? QList<int>{em(this, 60), em(this, 21)} : QList<int>{em(this, 11), em(this, 9)});
        m_side->setSizes({em(this, 20), em(this, wide ? 12 : 14)});
    }
    m_split->setOrientation(wide ? Qt::Horizontal : Qt::Vertical); // a saved state brings its own
    m_side->setOrientation(wide ? Qt::Vertical : Qt::Horizontal);
}

void PeersPage::saveTo(QSettings &settings) const
{
    const QString names[2][2] = {{QStringLiteral("split/narrow"), QStringLiteral("side/narrow")},
                                 {QStringLiteral("split/wide"), QStringLiteral("side/wide")}};
    for (int wide = 0; wide < 2; ++wide) {
        settings.setValue(names[wide][0], wide == m_wide ? m_split->saveState() : m_splitStates[wide][0]);
        settings.setValue(names[wide][1], wide == m_wide ? m_side->saveState() : m_splitStates[wide][1]);
    }
    settings.setValue(QStringLiteral("header"), m_table->horizontalHeader()->saveState());
    settings.setValue(QStringLiteral("filter"), m_search->text());
}

void PeersPage::restoreFrom(QSettings &settings)
{
    m_splitStates[0][0] = settings.value(QStringLiteral("split/narrow")).toByteArray();
    m_splitStates[0][1] = settings.value(QStringLiteral("side/narrow")).toByteArray();
    m_splitStates[1][0] = settings.value(QStringLiteral("split/wide")).toByteArray();
    m_splitStates[1][1] = settings.value(QStringLiteral("side/wide")).toByteArray();
    arrange(m_wide);
    m_table->horizontalHeader()->restoreState(settings.value(QStringLiteral("header")).toByteArray());
    setFilterText(settings.value(QStringLiteral("filter")).toString());
}

} // namespace mesh44
