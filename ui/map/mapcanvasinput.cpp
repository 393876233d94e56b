// SPDX-License-Identifier: GPL-3.0-or-later
// Mouse, wheel and keys of the map.
#include "ui/map/mapcanvas.h"
#include "ui/map/stackpicker.h"
#include "ui/models/gatewaymodel.h"
#include "ui/models/peerselection.h"
#include "ui/models/plaintip.h"
#include "ui/models/words.h"
#include "ui/widgets/signs.h"

#include <QApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace mesh44 {

namespace {

constexpr double kStep = 1.4; // of one key press or a double click
constexpr qsizetype kTipLines = 6;

// A key with one of these is somebody else's.
bool isPlain(const QKeyEvent &event)
{
    return !(event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
}

} // namespace

double MapCanvas::reach() const
{
    return std::max(8, em(this, 0.45)) / m_view.scale();
}

std::vector<int> MapCanvas::hitsAt(QPointF screen) const
{
    return m_nodes.hits(m_view.toMap(screen), reach());
}

std::vector<int> MapCanvas::stackOfSelected() const
{
    const int index = m_selection.current() ? m_nodes.indexOf(*m_selection.current()) : -1;
    if (index < 0 || !m_nodes.at(index).spot.placed)
        return {};
    std::vector<int> stack = m_nodes.hits(m_nodes.at(index).spot.at, reach());
    std::ranges::sort(stack, {}, [this](int i) { return m_nodes.at(i).prefix; });
    return stack;
}

void MapCanvas::cycleStack(int step)
{
    const std::vector<int> stack = stackOfSelected();
    if (stack.empty())
        return;
    const auto here = std::ranges::find(stack, *m_selection.current(), [this](int i) { return m_nodes.at(i).prefix; });
    if (here == stack.end())
        return;
    const auto size = static_cast<std::ptrdiff_t>(stack.size());
    const auto next = (here - stack.begin() + step + size) % size;
    choose(m_nodes.at(stack[static_cast<size_t>(next)]).prefix);
}

void MapCanvas::click(QPoint position)
{
    const std::vector<int> hits = hitsAt(position);
    if (hits.empty())
        return;
    const QRectF block = m_view.transform().mapRect(m_nodes.at(hits.front()).spot.area);
    const bool clear = hits.size() == 1 || std::min(block.width(), block.height()) > em(this, 0.8);
    if (clear) {
        choose(m_nodes.at(hits.front()).prefix);
        return;
    }
    std::vector<Ipv4Prefix> prefixes;
    for (const int index : hits)
        prefixes.push_back(m_nodes.at(index).prefix);
    auto *picker = new StackPicker(m_gateway.peers(), std::move(prefixes), m_selection.current(), this);
    connect(picker, &StackPicker::picked, this, [this](Ipv4Prefix prefix) { choose(prefix); });
    picker->popUp(mapToGlobal(position));
}

void MapCanvas::hover(QPointF position)
{
    const std::vector<int> hits = hitsAt(position);
    std::optional<Ipv4Prefix> hovered;
    if (!hits.empty())
        hovered = m_nodes.at(hits.front()).prefix;
    setCursor(hovered ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (hovered == m_hovered)
        return;
    m_hovered = hovered;
    update();
}

bool MapCanvas::showTip(QPoint position, QPoint global)
{
    QStringList lines;
    const std::vector<int> hits = hitsAt(position);
    for (const int index : hits) {
        const MapNode &node = m_nodes.at(index);
        const Region *region = m_gateway.peers().regionAt(index);
        QString line = text(node.prefix) % QStringLiteral(" · ") % text(node.endpoint) % QStringLiteral(" · ")
                       % wordOf(node.condition);
        if (region)
            line += u'\n' % tr("%1 (place of the allocation)").arg(region->title());
        lines << line;
        if (lines.size() == kTipLines)
            break;
    }
    const int more = static_cast<int>(hits.size()) - static_cast<int>(lines.size());
    if (more > 0)
        lines << tr("and %n more", nullptr, more);
    QToolTip::showText(global, plainTip(lines.join(u'\n')), this); // without a text: hides what is shown
    return true;
}

bool MapCanvas::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        return showTip(help->pos(), help->globalPos());
    }
    if (event->type() == QEvent::ShortcutOverride) { // what the map does with a key, no menu does instead
        const auto &press = *static_cast<QKeyEvent *>(event);
        const int key = press.key();
        const bool ours = key == Qt::Key_N || key == Qt::Key_BracketLeft || key == Qt::Key_BracketRight
                          || key == Qt::Key_0;
        if (ours && isPlain(press))
            event->accept();
    }
    return QWidget::event(event);
}

