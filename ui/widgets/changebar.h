// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QPushButton;

namespace mesh44 {

class GatewayModel;
class SettingsModel;
class TextLabel;

// The changes that wait: how many, what stands in their way, and where they go from here. Nowhere to be seen while
// there are none.
class ChangeBar : public QFrame
{
    Q_OBJECT

public:
    ChangeBar(SettingsModel &settings, GatewayModel &gateway, QWidget *parent = nullptr); // both must live longer

    QString hindrance() const; // why they cannot be reviewed now; empty: they can

Q_SIGNALS:
    void reviewRequested();
    void discardRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();

    SettingsModel &m_settings;
    GatewayModel &m_gateway;
    TextLabel *m_count;
    TextLabel *m_hindrance;
    QPushButton *m_review;
    QPushButton *m_discard;
};

} // namespace mesh44
