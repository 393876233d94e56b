// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/setupwizard.h"

#include "ui/models/gatewaymodel.h"
#include "ui/models/settingsmodel.h"
#include "ui/widgets/decisionbar.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/reviewpane.h"
#include "ui/widgets/signs.h"
#include "ui/wizard/addressstep.h"
#include "ui/wizard/firewallstep.h"
#include "ui/wizard/listenstep.h"
#include "ui/wizard/placestep.h"
#include "ui/wizard/reviewstep.h"
#include "ui/wizard/routingstep.h"
#include "ui/wizard/whostep.h"

#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>

#include <algorithm>

namespace mesh44 {

namespace {

constexpr double kRailEms = 48; // from here on the list of steps stands beside the step

// The gateway has what it needs, and waits for somebody's word or for the first burst.
bool isListening(const GatewayModel &gateway)
{
    const GatewayStatus *status = gateway.status();
    return gateway.isLive()
           && (!status->trial.by.empty() || (status->state == GatewayState::Waiting && !status->subnets.empty()));
}

} // namespace

SetupWizard::SetupWizard(GatewayModel &gateway, QWidget *parent)
    : QDialog(parent),
      m_gateway(gateway),
      m_settings(new SettingsModel(gateway, this)),
      m_stack(new QStackedWidget(this)),
      m_place(new PlaceStep(gateway, *m_settings)),
      m_review(new ReviewStep(gateway, *m_settings)),
      m_listen(new ListenStep(gateway, *m_settings)),
      m_count(new TextLabel(TextLabel::Tone::Quiet, 1.0, this)),
      m_title(new TextLabel(TextLabel::Tone::Strong, 1.35, this)),
      m_hindrance(new TextLabel(TextLabel::Tone::Plain, 1.0, this)),
      m_form(new QPushButton(tr("I know what I do"), this)),
      m_close(new QPushButton(tr("&Close"), this)),
      m_back(new QPushButton(tr("&Back"), this)),
      m_next(new QPushButton(this))
{
    setWindowTitle(tr("Set up the gateway"));
    addStep(m_place);
    addStep(new WhoStep(gateway, *m_settings));
    addStep(new AddressStep(gateway, *m_settings));
    addStep(new RoutingStep(gateway, *m_settings));
    addStep(new FirewallStep(gateway, *m_settings));
    addStep(m_review);
    addStep(m_listen);
    lay();
    connectSteps();
    const QSize wanted(em(this, 54), em(this, 36));
    resize(parent ? wanted.boundedTo(parent->window()->size() * 0.96) : wanted);
    goTo(1);
}

void SetupWizard::addStep(WizardStep *step)
{
    auto *scroll = new QScrollArea(m_stack); // a small screen shows all of it too
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(step);
    m_stack->addWidget(scroll);
    m_steps.push_back(step);
    connect(step, &WizardStep::changed, this, &SetupWizard::refresh);
    connect(step, &WizardStep::finished, this, [this, step] { goTo(numberOf(step) + 1); });
}

QWidget *SetupWizard::makeRail()
{
    auto *rail = new QWidget(this);
    auto *lines = new QVBoxLayout(rail);
    lines->setContentsMargins(0, em(this, 0.3), 0, 0);
    lines->setSpacing(em(this, 0.6));
    for (size_t i = 0; i < m_steps.size(); ++i) {
        auto *icon = new SignIcon(0.8, rail);
        auto *words = new TextLabel(tr("%1  %2").arg(i + 1).arg(m_steps[i]->windowTitle()), TextLabel::Tone::Quiet, 1.0,
                                    rail);
        auto *row = new QHBoxLayout;
        row->addWidget(icon, 0, Qt::AlignTop);
        row->addWidget(words, 1);
        lines->addLayout(row);
        m_marks.emplace_back(icon, words);
    }
    lines->addStretch(1);
    rail->setFixedWidth(em(this, 12));
    return rail;
}

void SetupWizard::lay()
{
    m_form->setObjectName(QStringLiteral("form"));
    m_form->setToolTip(tr("All settings on one page"));
    m_close->setObjectName(QStringLiteral("close"));
    m_back->setObjectName(QStringLiteral("back"));
    m_next->setObjectName(QStringLiteral("next"));
    m_count->setObjectName(QStringLiteral("count"));
    m_hindrance->setObjectName(QStringLiteral("hindrance"));
    m_rail = makeRail();
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_form);
    buttons->addStretch(1);
    for (QPushButton *button : {m_close, m_back, m_next})
        buttons->addWidget(button);
    for (QPushButton *button : {m_form, m_close, m_back})
        button->setAutoDefault(false); // Return goes on
    m_next->setDefault(true);
    auto *content = new QVBoxLayout;
    content->setSpacing(em(this, 0.5));
    content->addWidget(m_count);
    content->addWidget(m_title);
    content->addWidget(m_stack, 1);
    content->addWidget(m_hindrance);
    auto *body = new QHBoxLayout;
    body->setSpacing(em(this, 1.2));
    body->addWidget(m_rail);
    body->addLayout(content, 1);
    auto *lines = new QVBoxLayout(this);
    lines->setSpacing(em(this, 0.6));
    lines->addLayout(body, 1);
    lines->addLayout(buttons);
}

