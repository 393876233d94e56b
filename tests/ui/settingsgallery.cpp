// SPDX-License-Identifier: GPL-3.0-or-later
// Saves pictures of the settings, the review and the wizard, light and dark, at several sizes: to be looked at.
//   settingsgallery FOLDER [PERCENT [LANGUAGE]]
#include "tests/ui/meshmaker.h"
#include "tests/ui/settingviews.h"
#include "ui/models/gatewaymodel.h"
#include "ui/models/look.h"
#include "ui/models/settingsmodel.h"
#include "ui/models/translations.h"
#include "ui/pages/settingspage.h"
#include "ui/widgets/changebar.h"
#include "ui/widgets/reviewdialog.h"
#include "ui/widgets/textscale.h"
#include "ui/widgets/theme.h"
#include "ui/wizard/setupwizard.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>

#include <cstdio>
#include <functional>
#include <memory>

namespace {

using namespace mesh44;
using namespace mesh44::test;

struct Scene
{
    const char *name;
    std::function<QWidget *(GatewayModel &)> play; // what is to be seen, which the caller deletes
};

QString folderName;
QString themeName;
int percent = 100; // of the text

void connectLive(GatewayModel &gateway, GatewayStatus status)
{
    status.underlayDevice = "enp1s0";
    status.underlayAddress = Ipv4Address(192, 168, 1, 20);
    status.underlayGateway = Ipv4Address(192, 168, 1, 1);
    status.apiMinor = kApiMinor;
    Snapshot snapshot{.revision = 7, .status = std::move(status)};
    gateway.setSnapshot(snapshot);
    gateway.setConnection({.kind = ConnectionState::Kind::Live, .host = {}, .detail = {}, .since = kNow});
    gateway.setConfigureAccess(Access::Asks);
}

void connectUp(GatewayModel &gateway)
{
    connectLive(gateway, makeStatus(GatewayState::Up));
    gateway.setSettings(makeSettings("[gateway]\ncallsign = N0CALL\nsubnets = 44.128.10.0/24\nmode = mesh\n",
                                     "[firewall]\nopen = icmp tcp/22\n"));
}

PreviewView makePreview()
{
    return {.kernel = {"ip rule add from 44.128.10.0/24 priority 46 lookup 45 protocol 144",
                       "ip route add default nhid 1140850689 table 45 protocol 144",
                       "ip route add unreachable default metric 4294967295 table 45 protocol 144",
                       "ip link set dev tunl0 mtu 1480 up"},
            .firewall = {"- ip daddr 44.128.10.0/24 tcp dport 22 accept",
                         "+ ip daddr 44.128.10.0/24 tcp dport { 22, 80 } "
                         "accept"},
            .notes = {"Hosts of 44.128.10.0/24 reach the Internet by the announcer from now on."},
            .more = 12};
}

void settle()
{
    for (int i = 0; i < 8; ++i)
        QApplication::processEvents();
}

SettingsPage *newPage(GatewayModel &gateway)
{
    return new SettingsPage(gateway);
}

SettingsPage *changedPage(GatewayModel &gateway)
{
    connectUp(gateway);
    auto *page = newPage(gateway);
    SettingsModel &model = page->model();
    model.set(QStringLiteral("gateway.mode"), QStringLiteral("full"));
    model.set(QStringLiteral("gateway.callsign"), QStringLiteral("N1CALL"));
    model.set(QStringLiteral("firewall.open"), QStringLiteral("icmp tcp/22 tcp/80"));
    return page;
}

QWidget *withReview(GatewayModel &gateway, const std::function<void(SettingsPage &)> &answer)
{
    SettingsPage *page = changedPage(gateway);
    page->resize(800, 480);
    page->show();
    page->findChild<ChangeBar *>()->findChild<QPushButton *>(QStringLiteral("review"))->click();
    answer(*page);
    return page;
}

GatewayStatus freshStatus()
{
    GatewayStatus status = makeStatus(GatewayState::Misconfigured);
    status.subnets.clear();
    status.nextBurst = 0;
    return status;
}

SetupWizard *wizardAt(GatewayModel &gateway, int step)
{
    connectLive(gateway, freshStatus());
    gateway.setSettings(makeSettings());
    gateway.setFindings(
        {{"ampr-ripd.running", Severity::Error,
          "ampr-ripd is running: it installs the mesh, too, and the two are in each other's way",
          "Stop it: systemctl disable --now ampr-ripd"},
         {"ufw", Severity::Warning, "ufw filters packets, and has no word for encapsulated ones (protocol 4)",
          "Let the mesh in: put '-A ufw-before-input -p 4 -j ACCEPT' before COMMIT in "
          "/etc/ufw/before.rules"}});
    auto *wizard = new SetupWizard(gateway);
    wizard->setFoundSetup(FoundSetup{.program = QStringLiteral("ampr-ripd"),
                                     .assignments = {{"gateway.callsign", "N0CALL"}, {"routing.mesh_table", "4400"}},
                                     .routes = "x",
                                     .notes = {QStringLiteral("-x was left out: nothing here does that")}});
    wizard->settings().set(QStringLiteral("gateway.callsign"), QStringLiteral("N0CALL"));
    wizard->settings().set(QStringLiteral("gateway.subnets"), QStringLiteral("44.128.10.0/24 44.60.3.0/24"));
    wizard->goTo(step);
    return wizard;
}

SetupWizard *listening(GatewayModel &gateway)
{
    SetupWizard *wizard = wizardAt(gateway, 7);
    GatewayStatus status = makeStatus(GatewayState::Waiting);
    status.trial = {"user 1000", {"gateway.subnets", "gateway.callsign"}, kNow + 41 * kSecond, 41, false};
    connectLive(gateway, status);
    return wizard;
}

std::vector<Scene> scenes()
{
    return {
        {"settings",
         [](GatewayModel &g) {
             connectUp(g);
             return newPage(g);
         }},
        {"settings-changed", [](GatewayModel &g) { return changedPage(g); }},
        {"settings-wrong",
         [](GatewayModel &g) {
             SettingsPage *page = changedPage(g);
             page->model().set(QStringLiteral("gateway.subnets"), QStringLiteral("44.128.10.1/24"));
             g.setSettings(makeSettings("[gateway]\ncallsign = N0CALL\nsubnets = 44.128.10.0/24\nmode = bgp\n"));
             return page;
         }},
        {"settings-look",
         [](GatewayModel &g) {
             connectUp(g);
             SettingsPage *page = newPage(g);
             page->findChild<QLineEdit *>(QStringLiteral("filter"))->setText(QStringLiteral("theme"));
             return page;
         }},
        {"settings-denied",
         [](GatewayModel &g) {
             connectUp(g);
             g.setConfigureAccess(Access::Denied);
             return newPage(g);
         }},
        {"settings-gone",
         [](GatewayModel &g) {
             SettingsPage *page = changedPage(g);
             g.setConnection({.kind = ConnectionState::Kind::Absent, .host = {}, .detail = {}, .since = kNow});
             return page;
         }},
        {"review",
         [](GatewayModel &g) { return withReview(g, [](SettingsPage &page) { page.showPreview(makePreview()); }); }},
        {"review-blind",
         [](GatewayModel &g) {
             return withReview(g, [](SettingsPage &page) {
                 page.showPreviewFailure(QStringLiteral("this service is too old to say"));
             });
         }},
        {"review-refused",
         [](GatewayModel &g) {
             return withReview(g, [](SettingsPage &page) {
                 page.showPreview(makePreview());
                 auto *dialog = page.findChild<ReviewDialog *>();
                 dialog->pane().apply();
                 page.showApplyFailure(QStringLiteral("The password prompt was dismissed."));
             });
         }},
        {"wizard-1", [](GatewayModel &g) { return wizardAt(g, 1); }},
        {"wizard-2", [](GatewayModel &g) { return wizardAt(g, 2); }},
        {"wizard-2-wrong",
         [](GatewayModel &g) {
             SetupWizard *wizard = wizardAt(g, 2);
             wizard->settings().set(QStringLiteral("gateway.subnets"), QStringLiteral("44.128.10.1/24"));
             return wizard;
         }},
        {"wizard-3",
         [](GatewayModel &g) {
             SetupWizard *wizard = wizardAt(g, 3);
             wizard->settings().set(QStringLiteral("gateway.external_address"), QStringLiteral("203.0.113.9"));
             return wizard;
         }},
        {"wizard-4", [](GatewayModel &g) { return wizardAt(g, 4); }},
        {"wizard-4-advanced",
         [](GatewayModel &g) {
             SetupWizard *wizard = wizardAt(g, 4);
             wizard->settings().set(QStringLiteral("routing.mesh_table"), QStringLiteral("45"));
             return wizard;
         }},
        {"wizard-5", [](GatewayModel &g) { return wizardAt(g, 5); }},
        {"wizard-5-command",
         [](GatewayModel &g) {
             SetupWizard *wizard = wizardAt(g, 5);
             auto *kinds = wizard->findChild<QComboBox *>(QStringLiteral("router"));
             kinds->setFocus();
             kinds->setCurrentIndex(2);
             Q_EMIT kinds->activated(2);
             return wizard;
         }},
        {"wizard-6",
         [](GatewayModel &g) {
             SetupWizard *wizard = wizardAt(g, 6);
             wizard->showPreview(makePreview());
             return wizard;
         }},
        {"wizard-7", [](GatewayModel &g) { return listening(g); }},
        {"wizard-7-route",
         [](GatewayModel &g) {
             SetupWizard *wizard = wizardAt(g, 7);
             g.setSnapshot(MeshMaker(5).make(60));
             return wizard;
         }},
    };
}

bool shoot(const Scene &scene, QSize size, const QString &suffix)
{
    GatewayModel gateway([] { return kNow; });
    applyTextScale(100);
    const std::unique_ptr<QWidget> widget(scene.play(gateway));
    applyTextScale(percent); // as the operator does: all of it grows where it stands
    QWidget *seen = widget.get();
    if (auto *dialog = widget->findChild<ReviewDialog *>(); dialog && dialog->isVisible())
        seen = dialog;
    const bool isDialog = qobject_cast<QDialog *>(seen);
    seen->resize(isDialog ? seen->size().boundedTo(size) : size);
    seen->show();
    settle();
    const QString name = QStringLiteral("%1-%2-%3%4.png")
                             .arg(QString::fromUtf8(scene.name), themeName, QString::number(size.width()), suffix);
    return seen->grab().save(QDir(folderName).filePath(name));
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2 || !QDir().mkpath(arguments[1])) {
        std::fputs("usage: settingsgallery FOLDER [PERCENT [LANGUAGE]]\n", stderr);
        return 2;
    }
    folderName = arguments[1];
    percent = arguments.size() > 2 ? arguments[2].toInt() : 100;
    const QLocale locale(arguments.value(3, QStringLiteral("en")));
    QLocale::setDefault(locale);
    installTranslations(application, locale);
    const QString suffix = percent == 100 ? QString() : QStringLiteral("-%1").arg(percent);
    bool saved = true;
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        applyTheme(application, theme);
        themeName = theme == Theme::Dark ? QStringLiteral("dark") : QStringLiteral("light");
        for (const Scene &scene : scenes()) {
            for (const QSize size : {QSize(1280 - 180, 720), QSize(800 - 140, 400)})
                saved &= shoot(scene, size, suffix);
        }
    }
    return saved ? 0 : 1;
}
