// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/searchfold.h"

#include "ui/widgets/glyphs.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/signs.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QShortcut>
#include <QToolButton>

namespace mesh44 {

SearchFold::SearchFold(SearchBox *field, QWidget *bar)
    : QWidget(bar),
      m_field(field),
      m_button(new QToolButton(this)),
      m_bar(bar),
      m_cover(new QWidget(bar)),
      m_place(new QHBoxLayout(this)),
      m_coverPlace(new QHBoxLayout(m_cover))
{
    m_button->setObjectName(QStringLiteral("openSearch"));
    m_button->setIcon(glyphIcon(Glyph::Search));
    m_button->setAutoRaise(true);
    m_button->setFocusPolicy(Qt::StrongFocus);
    m_button->setAccessibleName(m_field->accessibleName());
    m_button->setToolTip(m_field->toolTip());
    m_button->hide();
    m_place->setContentsMargins({});
    m_place->addWidget(m_button);
    m_place->addWidget(m_field);
    makeCover();
    connect(m_button, &QToolButton::clicked, this, &SearchFold::open);
    connect(m_field, &SearchBox::chosen, m_cover, &QWidget::hide);
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget *, const QWidget *now) { follow(now); });
}

void SearchFold::makeCover()
{
    m_cover->hide();
    m_cover->setAutoFillBackground(true);
    auto *close = new QToolButton(m_cover);
    close->setIcon(glyphIcon(Glyph::Close));
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::StrongFocus);
    close->setAccessibleName(tr("Close the search"));
    close->setToolTip(tr("Close (Esc)"));
    connect(close, &QToolButton::clicked, this, &SearchFold::close);
    auto *escape = new QShortcut(Qt::Key_Escape, m_cover, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &SearchFold::close);
    m_coverPlace->setContentsMargins(em(this, 0.7), 0, em(this, 0.7), 0);
    m_coverPlace->setSpacing(em(this, 0.5));
    m_coverPlace->addWidget(close, 0, Qt::AlignVCenter);
    m_bar->installEventFilter(this);
}

void SearchFold::setFolded(bool folded)
{
    if (folded == m_folded)
        return;
    m_folded = folded;
    m_cover->hide();
    if (folded)
        m_coverPlace->insertWidget(0, m_field, 1, Qt::AlignVCenter);
    else
        m_place->addWidget(m_field);
    m_field->show();
    m_button->setVisible(folded);
}

void SearchFold::open()
{
    if (m_folded && !m_cover->isVisible()) {
        m_before = window()->focusWidget();
        m_cover->setGeometry(m_bar->rect());
        m_cover->show();
        m_cover->raise();
    }
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void SearchFold::close()
{
    m_field->clear();
    (m_before ? m_before.data() : m_button)->setFocus(Qt::OtherFocusReason);
    m_cover->hide();
}

// A popup or another window borrows the keyboard only for a while.
void SearchFold::follow(const QWidget *focus)
{
    if (m_cover->isVisible() && focus && focus->window() == window() && !m_cover->isAncestorOf(focus))
        m_cover->hide();
}

bool SearchFold::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_bar && event->type() == QEvent::Resize)
        m_cover->setGeometry(m_bar->rect());
    return QWidget::eventFilter(watched, event);
}

} // namespace mesh44
