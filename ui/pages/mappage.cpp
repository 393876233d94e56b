// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/mappage.h"

#include "ui/map/mapcanvas.h"
#include "ui/map/mapexport.h"
#include "ui/map/maplegend.h"
#include "ui/map/stackpicker.h"
#include "ui/models/gatewaymodel.h"
#include "ui/models/peerselection.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/noticeviews.h"
#include "ui/widgets/signs.h"

#include <QActionGroup>
#include <QBuffer>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSaveFile>
#include <QSettings>
#include <QToolButton>

namespace mesh44 {

namespace {

constexpr double kRoomyEms = 56;  // from here on the bar has room for everything
constexpr double kNarrowEms = 42; // and below for the least
constexpr double kLegendEms = 24; // in height, from here on the canvas has room for the legend
constexpr double kZoomStep = 1.4;
constexpr double kPngScale = 2;

QString captionOf(LayoutKind kind)
{
    switch (kind) {
    case LayoutKind::Rings: return MapPage::tr("The further out, the longer nothing was heard or announced.");
    case LayoutKind::Prefix: return MapPage::tr("Every block is a prefix; near in address is near on the map.");
    case LayoutKind::Geographic: break;
    }
    return MapPage::tr("Marks stand where addresses were allocated to, not where stations are.");
}

} // namespace

MapPage::MapPage(GatewayModel &gateway, PeerSelection &selection, QWidget *parent)
    : Page(parent),
      m_gateway(gateway),
      m_selection(selection),
      m_canvas(new MapCanvas(gateway, selection, this)),
      m_legend(new MapLegend(m_canvas)),
      m_banner(new Banner(this)),
      m_situation(new Banner(this)),
      m_caption(new ElidedLabel(this)),
      m_tray(new QToolButton(this)),
      m_inspect(new QPushButton(tr("Show the peer"), this)),
      m_layouts(new QActionGroup(this)),
      m_shown(new QActionGroup(this)),
      m_shownMenu(new QMenu(this)),
      m_exportMenu(new QMenu(tr("Export"), this)),
      m_spokes(new QAction(tr("All spokes"), this)),
      m_legendShown(new QAction(tr("Legend"), this)),
      m_zoomIn(new QAction(QStringLiteral("+"), this)),
      m_zoomOut(new QAction(QStringLiteral("−"), this)),
      m_fit(new QAction(tr("Fit"), this))
{
    setWindowTitle(tr("Map"));
    makeActions();
    auto *corner = new QGridLayout(m_canvas);
    corner->setSizeConstraint(QLayout::SetNoConstraint);
    corner->setContentsMargins(em(this, 0.6), em(this, 0.6), em(this, 0.6), em(this, 0.6));
    corner->addWidget(m_legend, 0, 0, Qt::AlignBottom | Qt::AlignLeft);
    m_banner->hide();

    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(pageMargins(this));
    lines->setSpacing(em(this, 0.5));
    lines->addWidget(makeBar());
    lines->addWidget(m_situation);
    lines->addWidget(m_banner);
    lines->addWidget(m_canvas, 1);
    lines->addWidget(makeFoot());
    connectParts();
    refreshFoot();
    refreshZoom();
    refreshSituation();
    arrange();
}

void MapPage::makeActions()
{
    makeLayouts();
    makeShown();
    makeExports();
    for (QAction *action : {m_spokes, m_legendShown})
        action->setCheckable(true);
    m_legendShown->setChecked(true);
    m_spokes->setToolTip(tr("A line from this gateway to every peer (Space)"));
    m_legendShown->setToolTip(tr("What the shapes mean"));
    m_zoomIn->setToolTip(tr("Nearer (+)"));
    m_zoomOut->setToolTip(tr("Further (−)"));
    m_fit->setToolTip(tr("All of it (0)"));
}

void MapPage::makeLayouts()
{
    const std::tuple<LayoutKind, QString, QString> kinds[] = {
        {LayoutKind::Geographic, tr("Geographic"), tr("By the place of the allocation")},
        {LayoutKind::Rings, tr("Rings"), tr("By how long nothing was heard, and by region")},
        {LayoutKind::Prefix, tr("Addresses"), tr("The address space: who holds what")},
    };
    for (const auto &[kind, name, tip] : kinds) {
        auto *action = new QAction(name, m_layouts);
        action->setCheckable(true);
        action->setData(static_cast<int>(kind));
        action->setToolTip(tip);
        action->setChecked(kind == LayoutKind::Geographic);
    }
    m_layoutMenu = new QMenu(tr("Geographic"), this);
    m_layoutMenu->addActions(m_layouts->actions());
}

void MapPage::makeShown()
{
    const std::pair<Shown, QString> kinds[] = {{Shown::All, tr("All routes")},
                                               {Shown::InUse, tr("In use")},
                                               {Shown::Attention, tr("Need attention")},
                                               {Shown::Rest, tr("Off or remembered")}};
    for (const auto &[shown, name] : kinds) {
        auto *action = new QAction(name, m_shown);
        action->setCheckable(true);
        action->setData(static_cast<int>(shown));
        action->setChecked(shown == Shown::All);
    }
    m_shownMenu->setTitle(tr("Show: %1").arg(tr("All routes")));
    m_shownMenu->addActions(m_shown->actions());
}

void MapPage::makeExports()
{
    const std::pair<Format, QString> formats[] = {{Format::Svg, tr("Drawing (SVG) …")},
                                                  {Format::Png, tr("Picture (PNG) …")},
                                                  {Format::GeoJson, tr("Data (GeoJSON) …")}};
    for (const auto &[format, name] : formats)
        connect(m_exportMenu->addAction(name), &QAction::triggered, this, [this, f = format] { askForFile(f); });
}

QToolButton *MapPage::buttonFor(QAction *action, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setAccessibleDescription(action->toolTip());
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

QToolButton *MapPage::menuButton(QMenu *menu, QWidget *parent)
{
    QToolButton *button = buttonFor(menu->menuAction(), parent);
    button->setPopupMode(QToolButton::InstantPopup);
    return button;
}

QMenu *MapPage::makeMore()
{
    auto *menu = new QMenu(tr("More"), this);
    menu->addMenu(m_shownMenu);
    menu->addActions({m_spokes, m_legendShown});
    menu->addMenu(m_exportMenu);
    return menu;
}

QWidget *MapPage::makeBar()
{
    auto *bar = new QWidget(this);
    bar->setObjectName(QStringLiteral("bar"));
    bar->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // it gives way, and never keeps the window wide
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins({});
    row->setSpacing(em(this, 0.25));
    m_layout = menuButton(m_layoutMenu, bar);
    m_layout->setObjectName(QStringLiteral("layouts"));
    row->addWidget(m_layout);
    for (QAction *action : m_layouts->actions())
        m_first.push_back(buttonFor(action, bar));
    m_first.push_back(menuButton(m_shownMenu, bar));
    for (QWidget *button : m_first)
        row->addWidget(button);
    m_later = {buttonFor(m_spokes, bar), buttonFor(m_legendShown, bar), menuButton(m_exportMenu, bar)};
    row->addWidget(m_later[0]);
    row->addStretch(1);
    for (QAction *action : {m_zoomOut, m_zoomIn, m_fit})
        row->addWidget(buttonFor(action, bar));
    row->addSpacing(em(this, 0.5));
    row->addWidget(m_later[1]);
    row->addWidget(m_later[2]);
    m_more = menuButton(makeMore(), bar);
    row->addWidget(m_more);
    return bar;
}

QWidget *MapPage::makeFoot()
{
    auto *foot = new QWidget(this);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins({});
    m_caption->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_tray->setObjectName(QStringLiteral("tray"));
    m_tray->setFocusPolicy(Qt::StrongFocus);
    m_tray->setToolTip(tr("Routes whose allocation has no place that is known"));
    m_inspect->setObjectName(QStringLiteral("inspect"));
    m_inspect->hide();
    row->addWidget(m_caption, 1);
    row->addWidget(m_tray);
    row->addWidget(m_inspect);
    return foot;
}

void MapPage::offerPeer(bool offered)
{
    m_inspect->setVisible(offered);
}

void MapPage::connectParts()
{
    connect(m_layouts, &QActionGroup::triggered, this,
            [this](QAction *action) { setLayoutKind(static_cast<LayoutKind>(action->data().toInt())); });
    connect(m_shown, &QActionGroup::triggered, this, [this](QAction *action) {
        m_canvas->setShown(static_cast<Shown>(action->data().toInt()));
        m_shownMenu->setTitle(tr("Show: %1").arg(action->text()));
    });
    connect(m_spokes, &QAction::toggled, m_canvas, &MapCanvas::setAllSpokes);
    connect(m_canvas, &MapCanvas::allSpokesChanged, m_spokes, &QAction::setChecked);
    connect(m_legendShown, &QAction::toggled, m_legend, &QWidget::setVisible);
    connect(m_legendShown, &QAction::triggered, this, [this] { m_legendChosen = true; });
    connect(m_zoomIn, &QAction::triggered, this, [this] { m_canvas->zoomBy(kZoomStep); });
    connect(m_zoomOut, &QAction::triggered, this, [this] { m_canvas->zoomBy(1 / kZoomStep); });
    connect(m_fit, &QAction::triggered, m_canvas, &MapCanvas::fit);
    connect(m_canvas, &MapCanvas::viewChanged, this, &MapPage::refreshZoom);
    connect(m_canvas, &MapCanvas::nodesChanged, this, &MapPage::refreshFoot);
    connect(m_canvas, &MapCanvas::inspectRequested, this, &MapPage::inspectRequested);
    connect(m_situation, &NoticeView::retryRequested, this, &MapPage::retryRequested);
    connect(&m_gateway, &GatewayModel::situationChanged, this, &MapPage::refreshSituation);
    connect(m_inspect, &QPushButton::clicked, this, &MapPage::inspectRequested);
    connect(m_tray, &QToolButton::clicked, this, &MapPage::openTray);
    m_trafficTimer.setInterval(static_cast<int>(kTrafficInterval / 1000));
    connect(&m_trafficTimer, &QTimer::timeout, this, &MapPage::askForTraffic);
}

void MapPage::takeFocus()
{
    m_canvas->setFocus();
}

void MapPage::setReducedMotion(bool reduced)
{
    m_canvas->setReducedMotion(reduced);
}

void MapPage::setLayoutKind(LayoutKind kind)
{
    for (QAction *action : m_layouts->actions()) {
        action->setChecked(action->data().toInt() == static_cast<int>(kind));
        if (action->isChecked())
            m_layoutMenu->setTitle(action->text());
    }
    m_canvas->setLayoutKind(kind);
    m_legend->setLayoutKind(kind);
    refreshFoot();
}

void MapPage::refreshFoot()
{
    m_caption->setText(captionOf(m_canvas->layoutKind()));
    m_caption->setToolTip(m_caption->text()); // it may be cut off
    const int unplaced = static_cast<int>(m_canvas->nodes().unplaced().size());
    m_tray->setVisible(unplaced > 0);
    m_tray->setText(tr("%n without a place", nullptr, unplaced));
}

// What is wrong with a live gateway is the overview's business: its mesh is whole.
void MapPage::refreshSituation()
{
    const Situation situation = m_gateway.situation();
    if (situation.notice)
        m_situation->setNotice(*situation.notice);
    m_situation->setVisible(situation.notice && !situation.live);
}

void MapPage::refreshZoom()
{
    m_zoomOut->setEnabled(m_canvas->view().zoom() > 1);
    m_fit->setEnabled(!m_canvas->view().isFitted());
}

void MapPage::openTray()
{
    std::vector<Ipv4Prefix> prefixes;
    for (const int index : m_canvas->nodes().unplaced())
        prefixes.push_back(m_canvas->nodes().at(index).prefix);
    auto *picker = new StackPicker(m_gateway.peers(), std::move(prefixes), m_selection.current(), this);
    connect(picker, &StackPicker::picked, &m_selection, [this](Ipv4Prefix prefix) { m_selection.choose(prefix); });
    picker->popUp(m_tray->mapToGlobal(QPoint(0, 0)));
}

QByteArray MapPage::exported(Format format) const
{
    const MapPicture picture{.nodes = m_canvas->nodes(),
                             .view = m_canvas->view(),
                             .look = m_canvas->look(),
                             .own = m_canvas->ownPoint().first};
    if (format == Format::Svg)
        return mapSvg(picture);
    if (format == Format::GeoJson)
        return mapGeoJson(m_gateway.peers(), m_canvas->nodes());
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    mapImage(picture, kPngScale).save(&buffer, "PNG");
    return bytes;
}

void MapPage::exportTo(const QString &file, Format format)
{
    QSaveFile out(file);
    const QByteArray bytes = exported(format);
    const bool written = out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() && out.commit();
    if (!written)
        m_banner->setNotice({.sign = Sign::Failed,
                             .title = tr("The map was not exported"),
                             .text = tr("%1: %2").arg(file, out.errorString())});
    m_banner->setVisible(!written);
}

void MapPage::askForFile(Format format)
{
    static constexpr const char *kEndings[] = {"svg", "png", "geojson"};
    const QString ending = QLatin1String(kEndings[static_cast<size_t>(format)]);
    auto *dialog = new QFileDialog(this, tr("Export the map"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(ending);
    dialog->setNameFilter(QStringLiteral("*.") % ending);
    dialog->selectFile(QStringLiteral("mesh44-map.") % ending);
    connect(dialog, &QFileDialog::fileSelected, this, [this, format](const QString &file) { exportTo(file, format); });
    dialog->open();
}

void MapPage::askForTraffic()
{
    if (!m_gateway.isLive() || m_gateway.now() - m_asked < kTrafficInterval)
        return;
    m_asked = m_gateway.now();
    Q_EMIT trafficRequested();
}

void MapPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    askForTraffic();
    m_trafficTimer.start();
}

void MapPage::hideEvent(QHideEvent *event)
{
    m_trafficTimer.stop();
    Page::hideEvent(event);
}

void MapPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    arrange();
}

void MapPage::arrange()
{
    const bool roomy = width() >= em(this, kRoomyEms);
    const bool narrow = width() < em(this, kNarrowEms);
    for (QWidget *button : m_later)
        button->setVisible(roomy);
    for (QWidget *button : m_first)
        button->setVisible(!narrow);
    m_layout->setVisible(narrow);
    m_more->setVisible(!roomy);
    if (!m_legendChosen)
        m_legendShown->setChecked(height() >= em(this, kLegendEms) && roomy);
}

void MapPage::saveTo(QSettings &settings) const
{
    settings.setValue(QStringLiteral("layout"), static_cast<int>(m_canvas->layoutKind()));
    settings.setValue(QStringLiteral("centre"), m_canvas->view().centre());
    settings.setValue(QStringLiteral("zoom"), m_canvas->view().zoom());
    settings.setValue(QStringLiteral("shown"), static_cast<int>(m_canvas->nodes().shown()));
    settings.setValue(QStringLiteral("spokes"), m_canvas->allSpokes());
    if (m_legendChosen)
        settings.setValue(QStringLiteral("legend"), m_legendShown->isChecked());
}

void MapPage::restoreFrom(QSettings &settings)
{
    // A file from another version, or from another hand, may hold anything.
    const int kind = settings.value(QStringLiteral("layout")).toInt();
    if (kind >= 0 && kind <= static_cast<int>(LayoutKind::Prefix))
        setLayoutKind(static_cast<LayoutKind>(kind));
    const int shown = settings.value(QStringLiteral("shown")).toInt();
    for (QAction *action : m_shown->actions()) {
        if (action->data().toInt() == shown)
            action->trigger();
    }
    m_spokes->setChecked(settings.value(QStringLiteral("spokes")).toBool());
    if (settings.contains(QStringLiteral("legend"))) {
        m_legendChosen = true;
        m_legendShown->setChecked(settings.value(QStringLiteral("legend")).toBool());
    }
    const QPointF centre = settings.value(QStringLiteral("centre")).toPointF();
    const double zoom = settings.value(QStringLiteral("zoom")).toDouble();
    if (settings.contains(QStringLiteral("centre")) && qIsFinite(centre.x() + centre.y() + zoom))
        m_canvas->setView(centre, zoom);
}

} // namespace mesh44
