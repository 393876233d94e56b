// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/eventsfilter.h"

#include <QTableView>

namespace mesh44 {

// The events, the newest first. What comes in on top moves nothing that is looked at: the rows stay where they are
// while one is chosen, the mouse is over them or they are scrolled.
class EventsTable : public QTableView
{
    Q_OBJECT

public:
    explicit EventsTable(EventsFilter &events, QWidget *parent = nullptr);

    const EventView *currentEvent() const; // null: none is chosen
    QString selectedText() const;
    void copySelection() const;
    int rowsAbove() const; // newer ones that are out of sight

Q_SIGNALS:
    void currentEventChanged();
    void rowsAboveChanged();
    void menuRequested(const QPoint &position);
    void activatedByKey();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    bool isHeld() const;
    void keepPlace(int first, int last);

    EventsFilter &m_events;
};

} // namespace mesh44
