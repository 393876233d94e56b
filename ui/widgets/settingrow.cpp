// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/settingrow.h"

#include "ui/models/settingsmodel.h"
#include "ui/models/settingwords.h"
#include "ui/models/words.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/settingeditor.h"
#include "ui/widgets/signs.h"

#include <QGridLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace mesh44 {

SettingRow::SettingRow(SettingsModel &model, const QString &key, QWidget *parent)
    : QWidget(parent),
      m_model(model),
      m_key(key),
      m_state(new TextLabel(TextLabel::Tone::Quiet, 0.9, this)),
      m_editor(new SettingEditor(key, shapeOf(*model.draft().fact(key)), this)),
      m_back(new QToolButton(this)),
      m_trouble(new QWidget(this)),
      m_sign(new SignIcon(0.9, m_trouble)),
      m_reason(new TextLabel(TextLabel::Tone::Plain, 1.0, m_trouble)),
      m_mine(new QPushButton(tr("Keep mine"), m_trouble)),
      m_theirs(new QPushButton(tr("Take theirs"), m_trouble)),
      m_grid(new QGridLayout(this))
{
    lay();
    m_back->setObjectName(QStringLiteral("back"));
    m_back->setFocusPolicy(Qt::StrongFocus);
    m_mine->setObjectName(QStringLiteral("mine"));
    m_theirs->setObjectName(QStringLiteral("theirs"));
    m_mine->setAccessibleDescription(settingLabel(key));
    m_theirs->setAccessibleDescription(settingLabel(key));
    connect(m_editor, &SettingEditor::edited, this, [this](const QString &value) { m_model.set(m_key, value); });
    connect(m_back, &QToolButton::clicked, this, &SettingRow::resetOrUndo);
    connect(m_mine, &QPushButton::clicked, this, [this] { m_model.keepMine(m_key); });
    connect(m_theirs, &QPushButton::clicked, this, [this] { m_model.undo(m_key); });
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &SettingRow::refresh);
    refresh();
}

void SettingRow::lay()
{
    auto *words = new QWidget(this);
    words->setObjectName(QStringLiteral("words"));
    auto *lines = new QVBoxLayout(words);
    lines->setContentsMargins({});
    lines->setSpacing(em(this, 0.1));
    lines->addWidget(new TextLabel(settingLabel(m_key), TextLabel::Tone::Strong, 1.0, words));
    if (const QString meaning = settingMeaning(m_key); !meaning.isEmpty())
        lines->addWidget(new TextLabel(meaning, TextLabel::Tone::Plain, 1.0, words));
    lines->addWidget(m_state);
    lines->addStretch(1);

    auto *trouble = new QHBoxLayout(m_trouble);
    trouble->setContentsMargins({});
    trouble->addWidget(m_sign, 0, Qt::AlignTop);
    trouble->addWidget(m_reason, 1);
    trouble->addWidget(m_mine);
    trouble->addWidget(m_theirs);

    QSizePolicy stays = m_back->sizePolicy();
    stays.setRetainSizeWhenHidden(true);
    m_back->setSizePolicy(stays);
    const int margin = em(this, 0.55);
    m_grid->setContentsMargins(margin + em(this, 0.2), margin, margin, margin);
    m_grid->setHorizontalSpacing(em(this, 0.8));
    m_grid->setVerticalSpacing(em(this, 0.35));
    setWide(false);
}

