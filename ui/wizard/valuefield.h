// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace mesh44 {

class SettingEditor;
class SettingsModel;
class TextLabel;

// One value with its name above and what is wrong with it below. Nowhere to be seen where the helper does not know it.
class ValueField : public QWidget
{
    Q_OBJECT

public:
    ValueField(SettingsModel &model, const QString &key, QWidget *parent = nullptr); // the model must live longer

    const QString &key() const { return m_key; }
    QString problem() const;

private:
    void rebuild();
    void refresh();

    SettingsModel &m_model;
    QString m_key;
    SettingEditor *m_editor = nullptr;
    QWidget *m_trouble;
    TextLabel *m_problem;
};

} // namespace mesh44
