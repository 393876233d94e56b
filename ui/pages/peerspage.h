// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/peersfilter.h"
#include "ui/pages/page.h"

class QLabel;
class QLineEdit;
class QStackedWidget;

namespace mesh44 {

class Banner;
class EmptyState;
class GatewayModel;
class PeerActions;
class PeerSelection;
class PeersTable;

// The live table of peers with its filter. Without peers, the reason why there are none.
class PeersPage : public Page
{
    Q_OBJECT

public:
    PeersPage(GatewayModel &gateway, PeerSelection &selection, PeerActions &actions, QWidget *parent = nullptr);

    void beforeChange() override;
    void afterChange() override;
    bool showsPeers() const override { return true; }
    void takeFocus() override;
    void focusFilter() override;
    void setFilterText(const QString &text);

    void saveTo(QSettings &settings) const override;
    void restoreFrom(QSettings &settings) override;

Q_SIGNALS:
    void retryRequested();

private:
    QWidget *makeList();
    void connectParts();
    void refreshNotice();
    void showPart(QWidget *part);
    void refreshCount();
    void openMenu(const QPoint &position);

    GatewayModel &m_gateway;
    PeerSelection &m_selection;
    PeerActions &m_actions;
    PeersFilter *m_filter;
    QLineEdit *m_search;
    QLabel *m_count;
    Banner *m_banner;
    QStackedWidget *m_stack;
    PeersTable *m_table;
    EmptyState *m_empty;
    QWidget *m_nothingFits;
};

} // namespace mesh44
