// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/kindchips.h"

#include "ui/models/eventsmodel.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/signs.h"

#include <QSignalBlocker>

namespace mesh44 {

KindChips::KindChips(QWidget *parent) : QWidget(parent)
{
    auto *flow = new FlowLayout(this, em(this, 0.35));
    for (const std::string &kind : eventKinds()) {
        auto *chip = new Chip(kindWord(kind), this);
        chip->setAccessibleName(tr("Events of the kind: %1").arg(kindWord(kind)));
        connect(chip, &Chip::toggled, this, &KindChips::chosenChanged);
        flow->addWidget(chip);
        m_chips.push_back(chip);
    }
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

std::set<std::string> KindChips::chosen() const
{
    std::set<std::string> kinds;
    for (size_t i = 0; i < m_chips.size(); ++i) {
        if (m_chips[i]->isChecked())
            kinds.insert(eventKinds()[i]);
    }
    return kinds;
}

QStringList KindChips::names() const
{
    QStringList names;
    for (const std::string &kind : chosen())
        names.append(QString::fromStdString(kind));
    return names;
}

void KindChips::chooseNames(const QStringList &names)
{
    std::set<std::string> kinds;
    for (const QString &name : names)
        kinds.insert(name.toStdString());
    choose(kinds);
}

void KindChips::choose(const std::set<std::string> &kinds)
{
    if (kinds == chosen())
        return;
    {
        const QSignalBlocker quiet(this); // told once
        for (size_t i = 0; i < m_chips.size(); ++i)
            m_chips[i]->setChecked(kinds.contains(eventKinds()[i]));
    }
    Q_EMIT chosenChanged();
}

} // namespace mesh44
