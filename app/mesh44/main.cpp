// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44/desktop.h"
#include "app/mesh44/gatewaysession.h"
#include "app/mesh44/instance.h"
#include "app/mesh44/polkitagent.h"
#include "app/mesh44/portalsession.h"
#include "app/mesh44/screenshot.h"
#include "ui/mainwindow.h"
#include "ui/models/translations.h"
#include "ui/widgets/spokenlabels.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QLocale>
#include <QSettings>
#include <QTimer>

#include <cstdio>
#include <optional>

namespace {

using namespace mesh44;

struct Options
{
    QString host;
    QString screenshot; // empty: none
    std::chrono::seconds wait{30};
    QSize size; // invalid: as it was
    Theme theme = Theme::System;
};

[[noreturn]] void refuse(const QString &what)
{
    std::fputs(qPrintable(what % u'\n'), stderr);
    std::exit(1);
}

struct Say
{
    Q_DECLARE_TR_FUNCTIONS(mesh44::main)
};

QSize parseSize(const QString &text)
{
    const QStringList sides = text.split(u'x');
    const QSize size = sides.size() == 2 ? QSize(sides[0].toInt(), sides[1].toInt()) : QSize();
    if (size.width() < 200 || size.height() < 200 || size.width() > 16384 || size.height() > 16384)
        refuse(Say::tr("--size: '%1' is no size; expected WIDTHxHEIGHT, as in 1280x800").arg(text));
    return size;
}

Theme parseTheme(const QString &text)
{
    if (text == u"light")
        return Theme::Light;
    if (text == u"dark")
        return Theme::Dark;
    if (!text.isEmpty())
        refuse(Say::tr("--theme: '%1' is none; expected light or dark").arg(text));
    return Theme::System;
}

Options parseOptions(const QApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(Say::tr("Shows an AMPRNet gateway and switches its tunnels."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption host(QStringLiteral("host"), Say::tr("The gateway on another computer, over ssh."),
                                  Say::tr("user@host"));
    const QCommandLineOption screenshot(QStringLiteral("screenshot"),
                                        Say::tr("Save a picture of the first live table, or of the state why there is "
                                                "none, and end."),
                                        Say::tr("file"));
    const QCommandLineOption wait(QStringLiteral("wait"), Say::tr("How long --screenshot waits for a live table (30)."),
                                  Say::tr("seconds"));
    const QCommandLineOption size(QStringLiteral("size"), Say::tr("Size of the window."), QStringLiteral("WxH"));
    const QCommandLineOption theme(QStringLiteral("theme"), Say::tr("light or dark, whatever the desktop has."),
                                   Say::tr("name"));
    parser.addOptions({host, screenshot, wait, size, theme});
    parser.process(application);

    Options options{parser.value(host), parser.value(screenshot), {}, {}, parseTheme(parser.value(theme))};
    if (parser.isSet(size))
        options.size = parseSize(parser.value(size));
    const int seconds = parser.isSet(wait) ? parser.value(wait).toInt() : 30;
    if (seconds < 1 || seconds > 3600)
        refuse(Say::tr("--wait: expected 1 to 3600 seconds"));
    options.wait = std::chrono::seconds(seconds);
    return options;
}

// The operator's look and the desktop's; --theme has the last word for this start.
void wear(Appearance &appearance, DesktopSettings &desktop, QSettings &settings, Theme theme)
{
    Look look = loadLook(settings);
    if (theme != Theme::System)
        look.theme = theme;
    appearance.setLook(look);
    QObject::connect(&desktop, &DesktopSettings::wishChanged, &appearance, &Appearance::setDesktop);
    desktop.start();
}

void connectDesktop(Desktop &desktop, Instance &instance, MainWindow &window)
{
    QObject::connect(&instance, &Instance::activated, &desktop, &Desktop::bringToFront);
    QObject::connect(&instance, &Instance::hostRequested, &window, &MainWindow::hostRequested);
    QObject::connect(&window, &MainWindow::refused, &desktop, &Desktop::refused);
    QObject::connect(&desktop.tray(), &Tray::upRequested, &window, &MainWindow::switchUp);
    QObject::connect(&desktop.tray(), &Tray::downRequested, &window, &MainWindow::switchDown);
}

int run(QApplication &application)
{
    installTranslations(application, QLocale());
    speakLabels();
    const Options options = parseOptions(application);
    const QDBusConnection sessionBus = QDBusConnection::sessionBus();
    Instance instance(sessionBus);
    const bool isPicture = !options.screenshot.isEmpty(); // of a start of its own
    if (!isPicture && instance.claim(options.host) == Instance::Role::HandedOver)
        return 0;
    QSettings settings;
    Appearance appearance(application);
    DesktopSettings desktopSettings(sessionBus);
    wear(appearance, desktopSettings, settings, options.theme);
    MainWindow window;
    window.setLook(appearance.chosen());
    QObject::connect(&window, &MainWindow::lookChanged, &appearance, [&](const Look &look) {
        appearance.setLook(look);
        Look kept = look;
        if (options.theme != Theme::System && look.theme == options.theme) // for this start only
            kept.theme = loadLook(settings).theme;
        saveLook(kept, settings);
    });
    window.setCalm(appearance.look().reducedMotion);
    QObject::connect(&appearance, &Appearance::lookChanged, &window,
                     [&window](const Look &look) { window.setCalm(look.reducedMotion); });
    if (!isPicture)
        window.restoreFrom(settings);
    if (options.size.isValid())
        window.resize(options.size);

    Keyring keyring;
    PortalSession portal(window.gateway(), settings, keyring, systemNow);
    GatewaySession session(window, portal);
    session.look(options.host);
    PolkitAgent agent(&window);
    QTimer::singleShot(0, &window, [&session, &agent] { // once the window is there
        session.watchAccess();
        agent.registerIfNeeded();
    });
    Desktop desktop(window, window.gateway(), sessionBus);
    connectDesktop(desktop, instance, window);
    if (!isPicture) {
        desktop.addTo(window.menu());
        desktop.setOptions(loadDesktopOptions(settings));
        QObject::connect(&desktop, &Desktop::optionsChanged, &desktop,
                         [&](const DesktopOptions &chosen) { saveDesktopOptions(chosen, settings); });
    }
    std::optional<Screenshot> screenshot;
    if (isPicture)
        screenshot.emplace(window, options.screenshot, options.wait);

    window.show();
    const int code = QApplication::exec();
    if (!isPicture)
        window.saveTo(settings);
    return code;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("mesh44"));
    QApplication::setApplicationName(QStringLiteral("mesh44"));
    QApplication::setApplicationDisplayName(QStringLiteral("Mesh44"));
    QApplication::setApplicationVersion(QStringLiteral(MESH44_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.mesh44"));
    QApplication::setWindowIcon(
        QIcon::fromTheme(QStringLiteral("org.mesh44"), QIcon(QStringLiteral(":/mesh44/icons/org.mesh44.svg"))));
    return run(application);
}
