// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;
class QMenu;
class QToolButton;

namespace mesh44 {

class GatewayModel;

// Whose gateway this is, and the way to another one: this computer's, or one behind ssh that was chosen before.
class GatewaySelector : public QWidget
{
    Q_OBJECT

public:
    explicit GatewaySelector(GatewayModel &gateway, QWidget *parent = nullptr);

    const QStringList &hosts() const { return m_hosts; }
    void setHosts(const QStringList &hosts); // "user@host" each
    // Among the hosts, as the newest.
    void remember(const QString &host);
    QMenu *menu() const { return m_menu; }
    // The width that a name may have; of a longer one the beginning is shown.
    void setMost(double ems);
    // Why this is no host, as a sentence; empty: it may be one. ssh takes what begins with '-' for an option.
    static QString hostProblem(const QString &host);

Q_SIGNALS:
    void hostRequested(const QString &host); // empty: this computer

private:
    void refresh();
    void fillMenu();
    void askForHost();

    GatewayModel &m_gateway;
    QStringList m_hosts;
    QToolButton *m_button;
    QMenu *m_menu;
    QLabel *m_place;
    double m_most = 14; // ems
};

} // namespace mesh44
