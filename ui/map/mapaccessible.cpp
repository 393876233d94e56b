// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/mapaccessible.h"

#include "ui/map/mapcanvas.h"
#include "ui/models/peerselection.h"
#include "ui/models/words.h"

#include <QAccessibleWidget>
#include <QPointer>

#include <algorithm>
#include <unordered_map>

namespace mesh44 {

namespace {

class NodeAccessible : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    NodeAccessible(MapCanvas *canvas, Ipv4Prefix prefix) : m_canvas(canvas), m_prefix(prefix) {}

    bool isValid() const override { return m_canvas && m_canvas->nodes().indexOf(m_prefix) >= 0; }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_canvas ? m_canvas->window()->windowHandle() : nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_canvas); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name && m_canvas ? m_canvas->describe(m_prefix) : QString();
    }
    void setText(QAccessible::Text, const QString &) override {}
    QRect rect() const override
    {
        if (!m_canvas)
            return {};
        const QRect box = m_canvas->boxOf(m_prefix).toAlignedRect();
        return {m_canvas->mapToGlobal(box.topLeft()), box.size()};
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.selectable = state.focusable = true;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        state.selected = m_canvas->selection().current() == m_prefix;
        state.focused = state.selected && m_canvas->hasFocus();
        state.offscreen = !m_canvas->boxOf(m_prefix).intersects(m_canvas->rect());
        return state;
    }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }
    QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString &name) override
    {
        if (name == pressAction() && isValid())
            m_canvas->choose(m_prefix);
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    QPointer<MapCanvas> m_canvas;
    Ipv4Prefix m_prefix;
};

class MapAccessible : public QAccessibleWidget
{
public:
    explicit MapAccessible(MapCanvas *canvas) : QAccessibleWidget(canvas, QAccessible::Graphic), m_canvas(canvas) {}
    ~MapAccessible() override
    {
        for (const auto &[prefix, id] : m_ids)
            QAccessible::deleteAccessibleInterface(id);
    }
    MapAccessible(const MapAccessible &) = delete;
    MapAccessible &operator=(const MapAccessible &) = delete;

    // The nodes, and behind them the widgets on the map: its legend.
    int childCount() const override { return nodeCount() + QAccessibleWidget::childCount(); }
    QAccessibleInterface *child(int index) const override
    {
        const std::vector<Ipv4Prefix> spoken = m_canvas->spoken();
        const int nodes = static_cast<int>(spoken.size());
        if (index >= nodes)
            return QAccessibleWidget::child(index - nodes);
        return index < 0 ? nullptr : nodeOf(spoken[static_cast<size_t>(index)]);
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        if (child && child->object()) { // a widget
            const int index = QAccessibleWidget::indexOfChild(child);
            return index < 0 ? index : nodeCount() + index;
        }
        const std::vector<Ipv4Prefix> spoken = m_canvas->spoken();
        const auto found = std::ranges::find(spoken, child, [this](Ipv4Prefix prefix) { return nodeOf(prefix); });
        return found == spoken.end() ? -1 : static_cast<int>(found - spoken.begin());
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        if (QAccessibleInterface *widget = QAccessibleWidget::childAt(x, y)) // it lies over the nodes
            return widget;
        const QPointF at = m_canvas->mapFromGlobal(QPoint(x, y));
        for (const Ipv4Prefix prefix : m_canvas->spoken()) {
            if (m_canvas->boxOf(prefix).contains(at))
                return nodeOf(prefix);
        }
        return nullptr;
    }
    QAccessibleInterface *focusChild() const override
    {
        const auto current = m_canvas->selection().current();
        return m_canvas->hasFocus() && current && m_canvas->nodes().indexOf(*current) >= 0 ? nodeOf(*current) : nullptr;
    }

private:
    int nodeCount() const { return static_cast<int>(m_canvas->spoken().size()); }
    QAccessibleInterface *nodeOf(Ipv4Prefix prefix) const
    {
        const auto found = m_ids.find(prefix);
        if (found != m_ids.end())
            return QAccessible::accessibleInterface(found->second);
        auto *node = new NodeAccessible(m_canvas, prefix);
        m_ids.emplace(prefix, QAccessible::registerAccessibleInterface(node));
        return node;
    }

    MapCanvas *m_canvas;
    mutable std::unordered_map<Ipv4Prefix, QAccessible::Id> m_ids; // of the children that somebody asked for
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *canvas = qobject_cast<MapCanvas *>(object);
    return canvas ? new MapAccessible(canvas) : nullptr;
}

} // namespace

void installMapAccessibility()
{
    QAccessible::installFactory(makeAccessible); // Qt keeps each factory once
}

void tellSelection(MapCanvas &canvas)
{
    const auto current = canvas.selection().current();
    if (!QAccessible::isActive() || !current || canvas.nodes().indexOf(*current) < 0)
        return;
    // The chosen one is the first child.
    for (const QAccessible::Event kind : {QAccessible::Selection, QAccessible::Focus}) {
        if (kind == QAccessible::Focus && !canvas.hasFocus())
            continue;
        QAccessibleEvent event(&canvas, kind);
        event.setChild(0);
        QAccessible::updateAccessibility(&event);
    }
}

} // namespace mesh44
