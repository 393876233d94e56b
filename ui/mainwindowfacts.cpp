// SPDX-License-Identifier: GPL-3.0-or-later
// What the client tells the window, and what the window keeps from one start to the next.
#include "ui/mainwindow.h"

#include "ui/pages/checkuppage.h"
#include "ui/pages/mappage.h"
#include "ui/pages/overviewpage.h"
#include "ui/pages/settingspage.h"
#include "ui/widgets/decisionbar.h"
#include "ui/widgets/gatewayselector.h"
#include "ui/widgets/inspector.h"
#include "ui/widgets/peersplit.h"
#include "ui/widgets/topbar.h"
#include "ui/wizard/setupwizard.h"

#include "ui/models/words.h"

#include <QScreen>
#include <QSettings>
#include <QStackedWidget>

namespace mesh44 {

namespace {

const QString kGroup = QStringLiteral("window-2"); // a new number when the meaning changes

}

// Nothing that is looked at moves by what comes in.
void MainWindow::change(const std::function<void()> &tell)
{
    for (Page *page : m_pages)
        page->beforeChange();
    tell();
    for (Page *page : m_pages)
        page->afterChange();
}

void MainWindow::setConnection(const ConnectionState &connection)
{
    m_gateway.setConnection(connection);
    setWindowTitle(connection.host.isEmpty() ? tr("Mesh44") : tr("Mesh44 – %1").arg(connection.host));
    if (connection.kind == ConnectionState::Kind::Live)
        m_top->gateways().remember(connection.host); // not one that was mistyped
}

void MainWindow::setSnapshot(const Snapshot &snapshot)
{
    change([&] { m_gateway.setSnapshot(snapshot); });
    arrangeInspector();
}

void MainWindow::applyDelta(const Delta &delta)
{
    change([&] { m_gateway.applyDelta(delta); });
}

void MainWindow::setBurst(const BurstView &burst)
{
    change([&] { m_gateway.setBurst(burst); });
}

void MainWindow::setHistory(const std::vector<EventView> &events)
{
    change([&] { m_gateway.setHistory(events); });
}

void MainWindow::addEvent(const EventView &event)
{
    change([&] { m_gateway.addEvent(event); });
}

void MainWindow::setAccess(Access access)
{
    m_gateway.setAccess(access);
}

void MainWindow::beginAction(const Action &action)
{
    m_top->setFailure({});
    if (action.isEndpoint() || action.isPrefix())
        m_inspector->setFailure({});
    m_gateway.begin(action);
}

void MainWindow::switchUp()
{
    beginAction({Action::Kind::Up, {}});
    Q_EMIT upRequested();
}

void MainWindow::switchDown()
{
    beginAction({Action::Kind::Down, {}});
    Q_EMIT downRequested();
}

void MainWindow::actionDone(const Action &action)
{
    m_gateway.granted(action);
    if (action.kind != Action::Kind::Apply)
        return;
    m_settings->applied();
    if (m_wizard)
        m_wizard->applied();
}

void MainWindow::actionFailed(const Action &action, const QString &reason)
{
    m_gateway.refused(action);
    Q_EMIT refused(action, reason);
    tellRefusal(action, reason);
}

// Where it was asked for; if that is out of sight by now, at the top.
void MainWindow::tellRefusal(const Action &action, const QString &reason)
{
    bool seen = false;
    QString subject;
    if (action.isDecision()) {
        m_decision->setFailure(reason);
        if (m_wizard)
            m_wizard->showDecisionFailure(reason);
        m_overview->showFailure(action, reason);
        seen = m_decision->isVisible();
    } else if (action.kind == Action::Kind::CheckUp) {
        m_checkup->setFailure(reason);
        subject = tr("Check-up");
        seen = m_checkup->isVisible();
    } else if (action.isDefault()) {
        m_overview->showFailure(action, reason);
        subject = tr("Default route");
        seen = m_overview->isVisible() && m_gateway.status() && m_gateway.status()->hasDefault;
    } else if (action.kind == Action::Kind::Apply) {
        seen = m_settings->showsReview() || (m_wizard && m_wizard->isVisible());
        m_settings->showApplyFailure(reason);
        if (m_wizard)
            m_wizard->showApplyFailure(reason);
        subject = tr("Not applied");
    } else if (action.kind == Action::Kind::ImportFound) {
        if (m_wizard)
            m_wizard->showImportFailure(reason);
        subject = tr("The saved routes were not taken over");
        seen = m_wizard && m_wizard->isVisible();
    } else if (action.isEndpoint() || action.isPrefix()) {
        subject = action.isEndpoint() ? text(action.subject.address()) : text(action.subject);
        m_inspector->setFailure(subject % u": " % reason);
        seen = m_inspector->showsPeer();
    }
    if (!seen)
        m_top->setFailure(subject.isEmpty() ? reason : QString(subject % u": " % reason));
}

void MainWindow::showPreview(const PreviewView &preview)
{
    const auto asker = previewAnswered();
    if (asker == Asker::Settings)
        m_settings->showPreview(preview);
    else if (asker)
        m_wizard->showPreview(preview);
}

void MainWindow::showPreviewFailure(const QString &reason)
{
    const auto asker = previewAnswered();
    if (asker == Asker::Settings)
        m_settings->showPreviewFailure(reason);
    else if (asker)
        m_wizard->showPreviewFailure(reason);
}

void MainWindow::setFoundSetup(const std::optional<FoundSetup> &found)
{
    if (m_wizard)
        m_wizard->setFoundSetup(found);
}

void MainWindow::setLook(const Look &look)
{
    m_settings->setLook(look);
}

void MainWindow::setCalm(bool calm)
{
    m_map->setReducedMotion(calm);
}

void MainWindow::forget()
{
    m_selection.choose({});
    m_wizardOffered = false;
    m_previewAskers.clear();
    change([&] { m_gateway.reset(); });
    m_top->setFailure({});
    m_decision->setFailure({});
    m_inspector->setFailure({});
}

void MainWindow::saveTo(QSettings &settings) const
{
    settings.beginGroup(kGroup);
    settings.setValue(QStringLiteral("size"), size());
    settings.setValue(QStringLiteral("page"), currentPage()->objectName());
    settings.setValue(QStringLiteral("split"), m_split->place());
    settings.setValue(QStringLiteral("inspectorClosed"), m_split->isClosed());
    settings.setValue(QStringLiteral("hosts"), m_top->gateways().hosts());
    for (const Page *page : m_pages) {
        settings.beginGroup(page->objectName());
        page->saveTo(settings);
        settings.endGroup();
    }
    settings.endGroup();
}

void MainWindow::restoreFrom(QSettings &settings)
{
    settings.beginGroup(kGroup);
    if (const QSize size = settings.value(QStringLiteral("size")).toSize(); size.isValid())
        resize(size.boundedTo(screen()->availableSize().expandedTo(this->size()))); // of another screen, perhaps
    m_split->setPlace(settings.value(QStringLiteral("split")).toByteArray());
    m_split->setClosed(settings.value(QStringLiteral("inspectorClosed")).toBool());
    m_top->gateways().setHosts(settings.value(QStringLiteral("hosts")).toStringList());
    const QString name = settings.value(QStringLiteral("page")).toString();
    for (size_t i = 0; i < m_pages.size(); ++i) {
        settings.beginGroup(m_pages[i]->objectName());
        m_pages[i]->restoreFrom(settings);
        settings.endGroup();
        if (m_pages[i]->objectName() == name)
            showPage(static_cast<int>(i));
    }
    settings.endGroup();
    arrangeInspector();
}

} // namespace mesh44
