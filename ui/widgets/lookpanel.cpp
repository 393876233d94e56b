// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/lookpanel.h"

#include "ui/widgets/signs.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>

namespace mesh44 {

LookPanel::LookPanel(QWidget *parent)
    : QWidget(parent),
      m_text(new QSlider(Qt::Horizontal, this)),
      m_percent(new QLabel(this)),
      m_theme(new QComboBox(this)),
      m_calm(new QCheckBox(tr("Less &motion: nothing moves that need not"), this))
{
    m_text->setObjectName(QStringLiteral("look.text"));
    m_text->setRange(kSmallestText, kLargestText);
    m_text->setSingleStep(5);
    m_text->setPageStep(25);
    m_text->setTracking(false); // the window grows under the hand otherwise
    m_text->setFocusPolicy(Qt::StrongFocus);
    m_theme->setObjectName(QStringLiteral("look.theme"));
    m_theme->addItem(tr("As the desktop has it"), static_cast<int>(Theme::System));
    m_theme->addItem(tr("Light"), static_cast<int>(Theme::Light));
    m_theme->addItem(tr("Dark"), static_cast<int>(Theme::Dark));
    m_theme->setFocusPolicy(Qt::StrongFocus);
    m_calm->setObjectName(QStringLiteral("look.calm"));
    auto *size = new QHBoxLayout;
    size->addWidget(m_text, 1);
    size->addWidget(m_percent);
    m_percent->setMinimumWidth(m_percent->fontMetrics().horizontalAdvance(tr("%1 %").arg(kLargestText)));
    auto *form = new QFormLayout(this);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setContentsMargins(em(this, 0.75), em(this, 0.4), em(this, 0.55), em(this, 0.4));
    form->setVerticalSpacing(em(this, 0.5));
    form->addRow(tr("&Size of the text:"), size);
    form->addRow(tr("C&olours:"), m_theme);
    form->addRow(m_calm);
    qobject_cast<QLabel *>(form->labelForField(size))->setBuddy(m_text);
    m_text->setAccessibleName(tr("Size of the text in percent"));
    m_theme->setAccessibleName(tr("Colours"));
    setLook({});
    connect(m_text, &QSlider::sliderMoved, this, [this](int value) { m_percent->setText(tr("%1 %").arg(value)); });
    connect(m_text, &QSlider::valueChanged, this, &LookPanel::tell);
    connect(m_theme, &QComboBox::activated, this, &LookPanel::tell);
    connect(m_calm, &QCheckBox::clicked, this, &LookPanel::tell);
}

void LookPanel::setLook(const Look &look)
{
    const QSignalBlocker quiet(m_text);
    m_text->setValue(std::clamp(look.textPercent, kSmallestText, kLargestText));
    m_theme->setCurrentIndex(m_theme->findData(static_cast<int>(look.theme)));
    m_calm->setChecked(look.reducedMotion);
    showPercent();
}

Look LookPanel::look() const
{
    return {.theme = static_cast<Theme>(m_theme->currentData().toInt()),
            .textPercent = m_text->value(),
            .reducedMotion = m_calm->isChecked()};
}

void LookPanel::showPercent()
{
    m_percent->setText(tr("%1 %").arg(m_text->value()));
}

void LookPanel::tell()
{
    showPercent();
    Q_EMIT lookChanged(look());
}

} // namespace mesh44
