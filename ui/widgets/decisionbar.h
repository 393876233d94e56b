// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/decision.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace mesh44 {

class GatewayModel;

// What waits for the operator's word, with the two words that there are; nowhere to be seen while nothing does.
class DecisionBar : public QFrame
{
    Q_OBJECT

public:
    explicit DecisionBar(GatewayModel &gateway, QWidget *parent = nullptr); // the model must live longer

    const std::optional<Decision> &decision() const { return m_decision; }
    // Why the last word had no effect; gone with the next.
    void setFailure(const QString &reason);

Q_SIGNALS:
    void decided(mesh44::Action::Kind kind);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    void refreshButtons();
    void decide(Action::Kind kind);

    GatewayModel &m_gateway;
    std::optional<Decision> m_decision;
    QLabel *m_title;
    QLabel *m_text;
    QLabel *m_failure;
    QPushButton *m_yes;
    QPushButton *m_no;
};

} // namespace mesh44
