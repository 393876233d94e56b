// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/historypage.h"

#include "ui/models/eventsfilter.h"
#include "ui/models/gatewaymodel.h"
#include "ui/models/peerselection.h"
#include "ui/models/words.h"
#include "ui/widgets/eventsexport.h"
#include "ui/widgets/eventstable.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/kindchips.h"
#include "ui/widgets/noticeviews.h"
#include "ui/widgets/scrolledcontent.h"
#include "ui/widgets/signs.h"
#include "ui/widgets/spanbar.h"
#include "ui/widgets/timelinechart.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace mesh44 {

HistoryPage::HistoryPage(GatewayModel &gateway, PeerSelection &selection, QWidget *parent)
    : Page(parent),
      m_gateway(gateway),
      m_selection(selection),
      m_filter(new EventsFilter(gateway.events(), this)),
      m_stack(new QStackedWidget(this)),
      m_empty(new EmptyState(this)),
      m_banner(new Banner(this)),
      m_spans(new SpanBar(this)),
      m_chart(new TimelineChart(this)),
      m_search(new QLineEdit(this)),
      m_kinds(new KindChips(this)),
      m_count(new QLabel(this)),
      m_newer(new QPushButton(this)),
      m_peer(new QPushButton(tr("Show in Peers"), this)),
      m_export(new EventsExport([this] { return m_filter->events(); }, this)),
      m_failure(new QLabel(this)),
      m_table(new EventsTable(*m_filter, this))
{
    setWindowTitle(tr("History"));
    auto *content = new ScrolledContent;
    auto *lines = new QVBoxLayout(content);
    lines->setContentsMargins(pageMargins(this));
    lines->setSpacing(em(this, 0.5));
    lines->addWidget(m_banner);
    lines->addWidget(m_spans);
    lines->addWidget(m_chart, 2);
    lines->addWidget(makeFilter());
    lines->addWidget(m_kinds);
    lines->addWidget(m_failure);
    lines->addWidget(m_table, 3);
    m_stack->addWidget(m_empty);
    auto *scroll = new QScrollArea(this); // for what a low window does not hold
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    m_stack->addWidget(scroll);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(m_stack);
    m_table->setMinimumHeight(em(this, 6));
    connectParts();
    m_chart->setPoints(gateway.timeline());
    refreshMarks();
    refreshPeer();
    refresh();
}

