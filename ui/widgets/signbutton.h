// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/condition.h"

#include <QAbstractButton>

namespace mesh44 {

// A word with its sign that leads somewhere, in line with the text around it.
class SignButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit SignButton(Sign sign, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    Sign m_sign;
};

} // namespace mesh44
