// SPDX-License-Identifier: GPL-3.0-or-later
// Saves a picture of every page of the window on a live gateway, light and dark, large and small: to be looked at.
//   windowpictures FOLDER [PREFIX]    PREFIX: the peer to choose
#include "tests/ui/livewindow.h"
#include "ui/models/translations.h"
#include "ui/pages/page.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QDir>
#include <QLocale>
#include <QTest>

#include <cstdio>

using namespace mesh44;
using namespace mesh44::test;

namespace {

constexpr int kLongest = 30'000; // ms

// Everything was asked and answered: charts and layers that are drawn beside the window are there, too.
void settle()
{
    QTest::qWait(400);
}

bool shoot(LiveWindow &live, const QDir &folder, const QString &theme, QSize size)
{
    MainWindow &window = live.window();
    window.resize(size);
    bool saved = true;
    for (size_t page = 0; page < window.pages().size(); ++page) {
        window.showPage(static_cast<int>(page));
        settle();
        const qreal ratio = window.devicePixelRatioF();
        const QString name = QStringLiteral("%1-%2-%3x%4%5.png")
                                 .arg(window.pages()[page]->objectName(), theme)
                                 .arg(size.width())
                                 .arg(size.height())
                                 .arg(ratio == 1.0 ? QString() : QStringLiteral("@%1x").arg(ratio));
        saved &= window.grab().save(folder.filePath(name));
    }
    return saved;
}

int fail(const char *why)
{
    std::fprintf(stderr, "windowpictures: %s\n", why);
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    installTranslations(application, QLocale(QLocale::English)); // with its plurals
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2 || !QDir().mkpath(arguments[1]))
        return fail("usage: windowpictures FOLDER [PREFIX]");
    const QDir folder(arguments[1]);
    LiveWindow live;
    if (!QTest::qWaitFor([&] { return live.gateway().isLive() && live.gateway().peers().rowCount() > 0; }, kLongest))
        return fail("no live table came");
    if (arguments.size() > 2) {
        const auto prefix = Ipv4Prefix::parse(arguments[2].toStdString());
        if (!prefix || live.gateway().peers().rowOf(*prefix) < 0)
            return fail("there is no such peer");
        live.window().selection().choose(*prefix);
    }
    const auto isUp = [&] {
        const GatewayStatus *status = live.gateway().status();
        return status && status->state == GatewayState::Up && live.gateway().meter().samples().size() > 2;
    };
    live.window().showPage(live.pageNamed(QStringLiteral("overview"))); // which asks for the traffic
    if (!QTest::qWaitFor(isUp, kLongest))
        return fail("the gateway does not come up");
    bool saved = true;
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        applyTheme(application, theme);
        const QString name = theme == Theme::Dark ? QStringLiteral("dark") : QStringLiteral("light");
        for (const QSize size : {QSize(1280, 800), QSize(800, 480)})
            saved &= shoot(live, folder, name, size);
    }
    return saved ? 0 : fail("a picture cannot be saved");
}
