// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/flowlayout.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>
#include <utility>

namespace mesh44 {

FlowLayout::FlowLayout(QWidget *parent, int gap) : QLayout(parent)
{
    setContentsMargins({});
    setSpacing(gap);
}

FlowLayout::~FlowLayout()
{
    for (QLayoutItem *item : m_items)
        delete item;
}

QLayoutItem *FlowLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<size_t>(index)] : nullptr;
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    QLayoutItem *item = itemAt(index);
    if (item)
        m_items.erase(m_items.begin() + index);
    return item;
}

QSize FlowLayout::sizeHint() const
{
    QSize size;
    for (const QLayoutItem *item : m_items)
        size = {size.width() + item->sizeHint().width() + (size.isEmpty() ? 0 : spacing()),
                std::max(size.height(), item->sizeHint().height())};
    return size;
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem *item : m_items)
        size = size.expandedTo(item->minimumSize());
    return size;
}

void FlowLayout::setGeometry(const QRect &box)
{
    QLayout::setGeometry(box);
    place(box, true);
}

// As many as fit beside one another: what can grow is counted with the least that it needs.
std::vector<QLayoutItem *> FlowLayout::lineFrom(size_t first, int room) const
{
    std::vector<QLayoutItem *> line;
    int wide = 0;
    for (size_t i = first; i < m_items.size(); ++i) {
        if (m_items[i]->isEmpty())
            continue;
        const int wanted = leastWidth(*m_items[i]);
        if (!line.empty() && wide + spacing() + wanted > room)
            break;
        wide += wanted + (line.empty() ? 0 : spacing());
        line.push_back(m_items[i]);
    }
    return line;
}

int FlowLayout::leastWidth(const QLayoutItem &item)
{
    return grows(item) ? item.minimumSize().width() : item.sizeHint().width();
}

bool FlowLayout::grows(const QLayoutItem &item)
{
    return item.expandingDirections() & Qt::Horizontal;
}

int FlowLayout::placeLine(const std::vector<QLayoutItem *> &line, const QRect &box, int top, bool forGood) const
{
    int left = box.width() - spacing() * (static_cast<int>(line.size()) - 1);
    int high = 0;
    for (const QLayoutItem *item : line) {
        left -= leastWidth(*item);
        high = std::max(high, item->sizeHint().height());
    }
    int x = box.x();
    for (QLayoutItem *item : line) {
        if (!forGood)
            break;
        const int extra = grows(*item) ? std::exchange(left, 0) : 0; // to the first one that can use it
        const QSize size(std::min(leastWidth(*item) + std::max(extra, 0), box.width()), item->sizeHint().height());
        const QRect place(QPoint(x, top + (high - size.height()) / 2), size);
        // From the right where the language is.
        item->setGeometry(QStyle::visualRect(parentWidget()->layoutDirection(), box, place));
        x += size.width() + spacing();
    }
    return high;
}

int FlowLayout::place(const QRect &box, bool forGood) const
{
    int y = box.y();
    size_t first = 0;
    while (first < m_items.size()) {
        const std::vector<QLayoutItem *> line = lineFrom(first, box.width());
        if (line.empty())
            break;
        y += (y > box.y() ? spacing() : 0);
        y += placeLine(line, box, y, forGood);
        first = static_cast<size_t>(std::ranges::find(m_items, line.back()) - m_items.begin()) + 1;
    }
    return y - box.y();
}

} // namespace mesh44
