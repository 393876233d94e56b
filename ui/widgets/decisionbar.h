// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/decision.h"

#include <QFrame>

class QGridLayout;
class QLabel;
class QPushButton;

namespace mesh44 {

class BoundedLabel;
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
    // In a low and narrow window: the text beneath the buttons, and no more of it than two lines.
    void setTight(bool tight);

Q_SIGNALS:
    void decided(mesh44::Action::Kind kind);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    void refreshButtons();
    void decide(Action::Kind kind);
    void place();

    GatewayModel &m_gateway;
    std::optional<Decision> m_decision;
    QGridLayout *m_grid;
    BoundedLabel *m_title;
    BoundedLabel *m_text;
    QLabel *m_failure;
    QPushButton *m_yes;
    QPushButton *m_no;
    bool m_tight = false;
};

} // namespace mesh44
