// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QGridLayout;
class QPushButton;
class QToolButton;

namespace mesh44 {

class SettingEditor;
class SettingsModel;
class SignIcon;
class TextLabel;

// One setting: what it is, where its value comes from, its editor, and what is wrong with what was typed.
class SettingRow : public QWidget
{
    Q_OBJECT

public:
    SettingRow(SettingsModel &model, const QString &key, QWidget *parent = nullptr); // the model must live longer

    const QString &key() const { return m_key; }
    void refresh();
    void setWide(bool wide); // the editor beside the words
    void setEditable(bool editable);
    void takeFocus();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void lay();
    QString stateText() const;
    void refreshTrouble();
    void resetOrUndo();

    SettingsModel &m_model;
    QString m_key;
    TextLabel *m_state;
    SettingEditor *m_editor;
    QToolButton *m_back;
    QWidget *m_trouble;
    SignIcon *m_sign;
    TextLabel *m_reason;
    QPushButton *m_mine;
    QPushButton *m_theirs;
    QGridLayout *m_grid;
    bool m_editable = true;
    bool m_wide = true;
};

} // namespace mesh44
