// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/factlist.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/signs.h"

#include <QGridLayout>

#include <algorithm>

namespace mesh44 {

FactList::FactList(QWidget *parent) : QWidget(parent)
{
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins({});
    lines->setSpacing(em(this, 0.5));
}

void FactList::addLine()
{
    auto *line = new QWidget(this);
    auto *icon = new SignIcon(0.95, line);
    auto *title = new TextLabel(TextLabel::Tone::Strong, 1.0, line);
    auto *rest = new TextLabel(TextLabel::Tone::Plain, 1.0, line);
    title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    rest->setTextInteractionFlags(Qt::TextSelectableByMouse); // an advice may be a command
    title->setObjectName(QStringLiteral("title"));
    rest->setObjectName(QStringLiteral("rest"));
    auto *grid = new QGridLayout(line);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(em(this, 0.5));
    grid->setVerticalSpacing(em(this, 0.1));
    grid->addWidget(icon, 0, 0, Qt::AlignTop);
    grid->addWidget(title, 0, 1);
    grid->addWidget(rest, 1, 1);
    grid->setColumnStretch(1, 1);
    layout()->addWidget(line);
}

void FactList::write(int line, const Fact &fact)
{
    QWidget *box = layout()->itemAt(line)->widget();
    box->findChild<SignIcon *>()->setSign(fact.sign);
    box->findChild<QLabel *>(QStringLiteral("title"))->setText(fact.title);
    auto *rest = box->findChild<QLabel *>(QStringLiteral("rest"));
    rest->setText(fact.text);
    rest->setVisible(!fact.text.isEmpty());
    box->show();
}

void FactList::setFacts(const std::vector<Fact> &facts)
{
    std::vector<Fact> wanted;
    std::ranges::copy_if(facts, std::back_inserter(wanted), [](const Fact &fact) { return !fact.title.isEmpty(); });
    if (wanted == m_facts)
        return;
    m_facts = std::move(wanted);
    const int count = static_cast<int>(m_facts.size());
    while (layout()->count() < count)
        addLine();
    for (int line = 0; line < count; ++line)
        write(line, m_facts[static_cast<size_t>(line)]);
    for (int line = count; line < layout()->count(); ++line)
        layout()->itemAt(line)->widget()->hide();
    setVisible(count > 0);
}

} // namespace mesh44
