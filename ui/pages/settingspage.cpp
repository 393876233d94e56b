// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settingspage.h"

#include "core/config/settings.h"
#include "ui/models/gatewaymodel.h"
#include "ui/models/settingsmodel.h"
#include "ui/models/words.h"
#include "ui/widgets/changebar.h"
#include "ui/widgets/lookpanel.h"
#include "ui/widgets/noticeviews.h"
#include "ui/widgets/reviewdialog.h"
#include "ui/widgets/settingsview.h"
#include "ui/widgets/signs.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

namespace mesh44 {

namespace {

// What the status tells of the configuration: another text means other settings.
QString configurationOf(const GatewayStatus &status)
{
    QStringList parts{text(status.callsign),      text(status.mode),  text(status.device),   text(status.trial.by),
                      text(status.forwardFormat), text(status.plane), text(status.announcer)};
    for (const Ipv4Prefix subnet : status.subnets)
        parts.append(text(subnet));
    for (const ConfigProblem &problem : status.problems)
        parts.append(text(toString(problem)));
    return parts.join(u'\n');
}

} // namespace

SettingsPage::SettingsPage(GatewayModel &gateway, QWidget *parent)
    : Page(parent),
      m_gateway(gateway),
      m_model(new SettingsModel(gateway, this)),
      m_filter(new QLineEdit(this)),
      m_jump(new QComboBox(this)),
      m_wizard(new QPushButton(tr("&Step by step…"), this)),
      m_banner(new Banner(this)),
      m_view(new SettingsView(*m_model, this)),
      m_changes(new ChangeBar(*m_model, gateway, this)),
      m_review(new ReviewDialog(gateway, this))
{
    setWindowTitle(tr("Settings"));
    lay();
    connectParts();
    connectReview();
    fillJump();
    refresh();
}

QWidget *SettingsPage::makeTop()
{
    m_filter->setObjectName(QStringLiteral("filter"));
    m_filter->setPlaceholderText(tr("Filter the settings"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(tr("Filter the settings"));
    m_filter->setToolTip(tr("Words that all must be found in a setting (Ctrl+F)"));
    m_jump->setAccessibleName(tr("Section"));
    m_jump->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_jump->setMinimumContentsLength(9);
    m_wizard->setObjectName(QStringLiteral("wizard"));
    m_wizard->setToolTip(tr("Set the gateway up in seven steps"));
    auto *top = new QWidget(this);
    auto *row = new QHBoxLayout(top);
    row->setContentsMargins({});
    row->setSpacing(em(this, 0.5));
    row->addWidget(m_filter, 1);
    row->addWidget(m_jump);
    row->addWidget(m_wizard);
    return top;
}

void SettingsPage::lay()
{
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(pageMargins(this));
    lines->setSpacing(em(this, 0.5));
    lines->addWidget(makeTop());
    lines->addWidget(m_banner);
    lines->addWidget(m_view, 1);
    lines->addWidget(m_changes);
}

void SettingsPage::connectParts()
{
    connect(m_filter, &QLineEdit::textChanged, m_view, &SettingsView::setFilter);
    connect(m_jump, &QComboBox::activated, m_view, &SettingsView::goTo);
    connect(m_view, &SettingsView::sectionMoved, this, [this] { m_jump->setCurrentIndex(m_view->section()); });
    connect(m_view, &SettingsView::listShown, this, [this](bool shown) { m_jump->setVisible(!shown); });
    connect(m_view, &SettingsView::rebuilt, this, [this] {
        fillJump();
        refresh();
    });
    connect(m_wizard, &QPushButton::clicked, this, &SettingsPage::wizardRequested);
    connect(&m_view->look(), &LookPanel::lookChanged, this, &SettingsPage::lookChanged);
    connect(m_banner, &NoticeView::retryRequested, this, &SettingsPage::retryRequested);
    connect(&m_gateway, &GatewayModel::situationChanged, this, [this] {
        refresh();
        askAgain();
    });
}

void SettingsPage::fillJump()
{
    m_jump->clear();
    m_jump->addItems(m_view->titles());
}

void SettingsPage::connectReview()
{
    ReviewPane &pane = m_review->pane();
    connect(m_changes, &ChangeBar::discardRequested, m_model, &SettingsModel::discard);
    connect(m_changes, &ChangeBar::reviewRequested, this, [this] {
        m_review->pane().review(m_model->draft());
        m_review->open();
    });
    connect(&pane, &ReviewPane::previewRequested, this, &SettingsPage::previewRequested);
    connect(&pane, &ReviewPane::applyRequested, this, &SettingsPage::applyRequested);
    connect(m_model, &SettingsModel::factsWanted, this, &SettingsPage::settingsRequested);
    connect(&m_gateway, &GatewayModel::replaced, this, [this] {
        m_configuration.clear(); // a twin's is as long to be asked for as any
        m_review->reject();
    });
    connect(m_model, &SettingsModel::draftChanged, this, [this] { // another hand's change may make it a conflict
        if (!m_review->isVisible() || m_review->pane().state() == ReviewPane::State::Applying)
            return;
        if (m_model->draft().canApply())
            m_review->pane().review(m_model->draft());
        else
            m_review->reject();
    });
}

void SettingsPage::propose(const QString &key, const QString &value)
{
    if (value.isEmpty())
        m_model->reset(key);
    else
        m_model->set(key, value);
    openKey(key);
}

void SettingsPage::openKey(const QString &key)
{
    m_filter->clear();
    m_view->openKey(key);
}

void SettingsPage::refresh()
{
    const Situation situation = m_gateway.situation();
    Notice notice;
    if (!m_gateway.isLive() && situation.notice) {
        notice = *situation.notice;
    } else if (const QString why = applyHindrance(m_gateway);
               !why.isEmpty() && m_gateway.isLive() && m_gateway.configureAccess() == Access::Denied) {
        notice = {.sign = Sign::Off, .title = tr("The settings can only be looked at"), .text = why};
    } else if (m_model->rowCount() == 0) {
        notice = {.sign = Sign::Unknown, .title = tr("Asking the gateway for its settings")};
    }
    m_banner->setNotice(notice);
    m_banner->setVisible(!notice.title.isEmpty());
    m_wizard->setEnabled(m_gateway.isLive() && m_gateway.configureAccess() != Access::Denied);
    m_view->setEditable(m_gateway.configureAccess() != Access::Denied);
}

// Only a page that is seen asks, and only when something of it is likely to be other than before.
void SettingsPage::askAgain()
{
    if (!isVisible() || !m_gateway.isLive())
        return;
    if (const QString now = configurationOf(*m_gateway.status()); now != m_configuration) {
        m_configuration = now;
        Q_EMIT settingsRequested();
    }
}

void SettingsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    if (!m_gateway.isLive())
        return;
    m_configuration = configurationOf(*m_gateway.status());
    Q_EMIT settingsRequested();
}

void SettingsPage::takeFocus()
{
    (m_view->focusProxy() ? static_cast<QWidget *>(m_view) : m_filter)->setFocus(Qt::OtherFocusReason);
}

void SettingsPage::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void SettingsPage::setLook(const Look &look)
{
    m_view->look().setLook(look);
}

bool SettingsPage::showsReview() const
{
    return m_review->isVisible();
}

void SettingsPage::showPreview(const PreviewView &preview)
{
    m_review->pane().showPreview(preview);
}

void SettingsPage::showPreviewFailure(const QString &reason)
{
    m_review->pane().showPreviewFailure(reason);
}

// Granted is not seen: the changes stay until the facts are so.
void SettingsPage::applied()
{
    if (m_review->pane().state() == ReviewPane::State::Applying)
        m_model->noteApplied();
    m_review->pane().applied();
    Q_EMIT settingsRequested();
}

void SettingsPage::showApplyFailure(const QString &reason)
{
    m_review->pane().showApplyFailure(reason);
}

void SettingsPage::saveTo(QSettings &settings) const
{
    settings.setValue(QStringLiteral("section"), m_view->section());
}

void SettingsPage::restoreFrom(QSettings &settings)
{
    m_view->goTo(settings.value(QStringLiteral("section")).toInt());
}

} // namespace mesh44
