// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/reviewpane.h"

#include <QDialog>

namespace mesh44 {

// The review of the settings page's changes.
class ReviewDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ReviewDialog(GatewayModel &gateway, QWidget *parent = nullptr); // the model must live longer

    ReviewPane &pane() { return *m_pane; }

private:
    void refresh();

    GatewayModel &m_gateway;
    ReviewPane *m_pane;
    TextLabel *m_hindrance;
    QPushButton *m_back;
    QPushButton *m_apply;
};

} // namespace mesh44
