// SPDX-License-Identifier: GPL-3.0-or-later
// The program as main.cpp of app/mesh44 has it, and as startbench starts it: it tells when each part of it stands,
// shows the live table, then each other page once, then ends.
#include "app/mesh44/desktop.h"
#include "app/mesh44/gatewaysession.h"
#include "app/mesh44/instance.h"
#include "app/mesh44/portalsession.h"
#include "app/mesh44/tokenstore.h"
#include "tests/bench/startclock.h"
#include "ui/mainwindow.h"
#include "ui/models/translations.h"
#include "ui/pages/page.h"
#include "ui/widgets/peerstable.h"
#include "ui/widgets/spokenlabels.h"
#include "ui/widgets/theme.h"

#include <QIcon>
#include <QLocale>
#include <QSettings>
#include <QTimer>

namespace {

using namespace mesh44;
using namespace mesh44::test;

// One page after the other, each painted with the facts of the gateway and of one peer.
class Visit
{
public:
    Visit(PaintedApplication &application, MainWindow &window) : m_application(application), m_window(window) {}

    void begin()
    {
        m_window.selection().choose(m_window.gateway().peers().routeAt(0).prefix);
        next();
    }

private:
    void next()
    {
        if (m_page == int(m_window.pages().size())) {
            m_application.whenPainted({});
            noteMemory();
            return QCoreApplication::exit(0);
        }
        m_window.showPage(m_page++);
        m_window.update();
        m_application.whenPainted([this](const QObject *painted) {
            if (!m_window.currentPage()->isAncestorOf(qobject_cast<const QWidget *>(painted)))
                return;
            m_application.whenPainted({});
            QTimer::singleShot(kDwell, &m_window, [this] { next(); }); // what it asked for comes, too
        });
    }

    static constexpr std::chrono::milliseconds kDwell{250};
    PaintedApplication &m_application;
    MainWindow &m_window;
    int m_page = 0;
};

int run(PaintedApplication &application)
{
    installTranslations(application, QLocale(QLocale::German));
    speakLabels();
    noteMoment("translations");
    const QDBusConnection sessionBus = QDBusConnection::sessionBus();
    Instance instance(sessionBus);
    instance.claim({});
    QSettings settings;
    Appearance appearance(application);
    DesktopSettings desktopSettings(sessionBus);
    appearance.setLook(loadLook(settings));
    QObject::connect(&desktopSettings, &DesktopSettings::wishChanged, &appearance, &Appearance::setDesktop);
    desktopSettings.start();
    noteMoment("desktop");
    MainWindow window;
    noteMoment("window");
    window.setLook(appearance.chosen());
    window.setCalm(appearance.look().reducedMotion);
    window.restoreFrom(settings);
    noteMoment("restored");
    Keyring keyring;
    PortalSession portal(window.gateway(), settings, keyring, systemNow);
    GatewaySession session(window, portal);
    session.look({});
    QTimer::singleShot(0, &window, [&session] { session.watchAccess(); });
    Desktop desktop(window, window.gateway(), sessionBus);
    desktop.addTo(window.menu());
    desktop.setOptions(loadDesktopOptions(settings));
    noteMoment("session");

    Visit visit(application, window);
    const auto *table = window.findChild<PeersTable *>();
    bool isSeen = false;
    application.whenPainted([&](const QObject *painted) {
        if (!std::exchange(isSeen, true))
            noteMoment("seen");
        if (painted != table->viewport() || !window.gateway().isLive() || table->model()->rowCount() == 0)
            return;
        noteMoment("live");
        application.whenPainted({});
        QTimer::singleShot(0, &window, [&visit] {
            noteMemory();
            visit.begin();
        });
    });
    const auto noteFirst = [](const char *name) {
        return [name, told = false]() mutable {
            if (!std::exchange(told, true))
                noteMoment(name);
        };
    };
    QObject::connect(&window.gateway(), &GatewayModel::peersChanged, &window, noteFirst("snapshot"));
    window.show();
    noteMoment("shown");
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    noteMoment("main");
    PaintedApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("mesh44"));
    QApplication::setApplicationName(QStringLiteral("mesh44"));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.mesh44"));
    QApplication::setWindowIcon(
        QIcon::fromTheme(QStringLiteral("org.mesh44"), QIcon(QStringLiteral(":/mesh44/icons/org.mesh44.svg"))));
    noteMoment("qt");
    return run(application);
}
