// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/peersgroups.h"
#include "ui/pages/page.h"

#include <functional>

class QComboBox;
class QLabel;
class QLayout;
class QLineEdit;
class QMenu;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace mesh44 {

class Banner;
class EmptyState;
class GatewayModel;
class PeerActions;
class PeerSelection;
class PeersTable;

// The live table of peers: filtered, grouped, with the columns that one wants, to copy and to export. Without peers,
// the reason why there are none.
class PeersPage : public Page
{
    Q_OBJECT

public:
    PeersPage(GatewayModel &gateway, PeerSelection &selection, PeerActions &actions, QWidget *parent = nullptr);

    void beforeChange() override;
    void afterChange() override;
    bool showsPeers() const override { return true; }
    void offerPeer(bool offered) override;
    void takeFocus() override;
    void focusFilter() override;
    void setFilterText(const QString &text);
    // What is shown, as a file of this format has it: "csv", "json", "encap" or "ip".
    QByteArray exported(const QString &format) const;

    void saveTo(QSettings &settings) const override;
    void restoreFrom(QSettings &settings) override;

Q_SIGNALS:
    void retryRequested();
    void inspectRequested();
    void settingsNeeded(); // the table's number, for commands

private:
    QWidget *makeList();
    QLayout *makeTools();
    QLayout *makeFoot();
    QComboBox *makeShown();
    QComboBox *makeGrouping();
    void fillMenu(QMenu &menu);
    void connectParts();
    void changeView(const std::function<void()> &change);
    void refreshNotice();
    void showPart(QWidget *part);
    void refreshCount();
    void openMenu(const QPoint &position);
    void copyCommands();
    void exportTo(const QString &format, const QString &name);

    GatewayModel &m_gateway;
    PeerSelection &m_selection;
    PeerActions &m_actions;
    PeersFilter *m_filter;
    QLineEdit *m_search;
    QComboBox *m_shown;
    QComboBox *m_grouping;
    QToolButton *m_more;
    QLabel *m_count;
    QPushButton *m_inspect; // where the chosen peer has no room beside the page
    Banner *m_banner;
    QStackedWidget *m_stack;
    PeersTable *m_table;
    EmptyState *m_empty;
    QWidget *m_nothingFits;
    QWidget *m_tools;
};

} // namespace mesh44