void MapCanvas::resizeEvent(QResizeEvent *event)
{
    m_view.setSize(size());
    m_view.setMargin(em(this, 0.8));
    wantSpokes();
    QWidget::resizeEvent(event);
    Q_EMIT viewChanged();
}

void MapCanvas::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        m_view.setMargin(em(this, 0.8));
        wantSpokes();
        update();
    }
    QWidget::changeEvent(event);
}

void MapCanvas::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_unseenChoice)
        followSelection();
    wantSpokes();
}

void MapCanvas::hideEvent(QHideEvent *event)
{
    m_pulse.stop();
    m_spokes.clear();
    QWidget::hideEvent(event);
}

void MapCanvas::leaveEvent(QEvent *event)
{
    m_hovered.reset();
    update();
    QWidget::leaveEvent(event);
}

void MapCanvas::wheelEvent(QWheelEvent *event)
{
    const int turned = event->angleDelta().y();
    if (turned == 0) {
        event->ignore();
        return;
    }
    m_view.zoomAt(event->position(), std::pow(1.25, turned / 120.0));
    moved();
}

void MapCanvas::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton) {
        QWidget::mousePressEvent(event);
        return;
    }
    m_pressed = event->position().toPoint();
    m_dragged = event->position();
    m_dragging = false;
}

void MapCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton)) { // or it came up where we did not see it
        m_pressed.reset();
        m_dragging = false;
    }
    if (!m_pressed) {
        hover(event->position());
        return;
    }
    if (!m_dragging && (event->position().toPoint() - *m_pressed).manhattanLength() < QApplication::startDragDistance())
        return;
    m_dragging = true;
    setCursor(Qt::ClosedHandCursor);
    m_view.pan(event->position() - m_dragged);
    m_dragged = event->position();
    moved();
}

void MapCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_pressed)
        return;
    const QPoint pressed = *m_pressed;
    m_pressed.reset();
    if (!std::exchange(m_dragging, false))
        click(pressed);
    hover(event->position());
}

void MapCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (!hitsAt(event->position()).empty()) {
        Q_EMIT inspectRequested();
        return;
    }
    m_view.zoomAt(event->position(), kStep * kStep);
    moved();
}

bool MapCanvas::moveByKey(QKeyEvent *event)
{
    const double step = em(this, 4);
    switch (event->key()) {
    case Qt::Key_Left: m_view.pan({step, 0}); break;
    case Qt::Key_Right: m_view.pan({-step, 0}); break;
    case Qt::Key_Up: m_view.pan({0, step}); break;
    case Qt::Key_Down: m_view.pan({0, -step}); break;
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoomBy(kStep); return true;
    case Qt::Key_Minus: zoomBy(1 / kStep); return true;
    case Qt::Key_0: fit(); return true;
    default: return false;
    }
    moved();
    return true;
}

bool MapCanvas::chooseByKey(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_N: chooseNeighbour(event->modifiers() & Qt::ShiftModifier ? -1 : 1); return true;
    case Qt::Key_BracketLeft: cycleStack(-1); return true;
    case Qt::Key_BracketRight: cycleStack(1); return true;
    case Qt::Key_Space: setAllSpokes(!m_allSpokes); return true;
    case Qt::Key_Escape:
        if (!m_selection.current())
            return false;
        choose(std::nullopt);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_selection.current())
            Q_EMIT inspectRequested();
        return true;
    default: return false;
    }
}

void MapCanvas::keyPressEvent(QKeyEvent *event)
{
    if (!isPlain(*event) || !(moveByKey(event) || chooseByKey(event)))
        QWidget::keyPressEvent(event);
}

} // namespace mesh44
