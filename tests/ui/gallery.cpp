// SPDX-License-Identifier: GPL-3.0-or-later
// Saves a picture of the window in every state, light and dark, at several sizes: to be looked at.
//   gallery [--percent N] [--language XX] [--scene NAME] FOLDER
#include "tests/ui/meshmaker.h"
#include "tests/ui/windowscenes.h"
#include "ui/map/stackpicker.h"
#include "ui/models/translations.h"
#include "ui/pages/page.h"
#include "ui/widgets/gatewayselector.h"
#include "ui/widgets/hostdialog.h"
#include "ui/widgets/portaldialog.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/textscale.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/topbar.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCommandLineParser>
#include <QCompleter>
#include <QDir>
#include <QMenu>
#include <QPainter>
#include <QTest>
#include <QToolButton>

#include <cstdio>
#include <functional>

namespace {

using namespace mesh44;
using namespace mesh44::test;

struct Studio
{
    QDir folder;
    QString theme;
    QString scene; // empty: all

    bool wants(const QString &name) const { return scene.isEmpty() || name == scene; }
    bool save(const QPixmap &picture, const QStringList &name) const
    {
        return picture.save(folder.filePath(name.join(u'-') + QStringLiteral("-%1.png").arg(theme)));
    }
};

QString sizeName(QSize size)
{
    return QStringLiteral("%1x%2").arg(size.width()).arg(size.height());
}

// Charts and the map are drawn beside the window.
void settle(bool drawn = false)
{
    for (int i = 0; i < 5; ++i)
        QApplication::processEvents();
    if (drawn)
        QTest::qWait(120);
}

bool shoot(const WindowScene &scene, const Studio &studio, QSize size)
{
    WindowStage stage;
    stage.window.showPage(pageNamed(stage.window, QStringLiteral("peers")));
    scene.play(stage);
    stage.window.resize(size);
    stage.window.show();
    bool saved = true;
    for (Page *page : stage.window.pages()) {
        const QString name = page->objectName();
        if (!scene.everyPage && name != u"peers")
            continue;
        stage.window.showPage(pageNamed(stage.window, name));
        settle(name == u"map" || name == u"history");
        saved &= studio.save(stage.window.grab(), {name, QString::fromUtf8(scene.name), sizeName(size)});
    }
    return saved;
}

// The window with what hangs over it.
QPixmap withPopup(MainWindow &window, QWidget &popup)
{
    settle(true);
    QPixmap picture = window.grab();
    QPainter painter(&picture);
    painter.drawPixmap(window.mapFromGlobal(popup.mapToGlobal(QPoint())), popup.grab());
    return picture;
}

bool shootPopups(const Studio &studio, QSize size)
{
    WindowStage stage;
    playLive(stage);
    MainWindow &window = stage.window;
    window.resize(size);
    window.show();
    settle();
    auto *search = window.findChild<SearchBox *>();
    window.findChild<TopBar *>()->openSearch();
    QTest::keyClicks(search, QStringLiteral("44.1"));
    auto *results = window.findChild<QCompleter *>()->popup();
    bool saved = studio.save(withPopup(window, *results), {QStringLiteral("popup-search"), sizeName(size)});
    results->hide();

    auto *gateways = window.findChild<GatewaySelector *>();
    gateways->setHosts({QStringLiteral("n0call@gateway"), QStringLiteral("root@hilltop.example")});
    auto *button = window.findChild<QToolButton *>(QStringLiteral("gateways"));
    for (const auto &[name, menu] :
         {std::pair("popup-gateways", button->menu()), std::pair("popup-menu", &window.menu())}) {
        menu->popup(button->mapToGlobal(button->rect().bottomLeft()));
        saved &= studio.save(withPopup(window, *menu), {QLatin1String(name), sizeName(size)});
        menu->close();
    }

    window.showPage(pageNamed(window, QStringLiteral("map")));
    std::vector<Ipv4Prefix> stack;
    for (int row = 0; row < 40; ++row)
        stack.push_back(window.gateway().peers().routeAt(row * 3).prefix);
    auto *picker = new StackPicker(window.gateway().peers(), stack, stack[4], window.currentPage());
    picker->popUp(window.mapToGlobal(QPoint(size.width() / 3, size.height() / 3)));
    saved &= studio.save(withPopup(window, *picker), {QStringLiteral("popup-picker"), sizeName(size)});
    picker->close();
    return saved;
}

bool shootDialog(QWidget &dialog, const Studio &studio, const QString &name)
{
    dialog.show();
    settle();
    return studio.save(dialog.grab(), {name});
}

// The dialog in its states, each as large as it wants to be.
bool shootPortal(const Studio &studio)
{
    const std::vector<std::pair<QString, std::function<void(PortalDialog &)>>> states{
        {QStringLiteral("asking"), [](PortalDialog &) {}},
        {QStringLiteral("early"),
         [](PortalDialog &d) {
             d.setToken(QStringLiteral("0123456789abcdef"));
             d.setTooEarly(QStringLiteral("12 min ago"));
         }},
        {QStringLiteral("refused"),
         [](PortalDialog &d) {
             d.setKeyringMissing(QStringLiteral("No keychain service available"));
             d.showFailure(
                 QStringLiteral("The portal does not accept this token. It stands on your profile page there."));
         }},
        {QStringLiteral("list"),
         [](PortalDialog &d) {
             d.showList({531,
                         0,
                         QStringLiteral("20240427"),
                         {{{}, Registration::Right, "44.128.10.0/24 is registered at 203.0.113.9, our address"},
                          {{},
                           Registration::Elsewhere,
                           "44.128.12.0/24 is registered at 198.51.100.7, but our address is 203.0.113.9: correct the "
                           "gateway in the portal, or gateway.external_address"},
                          {{},
                           Registration::Unsure,
                           "44.128.14.0/24 is registered at 203.0.113.9; whether that is us will be known with the "
                           "first announcement, or say it in gateway.external_address"}}});
         }},
    };
    bool saved = true;
    for (const auto &[name, play] : states) {
        PortalDialog dialog;
        play(dialog);
        saved &= shootDialog(dialog, studio, QStringLiteral("portal-") + name);
    }
    return saved;
}

bool shootAll(const Studio &studio)
{
    bool saved = true;
    const QSize sizes[] = {QSize(1280, 800), QSize(800, 480)};
    for (const WindowScene &scene : windowScenes()) {
        for (const QSize size : sizes)
            saved &= !studio.wants(QString::fromUtf8(scene.name)) || shoot(scene, studio, size);
    }
    for (const QSize size : sizes) {
        saved &= !studio.wants(QStringLiteral("popups")) || shootPopups(studio, size);
    }
    if (studio.wants(QStringLiteral("dialogs"))) {
        HostDialog host;
        saved &= shootDialog(host, studio, QStringLiteral("host"));
        saved &= shootPortal(studio);
    }
    return saved;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QCommandLineOption percent(QStringLiteral("percent"), QStringLiteral("size of the text"), QStringLiteral("N"),
                                     QStringLiteral("100"));
    const QCommandLineOption language(QStringLiteral("language"), QStringLiteral("of the window"), QStringLiteral("XX"),
                                      QStringLiteral("en"));
    const QCommandLineOption scene(QStringLiteral("scene"), QStringLiteral("this one alone"), QStringLiteral("NAME"));
    QCommandLineParser parser;
    parser.addOptions({percent, language, scene});
    parser.process(application);
    const QStringList folders = parser.positionalArguments();
    if (folders.size() != 1 || !QDir().mkpath(folders[0])) {
        std::fputs("usage: gallery [--percent N] [--language XX] [--scene NAME] FOLDER\n", stderr);
        return 2;
    }
    const QLocale locale(parser.value(language));
    QLocale::setDefault(locale);
    installTranslations(application, locale);
    applyTextScale(parser.value(percent).toInt());
    bool saved = true;
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        applyTheme(application, theme);
        saved &= shootAll({.folder = QDir(folders[0]),
                           .theme = theme == Theme::Dark ? QStringLiteral("dark") : QStringLiteral("light"),
                           .scene = parser.value(scene)});
    }
    return saved ? 0 : 1;
}
