// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/foundsetup.h"
#include "ui/models/gatewaymodel.h"
#include "ui/models/peerselection.h"
#include "ui/widgets/glyphs.h"

#include <QMainWindow>
#include <QTimer>

#include <deque>
#include <functional>
#include <optional>
#include <vector>

class QAction;
class QMenu;
class QSettings;
class QStackedWidget;

namespace mesh44 {

class DecisionBar;
class CheckupPage;
class HistoryPage;
class Inspector;
class MapPage;
class OverviewPage;
class Page;
class PeerActions;
class PeerSplit;
class PeersPage;
class Rail;
class SettingsPage;
class SetupWizard;
class StatusLine;
class TopBar;
struct Look;
struct SearchResult;

// The window: the rail of pages, the bar over them, the chosen peer beside them, the status line beneath. Slots take
// facts from the client, signals that end in Requested carry what the operator wants; the window itself never assumes
// that it happened.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(GatewayModel::Clock clock = systemNow, QWidget *parent = nullptr);

    void saveTo(QSettings &settings) const;
    void restoreFrom(QSettings &settings);
    GatewayModel &gateway() { return m_gateway; }
    PeerSelection &selection() { return m_selection; }
    const std::vector<Page *> &pages() const { return m_pages; }
    Page *currentPage() const;
    QMenu &menu(); // of the program; more can be put before its end
    void showPage(int page);
    void setLook(const Look &look); // the operator's choice, to be shown
    void setVisible(bool visible) override;
    void setCalm(bool calm); // nothing moves that need not: by the operator's choice or the desktop's
    // Another gateway from now on.
    void forget();

public Q_SLOTS:
    void setConnection(const mesh44::ConnectionState &connection);
    void setSnapshot(const mesh44::Snapshot &snapshot);
    void applyDelta(const mesh44::Delta &delta);
    void setBurst(const mesh44::BurstView &burst);
    void setHistory(const std::vector<mesh44::EventView> &events);
    void addEvent(const mesh44::EventView &event);
    void setAccess(mesh44::Access access);
    void actionDone(const mesh44::Action &action);
    void actionFailed(const mesh44::Action &action, const QString &reason);
    void switchUp(); // ask for it
    void switchDown();
    void setFoundSetup(const std::optional<mesh44::FoundSetup> &found);
    void showPreview(const mesh44::PreviewView &preview);
    void showPreviewFailure(const QString &reason);

Q_SIGNALS:
    void upRequested();
    void downRequested();
    void suppressEndpointRequested(mesh44::Ipv4Address address, bool fallback);
    void allowEndpointRequested(mesh44::Ipv4Address address);
    void suppressPrefixRequested(mesh44::Ipv4Prefix prefix, bool fallback);
    void allowPrefixRequested(mesh44::Ipv4Prefix prefix);
    void decisionRequested(mesh44::Action::Kind kind); // Confirm, Rollback, AcceptChanges, RejectChanges
    void hostRequested(const QString &host);           // another gateway; empty: this computer's
    void refreshRequested();                           // take a new snapshot
    void retryRequested();                             // connect now
    void portalRequested();                            // fetch the mesh from the portal
    void trafficRequested();                           // of all endpoints, for one that is looked at
    void settingsRequested();
    void findingsRequested();
    void timelineRequested();
    void checksRequested();
    void checkUpRequested(); // with packets sent
    void previewRequested(const std::vector<mesh44::Assignment> &assignments);
    void suppressDefaultRequested();
    void allowDefaultRequested();
    void foundSetupRequested(); // of another program of the field, on this computer
    void importRequested(const QByteArray &routes);
    void applyRequested(const std::vector<mesh44::Assignment> &assignments, uint seconds);
    void lookChanged(const mesh44::Look &look);                        // by the operator
    void refused(const mesh44::Action &action, const QString &reason); // told, for where the window is not to be seen

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void addPage(Page *page, const char *name, Glyph glyph);
    void lay();
    void connectIntents();
    void connectPeers();
    void connectSettings();
    void connectOverview();
    void connectMap();
    void connectCheckup();
    void fix(const CheckFix &fix);
    void copyReport();
    void makeWizard();
    void openWizard();
    void offerWizard();
    enum class Asker : uint8_t { Settings, Wizard };
    void preview(Asker asker, const std::vector<Assignment> &assignments);
    std::optional<Asker> previewAnswered();
    void apply(const std::vector<Assignment> &assignments, uint seconds);
    void decide(Action::Kind kind);
    int numberOf(const Page *page) const;
    void fillMenu();
    void addShortcuts();
    void beginAction(const Action &action);
    void tellRefusal(const Action &action, const QString &reason);
    void change(const std::function<void()> &tell);
    void showResult(const SearchResult &result);
    void showFilteredPeers(const QString &filter);
    void arrange();
    void arrangeInspector();
    void refreshCounts();

    GatewayModel m_gateway;
    PeerSelection m_selection;
    PeerActions *m_actions;
    TopBar *m_top;
    DecisionBar *m_decision;
    Rail *m_rail;
    QStackedWidget *m_stack;
    Inspector *m_inspector;
    PeerSplit *m_split;
    StatusLine *m_status;
    QAction *m_portal = nullptr;
    std::vector<Page *> m_pages;
    OverviewPage *m_overview;
    PeersPage *m_peers;
    MapPage *m_map;
    CheckupPage *m_checkup;
    HistoryPage *m_history;
    SettingsPage *m_settings;
    SetupWizard *m_wizard = nullptr;   // until it is wanted
    std::deque<Asker> m_previewAskers; // whose answers are still to come, in this order
    bool m_wizardOffered = false;      // once for each gateway
    QTimer m_second;
};

} // namespace mesh44
