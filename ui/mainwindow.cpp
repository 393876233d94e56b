// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "ui/models/searchmodel.h"
#include "ui/pages/checkuppage.h"
#include "ui/pages/historypage.h"
#include "ui/pages/mappage.h"
#include "ui/pages/overviewpage.h"
#include "ui/pages/peerspage.h"
#include "ui/pages/settingspage.h"
#include "ui/widgets/decisionbar.h"
#include "ui/widgets/gatewayselector.h"
#include "ui/widgets/inspector.h"
#include "ui/widgets/peeractions.h"
#include "ui/widgets/peersplit.h"
#include "ui/widgets/rail.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/signs.h"
#include "ui/widgets/statusline.h"
#include "ui/widgets/topbar.h"

#include <QCoreApplication>
#include <QEvent>
#include <QLocale>
#include <QMenu>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace mesh44 {

namespace {

constexpr double kCompactEms = 60; // a window that is narrower has a rail without words
constexpr double kNarrowEms = 40;  // has no room beside buttons
constexpr double kLowEms = 22;     // and a lower one has none for its foot

} // namespace

MainWindow::MainWindow(GatewayModel::Clock clock, QWidget *parent)
    : QMainWindow(parent),
      m_gateway(std::move(clock)),
      m_actions(new PeerActions(m_gateway, this)),
      m_top(new TopBar(m_gateway)),
      m_decision(new DecisionBar(m_gateway)),
      m_rail(new Rail),
      m_stack(new QStackedWidget),
      m_inspector(new Inspector(m_gateway, *m_actions)),
      m_split(new PeerSplit(m_stack, m_inspector)),
      m_status(new StatusLine(m_gateway)),
      m_overview(new OverviewPage(m_gateway, m_selection)),
      m_peers(new PeersPage(m_gateway, m_selection, *m_actions)),
      m_map(new MapPage(m_gateway, m_selection)),
      m_checkup(new CheckupPage(m_gateway)),
      m_history(new HistoryPage(m_gateway, m_selection)),
      m_settings(new SettingsPage(m_gateway))
{
    setWindowTitle(tr("Mesh44"));
    addPage(m_overview, "overview", Glyph::Overview);
    addPage(m_peers, "peers", Glyph::Peers);
    addPage(m_map, "map", Glyph::Map);
    addPage(m_checkup, "checkup", Glyph::Checkup);
    addPage(m_history, "history", Glyph::History);
    addPage(m_settings, "settings", Glyph::Settings);
    lay();
    connectIntents();
    connectPeers();
    connectOverview();
    connectMap();
    connectCheckup();
    connectSettings();
    fillMenu();
    addShortcuts();
    connect(&m_gateway, &GatewayModel::situationChanged, this, &MainWindow::refreshCounts);
    connect(&m_gateway, &GatewayModel::situationChanged, this, &MainWindow::offerWizard);
    connect(&m_gateway, &GatewayModel::snapshotMissed, this, &MainWindow::refreshRequested);
    connect(&m_second, &QTimer::timeout, this, [this] {
        if (isVisible() && !isMinimized())
            m_gateway.secondPassed();
    });
    m_second.setTimerType(Qt::CoarseTimer);
    m_second.start(std::chrono::seconds(1));
    showPage(0);
    refreshCounts();
    resize(em(this, 76), em(this, 46));
}

// name: for what is stored
void MainWindow::addPage(Page *page, const char *name, Glyph glyph)
{
    page->setObjectName(QString::fromLatin1(name));
    m_pages.push_back(page);
    m_stack->addWidget(page);
    m_rail->add(glyph, page->windowTitle());
    m_top->search().addPage(page->windowTitle());
}

void MainWindow::lay()
{
    auto *centre = new QWidget(this);
    auto *strip = new QVBoxLayout; // as wide as the pages' own
    strip->setContentsMargins(em(this, 0.7), 0, em(this, 0.7), 0);
    strip->addWidget(m_decision);
    auto *middle = new QHBoxLayout;
    middle->setContentsMargins({});
    middle->setSpacing(0);
    middle->addWidget(m_rail);
    middle->addWidget(m_split, 1);
    auto *lines = new QVBoxLayout(centre);
    lines->setContentsMargins({});
    lines->setSpacing(0);
    lines->addWidget(m_top);
    lines->addLayout(strip);
    lines->addLayout(middle, 1);
    lines->addWidget(m_status);
    setCentralWidget(centre);
}

