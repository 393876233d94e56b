// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/choicefield.h"

#include "ui/models/settingsmodel.h"
#include "ui/models/settingwords.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/signs.h"

#include <QButtonGroup>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

namespace mesh44 {

ChoiceField::ChoiceField(SettingsModel &model, const QString &key, std::vector<Choice> choices, QWidget *parent)
    : QWidget(parent), m_model(model), m_key(key), m_choices(std::move(choices))
{
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins({});
    connect(&model, &QAbstractItemModel::modelReset, this, &ChoiceField::rebuild);
    connect(&model, &QAbstractItemModel::dataChanged, this, &ChoiceField::refresh);
    rebuild();
}

void ChoiceField::rebuild()
{
    delete m_box;
    m_box = new QWidget(this);
    m_group = new QButtonGroup(m_box);
    auto *lines = new QVBoxLayout(m_box);
    lines->setContentsMargins({});
    lines->setSpacing(em(this, 0.15));
    layout()->addWidget(m_box);
    const SettingView *fact = m_model.draft().fact(m_key);
    const QStringList permitted = fact ? shapeOf(*fact).choices : QStringList();
    for (const Choice &choice : m_choices) {
        if (permitted.contains(choice.value))
            add(choice);
    }
    for (const QString &value : permitted) {
        if (std::ranges::find(m_choices, value, &Choice::value) == m_choices.end())
            add({value, value, {}});
    }
    refresh();
}

void ChoiceField::add(const Choice &choice)
{
    auto *button = new QRadioButton(choice.title, m_box);
    button->setObjectName(m_key % u'=' % choice.value);
    button->setAccessibleDescription(choice.text);
    m_group->addButton(button);
    connect(button, &QRadioButton::clicked, this, [this, value = choice.value] { m_model.set(m_key, value); });
    auto *words = new TextLabel(choice.text, TextLabel::Tone::Quiet, 1.0, m_box);
    words->setContentsMargins(em(this, 1.6), 0, 0, em(this, 0.35));
    words->setVisible(!choice.text.isEmpty());
    m_box->layout()->addWidget(button);
    m_box->layout()->addWidget(words);
}

void ChoiceField::refresh()
{
    const QString value = m_model.draft().value(m_key);
    if (auto *button = m_box->findChild<QRadioButton *>(m_key % u'=' % value))
        button->setChecked(true);
}

} // namespace mesh44
