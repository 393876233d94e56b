// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSplitter>

class QShortcut;

namespace mesh44 {

class Inspector;

// The pages, and the chosen peer beside them. A narrow window has no room for both: there the pages are alone until
// the peer is asked for, which then stands in their place until it is closed again, by its button, by Escape or by F9.
class PeerSplit : public QSplitter
{
    Q_OBJECT

public:
    struct Wish
    {
        bool offered = false; // by the page: it has to do with peers
        bool chosen = false;  // there is a peer to be shown
        bool any = false;     // there is one to be chosen, at least
    };

    PeerSplit(QWidget *pages, Inspector *inspector, QWidget *parent = nullptr);

    void arrange(const Wish &wish);
    void open();
    void toggle();
    void uncover() { m_asked = false; } // from the next arrange() on
    bool hasRoomForBoth() const;
    bool covers() const { return m_covers; } // the pages, at present
    bool isClosed() const { return m_closed; }
    void setClosed(bool closed) { m_closed = closed; }
    QSize minimumSizeHint() const override;
    QByteArray place() const; // of the handle, to be kept
    void setPlace(const QByteArray &place) { restoreState(place); }

Q_SIGNALS:
    void closed(); // and the keyboard was in it: it belongs to the page now

private:
    void makePanel(Inspector *inspector);
    void close();
    void rearrange();
    void cover(bool covers);

    QWidget *m_pages;
    QWidget *m_panel;
    QWidget *m_close = nullptr;
    QShortcut *m_escape = nullptr;
    Wish m_wish;
    QByteArray m_place;    // of the handle, while the pages are covered
    bool m_closed = false; // by the operator, where there is room for both
    bool m_asked = false;  // for, where there is not
    bool m_covers = false;
};

} // namespace mesh44
