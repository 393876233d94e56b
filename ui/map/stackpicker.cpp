// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/stackpicker.h"

#include "ui/models/peersmodel.h"
#include "ui/models/words.h"
#include "ui/widgets/signs.h"

#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace mesh44 {

StackPicker::StackPicker(PeersModel &peers, std::vector<Ipv4Prefix> prefixes, std::optional<Ipv4Prefix> current,
                         QWidget *parent)
    : QFrame(parent, Qt::Popup), m_prefixes(std::move(prefixes)), m_list(new QListWidget(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameStyle(QFrame::StyledPanel);
    auto *title = new QLabel(tr("Routes here: %1").arg(m_prefixes.size()), this);
    title->setFont(scaledFont(title->font(), 1.0, QFont::DemiBold));
    title->setBuddy(m_list);
    m_list->setAccessibleName(title->text());
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->installEventFilter(this);
    setFocusProxy(m_list);
    auto *lines = new QVBoxLayout(this);
    const int margin = em(this, 0.4);
    lines->setContentsMargins(margin, margin, margin, margin);
    lines->setSpacing(margin);
    lines->addWidget(title);
    lines->addWidget(m_list);
    fill(peers, current);
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) { pick(m_list->row(item)); });
}

void StackPicker::fill(PeersModel &peers, std::optional<Ipv4Prefix> current)
{
    std::erase_if(m_prefixes, [&](Ipv4Prefix prefix) { return peers.rowOf(prefix) < 0; }); // a row for each
    std::ranges::sort(m_prefixes);
    const int side = em(this, 0.8);
    for (const Ipv4Prefix prefix : m_prefixes) {
        const int row = peers.rowOf(prefix);
        const RouteView &route = peers.routeAt(row);
        const Condition condition = conditionOf(route);
        QString words = text(prefix) % QStringLiteral("   ") % text(route.endpoint) % QStringLiteral("   ")
                        % wordOf(condition);
        if (const Region *region = peers.regionAt(row))
            words += QStringLiteral("   ") % region->title();
        auto *item = new QListWidgetItem(words, m_list);
        item->setSizeHint({m_list->fontMetrics().horizontalAdvance(words) + 2 * side, em(this, 1.45)});
        item->setIcon(
            signPixmap(signOf(condition), side, devicePixelRatioF(), signColour(signOf(condition), palette())));
        if (prefix == current)
            m_list->setCurrentItem(item);
    }
    if (!m_list->currentItem())
        m_list->setCurrentRow(0);
}

void StackPicker::popUp(QPoint global)
{
    ensurePolished(); // sizes below follow the style
    const int lines = std::min(m_list->count(), 12);
    const QSize wanted(std::min(m_list->sizeHintForColumn(0) + em(this, 3), em(this, 40)),
                       (lines + 1) * em(this, 1.45) + em(this, 2));
    const QRect room = screen()->availableGeometry();
    resize(wanted.expandedTo(minimumSizeHint()).boundedTo(room.size()));
    const QPoint corner(std::clamp(global.x(), room.left(), room.right() - width() + 1),
                        std::clamp(global.y(), room.top(), room.bottom() - height() + 1));
    move(corner);
    show();
    m_list->setFocus(Qt::PopupFocusReason);
}

void StackPicker::pick(int row)
{
    if (row < 0 || row >= static_cast<int>(m_prefixes.size()))
        return;
    Q_EMIT picked(m_prefixes[static_cast<size_t>(row)]);
    close();
}

bool StackPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            pick(m_list->currentRow());
            return true;
        }
        if (key == Qt::Key_Escape) {
            close();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace mesh44