void MainWindow::connectIntents()
{
    connect(m_top, &TopBar::upRequested, this, &MainWindow::switchUp);
    connect(m_top, &TopBar::downRequested, this, &MainWindow::switchDown);
    connect(&m_top->gateways(), &GatewaySelector::hostRequested, this, &MainWindow::hostRequested);
    connect(&m_top->search(), &SearchBox::chosen, this, &MainWindow::showResult);
    connect(m_decision, &DecisionBar::decided, this, &MainWindow::decide);
    connect(m_rail, &Rail::pageRequested, this, &MainWindow::showPage);
    connect(m_peers, &PeersPage::retryRequested, this, &MainWindow::retryRequested);
    connect(m_peers, &PeersPage::settingsNeeded, this, &MainWindow::settingsRequested);
    connect(m_peers, &PeersPage::inspectRequested, m_split, &PeerSplit::open);
    connect(m_split, &PeerSplit::closed, this, [this] { currentPage()->takeFocus(); });
}

// What is done with one peer, wherever it is shown.
void MainWindow::connectPeers()
{
    using Kind = Action::Kind;
    connect(&m_selection, &PeerSelection::currentChanged, this, [this] {
        m_actions->setPeer(m_selection.current());
        m_inspector->setPeer(m_selection.current());
        arrangeInspector();
    });
    connect(m_inspector, &Inspector::filterRequested, this, &MainWindow::showFilteredPeers);
    connect(m_inspector, &Inspector::trafficRequested, this, &MainWindow::trafficRequested);
    connect(m_actions, &PeerActions::suppressEndpointRequested, this, [this](Ipv4Address address, bool fallback) {
        beginAction({Kind::SuppressEndpoint, Ipv4Prefix::host(address)});
        Q_EMIT suppressEndpointRequested(address, fallback);
    });
    connect(m_actions, &PeerActions::allowEndpointRequested, this, [this](Ipv4Address address) {
        beginAction({Kind::AllowEndpoint, Ipv4Prefix::host(address)});
        Q_EMIT allowEndpointRequested(address);
    });
    connect(m_actions, &PeerActions::suppressPrefixRequested, this, [this](Ipv4Prefix prefix, bool fallback) {
        beginAction({Kind::SuppressPrefix, prefix});
        Q_EMIT suppressPrefixRequested(prefix, fallback);
    });
    connect(m_actions, &PeerActions::allowPrefixRequested, this, [this](Ipv4Prefix prefix) {
        beginAction({Kind::AllowPrefix, prefix});
        Q_EMIT allowPrefixRequested(prefix);
    });
}

void MainWindow::connectSettings()
{
    connect(m_settings, &SettingsPage::settingsRequested, this, &MainWindow::settingsRequested);
    connect(m_settings, &SettingsPage::previewRequested, this,
            [this](const std::vector<Assignment> &assignments) { preview(Asker::Settings, assignments); });
    connect(m_settings, &SettingsPage::applyRequested, this, &MainWindow::apply);
    connect(m_settings, &SettingsPage::wizardRequested, this, &MainWindow::openWizard);
    connect(m_settings, &SettingsPage::lookChanged, this, &MainWindow::lookChanged);
    connect(m_settings, &SettingsPage::retryRequested, this, &MainWindow::retryRequested);
}

void MainWindow::fillMenu()
{
    QMenu &menu = m_top->menu();
    m_portal = menu.addAction(tr("Mesh from the &portal…"));
    m_portal->setObjectName(QStringLiteral("portal"));
    m_portal->setToolTip(tr("Fetch the mesh from the portal, and see where it has this gateway"));
    connect(m_portal, &QAction::triggered, this, &MainWindow::portalRequested);
    menu.addSeparator();
    QAction *quit = menu.addAction(tr("&Quit"));
    quit->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q));
    quit->setToolTip(tr("The gateway goes on without the window"));
    connect(quit, &QAction::triggered, this, [this] { // also where closing alone would leave an icon in the tray
        close();
        QCoreApplication::quit();
    });
    addAction(quit); // its key works while the menu is shut
}

