// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/settingeditor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QSignalBlocker>
#include <QSpinBox>

namespace mesh44 {

namespace {

constexpr auto kYes = QLatin1String("yes");
constexpr auto kNo = QLatin1String("no");

} // namespace

SettingEditor::SettingEditor(const QString &key, const SettingShape &shape, QWidget *parent)
    : QWidget(parent), m_key(key)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    switch (shape.kind) {
    case SettingShape::Kind::Text: makeText(); break;
    case SettingShape::Kind::Number: makeNumber(shape); break;
    case SettingShape::Kind::Choice: makeChoice(shape); break;
    case SettingShape::Kind::YesNo: makeYesNo(); break;
    }
    setFocusProxy(control());
}

void SettingEditor::place(QWidget *control)
{
    control->setObjectName(m_key);
    control->setAccessibleName(settingLabel(m_key));
    control->setAccessibleDescription(settingMeaning(m_key));
    layout()->addWidget(control);
}

void SettingEditor::makeText()
{
    m_text = new QLineEdit(this);
    m_text->setPlaceholderText(settingUnset(m_key));
    connect(m_text, &QLineEdit::textEdited, this, &SettingEditor::tell);
    place(m_text);
}

void SettingEditor::makeNumber(const SettingShape &shape)
{
    m_number = new QSpinBox(this);
    m_number->setRange(shape.least, shape.most);
    m_number->setFocusPolicy(Qt::StrongFocus); // the wheel is for the page
    m_number->installEventFilter(this);
    connect(m_number, &QSpinBox::valueChanged, this, [this](int value) { tell(QString::number(value)); });
    place(m_number);
    static_cast<QHBoxLayout *>(layout())->addStretch(1);
}

void SettingEditor::makeChoice(const SettingShape &shape)
{
    m_choice = new QComboBox(this);
    for (const QString &choice : shape.choices)
        m_choice->addItem(choiceText(m_key, choice), choice);
    m_choice->setFocusPolicy(Qt::StrongFocus);
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->installEventFilter(this);
    connect(m_choice, &QComboBox::activated, this, [this] { tell(m_choice->currentData().toString()); });
    place(m_choice);
}

void SettingEditor::makeYesNo()
{
    m_yes = new QCheckBox(tr("Yes"), this);
    connect(m_yes, &QCheckBox::clicked, this, [this](bool on) { tell(on ? kYes : kNo); });
    place(m_yes);
}

QWidget *SettingEditor::control() const
{
    if (m_text)
        return m_text;
    if (m_number)
        return m_number;
    return m_choice ? static_cast<QWidget *>(m_choice) : m_yes;
}

// What comes back of one's own typing stays as it was typed.
void SettingEditor::tell(const QString &value)
{
    const QScopedValueRollback telling(m_telling, true);
    Q_EMIT edited(value);
}

void SettingEditor::setValue(const QString &value)
{
    if (m_telling || value == this->value())
        return;
    const QSignalBlocker quiet(control());
    if (m_text)
        m_text->setText(value);
    if (m_number)
        m_number->setValue(value.toInt());
    if (m_yes)
        m_yes->setChecked(value == kYes);
    if (!m_choice)
        return;
    if (m_choice->findData(value) < 0)
        m_choice->addItem(value, value); // the helper has it, so it can be
    m_choice->setCurrentIndex(m_choice->findData(value));
}

QString SettingEditor::value() const
{
    if (m_text)
        return m_text->text();
    if (m_number)
        return QString::number(m_number->value());
    return m_choice ? m_choice->currentData().toString() : m_yes->isChecked() ? kYes : kNo;
}

void SettingEditor::setPlaceholder(const QString &text)
{
    if (m_text)
        m_text->setPlaceholderText(text);
}

bool SettingEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Wheel && !control()->hasFocus()) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace mesh44
