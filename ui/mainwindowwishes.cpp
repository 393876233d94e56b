// SPDX-License-Identifier: GPL-3.0-or-later
// What the pages want: of one another, and of the gateway.
#include "ui/mainwindow.h"

#include "core/checkup/report.h"
#include "ui/pages/checkuppage.h"
#include "ui/pages/historypage.h"
#include "ui/pages/mappage.h"
#include "ui/pages/overviewpage.h"
#include "ui/pages/settingspage.h"
#include "ui/widgets/peersplit.h"
#include "ui/wizard/setupwizard.h"
#include "ui/wizard/wizardfacts.h"

#include "ui/models/words.h"

#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QSysInfo>

namespace mesh44 {

void MainWindow::connectOverview()
{
    connect(m_overview, &OverviewPage::trafficRequested, this, &MainWindow::trafficRequested);
    connect(m_overview, &OverviewPage::findingsRequested, this, &MainWindow::findingsRequested);
    connect(m_overview, &OverviewPage::retryRequested, this, &MainWindow::retryRequested);
    connect(m_overview, &OverviewPage::peersRequested, this, &MainWindow::showFilteredPeers);
    connect(m_overview, &OverviewPage::decisionRequested, this, &MainWindow::decide);
    connect(m_overview, &OverviewPage::wizardRequested, this, &MainWindow::openWizard);
    connect(m_overview, &OverviewPage::settingsRequested, this, [this](const QString &key) {
        showPage(numberOf(m_settings));
        m_settings->openKey(key);
    });
    connect(m_overview, &OverviewPage::suppressDefaultRequested, this, [this] {
        beginAction({Action::Kind::SuppressDefault, {}});
        Q_EMIT suppressDefaultRequested();
    });
    connect(m_overview, &OverviewPage::allowDefaultRequested, this, [this] {
        beginAction({Action::Kind::AllowDefault, {}});
        Q_EMIT allowDefaultRequested();
    });
}

void MainWindow::connectMap()
{
    connect(m_history, &HistoryPage::timelineRequested, this, &MainWindow::timelineRequested);
    connect(m_history, &HistoryPage::retryRequested, this, &MainWindow::retryRequested);
    connect(m_history, &HistoryPage::peersRequested, this, &MainWindow::showFilteredPeers);
    connect(m_map, &MapPage::trafficRequested, this, &MainWindow::trafficRequested);
    connect(m_map, &MapPage::inspectRequested, m_split, &PeerSplit::open);
    connect(m_map, &MapPage::retryRequested, this, &MainWindow::retryRequested);
}

void MainWindow::connectCheckup()
{
    connect(m_checkup, &CheckupPage::checksRequested, this, &MainWindow::checksRequested);
    connect(m_checkup, &CheckupPage::activeChecksRequested, this, [this] {
        beginAction({Action::Kind::CheckUp, {}});
        Q_EMIT checkUpRequested();
    });
    connect(m_checkup, &CheckupPage::settingsRequested, this, &MainWindow::settingsRequested);
    connect(m_checkup, &CheckupPage::reportRequested, this, &MainWindow::copyReport);
    connect(m_checkup, &CheckupPage::fixRequested, this, &MainWindow::fix);
    connect(m_checkup, &CheckupPage::retryRequested, this, &MainWindow::retryRequested);
}

// A setting is proposed, and applied as any other change: after a look at what it does.
void MainWindow::fix(const CheckFix &fix)
{
    const QString assignment = text(fix.assignment);
    switch (fix.kind) {
    case FixKind::None: return;
    case FixKind::Up: return switchUp();
    case FixKind::AllowDefault: beginAction({Action::Kind::AllowDefault, {}}); return Q_EMIT allowDefaultRequested();
    case FixKind::Set:
        showPage(numberOf(m_settings));
        return m_settings->propose(assignment.section(u'=', 0, 0), assignment.section(u'=', 1));
    }
}

void MainWindow::copyReport()
{
    if (!m_gateway.status() || m_gateway.settings().empty())
        return; // which tell what is to be hidden
    const bool here = m_gateway.connection().host.isEmpty();
    const QString kernel = QSysInfo::kernelType() % u' ' % QSysInfo::kernelVersion();
    std::vector<std::string> names{QSysInfo::machineHostName().toStdString()};
    if (const QString user = QDir::home().dirName(); user != QLatin1String("root"))
        names.push_back(user.toStdString());
    if (!here)
        names.push_back(m_gateway.connection().host.section(u'@', -1).toStdString());
    QGuiApplication::clipboard()->setText(
        QString::fromStdString(checkReport({.status = *m_gateway.status(),
                                            .settings = m_gateway.settings(),
                                            .checks = m_gateway.checks(),
                                            .findings = m_gateway.findings(),
                                            .kernel = here ? kernel.toStdString() : std::string(),
                                            .names = std::move(names)})));
}

void MainWindow::makeWizard()
{
    m_wizard = new SetupWizard(m_gateway, this);
    connect(m_wizard, &SetupWizard::settingsRequested, this, &MainWindow::settingsRequested);
    connect(m_wizard, &SetupWizard::findingsRequested, this, &MainWindow::findingsRequested);
    connect(m_wizard, &SetupWizard::foundSetupRequested, this, &MainWindow::foundSetupRequested);
    connect(m_wizard, &SetupWizard::previewRequested, this,
            [this](const std::vector<Assignment> &assignments) { preview(Asker::Wizard, assignments); });
    connect(m_wizard, &SetupWizard::applyRequested, this, &MainWindow::apply);
    connect(m_wizard, &SetupWizard::importRequested, this, [this](const QByteArray &routes) {
        beginAction({Action::Kind::ImportFound, {}});
        Q_EMIT importRequested(routes);
    });
    connect(m_wizard, &SetupWizard::decisionRequested, this, &MainWindow::decide);
    connect(m_wizard, &SetupWizard::formRequested, this, [this] { showPage(numberOf(m_settings)); });
    connect(m_wizard, &SetupWizard::showMapRequested, this, [this] { showPage(numberOf(m_map)); });
    connect(m_wizard, &SetupWizard::showPeerRequested, this, [this](Ipv4Prefix prefix) {
        showFilteredPeers({});
        m_selection.choose(prefix);
    });
}

// Most operators never need it; who has begun finds it as it was left.
void MainWindow::openWizard()
{
    if (!m_wizard)
        makeWizard();
    m_wizard->start();
}

// By itself only for a gateway that nobody has configured yet, and only once.
void MainWindow::offerWizard()
{
    if (m_wizardOffered || !isVisible() || !m_gateway.isLive() || m_gateway.isForeign()
        || !wantsWizard(*m_gateway.status()))
        return;
    m_wizardOffered = true;
    openWizard();
}

// Both may have asked, and the gateway answers in the order in which it was asked.
void MainWindow::preview(Asker asker, const std::vector<Assignment> &assignments)
{
    m_previewAskers.push_back(asker);
    Q_EMIT previewRequested(assignments);
}

std::optional<MainWindow::Asker> MainWindow::previewAnswered()
{
    if (m_previewAskers.empty())
        return std::nullopt;
    const Asker asker = m_previewAskers.front();
    m_previewAskers.pop_front();
    return asker;
}

void MainWindow::apply(const std::vector<Assignment> &assignments, uint seconds)
{
    beginAction({Action::Kind::Apply, {}});
    Q_EMIT applyRequested(assignments, seconds);
}

void MainWindow::decide(Action::Kind kind)
{
    beginAction({kind, {}});
    Q_EMIT decisionRequested(kind);
}

} // namespace mesh44