void MainWindow::addShortcuts()
{
    const auto add = [this](const QKeySequence &keys, auto &&act) {
        auto *shortcut = new QShortcut(keys, this);
        connect(shortcut, &QShortcut::activated, this, act);
    };
    add(QKeySequence::Find, [this] { currentPage()->focusFilter(); });
    add(QKeySequence(Qt::CTRL | Qt::Key_K), [this] { m_top->openSearch(); });
    add(QKeySequence(Qt::CTRL | Qt::Key_Comma), [this] { showPage(numberOf(m_settings)); });
    add(QKeySequence(Qt::Key_F5), [this] {
        if (m_gateway.isLive())
            Q_EMIT refreshRequested();
        else
            Q_EMIT retryRequested();
    });
    add(QKeySequence(Qt::Key_F9), [this] { m_split->toggle(); });
    for (int page = 0; page < int(m_pages.size()); ++page)
        add(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + page)), [this, page] { showPage(page); });
}

QMenu &MainWindow::menu()
{
    return m_top->menu();
}

int MainWindow::numberOf(const Page *page) const
{
    return static_cast<int>(std::ranges::find(m_pages, page) - m_pages.begin());
}

Page *MainWindow::currentPage() const
{
    return m_pages[static_cast<size_t>(m_stack->currentIndex())];
}

void MainWindow::showPage(int page)
{
    m_rail->setCurrent(page);
    if (m_stack->currentIndex() == page && m_stack->currentWidget()->isVisible())
        return;
    m_stack->setCurrentIndex(page);
    m_split->uncover();
    arrangeInspector();
    if (!m_rail->isAncestorOf(focusWidget())) // whoever walks through the rail stays there
        currentPage()->takeFocus();
}

void MainWindow::showResult(const SearchResult &result)
{
    switch (result.kind) {
    case SearchResult::Kind::Page: return showPage(result.page);
    case SearchResult::Kind::Prefix:
        showFilteredPeers({});
        m_selection.choose(result.prefix);
        return m_split->open();
    case SearchResult::Kind::Endpoint:
    case SearchResult::Kind::Region: return showFilteredPeers(result.key);
    case SearchResult::Kind::Setting: showPage(numberOf(m_settings)); return m_settings->openKey(result.key);
    case SearchResult::Kind::Event:
        showPage(numberOf(m_history));
        return m_history->setFilterText(result.key.isEmpty() ? result.title : result.key);
    }
}

void MainWindow::showFilteredPeers(const QString &filter)
{
    showPage(numberOf(m_peers));
    m_peers->setFilterText(filter);
    m_peers->takeFocus();
}

void MainWindow::arrangeInspector()
{
    const bool chosen = m_selection.current().has_value();
    m_split->arrange({currentPage()->showsPeers(), chosen, m_gateway.peers().rowCount() > 0});
    currentPage()->offerPeer(chosen && !m_split->hasRoomForBoth());
}

// What a narrow window has no room for folds away, before the layout finds that the window must be larger.
void MainWindow::arrange()
{
    m_rail->setCompact(width() < em(this, kCompactEms));
    m_top->arrange(width());
    const bool low = height() < em(this, kLowEms);
    m_decision->setTight(low && width() < em(this, kNarrowEms));
    m_status->setVisible(!low); // the overview has it all, too
    arrangeInspector();
}

void MainWindow::setVisible(bool visible)
{
    arrange(); // for the size that it has by now
    QMainWindow::setVisible(visible);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    arrange();
}

bool MainWindow::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        arrange(); // the text may be of another size
    const bool done = QMainWindow::event(event);
    if (event->type() == QEvent::ApplicationPaletteChange)
        m_gateway.secondPassed(); // greyed data have colours of their own
    return done;
}

void MainWindow::refreshCounts()
{
    const int peers = m_gateway.peers().rowCount();
    m_rail->setCount(numberOf(m_peers), peers > 0 ? QLocale().toString(peers) : QString());
    m_portal->setEnabled(m_gateway.isLive() && !m_gateway.isForeign());
}

} // namespace mesh44
