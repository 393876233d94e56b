// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/wizardstep.h"

#include "ui/models/settingsmodel.h"
#include "ui/models/settingwords.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/signs.h"

#include <QIcon>
#include <QPushButton>
#include <QVBoxLayout>

namespace mesh44 {

WizardStep::WizardStep(GatewayModel &gateway, SettingsModel &settings, const QString &title)
    : m_gateway(gateway), m_settings(settings), m_lines(new QVBoxLayout(this))
{
    setWindowTitle(title);
    m_lines->setContentsMargins(em(this, 0.2), 0, em(this, 0.6), em(this, 0.4));
    m_lines->setSpacing(em(this, 0.7));
    m_lines->addStretch(1);
}

void WizardStep::add(QWidget *widget, int stretch)
{
    m_lines->insertWidget(m_lines->count() - 1, widget, stretch);
}

TextLabel *WizardStep::addWords(const QString &text)
{
    auto *words = new TextLabel(text, TextLabel::Tone::Plain, 1.0, this);
    add(words);
    return words;
}

QString WizardStep::problemOf(const QStringList &keys) const
{
    for (const QString &key : keys) {
        if (!m_settings.draft().problem(key).isEmpty())
            return tr("%1: the value cannot be used as it is.").arg(settingLabel(key));
    }
    return {};
}

void WizardStep::dressNext(QPushButton &button, bool isFree) const
{
    button.setText(tr("&Next"));
    button.setIcon({});
    button.setToolTip({});
    button.setEnabled(isFree);
}

} // namespace mesh44
