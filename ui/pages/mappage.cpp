// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/mappage.h"

#include "ui/map/mapbar.h"
#include "ui/map/mapcanvas.h"
#include "ui/map/mapexport.h"
#include "ui/map/maplegend.h"
#include "ui/map/stackpicker.h"
#include "ui/models/gatewaymodel.h"
#include "ui/models/peerselection.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/noticeviews.h"
#include "ui/widgets/signs.h"

#include <QBuffer>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSaveFile>
#include <QSettings>
#include <QToolButton>

namespace mesh44 {

namespace {

constexpr double kRoomyEms = 56;  // from here on the bar has room for everything
constexpr double kNarrowEms = 42; // and below for the least
constexpr double kLegendEms = 24; // in height, from here on the canvas has room for the legend
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
      m_bar(new MapBar(this))
{
    setWindowTitle(tr("Map"));
    auto *corner = new QGridLayout(m_canvas);
    corner->setSizeConstraint(QLayout::SetNoConstraint);
    corner->setContentsMargins(em(this, 0.6), em(this, 0.6), em(this, 0.6), em(this, 0.6));
    corner->addWidget(m_legend, 0, 0, Qt::AlignBottom | Qt::AlignLeft);
    m_banner->hide();

    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(pageMargins(this));
    lines->setSpacing(em(this, 0.5));
    lines->addWidget(m_bar);
    lines->addWidget(m_situation);
    lines->addWidget(m_banner);
    lines->addWidget(m_canvas, 1);
    lines->addWidget(makeFoot());
    connectParts();
    refreshFoot();
    m_bar->follow(m_canvas->view());
    refreshSituation();
    arrange();
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
    connect(m_bar, &MapBar::layoutChosen, this, &MapPage::setLayoutKind);
    connect(m_bar, &MapBar::shownChosen, m_canvas, &MapCanvas::setShown);
    connect(m_bar, &MapBar::spokesToggled, m_canvas, &MapCanvas::setAllSpokes);
    connect(m_canvas, &MapCanvas::allSpokesChanged, m_bar, &MapBar::setSpokes);
    connect(m_bar, &MapBar::legendToggled, m_legend, &QWidget::setVisible);
    connect(m_bar, &MapBar::legendChosen, this, [this] { m_legendChosen = true; });
    connect(m_bar, &MapBar::zoomRequested, m_canvas, &MapCanvas::zoomBy);
    connect(m_bar, &MapBar::fitRequested, m_canvas, &MapCanvas::fit);
    connect(m_bar, &MapBar::exportRequested, this, &MapPage::askForFile);
    connect(m_canvas, &MapCanvas::viewChanged, this, [this] { m_bar->follow(m_canvas->view()); });
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
    m_bar->setLayoutKind(kind);
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
    if (isVisible() && !window()->isMinimized() && m_gateway.isLive() && m_asked.isDue(m_gateway.now()))
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
    m_bar->setRoom(roomy ? MapBar::Room::Enough : narrow ? MapBar::Room::Least : MapBar::Room::Little);
    if (!m_legendChosen)
        m_bar->setLegend(height() >= em(this, kLegendEms) && roomy);
}

void MapPage::saveTo(QSettings &settings) const
{
    settings.setValue(QStringLiteral("layout"), static_cast<int>(m_canvas->layoutKind()));
    settings.setValue(QStringLiteral("centre"), m_canvas->view().centre());
    settings.setValue(QStringLiteral("zoom"), m_canvas->view().zoom());
    settings.setValue(QStringLiteral("shown"), static_cast<int>(m_canvas->nodes().shown()));
    settings.setValue(QStringLiteral("spokes"), m_canvas->allSpokes());
    if (m_legendChosen)
        settings.setValue(QStringLiteral("legend"), m_bar->isLegendShown());
}

void MapPage::restoreFrom(QSettings &settings)
{
    // A file from another version, or from another hand, may hold anything.
    const int kind = settings.value(QStringLiteral("layout")).toInt();
    if (kind >= 0 && kind <= static_cast<int>(LayoutKind::Prefix))
        setLayoutKind(static_cast<LayoutKind>(kind));
    m_bar->chooseShown(settings.value(QStringLiteral("shown")).toInt());
    m_bar->setSpokes(settings.value(QStringLiteral("spokes")).toBool());
    if (settings.contains(QStringLiteral("legend"))) {
        m_legendChosen = true;
        m_bar->setLegend(settings.value(QStringLiteral("legend")).toBool());
    }
    const QPointF centre = settings.value(QStringLiteral("centre")).toPointF();
    const double zoom = settings.value(QStringLiteral("zoom")).toDouble();
    if (settings.contains(QStringLiteral("centre")) && qIsFinite(centre.x() + centre.y() + zoom))
        m_canvas->setView(centre, zoom);
}

} // namespace mesh44
