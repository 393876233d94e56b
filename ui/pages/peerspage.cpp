// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/peerspage.h"

#include "core/formats/iproute.h"
#include "ui/models/gatewaymodel.h"
#include "ui/models/peerselection.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/noticeviews.h"
#include "ui/widgets/peeractions.h"
#include "ui/widgets/peerstable.h"
#include "ui/widgets/signs.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
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
      m_shown(makeShown()),
      m_grouping(makeGrouping()),
      m_more(new QToolButton(this)),
      m_count(new QLabel(this)),
      m_inspect(new QPushButton(tr("Show the peer"), this)),
      m_banner(new Banner(this)),
      m_stack(new QStackedWidget(this)),
      m_table(new PeersTable(*m_filter, this)),
      m_empty(new EmptyState(this)),
      m_tools(new QWidget(this))
{
    setWindowTitle(tr("Peers"));
    m_tools->setLayout(makeTools());
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(pageMargins(this));
    lines->setSpacing(em(this, 0.5));
    lines->addWidget(m_banner);
    lines->addWidget(makeList(), 1);
    connectParts();
    refreshNotice();
}

QComboBox *PeersPage::makeShown()
{
    auto *box = new QComboBox(this);
    box->setObjectName(QStringLiteral("shown"));
    box->setAccessibleName(tr("Which peers are shown"));
    using What = PeersFilter::Shown;
    const std::pair<QString, What> choices[] = {{tr("All"), What::All},
                                                {tr("In use"), What::InUse},
                                                {tr("Heard"), What::Heard},
                                                {tr("Needs a look"), What::Attention},
                                                {tr("By hand"), What::ByHand}};
    for (const auto &[word, shown] : choices)
        box->addItem(word, static_cast<int>(shown));
    return box;
}

QComboBox *PeersPage::makeGrouping()
{
    auto *box = new QComboBox(this);
    box->setObjectName(QStringLiteral("grouping"));
    box->setAccessibleName(tr("In groups"));
    box->addItem(tr("No groups"), static_cast<int>(Grouping::None));
    box->addItem(tr("By region"), static_cast<int>(Grouping::Region));
    box->addItem(tr("By endpoint"), static_cast<int>(Grouping::Endpoint));
    return box;
}