void SetupWizard::connectSteps()
{
    connect(m_next, &QPushButton::clicked, this, &SetupWizard::next);
    connect(m_back, &QPushButton::clicked, this, [this] { goTo(step() - 1); });
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_form, &QPushButton::clicked, this, [this] {
        reject();
        Q_EMIT formRequested();
    });
    connect(&m_gateway, &GatewayModel::replaced, this, &SetupWizard::forget);
    connect(m_settings, &SettingsModel::factsWanted, this, &SetupWizard::settingsRequested);
    connect(&m_review->pane(), &ReviewPane::previewRequested, this, &SetupWizard::previewRequested);
    connect(&m_review->pane(), &ReviewPane::applyRequested, this, &SetupWizard::applyRequested);
    connect(&m_listen->decision(), &DecisionBar::decided, this, [this](Action::Kind kind) {
        m_gateway.begin({kind, {}});
        Q_EMIT decisionRequested(kind);
    });
    connect(m_listen, &ListenStep::showPeerRequested, this, &SetupWizard::showPeerRequested);
    connect(m_listen, &ListenStep::showMapRequested, this, &SetupWizard::showMapRequested);
}

void SetupWizard::start()
{
    m_settings->keepAllMine(); // whoever starts again goes through them again
    if (m_review->pane().state() == ReviewPane::State::Applying)
        goTo(numberOf(m_review));
    else
        goTo(isListening(m_gateway) ? numberOf(m_listen) : 1);
    show();
    activateWindow();
    Q_EMIT settingsRequested();
    Q_EMIT findingsRequested();
    Q_EMIT foundSetupRequested();
}

// Another gateway: nothing that was typed, found or asked for is about it.
void SetupWizard::forget()
{
    reject();
    setFoundSetup({});
    m_listen->setImportFailure({});
    m_listen->decision().setFailure({});
}

int SetupWizard::numberOf(const WizardStep *step) const
{
    return static_cast<int>(std::ranges::find(m_steps, step) - m_steps.begin()) + 1;
}

int SetupWizard::step() const
{
    return m_stack->currentIndex() + 1;
}

WizardStep *SetupWizard::current() const
{
    return m_steps[static_cast<size_t>(m_stack->currentIndex())];
}

void SetupWizard::goTo(int step)
{
    if (step < 1 || step > static_cast<int>(m_steps.size()))
        return;
    m_stack->setCurrentIndex(step - 1);
    static_cast<QScrollArea *>(m_stack->currentWidget())->verticalScrollBar()->setValue(0);
    m_title->setText(current()->windowTitle());
    m_count->setText(tr("Step %1 of %2").arg(step).arg(m_steps.size()));
    setAccessibleName(tr("Step %1 of %2: %3").arg(step).arg(m_steps.size()).arg(current()->windowTitle()));
    current()->enter();
    refreshRail();
    refresh();
    if (current()->focusProxy())
        current()->setFocus(Qt::OtherFocusReason);
    else
        m_next->setFocus(Qt::OtherFocusReason);
}

void SetupWizard::next()
{
    if (!current()->hindrance().isEmpty() || !current()->goOn())
        return;
    if (current() == m_listen)
        accept();
    else
        goTo(step() + 1);
}

void SetupWizard::refresh()
{
    if (m_marks.empty())
        return; // not laid out yet
    const QString why = current()->hindrance();
    m_hindrance->setText(why);
    m_hindrance->setVisible(!why.isEmpty());
    const bool applying = current() == m_review && m_review->pane().state() == ReviewPane::State::Applying;
    m_back->setEnabled(step() > 1 && !applying);
    m_form->setVisible(current() != m_listen);
    m_close->setVisible(current() != m_listen);
    current()->dressNext(*m_next, why.isEmpty());
}

void SetupWizard::refreshRail()
{
    for (size_t i = 0; i < m_marks.size(); ++i) {
        const int number = static_cast<int>(i) + 1;
        m_marks[i].first->setSign(number < step() ? Sign::Ok : Sign::Unknown);
        m_marks[i].second->setTone(number == step() ? TextLabel::Tone::Strong : TextLabel::Tone::Quiet);
    }
}

void SetupWizard::resizeEvent(QResizeEvent *event)
{
    QDialog::resizeEvent(event);
    const bool wide = width() >= em(this, kRailEms);
    m_rail->setVisible(wide);
}

void SetupWizard::setFoundSetup(const std::optional<FoundSetup> &found)
{
    m_place->setFoundSetup(found.value_or(FoundSetup{}));
}

void SetupWizard::showPreview(const PreviewView &preview)
{
    m_review->pane().showPreview(preview);
}

void SetupWizard::showPreviewFailure(const QString &reason)
{
    m_review->pane().showPreviewFailure(reason);
}

void SetupWizard::applied()
{
    if (m_review->pane().state() != ReviewPane::State::Applying)
        return;
    m_settings->noteApplied();
    m_review->pane().applied();
    Q_EMIT settingsRequested();
    m_listen->setImportFailure({});
    if (const QByteArray routes = m_place->routes(); !routes.isEmpty())
        Q_EMIT importRequested(routes);
}

void SetupWizard::showApplyFailure(const QString &reason)
{
    m_review->pane().showApplyFailure(reason);
}

void SetupWizard::showDecisionFailure(const QString &reason)
{
    m_listen->decision().setFailure(reason);
}

void SetupWizard::showImportFailure(const QString &reason)
{
    m_listen->setImportFailure(reason);
}

} // namespace mesh44
