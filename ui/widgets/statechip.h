// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/condition.h"

#include <QWidget>

namespace mesh44 {

class ElidedLabel;
class SignIcon;

// A state: shape, colour and word.
class StateChip : public QWidget
{
    Q_OBJECT

public:
    // scale: of the word, against the widget's font.
    explicit StateChip(double scale, QWidget *parent = nullptr);
    void setState(Sign sign, const QString &word);
    QString word() const;
    // The room that a longer word has, where there is little.
    void setLeast(double ems);

private:
    SignIcon *m_icon;
    ElidedLabel *m_word;
};

} // namespace mesh44
