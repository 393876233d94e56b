// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/settingwords.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;

namespace mesh44 {

// The control for one value, fit for its kind. It tells what was typed, and shows what it is told.
class SettingEditor : public QWidget
{
    Q_OBJECT

public:
    SettingEditor(const QString &key, const SettingShape &shape, QWidget *parent = nullptr);

    void setValue(const QString &value);
    QString value() const;
    void setPlaceholder(const QString &text); // for a text that is empty
    QWidget *control() const;

Q_SIGNALS:
    void edited(const QString &value); // by the operator

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeText();
    void makeNumber(const SettingShape &shape);
    void makeChoice(const SettingShape &shape);
    void makeYesNo();
    void place(QWidget *control);
    void tell(const QString &value);

    QString m_key;
    QLineEdit *m_text = nullptr; // one of these is there
    QSpinBox *m_number = nullptr;
    QComboBox *m_choice = nullptr;
    QCheckBox *m_yes = nullptr;
    bool m_telling = false;
};

} // namespace mesh44
