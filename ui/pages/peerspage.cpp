// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/peerspage.h"

#include "ui/models/gatewaymodel.h"
#include "ui/models/peerselection.h"
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
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace mesh44 {

namespace {

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

PeersPage::PeersPage(GatewayModel &gateway, PeerSelection &selection, PeerActions &actions, QWidget *parent)
    : Page(parent),
      m_gateway(gateway),
      m_selection(selection),
      m_actions(actions),
      m_filter(new PeersFilter(gateway.peers(), this)),
      m_search(new QLineEdit(this)),
      m_count(new QLabel(this)),
      m_banner(new Banner(this)),
      m_stack(new QStackedWidget(this)),
      m_table(new PeersTable(*m_filter, this)),
      m_empty(new EmptyState(this))
{
    setObjectName(QStringLiteral("peers"));
    setWindowTitle(tr("Peers"));
    auto *lines = new QVBoxLayout(this);
    const int margin = em(this, 0.7);
    lines->setContentsMargins(margin, em(this, 0.2), margin, em(this, 0.3));
    lines->setSpacing(em(this, 0.5));
    lines->addWidget(m_banner);
    lines->addWidget(makeList(), 1);
    connectParts();
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
    // A row that the filter hides leaves the table's selection, but what is looked at stays.
    connect(m_table, &PeersTable::currentPeerChanged, this, [this] {
        if (const auto prefix = m_table->currentPrefix())
            m_selection.choose(prefix);
    });
    connect(&m_selection, &PeerSelection::currentChanged, this, [this] { m_table->choose(m_selection.current()); });
    connect(m_table, &PeersTable::toggleRequested, m_actions.endpoint(), &QAction::trigger);
    connect(m_table, &PeersTable::menuRequested, this, &PeersPage::openMenu);
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
    showPart(!hasPeers ? static_cast<QWidget *>(m_empty) : m_filter->rowCount() == 0 ? m_nothingFits : m_table);
    m_search->setVisible(hasPeers);
    m_count->setVisible(hasPeers);
    m_table->setStale(!situation.live);
    m_table->refreshAges();
    refreshCount();
}

void PeersPage::showPart(QWidget *part)
{
    if (part == m_stack->currentWidget())
        return;
    m_stack->setCurrentWidget(part);
    if (part == m_table && isVisible() && !m_search->hasFocus())
        m_table->setFocus(); // never the master switch by chance
}

void PeersPage::refreshCount()
{
    const int shown = m_filter->rowCount();
    const int all = m_gateway.peers().rowCount();
    m_count->setText(shown == all ? tr("Routes: %1").arg(all) : tr("Routes: %1 of %2").arg(shown).arg(all));
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

void PeersPage::takeFocus()
{
    if (m_stack->currentWidget() == m_table)
        m_table->setFocus();
    else
        setFocus();
}

void PeersPage::openMenu(const QPoint &position)
{
    QMenu menu(this);
    menu.addAction(m_actions.endpoint());
    menu.addAction(m_actions.endpointFallback());
    menu.addSeparator();
    menu.addAction(m_actions.prefix());
    menu.addAction(m_actions.prefixFallback());
    menu.addSeparator();
    connect(menu.addAction(tr("Copy")), &QAction::triggered, m_table, &PeersTable::copySelection);
    menu.exec(position);
}

void PeersPage::saveTo(QSettings &settings) const
{
    settings.setValue(QStringLiteral("header"), m_table->horizontalHeader()->saveState());
    settings.setValue(QStringLiteral("filter"), m_search->text());
}

void PeersPage::restoreFrom(QSettings &settings)
{
    m_table->horizontalHeader()->restoreState(settings.value(QStringLiteral("header")).toByteArray());
    setFilterText(settings.value(QStringLiteral("filter")).toString());
}

} // namespace mesh44
