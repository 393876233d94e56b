// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/attentionview.h"

#include "ui/widgets/attentionrow.h"
#include "ui/widgets/signs.h"

#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace mesh44 {

std::vector<AttentionItem> steady(const std::vector<AttentionItem> &wanted, const QStringList &before)
{
    std::vector<AttentionItem> items = wanted;
    const auto place = [&](const AttentionItem &item) {
        const auto at = before.indexOf(item.id);
        return at < 0 ? before.size() : at;
    };
    std::ranges::stable_sort(items, {}, place);
    return items;
}

AttentionView::AttentionView(QWidget *parent)
    : QWidget(parent),
      m_lines(new QVBoxLayout(this)),
      m_calm(new AttentionRow(false, this)),
      m_fold(new QToolButton(this)),
      m_notesPage(new QWidget(this)),
      m_notesLines(new QVBoxLayout(m_notesPage))
{
    m_lines->setContentsMargins({});
    m_lines->setSpacing(em(this, 0.45));
    m_notesLines->setContentsMargins(em(this, 0.7), 0, 0, 0);
    m_notesLines->setSpacing(em(this, 0.45));
    m_fold->setObjectName(QStringLiteral("notes"));
    m_fold->setAutoRaise(true);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setFocusPolicy(Qt::StrongFocus);
    m_notesPage->hide();
    m_lines->addWidget(m_calm);
    m_lines->addWidget(m_fold, 0, Qt::AlignLeft);
    m_lines->addWidget(m_notesPage);
    connect(m_fold, &QToolButton::clicked, this, [this] {
        m_unfolded = !m_unfolded;
        refreshFold();
    });
    refreshFold();
}

void AttentionView::setAttention(const Attention &attention)
{
    if (attention == m_attention)
        return;
    m_attention = attention;
    QStringList before;
    for (const AttentionRow *row : m_items)
        before.append(row->item().id);
    fill(m_items, underMouse() ? steady(attention.items, before) : attention.items, m_lines, true);
    fill(m_notes, attention.notes, m_notesLines, false);
    m_calm->setVisible(attention.items.empty() && !attention.calm.title.isEmpty());
    AttentionItem calm;
    calm.notice = attention.calm;
    m_calm->setItem(calm);
    refreshFold();
}

// A cause keeps its row, and with it the focus of the keyboard.
void AttentionView::fill(Rows &rows, const std::vector<AttentionItem> &items, QVBoxLayout *lines, bool strip)
{
    Rows kept;
    for (const AttentionItem &item : items)
        kept.push_back(rowFor(rows, item, strip));
    for (AttentionRow *row : rows) {
        if (std::ranges::find(kept, row) == kept.end()) {
            row->hide();
            row->deleteLater();
        }
    }
    for (int place = 0; AttentionRow * row : kept) {
        if (lines->indexOf(row) != place)
            lines->insertWidget(place, row);
        ++place;
    }
    rows = std::move(kept);
}

AttentionRow *AttentionView::rowFor(const Rows &rows, const AttentionItem &item, bool strip)
{
    const auto found = std::ranges::find_if(rows, [&](const AttentionRow *row) { return row->item().id == item.id; });
    AttentionRow *row = found == rows.end() ? nullptr : *found;
    if (!row) {
        row = new AttentionRow(strip, strip ? this : m_notesPage);
        connect(row, &AttentionRow::actRequested, this, &AttentionView::actRequested);
        connect(row, &AttentionRow::decided, this, &AttentionView::decided);
    }
    row->setItem(item);
    row->setDecidable(m_decidable, m_obstacle);
    return row;
}

void AttentionView::refreshFold()
{
    m_fold->setArrowType(m_unfolded ? Qt::DownArrow : Qt::RightArrow);
    m_fold->setText(tr("%n note(s)", nullptr, static_cast<int>(m_attention.notes.size())));
    m_fold->setAccessibleDescription(m_unfolded ? tr("unfolded") : tr("folded"));
    m_fold->setVisible(!m_attention.notes.empty());
    m_notesPage->setVisible(m_unfolded && !m_attention.notes.empty());
}

void AttentionView::setDecidable(bool decidable, const QString &obstacle)
{
    m_decidable = decidable;
    m_obstacle = obstacle;
    for (AttentionRow *row : m_items)
        row->setDecidable(decidable, obstacle);
}

void AttentionView::setFailure(const QString &reason)
{
    for (AttentionRow *row : m_items) {
        if (row->item().act == AttentionItem::Act::Decide)
            row->setFailure(reason);
    }
}

void AttentionView::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    fill(m_items, m_attention.items, m_lines, true);
}

} // namespace mesh44
