// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/look.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QSlider;

namespace mesh44 {

// How this window looks: at once, and for this user only.
class LookPanel : public QWidget
{
    Q_OBJECT

public:
    explicit LookPanel(QWidget *parent = nullptr);

    void setLook(const Look &look);
    Look look() const;

Q_SIGNALS:
    void lookChanged(const mesh44::Look &look); // by the operator

private:
    void showPercent();
    void tell();

    QSlider *m_text;
    QLabel *m_percent;
    QComboBox *m_theme;
    QCheckBox *m_calm;
};

} // namespace mesh44
