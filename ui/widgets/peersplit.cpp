// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/peersplit.h"

#include "ui/widgets/glyphs.h"
#include "ui/widgets/inspector.h"
#include "ui/widgets/signs.h"

#include <QLabel>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace mesh44 {

namespace {

// Of the window's width.
constexpr double kAlwaysEms = 62; // from here on the panel stands there before anything is chosen
constexpr double kBesideEms = 54; // and below there is no room for both

constexpr double kLowestEms = 8.5; // of a page, whose parts scroll

} // namespace

PeerSplit::PeerSplit(QWidget *pages, Inspector *inspector, QWidget *parent)
    : QSplitter(Qt::Horizontal, parent), m_pages(pages), m_panel(new QWidget(this))
{
    makePanel(inspector);
    m_pages->setMinimumHeight(em(this, kLowestEms));
    addWidget(m_pages);
    addWidget(m_panel);
    setChildrenCollapsible(false);
    setHandleWidth(em(this, 0.55));
    setStretchFactor(0, 1);
    setStretchFactor(1, 0);
    setSizes({em(this, 52), em(this, 20)});
}

void PeerSplit::makePanel(Inspector *inspector)
{
    auto *title = new QLabel(tr("Peer"), m_panel);
    title->setFont(scaledFont(title->font(), 1.0, QFont::DemiBold));
    auto *close = new QToolButton(m_panel);
    close->setObjectName(QStringLiteral("closeInspector"));
    close->setIcon(glyphIcon(Glyph::Close));
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::StrongFocus);
    close->setAccessibleName(tr("Close the peer's panel"));
    close->setToolTip(tr("Close (F9)"));
    connect(close, &QToolButton::clicked, this, &PeerSplit::close);
    m_close = close;
    m_escape = new QShortcut(Qt::Key_Escape, m_panel, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    m_escape->setEnabled(false);
    connect(m_escape, &QShortcut::activated, this, &PeerSplit::close);
    auto *head = new QHBoxLayout;
    head->addWidget(title);
    head->addStretch();
    head->addWidget(close);
    auto *lines = new QVBoxLayout(m_panel);
    lines->setContentsMargins(0, em(this, 0.2), em(this, 0.7), em(this, 0.3));
    lines->setSpacing(em(this, 0.2));
    lines->addLayout(head);
    lines->addWidget(inspector);
}

bool PeerSplit::hasRoomForBoth() const
{
    return window()->width() >= em(this, kBesideEms);
}

void PeerSplit::arrange(const Wish &wish)
{
    m_wish = wish;
    rearrange();
}

void PeerSplit::rearrange()
{
    const bool both = hasRoomForBoth();
    m_asked = m_asked && !both && m_wish.offered && m_wish.chosen;
    const bool always = m_wish.any && window()->width() >= em(this, kAlwaysEms);
    const bool beside = both && !m_closed && m_wish.offered && (m_wish.chosen || always);
    if (!m_asked)
        cover(false);
    m_panel->setVisible(beside || m_asked);
    if (m_asked)
        cover(true);
}

// Where the handle was comes back with the pages.
void PeerSplit::cover(bool covers)
{
    if (covers == m_covers)
        return;
    m_covers = covers;
    m_escape->setEnabled(covers);
    if (covers) {
        m_place = saveState();
        m_close->setFocus(Qt::OtherFocusReason);
        m_pages->hide();
        return;
    }
    m_pages->show();
    restoreState(std::exchange(m_place, {}));
}

void PeerSplit::open()
{
    m_closed = false;
    m_asked = !hasRoomForBoth();
    rearrange();
}

void PeerSplit::toggle()
{
    if (m_panel->isVisible())
        close();
    else
        open();
}

void PeerSplit::close()
{
    const bool hadFocus = m_covers || m_panel->isAncestorOf(window()->focusWidget());
    if (hasRoomForBoth())
        m_closed = true;
    m_asked = false;
    rearrange();
    if (hadFocus)
        Q_EMIT closed();
}

// Where both have no room there is one.
QSize PeerSplit::minimumSizeHint() const
{
    const int width = std::max(m_pages->minimumSizeHint().width(), m_panel->minimumSizeHint().width());
    return {width, m_pages->minimumHeight()}; // whatever is said on a page, the window stays as it is
}

QByteArray PeerSplit::place() const
{
    return m_covers ? m_place : saveState();
}

} // namespace mesh44
