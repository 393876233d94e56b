// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <vector>

class QButtonGroup;

namespace mesh44 {

class SettingsModel;

// One of a few values, each with its explanation. What the helper does not permit is left out; what we have no words
// for is offered by its name.
class ChoiceField : public QWidget
{
    Q_OBJECT

public:
    struct Choice
    {
        QString value;
        QString title;
        QString text;
    };
    ChoiceField(SettingsModel &model, const QString &key, std::vector<Choice> choices, QWidget *parent = nullptr);

private:
    void rebuild();
    void add(const Choice &choice);
    void refresh();

    SettingsModel &m_model;
    QString m_key;
    std::vector<Choice> m_choices;
    QButtonGroup *m_group = nullptr;
    QWidget *m_box = nullptr;
};

} // namespace mesh44