QWidget *HistoryPage::makeFilter()
{
    m_search->setObjectName(QStringLiteral("eventsFilter"));
    m_search->setPlaceholderText(tr("Filter: prefix, address, who, what …"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(em(this, 10));
    m_search->setAccessibleName(tr("Filter the events"));
    m_search->setToolTip(tr("Words that all must fit. An address finds the prefix it lies in. (Ctrl+F)"));
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_count->setAccessibleName(tr("Events shown"));
    m_newer->setFlat(true);
    m_newer->setToolTip(tr("Newer events came in above; nothing was moved."));
    m_failure->setWordWrap(true);
    m_failure->setTextFormat(Qt::PlainText);
    m_failure->setAccessibleName(tr("Failure"));
    m_failure->hide();
    auto *row = new QWidget(this);
    auto *line = new FlowLayout(row, em(this, 0.5));
    for (QWidget *part :
         {static_cast<QWidget *>(m_search), static_cast<QWidget *>(m_newer), static_cast<QWidget *>(m_count),
          static_cast<QWidget *>(m_peer), static_cast<QWidget *>(m_export)})
        line->addWidget(part);
    return row;
}

void HistoryPage::connectParts()
{
    connect(m_search, &QLineEdit::textChanged, m_filter, &EventsFilter::setText);
    connect(m_search, &QLineEdit::returnPressed, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_kinds, &KindChips::chosenChanged, this, [this] { m_filter->setKinds(m_kinds->chosen()); });
    connect(m_spans, &SpanBar::spanChosen, this, [this] {
        m_chart->setRange(std::nullopt);
        refreshSpan();
    });
    connect(m_chart, &TimelineChart::rangeChanged, this, &HistoryPage::refreshRange);
    connect(m_spans, &SpanBar::wholeRequested, this, [this] { m_chart->setRange(std::nullopt); });
    connect(m_table, &EventsTable::currentEventChanged, this, &HistoryPage::choosePeer);
    connect(m_table, &EventsTable::menuRequested, this, &HistoryPage::openMenu);
    connect(m_table, &EventsTable::activatedByKey, this, &HistoryPage::showPeer);
    connect(m_table, &EventsTable::doubleClicked, this, &HistoryPage::showPeer);
    connect(m_table, &EventsTable::rowsAboveChanged, this, &HistoryPage::refreshCount);
    connect(m_export, &EventsExport::failed, this, &HistoryPage::showFailure);
    connect(m_newer, &QPushButton::clicked, m_table, &EventsTable::scrollToTop);
    connect(m_peer, &QPushButton::clicked, this, &HistoryPage::showPeer);
    for (NoticeView *view : {static_cast<NoticeView *>(m_banner), static_cast<NoticeView *>(m_empty)})
        connect(view, &NoticeView::retryRequested, this, &HistoryPage::retryRequested);
    for (const auto changed : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_filter, changed, this, &HistoryPage::refreshCount);
    connect(m_filter, &QAbstractItemModel::modelReset, this, &HistoryPage::refreshCount);
    connect(&m_gateway.events(), &QAbstractItemModel::rowsInserted, this, &HistoryPage::refreshMarks);
    connect(&m_gateway.events(), &QAbstractItemModel::modelReset, this, &HistoryPage::refreshMarks);
    connect(&m_gateway, &GatewayModel::timelineChanged, this, [this] { m_chart->setPoints(m_gateway.timeline()); });
    connect(&m_gateway, &GatewayModel::situationChanged, this, &HistoryPage::refresh);
    connect(&m_gateway, &GatewayModel::replaced, this, [this] {
        m_asked.restart();
        m_chart->setRange(std::nullopt);
        showFailure({});
    });
}

// The situation is told each second while the window is there to be seen.
void HistoryPage::refresh()
{
    if (!isVisible())
        return; // showEvent() will
    const Situation situation = m_gateway.situation();
    const bool known = m_gateway.status() || m_gateway.events().rowCount() > 0;
    if (situation.notice)
        (known ? static_cast<NoticeView *>(m_banner) : m_empty)->setNotice(*situation.notice);
    // What is wrong with a live gateway is the overview's business: its history is whole.
    m_banner->setVisible(known && situation.notice && !situation.live);
    m_stack->setCurrentIndex(known ? 1 : 0);
    greyOut(!situation.live);
    refreshSpan();
    ask();
}

int64_t HistoryPage::spanBegin() const
{
    const GatewayStatus *status = m_gateway.status();
    return m_spans->begin(m_gateway.now(), status ? status->startedAt : 0);
}

// In steps of a minute: a time line that creeps each second is never read.
void HistoryPage::refreshSpan()
{
    m_chart->setSpan(spanBegin(), SpanBar::end(m_gateway.now()));
    refreshRange();
}

void HistoryPage::refreshRange()
{
    const auto range = m_chart->range();
    if (range)
        m_filter->setRange(range->from, range->to);
    else
        m_filter->setRange(spanBegin(), INT64_MAX);
    const int64_t now = m_gateway.now();
    m_spans->setRange(range ? tr("%1 to %2").arg(momentText(now, range->from), momentText(now, range->to)) : QString());
    refreshCount();
}

void HistoryPage::refreshMarks()
{
    TimelineChart::Marks marks;
    const EventsModel &events = m_gateway.events();
    for (int row = 0; row < events.rowCount(); ++row)
        (isOfMesh(events.eventAt(row)) ? marks.mesh : marks.gateway).push_back(events.eventAt(row).time);
    m_chart->setMarks(std::move(marks));
}

void HistoryPage::refreshCount()
{
    const int shown = m_filter->rowCount();
    const int all = m_gateway.events().rowCount();
    m_count->setText(shown == all ? tr("Events: %1").arg(all) : tr("Events: %1 of %2").arg(shown).arg(all));
    const int above = m_table->rowsAbove();
    m_newer->setVisible(above > 0 && shown > 0);
    m_newer->setText(tr("↑ %1 newer").arg(above));
    m_export->setEnabled(shown > 0);
}

void HistoryPage::choosePeer()
{
    refreshPeer();
    const EventView *event = m_table->currentEvent();
    const auto peer = event ? peerOf(*event, m_gateway.peers()) : std::nullopt;
    if (peer)
        m_selection.choose(peer); // an event about something else changes nothing
}

void HistoryPage::refreshPeer()
{
    const EventView *event = m_table->currentEvent();
    const bool peer = event && peerOf(*event, m_gateway.peers());
    m_peer->setEnabled(peer);
    m_peer->setToolTip(peer ? QString() : tr("Choose an event about a prefix or an endpoint."));
}

void HistoryPage::showPeer()
{
    const EventView *event = m_table->currentEvent();
    if (!event || !peerOf(*event, m_gateway.peers()))
        return;
    choosePeer();
    Q_EMIT peersRequested(text(event->subject));
}

void HistoryPage::openMenu(const QPoint &position)
{
    QMenu menu(this);
    connect(menu.addAction(tr("Copy")), &QAction::triggered, m_table, &EventsTable::copySelection);
    QAction *peer = menu.addAction(m_peer->text());
    peer->setEnabled(m_peer->isEnabled());
    connect(peer, &QAction::triggered, this, &HistoryPage::showPeer);
    menu.exec(position);
}

void HistoryPage::showFailure(const QString &reason)
{
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, signColour(Sign::Failed, colours));
    m_failure->setPalette(colours);
    m_failure->setText(reason);
    m_failure->setVisible(!reason.isEmpty());
}

void HistoryPage::ask()
{
    if (isVisible() && !window()->isMinimized() && m_gateway.isLive() && m_asked.isDue(m_gateway.now()))
        Q_EMIT timelineRequested();
}

void HistoryPage::greyOut(bool stale)
{
    QPalette colours = QApplication::palette(this);
    if (stale) {
        for (const auto role : {QPalette::WindowText, QPalette::Text})
            colours.setColor(role, colours.color(QPalette::Disabled, role));
    }
    for (QWidget *part : {static_cast<QWidget *>(m_chart), static_cast<QWidget *>(m_table)}) {
        if (part->palette() != colours)
            part->setPalette(colours);
    }
}

void HistoryPage::takeFocus()
{
    if (m_stack->currentIndex() == 1)
        m_table->setFocus();
    else
        m_empty->setFocus();
}

void HistoryPage::setFilterText(const QString &text)
{
    m_search->setText(text);
}

void HistoryPage::focusFilter()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void HistoryPage::saveTo(QSettings &settings) const
{
    settings.setValue(QStringLiteral("span"), static_cast<int>(m_spans->span()));
    settings.setValue(QStringLiteral("filter"), m_search->text());
    settings.setValue(QStringLiteral("kinds"), m_kinds->names());
}

void HistoryPage::restoreFrom(QSettings &settings)
{
    m_spans->setSpan(settings.value(QStringLiteral("span")).toInt());
    m_search->setText(settings.value(QStringLiteral("filter")).toString());
    m_kinds->chooseNames(settings.value(QStringLiteral("kinds")).toStringList());
    refreshSpan();
}

void HistoryPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_asked.restart();
    refresh();
}

} // namespace mesh44
