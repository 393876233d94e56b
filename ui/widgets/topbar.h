// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/action.h"

#include <QWidget>

class QLabel;
class QMenu;
class QToolButton;

namespace mesh44 {

class GatewayModel;
class GatewaySelector;
class MasterSwitch;
class SearchBox;
class SearchFold;
class StateChip;

// The top of the window: whose gateway, its switch, its state in words, the search, the menu.
class TopBar : public QWidget
{
    Q_OBJECT

public:
    explicit TopBar(GatewayModel &gateway, QWidget *parent = nullptr);
    // Why the last switching did not happen; empty: nothing to say.
    void setFailure(const QString &reason);

    GatewaySelector &gateways() { return *m_gateways; }
    SearchBox &search() { return *m_search; }
    void openSearch();
    void arrange(int width); // in a window of this width
    QSize minimumSizeHint() const override;
    QMenu &menu() { return *m_menu; }

Q_SIGNALS:
    void upRequested();
    void downRequested();

private:
    void lay();
    void refresh();
    void refreshSwitch();

    GatewayModel &m_gateway;
    GatewaySelector *m_gateways;
    MasterSwitch *m_switch;
    StateChip *m_chip;
    QLabel *m_sentence;
    QLabel *m_failure;
    SearchBox *m_search;
    SearchFold *m_fold;
    QToolButton *m_menuButton;
    QMenu *m_menu;
};

} // namespace mesh44
