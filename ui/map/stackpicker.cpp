// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/stackpicker.h"

#include "ui/models/peersmodel.h"
#include "ui/models/plaintip.h"
#include "ui/models/words.h"
#include "ui/widgets/signs.h"

#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QScreen>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <numeric>

namespace mesh44 {

namespace {

constexpr int kCellsRole = Qt::UserRole;

// One beneath another: prefix, endpoint, condition, and the region that ends where the list does.
class PickerRow : public QStyledItemDelegate
{
public:
    explicit PickerRow(QObject *parent) : QStyledItemDelegate(parent) {}
    std::array<int, 3> widths{}; // of the columns before the last

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem row = option;
        initStyleOption(&row, index);
        const QStringList cells = index.data(kCellsRole).toStringList();
        row.text.clear(); // ground, mark and sign are the style's
        row.widget->style()->drawControl(QStyle::CE_ItemViewItem, &row, painter, row.widget);
        QRect box = row.widget->style()->subElementRect(QStyle::SE_ItemViewItemText, &row, row.widget);
        box.setLeft(box.left() + row.fontMetrics.height() / 4);
        const auto *view = qobject_cast<const QAbstractScrollArea *>(row.widget); // which does not scroll sideways
        box.setRight(std::min(row.rect.right(), view->viewport()->width() - 1) - row.fontMetrics.height() / 4);
        painter->setPen(
            row.palette.color((row.state & QStyle::State_Selected) ? QPalette::HighlightedText : QPalette::Text));
        for (qsizetype i = 0; i < cells.size(); ++i) {
            const bool last = i + 1 == cells.size();
            QRect cell = box;
            if (!last)
                cell.setWidth(widths[static_cast<size_t>(i)]);
            painter->drawText(QStyle::visualRect(row.direction, box, cell), Qt::AlignLeft | Qt::AlignVCenter,
                              row.fontMetrics.elidedText(cells[i], Qt::ElideRight, cell.width()));
            if (!last)
                box.setLeft(box.left() + widths[static_cast<size_t>(i)]);
        }
    }
};

QStringList cellsOf(PeersModel &peers, Ipv4Prefix prefix)
{
    const int row = peers.rowOf(prefix);
    const RouteView &route = peers.routeAt(row);
    const Region *region = peers.regionAt(row);
    return {text(prefix), text(route.endpoint), wordOf(conditionOf(route)), region ? region->title() : QString()};
}

} // namespace

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
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
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
    auto *rows = new PickerRow(m_list);
    m_list->setItemDelegate(rows);
    const int gap = em(this, 1.0);
    int lastWidest = 0;
    for (const Ipv4Prefix prefix : m_prefixes) {
        const QStringList cells = cellsOf(peers, prefix);
        for (size_t i = 0; i < rows->widths.size(); ++i)
            rows->widths[i] = std::max(rows->widths[i],
                                       m_list->fontMetrics().horizontalAdvance(cells[static_cast<qsizetype>(i)]) + gap);
        lastWidest = std::max(lastWidest, m_list->fontMetrics().horizontalAdvance(cells.last()));
        addRow(peers, prefix, cells);
        if (prefix == current)
            m_list->setCurrentRow(m_list->count() - 1);
    }
    const int wide = std::accumulate(rows->widths.begin(), rows->widths.end(), lastWidest) + em(this, 2.5);
    for (int row = 0; row < m_list->count(); ++row)
        m_list->item(row)->setSizeHint({wide, em(this, 1.45)});
    if (!m_list->currentItem())
        m_list->setCurrentRow(0);
}

void StackPicker::addRow(PeersModel &peers, Ipv4Prefix prefix, const QStringList &cells)
{
    const Condition condition = conditionOf(peers.routeAt(peers.rowOf(prefix)));
    const QColor colour = signColour(signOf(condition), palette());
    auto *item = new QListWidgetItem(cells.join(QStringLiteral("   ")).trimmed(), m_list); // as it is read out
    item->setIcon(signPixmap(signOf(condition), em(this, 0.8), devicePixelRatioF(), colour));
    item->setToolTip(plainTip(cells.last())); // where it is cut
    item->setData(kCellsRole, cells);
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
