// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/searchbox.h"

#include "ui/widgets/glyphs.h"
#include "ui/widgets/signs.h"

#include <QAbstractItemView>
#include <QAbstractProxyModel>
#include <QAction>
#include <QCompleter>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace mesh44 {

namespace {

// What it is in the text's colour, what it is about beside it in a quieter one.
class ResultDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QSize size = QStyledItemDelegate::sizeHint(option, index);
        size.setHeight(option.fontMetrics.height() * 17 / 10);
        return size;
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem ground = option;
        const QWidget *view = option.widget;
        view->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &ground, painter, view);
        const bool marked = option.state & QStyle::State_Selected;
        const int gap = option.fontMetrics.height() / 2;
        QRect box = option.rect.adjusted(gap, 0, -gap, 0);
        const QString detail = index.data(SearchModel::DetailRole).toString();
        const int most = box.width() * 6 / 10;
        const QString title = option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, most);
        painter->setPen(option.palette.color(marked ? QPalette::HighlightedText : QPalette::Text));
        painter->drawText(box, Qt::AlignVCenter | Qt::AlignLeft, title);
        box.setLeft(box.left() + option.fontMetrics.horizontalAdvance(title) + gap);
        painter->setPen(option.palette.color(marked ? QPalette::HighlightedText : QPalette::PlaceholderText));
        painter->drawText(box, Qt::AlignVCenter | Qt::AlignRight,
                          option.fontMetrics.elidedText(detail, Qt::ElideRight, box.width()));
    }
};

} // namespace

SearchBox::SearchBox(GatewayModel &gateway, QWidget *parent)
    : QLineEdit(parent), m_gateway(gateway), m_completer(new QCompleter(&m_results, this))
{
    setObjectName(QStringLiteral("search"));
    setPlaceholderText(tr("Search (Ctrl+K)"));
    setAccessibleName(tr("Search everything"));
    setToolTip(tr("A prefix, an address, a region, a page, a setting, an event. (Ctrl+K)"));
    setClearButtonEnabled(true);
    addAction(glyphIcon(Glyph::Search), QLineEdit::LeadingPosition);

    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setWidget(this); // not setCompleter(): the text stays what was typed
    m_completer->setMaxVisibleItems(12);
    m_completer->popup()->setItemDelegate(new ResultDelegate(m_completer));
    m_completer->popup()->setAccessibleName(tr("Results of the search"));
    connect(this, &QLineEdit::textEdited, this, &SearchBox::look);
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this,
            [this](const QModelIndex &index) {
                take(qobject_cast<QAbstractProxyModel *>(m_completer->completionModel())->mapToSource(index).row());
            });
}

QSize SearchBox::sizeHint() const
{
    return {em(this, 15), QLineEdit::sizeHint().height()};
}

QSize SearchBox::minimumSizeHint() const
{
    return {em(this, 8), QLineEdit::minimumSizeHint().height()};
}

void SearchBox::look()
{
    m_results.setResults(search(text(), m_pages, m_gateway));
    if (m_results.rowCount() == 0) {
        m_completer->popup()->hide();
        return;
    }
    const int width = qMax(this->width(), em(this, 30));
    m_completer->complete(QRect(this->width() - width, 0, width, height()));
}

void SearchBox::take(int row)
{
    if (row < 0 || row >= m_results.rowCount())
        return;
    const SearchResult result = m_results.resultAt(row);
    m_completer->popup()->hide();
    clear();
    Q_EMIT chosen(result);
}

void SearchBox::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        take(0); // the popup sees the key first where a row is marked
    else if (event->key() == Qt::Key_Escape && !text().isEmpty())
        clear();
    else
        QLineEdit::keyPressEvent(event);
}

} // namespace mesh44
