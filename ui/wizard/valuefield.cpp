// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/valuefield.h"

#include "ui/models/settingsmodel.h"
#include "ui/models/settingwords.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/settingeditor.h"
#include "ui/widgets/signs.h"

#include <QHBoxLayout>

namespace mesh44 {

ValueField::ValueField(SettingsModel &model, const QString &key, QWidget *parent)
    : QWidget(parent),
      m_model(model),
      m_key(key),
      m_trouble(new QWidget(this)),
      m_problem(new TextLabel(TextLabel::Tone::Plain, 1.0, m_trouble))
{
    auto *icon = new SignIcon(0.9, m_trouble);
    icon->setSign(Sign::Failed);
    m_problem->setObjectName(QStringLiteral("problem"));
    auto *row = new QHBoxLayout(m_trouble);
    row->setContentsMargins({});
    row->addWidget(icon, 0, Qt::AlignTop);
    row->addWidget(m_problem, 1);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins({});
    lines->setSpacing(em(this, 0.2));
    lines->addWidget(new TextLabel(settingLabel(key), TextLabel::Tone::Strong, 1.0, this));
    lines->addWidget(new TextLabel(settingMeaning(key), TextLabel::Tone::Plain, 1.0, this));
    lines->addWidget(m_trouble);
    connect(&model, &QAbstractItemModel::modelReset, this, &ValueField::rebuild);
    connect(&model, &QAbstractItemModel::dataChanged, this, &ValueField::refresh);
    rebuild();
}

// Another helper may permit other values.
void ValueField::rebuild()
{
    delete m_editor;
    m_editor = nullptr;
    const SettingView *fact = m_model.draft().fact(m_key);
    setVisible(fact);
    if (!fact)
        return;
    m_editor = new SettingEditor(m_key, shapeOf(*fact), this);
    static_cast<QVBoxLayout *>(layout())->insertWidget(2, m_editor);
    setFocusProxy(m_editor);
    connect(m_editor, &SettingEditor::edited, this, [this](const QString &value) { m_model.set(m_key, value); });
    refresh();
}

QString ValueField::problem() const
{
    return m_model.draft().problem(m_key);
}

void ValueField::refresh()
{
    if (!m_editor)
        return;
    m_editor->setValue(m_model.draft().value(m_key));
    m_problem->setText(problem());
    m_trouble->setVisible(!problem().isEmpty());
}

} // namespace mesh44
