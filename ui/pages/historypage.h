// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/interval.h"
#include "ui/pages/page.h"

#include <QString>

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace mesh44 {

class Banner;
class EmptyState;
class EventsExport;
class EventsFilter;
class EventsTable;
class GatewayModel;
class KindChips;
class NoticeView;
class PeerSelection;
class SpanBar;
class TimelineChart;

// How the mesh and the gateway came to be as they are: the time line, and the events of what is chosen on it.
class HistoryPage : public Page
{
    Q_OBJECT

public:
    static constexpr int64_t kTimelineInterval = 60'000'000; // µs, while it can be seen

    HistoryPage(GatewayModel &gateway, PeerSelection &selection, QWidget *parent = nullptr);

    void takeFocus() override;
    void focusFilter() override;
    void setFilterText(const QString &text);
    void saveTo(QSettings &settings) const override;
    void restoreFrom(QSettings &settings) override;

Q_SIGNALS:
    void timelineRequested();
    void peersRequested(const QString &filter);
    void retryRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeFilter();
    void connectParts();
    void refresh();
    void refreshSpan();
    void refreshMarks();
    void refreshRange();
    void refreshCount();
    void refreshPeer();
    void choosePeer();
    void showPeer();
    void openMenu(const QPoint &position);
    void showFailure(const QString &reason);
    void ask();
    void greyOut(bool stale);
    int64_t spanBegin() const;

    GatewayModel &m_gateway;
    PeerSelection &m_selection;
    EventsFilter *m_filter;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    Banner *m_banner;
    SpanBar *m_spans;
    TimelineChart *m_chart;
    QLineEdit *m_search;
    KindChips *m_kinds;
    QLabel *m_count;
    QPushButton *m_newer;
    QPushButton *m_peer;
    EventsExport *m_export;
    QLabel *m_failure;
    EventsTable *m_table;
    Interval m_asked{kTimelineInterval};
};

} // namespace mesh44