void SettingRow::setWide(bool wide)
{
    if (wide == m_wide)
        return;
    m_wide = wide;
    auto *words = findChild<QWidget *>(QStringLiteral("words"), Qt::FindDirectChildrenOnly);
    for (QWidget *part : {words, static_cast<QWidget *>(m_editor), static_cast<QWidget *>(m_back), m_trouble})
        m_grid->removeWidget(part);
    if (wide) {
        m_grid->addWidget(words, 0, 0);
        m_grid->addWidget(m_editor, 0, 1, Qt::AlignTop);
        m_grid->addWidget(m_back, 0, 2, Qt::AlignTop);
        m_grid->addWidget(m_trouble, 1, 0, 1, 3);
    } else {
        m_grid->addWidget(words, 0, 0, 1, 3);
        m_grid->addWidget(m_editor, 1, 0, 1, 2);
        m_grid->addWidget(m_back, 1, 2, Qt::AlignTop);
        m_grid->addWidget(m_trouble, 2, 0, 1, 3);
    }
    m_grid->setColumnStretch(0, 10);
    m_grid->setColumnStretch(1, wide ? 9 : 0);
}

void SettingRow::resetOrUndo()
{
    if (m_model.draft().isChanged(m_key))
        m_model.undo(m_key);
    else
        m_model.reset(m_key);
}

QString SettingRow::stateText() const
{
    const SettingView &fact = *m_model.draft().fact(m_key);
    const QString builtIn = fact.defaultValue.empty() ? tr("nothing") : text(fact.defaultValue);
    if (m_model.draft().isReset(m_key))
        return tr("Was %1. Back to what the files in /etc/mesh44 say, else to the default: %2.")
            .arg(text(fact.value), builtIn);
    QString state = tr("Default: %1").arg(builtIn);
    if (!fact.file.empty() || fact.value != fact.defaultValue)
        state += u" · " % originText(fact);
    if (!m_model.draft().isChanged(m_key))
        return state;
    state += u" · " % (fact.value.empty() ? tr("was empty") : tr("was %1").arg(text(fact.value)));
    if (!fact.file.empty() && !isOwnOrigin(fact))
        state += u'\n' % tr("Your change is written to /var/lib/mesh44/conf.d and wins over that file.");
    return state;
}

void SettingRow::refresh()
{
    const SettingsDraft &draft = m_model.draft();
    if (!draft.fact(m_key))
        return;
    const bool changed = draft.isChanged(m_key);
    m_editor->setValue(draft.value(m_key));
    m_editor->setEnabled(m_editable);
    m_state->setText(stateText());
    m_back->setText(changed ? tr("Undo") : tr("Reset"));
    m_back->setToolTip(changed ? tr("Leave it as it is") : tr("Back to the default"));
    m_back->setAccessibleName(
        (changed ? tr("Undo the change of %1") : tr("Reset %1 to its default")).arg(settingLabel(m_key)));
    m_back->setVisible(m_editable && (changed || draft.canReset(m_key)));
    refreshTrouble();
    update();
}

void SettingRow::refreshTrouble()
{
    const SettingsDraft &draft = m_model.draft();
    const QString problem = draft.problem(m_key);
    const bool conflict = draft.isConflict(m_key);
    m_trouble->setVisible(conflict || !problem.isEmpty());
    m_sign->setSign(conflict ? Sign::Attention : Sign::Failed);
    m_reason->setText(conflict ? tr("Meanwhile somebody set it to %1.").arg(text(draft.fact(m_key)->value)) : problem);
    m_mine->setVisible(conflict);
    m_theirs->setVisible(conflict);
}

void SettingRow::setEditable(bool editable)
{
    if (editable == m_editable)
        return;
    m_editable = editable;
    refresh();
}

void SettingRow::takeFocus()
{
    m_editor->setFocus(Qt::OtherFocusReason);
}

// A bar at the edge marks what was changed; the words say it, too.
void SettingRow::paintEvent(QPaintEvent *)
{
    const SettingsDraft &draft = m_model.draft();
    if (!draft.isChanged(m_key))
        return;
    const bool trouble = draft.isConflict(m_key) || !draft.problem(m_key).isEmpty();
    QPainter painter(this);
    const QRectF bar(0, em(this, 0.5), em(this, 0.2), height() - em(this, 1.0));
    painter.fillRect(bar, trouble ? signColour(Sign::Failed, palette()) : palette().color(QPalette::Highlight));
}

} // namespace mesh44