QLayout *PeersPage::makeTools()
{
    m_search->setObjectName(QStringLiteral("peersFilter"));
    m_search->setPlaceholderText(tr("Filter: prefix, address, region, state …"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(em(this, 8));
    m_search->setAccessibleName(tr("Filter the peers"));
    m_search->setToolTip(tr("Words that all must fit. An address finds the prefix it lies in. (Ctrl+F)"));
    m_more->setText(tr("More"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setFocusPolicy(Qt::StrongFocus);
    m_more->setAccessibleName(tr("Columns, copying, export"));
    m_more->setMenu(new QMenu(m_more));
    connect(m_more->menu(), &QMenu::aboutToShow, this, [this] { fillMenu(*m_more->menu()); });
    auto *row = new FlowLayout(nullptr, em(this, 0.5));
    for (QWidget *tool : {static_cast<QWidget *>(m_search), static_cast<QWidget *>(m_shown),
                          static_cast<QWidget *>(m_grouping), static_cast<QWidget *>(m_more)})
        row->addWidget(tool);
    return row;
}

QLayout *PeersPage::makeFoot()
{
    m_inspect->setObjectName(QStringLiteral("inspect"));
    m_inspect->hide();
    auto *row = new QHBoxLayout;
    row->setSpacing(em(this, 0.5));
    row->addWidget(m_count, 1);
    row->addWidget(m_inspect);
    return row;
}

void PeersPage::offerPeer(bool offered)
{
    m_inspect->setVisible(offered);
}

QWidget *PeersPage::makeList()
{
    auto *clear = new QPushButton(tr("Clear the filter"), this);
    connect(clear, &QPushButton::clicked, this, [this] {
        m_shown->setCurrentIndex(0);
        setFilterText({});
    });
    m_nothingFits = makeNothingFits(this, clear);
    for (QWidget *page : {static_cast<QWidget *>(m_table), static_cast<QWidget *>(m_empty), m_nothingFits})
        m_stack->addWidget(page);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_count->setAccessibleName(tr("Peers shown"));

    auto *list = new QWidget(this);
    auto *lines = new QVBoxLayout(list);
    lines->setContentsMargins({});
    lines->setSpacing(em(this, 0.4));
    lines->addWidget(m_tools);
    lines->addWidget(m_stack, 1);
    lines->addLayout(makeFoot());
    return list;
}

void PeersPage::fillMenu(QMenu &menu)
{
    menu.clear();
    qDeleteAll(menu.findChildren<QMenu *>(Qt::FindDirectChildrenOnly)); // clear() leaves these
    m_table->fillColumnMenu(*menu.addMenu(tr("Columns")));
    menu.addSeparator();
    const bool some = !m_table->selectedRoutes().empty();
    QAction *copy = menu.addAction(tr("Copy the chosen rows"), m_table, &PeersTable::copySelection);
    QAction *commands = menu.addAction(tr("Copy them as commands"), this, &PeersPage::copyCommands);
    copy->setEnabled(some);
    commands->setEnabled(some);
    menu.addSeparator();
    const std::tuple<QString, QString, QString> formats[] = {
        {tr("Export as CSV…"), QStringLiteral("csv"), QStringLiteral("mesh.csv")},
        {tr("Export as JSON…"), QStringLiteral("json"), QStringLiteral("mesh.json")},
        {tr("Export as encap.txt…"), QStringLiteral("encap"), QStringLiteral("encap.txt")},
        {tr("Export as commands…"), QStringLiteral("ip"), QStringLiteral("routes.sh")}};
    for (const auto &[title, format, name] : formats)
        connect(menu.addAction(title), &QAction::triggered, this, [this, format, name] { exportTo(format, name); });
    Q_EMIT settingsNeeded();
}

// The filter is another one from now on, or the groups are: what is looked at stays in its place.
void PeersPage::changeView(const std::function<void()> &change)
{
    m_table->rememberPlace();
    change();
    m_table->restorePlace();
    refreshNotice();
}

void PeersPage::connectParts()
{
    connect(m_search, &QLineEdit::textChanged, this,
            [this](const QString &text) { changeView([&] { m_filter->setQuery(PeerQuery::parse(text)); }); });
    connect(m_search, &QLineEdit::returnPressed, this, &PeersPage::takeFocus);
    connect(m_shown, &QComboBox::currentIndexChanged, this, [this] {
        changeView([&] { m_filter->setShown(static_cast<PeersFilter::Shown>(m_shown->currentData().toInt())); });
    });
    connect(m_grouping, &QComboBox::currentIndexChanged, this,
            [this] { m_table->setGrouping(static_cast<Grouping>(m_grouping->currentData().toInt())); });
    // A row that the filter hides leaves the table's selection, but what is looked at stays.
    connect(m_table, &PeersTable::currentPeerChanged, this, [this] {
        if (const auto prefix = m_table->currentPrefix())
            m_selection.choose(prefix);
    });
    connect(&m_selection, &PeerSelection::currentChanged, this, [this] { m_table->choose(m_selection.current()); });
    connect(m_table, &PeersTable::toggleRequested, m_actions.endpoint(), &QAction::trigger);
    connect(m_table, &PeersTable::inspectRequested, this, &PeersPage::inspectRequested);
    connect(m_inspect, &QPushButton::clicked, this, &PeersPage::inspectRequested);
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
    // Switched off is no trouble: the bar at the top says it.
    m_banner->setVisible(hasPeers && situation.notice && situation.notice->sign != Sign::Off);
    showPart(!hasPeers ? static_cast<QWidget *>(m_empty) : m_filter->rowCount() == 0 ? m_nothingFits : m_table);
    m_tools->setVisible(hasPeers);
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
    m_count->setText(shown == all ? tr("%n route(s)", nullptr, all) : tr("%1 of %n route(s)", nullptr, all).arg(shown));
}

void PeersPage::setFilterText(const QString &text)
{
    m_search->setText(text);
}

void PeersPage::takeFocus()
{
    if (m_stack->currentWidget() == m_table)
        m_table->setFocus();
    else
        setFocus();
}

void PeersPage::focusFilter()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
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
    menu.addAction(tr("Copy"), m_table, &PeersTable::copySelection);
    menu.addAction(tr("Copy as commands"), this, &PeersPage::copyCommands);
    Q_EMIT settingsNeeded();
    menu.exec(position);
}

void PeersPage::copyCommands()
{
    const GatewayStatus *status = m_gateway.status();
    const std::string commands = routesToCommands(m_table->selectedRoutes(), status ? status->device : std::string(),
                                                  meshTableOf(m_gateway.settings()));
    if (!commands.empty())
        QApplication::clipboard()->setText(QString::fromStdString(commands));
}

} // namespace mesh44
