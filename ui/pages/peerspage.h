// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/action.h"
#include "ui/models/peersfilter.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QSettings;
class QSplitter;
class QStackedWidget;

namespace mesh44 {

class Banner;
class EmptyState;
class EventsList;
class GatewayModel;
class Inspector;
class PeerActions;
class PeersTable;

// The live table of peers with its filter, the chosen peer and the events beside it (below it, where the
// window is narrow). Without peers, the reason why there are none.
class PeersPage : public QWidget
{
    Q_OBJECT

public:
    explicit PeersPage(GatewayModel &gateway, QWidget *parent = nullptr);

    // The model changes between these two.
    void beforeChange();
    void afterChange();

    void showFailure(const Action &action, const QString &reason);
    void focusFilter();
    void copySelection();

    void saveTo(QSettings &settings) const;
    void restoreFrom(QSettings &settings);

    PeerActions &actions() { return *m_actions; }

Q_SIGNALS:
    void retryRequested();
    void trafficRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeList();
    void connectParts();
    void setFilterText(const QString &text);
    void refreshNotice();
    void showPage(QWidget *page);
    void refreshCount();
    void arrange(bool wide);
    void openMenu(const QPoint &position);

    GatewayModel &m_gateway;
    PeersFilter *m_filter;
    PeerActions *m_actions;
    QLineEdit *m_search;
    QLabel *m_count;
    Banner *m_banner;
    QStackedWidget *m_stack;
    PeersTable *m_table;
    EmptyState *m_empty;
    QWidget *m_nothingFits;
    Inspector *m_inspector;
    EventsList *m_events;
    QSplitter *m_split;
    QSplitter *m_side;
    bool m_wide = true;
    QByteArray m_splitStates[2][2]; // [wide][outer, side]
};

} // namespace mesh44
