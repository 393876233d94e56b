// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/mapbar.h"

#include "ui/map/mapview.h"
#include "ui/widgets/signs.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

#include <tuple>
#include <utility>

namespace mesh44 {

namespace {

constexpr double kStepOfZoom = 1.4;

} // namespace

MapBar::MapBar(QWidget *parent)
    : QWidget(parent),
      m_layouts(new QActionGroup(this)),
      m_shown(new QActionGroup(this)),
      m_layoutMenu(new QMenu(tr("Geographic"), this)),
      m_shownMenu(new QMenu(this)),
      m_exportMenu(new QMenu(tr("Export"), this)),
      m_spokes(new QAction(tr("All spokes"), this)),
      m_legend(new QAction(tr("Legend"), this)),
      m_zoomIn(new QAction(QStringLiteral("+"), this)),
      m_zoomOut(new QAction(QStringLiteral("−"), this)),
      m_fit(new QAction(tr("Fit"), this))
{
    setObjectName(QStringLiteral("bar"));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // it gives way, and never keeps the window wide
    makeActions();
    lay();
    connect(m_layouts, &QActionGroup::triggered, this, [this](QAction *action) {
        setLayoutKind(static_cast<LayoutKind>(action->data().toInt()));
        Q_EMIT layoutChosen(static_cast<LayoutKind>(action->data().toInt()));
    });
    connect(m_shown, &QActionGroup::triggered, this, [this](QAction *action) {
        m_shownMenu->setTitle(tr("Show: %1").arg(action->text()));
        Q_EMIT shownChosen(static_cast<Shown>(action->data().toInt()));
    });
    connect(m_spokes, &QAction::toggled, this, &MapBar::spokesToggled);
    connect(m_legend, &QAction::toggled, this, &MapBar::legendToggled);
    connect(m_legend, &QAction::triggered, this, &MapBar::legendChosen);
    connect(m_zoomIn, &QAction::triggered, this, [this] { Q_EMIT zoomRequested(kStepOfZoom); });
    connect(m_zoomOut, &QAction::triggered, this, [this] { Q_EMIT zoomRequested(1 / kStepOfZoom); });
    connect(m_fit, &QAction::triggered, this, &MapBar::fitRequested);
}

void MapBar::makeActions()
{
    makeLayouts();
    makeShown();
    makeExports();
    for (QAction *action : {m_spokes, m_legend})
        action->setCheckable(true);
    m_legend->setChecked(true);
    m_spokes->setToolTip(tr("A line from this gateway to every peer (Space)"));
    m_legend->setToolTip(tr("What the shapes mean"));
    m_zoomIn->setToolTip(tr("Nearer (+)"));
    m_zoomOut->setToolTip(tr("Further (−)"));
    m_fit->setToolTip(tr("All of it (0)"));
}

void MapBar::makeLayouts()
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
    m_layoutMenu->addActions(m_layouts->actions());
}

void MapBar::makeShown()
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

void MapBar::makeExports()
{
    const std::pair<MapFormat, QString> formats[] = {{MapFormat::Svg, tr("Drawing (SVG) …")},
                                                     {MapFormat::Png, tr("Picture (PNG) …")},
                                                     {MapFormat::GeoJson, tr("Data (GeoJSON) …")}};
    for (const auto &[format, name] : formats)
        connect(m_exportMenu->addAction(name), &QAction::triggered, this,
                [this, f = format] { Q_EMIT exportRequested(f); });
}

QToolButton *MapBar::buttonFor(QAction *action)
{
    auto *button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setAccessibleDescription(action->toolTip());
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

QToolButton *MapBar::menuButton(QMenu *menu)
{
    QToolButton *button = buttonFor(menu->menuAction());
    button->setPopupMode(QToolButton::InstantPopup);
    return button;
}

QMenu *MapBar::makeMore()
{
    auto *menu = new QMenu(tr("More"), this);
    menu->addMenu(m_shownMenu);
    menu->addActions({m_spokes, m_legend});
    menu->addMenu(m_exportMenu);
    return menu;
}

void MapBar::lay()
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(em(this, 0.25));
    m_layout = menuButton(m_layoutMenu);
    m_layout->setObjectName(QStringLiteral("layouts"));
    row->addWidget(m_layout);
    for (QAction *action : m_layouts->actions())
        m_first.push_back(buttonFor(action));
    m_first.push_back(menuButton(m_shownMenu));
    for (QWidget *button : m_first)
        row->addWidget(button);
    m_later = {buttonFor(m_spokes), buttonFor(m_legend), menuButton(m_exportMenu)};
    row->addWidget(m_later[0]);
    row->addStretch(1);
    for (QAction *action : {m_zoomOut, m_zoomIn, m_fit})
        row->addWidget(buttonFor(action));
    row->addSpacing(em(this, 0.5));
    row->addWidget(m_later[1]);
    row->addWidget(m_later[2]);
    m_more = menuButton(makeMore());
    row->addWidget(m_more);
}

void MapBar::setLayoutKind(LayoutKind kind)
{
    for (QAction *action : m_layouts->actions()) {
        action->setChecked(action->data().toInt() == static_cast<int>(kind));
        if (action->isChecked())
            m_layoutMenu->setTitle(action->text());
    }
}

void MapBar::chooseShown(int shown)
{
    for (QAction *action : m_shown->actions()) {
        if (action->data().toInt() == shown)
            action->trigger();
    }
}

void MapBar::setSpokes(bool all)
{
    m_spokes->setChecked(all);
}

void MapBar::setLegend(bool shown)
{
    m_legend->setChecked(shown);
}

bool MapBar::isLegendShown() const
{
    return m_legend->isChecked();
}

void MapBar::follow(const MapView &view)
{
    m_zoomIn->setEnabled(!view.isNearest());
    m_zoomOut->setEnabled(view.zoom() > 1);
    m_fit->setEnabled(!view.isFitted());
}

void MapBar::setRoom(Room room)
{
    for (QWidget *button : m_later)
        button->setVisible(room == Room::Enough);
    for (QWidget *button : m_first)
        button->setVisible(room != Room::Least);
    m_layout->setVisible(room == Room::Least);
    m_more->setVisible(room != Room::Enough);
}

} // namespace mesh44
