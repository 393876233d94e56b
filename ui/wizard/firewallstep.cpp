// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/firewallstep.h"

#include "ui/models/gatewaymodel.h"
#include "ui/models/settingsmodel.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/signs.h"
#include "ui/wizard/choicefield.h"
#include "ui/wizard/factlist.h"
#include "ui/wizard/routernotes.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>

namespace mesh44 {

namespace {

const QString kFirewallMode = QStringLiteral("firewall.mode");

std::vector<ChoiceField::Choice> firewallModes()
{
    return {
        {QStringLiteral("enforce"), FirewallStep::tr("Let in only &what is said (recommended)"),
         FirewallStep::tr(
             "At first that is ping; answers to what your hosts begin always come in. The settings open more.")},
        {QStringLiteral("count"), FirewallStep::tr("Let everything in, and &count what would be dropped"), {}},
        {QStringLiteral("off"), FirewallStep::tr("Let &everything in"), {}},
    };
}

} // namespace

FirewallStep::FirewallStep(GatewayModel &gateway, SettingsModel &settings)
    : WizardStep(gateway, settings, tr("Firewall and router")),
      m_kind(new QComboBox(this)),
      m_note(new TextLabel(TextLabel::Tone::Plain, 1.0, this)),
      m_command(new QPlainTextEdit(this)),
      m_copy(new QPushButton(tr("C&opy"), this)),
      m_meter(new FactList(this))
{
    addWords(
        tr("Tunnels are IP protocol 4, not a port. It has to come through whatever is in front of this computer."));
    m_kind->setObjectName(QStringLiteral("router"));
    m_kind->setAccessibleName(tr("What is in front of this computer"));
    m_kind->setFocusPolicy(Qt::StrongFocus);
    auto *row = new QHBoxLayout;
    auto *label = new QLabel(tr("In &front of it:"), this);
    label->setBuddy(m_kind);
    row->addWidget(label);
    row->addWidget(m_kind);
    row->addStretch(1);
    lines()->insertLayout(lines()->count() - 1, row);
    add(m_note);
    m_command->setObjectName(QStringLiteral("command"));
    m_command->setReadOnly(true);
    m_command->setTabChangesFocus(true);
    m_command->setWordWrapMode(QTextOption::WrapAnywhere);
    m_command->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_command->setFixedHeight(em(this, 6));
    m_command->setAccessibleName(tr("Command for the router"));
    m_copy->setObjectName(QStringLiteral("copy"));
    m_copy->setAccessibleName(tr("Copy the command"));
    auto *command = new QHBoxLayout;
    command->addWidget(m_command, 1);
    command->addWidget(m_copy, 0, Qt::AlignTop);
    lines()->insertLayout(lines()->count() - 1, command);
    add(m_meter);
    add(new TextLabel(tr("What the mesh may open on your hosts"), TextLabel::Tone::Strong, 1.0, this));
    add(new ChoiceField(settings, kFirewallMode, firewallModes(), this));
    for (const RouterNote &note : routerNotes({}))
        m_kind->addItem(note.kind);
    connect(m_kind, &QComboBox::activated, this, [this] {
        m_chosen = true;
        showNote();
    });
    connect(&settings, &SettingsModel::draftChanged, this, &WizardStep::changed);
    connect(&gateway, &GatewayModel::situationChanged, this, &FirewallStep::refresh);
    connect(&gateway, &GatewayModel::replaced, this, [this] { m_chosen = false; });
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_command->toPlainText()); });
    showNote();
    refresh();
}

// Begins with what the facts suggest.
void FirewallStep::enter()
{
    const GatewayStatus *status = gateway().status();
    if (!m_chosen && status)
        m_kind->setCurrentIndex(underlayOf(*status) == Underlay::Public ? m_kind->count() - 1 : 0);
    showNote();
}

void FirewallStep::showNote()
{
    const GatewayStatus *status = gateway().status();
    const auto notes = routerNotes(status ? status->underlayAddress : std::nullopt);
    const RouterNote &note = notes[static_cast<size_t>(m_kind->currentIndex())];
    m_note->setText(note.text);
    m_command->setPlainText(note.command);
    m_command->setVisible(!note.command.isEmpty());
    m_copy->setVisible(!note.command.isEmpty());
}

void FirewallStep::refresh()
{
    std::vector<Fact> facts;
    if (const GatewayStatus *status = gateway().status())
        facts.push_back(hearingFact(*status, gateway().now()));
    m_meter->setFacts(facts);
}

QString FirewallStep::hindrance() const
{
    return problemOf({kFirewallMode});
}

} // namespace mesh44
