// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/look.h"
#include "ui/widgets/signs.h"
#include "ui/widgets/textscale.h"
#include "ui/widgets/theme.h"

#include <QtTest>

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace mesh44;

namespace {

QSettings &settingsIn(const QTemporaryDir &folder, std::unique_ptr<QSettings> &holder)
{
    holder = std::make_unique<QSettings>(folder.filePath(QStringLiteral("ui.conf")), QSettings::IniFormat);
    return *holder;
}

} // namespace

class LookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void freshUserHasTheDesktopsLook();
    void whatIsSavedReturns();
    void settingsFromTheFuture_data();
    void settingsFromTheFuture();
    void textGrowsAtOnce();
    void lengthsReturnExactly();
    void operatorOverridesTheDesktop();
    void desktopIsFollowed();
    void calmIsWantedByEither();
};

void LookTest::cleanup()
{
    applyTextScale(100);
    applyTheme(*qApp, Theme::System);
}

void LookTest::freshUserHasTheDesktopsLook()
{
    const QTemporaryDir folder;
    std::unique_ptr<QSettings> holder;
    QCOMPARE(loadLook(settingsIn(folder, holder)), Look{});
}

void LookTest::whatIsSavedReturns()
{
    const QTemporaryDir folder;
    std::unique_ptr<QSettings> holder;
    for (const Look &look : {Look{Theme::Dark, 175, true}, Look{Theme::Light, 90}, Look{}}) {
        saveLook(look, settingsIn(folder, holder));
        QCOMPARE(loadLook(settingsIn(folder, holder)), look);
    }
}

void LookTest::settingsFromTheFuture_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QVariant>("stored");
    QTest::addColumn<int>("percent");
    const QString text = QStringLiteral("look-1/text-percent");
    QTest::newRow("too large") << text << QVariant(400) << kLargestText;
    QTest::newRow("too small") << text << QVariant(-5) << kSmallestText;
    QTest::newRow("no number") << text << QVariant(QStringLiteral("large")) << 100;
    QTest::newRow("no integer") << text << QVariant(QStringLiteral("1e400")) << 100;
    QTest::newRow("unknown theme") << QStringLiteral("look-1/theme") << QVariant(QStringLiteral("sepia")) << 100;
    QTest::newRow("unknown key") << QStringLiteral("look-1/font") << QVariant(QStringLiteral("Serif")) << 100;
    QTest::newRow("no flag") << QStringLiteral("look-1/theme") << QVariant(QStringList{QStringLiteral("a")}) << 100;
}

void LookTest::settingsFromTheFuture()
{
    QFETCH(QString, key);
    QFETCH(QVariant, stored);
    QFETCH(int, percent);
    const QTemporaryDir folder;
    std::unique_ptr<QSettings> holder;
    settingsIn(folder, holder).setValue(key, stored);
    const Look look = loadLook(settingsIn(folder, holder));
    QCOMPARE(look.textPercent, percent);
    QCOMPARE(look.theme, Theme::System);
}

void LookTest::textGrowsAtOnce()
{
    QWidget window;
    auto *row = new QHBoxLayout(&window);
    auto *plain = new QLabel(QStringLiteral("44.128.10.0/24"));
    auto *title = new QLabel(QStringLiteral("44.128.10.0/24"));
    title->setFont(scaledFont(title->font(), 1.5));
    row->setContentsMargins(10, 10, 10, 10);
    row->addWidget(plain);
    row->addWidget(title);
    window.show();
    const double before = plain->fontInfo().pointSizeF();
    const double titleBefore = title->font().pointSizeF();
    applyTextScale(150);
    QCOMPARE(textScale(), 150);
    QApplication::processEvents();
    QVERIFY(qAbs(plain->font().pointSizeF() - before * 1.5) < 0.6);
    QVERIFY(qAbs(title->font().pointSizeF() - titleBefore * 1.5) < 0.01);
    QCOMPARE(row->contentsMargins(), QMargins(15, 15, 15, 15));
    applyTextScale(1000);
    QCOMPARE(textScale(), kLargestText);
}

// However often it changes, rounding does not add up.
void LookTest::lengthsReturnExactly()
{
    QWidget window;
    auto *row = new QHBoxLayout(&window);
    auto *label = new QLabel(QStringLiteral("x"));
    label->setMinimumWidth(33);
    row->addWidget(label);
    row->setContentsMargins(1, 2, 3, 7);
    row->setSpacing(5);
    const QFont font = QApplication::font();
    for (int percent = kSmallestText; percent <= kLargestText; ++percent)
        applyTextScale(percent);
    QVERIFY(label->minimumWidth() > 33);
    applyTextScale(100);
    QCOMPARE(row->contentsMargins(), QMargins(1, 2, 3, 7));
    QCOMPARE(row->spacing(), 5);
    QCOMPARE(label->minimumWidth(), 33);
    QCOMPARE(QApplication::font().pointSizeF(), font.pointSizeF());
}

void LookTest::operatorOverridesTheDesktop()
{
    Appearance appearance(*qApp);
    appearance.setDesktop({.theme = Theme::Dark});
    appearance.setLook({.theme = Theme::Light});
    QVERIFY(!isDark(QApplication::palette()));
    appearance.setDesktop({.theme = Theme::System});
    appearance.setDesktop({.theme = Theme::Dark});
    QVERIFY(!isDark(QApplication::palette()));
    appearance.setLook({.theme = Theme::Dark});
    QVERIFY(isDark(QApplication::palette()));
}

void LookTest::desktopIsFollowed()
{
    QWidget window;
    const QColor own = QApplication::palette().color(QPalette::Window);
    Appearance appearance(*qApp);
    appearance.setDesktop({.theme = Theme::Dark});
    QApplication::processEvents();
    QVERIFY(isDark(window.palette()));
    appearance.setDesktop({.theme = Theme::Light}); // what the platform has by itself
    QApplication::processEvents();
    QCOMPARE(window.palette().color(QPalette::Window), own);
    appearance.setDesktop({.theme = Theme::Dark});
    appearance.setLook({.theme = Theme::Dark});
    appearance.setLook({.theme = Theme::System});
    QApplication::processEvents();
    QVERIFY(isDark(window.palette()));
    appearance.setDesktop({.theme = Theme::System}); // nobody says anything
    QApplication::processEvents();
    QCOMPARE(window.palette().color(QPalette::Window), own);
}

void LookTest::calmIsWantedByEither()
{
    Appearance appearance(*qApp);
    QSignalSpy changed(&appearance, &Appearance::lookChanged);
    appearance.setLook({});
    QCOMPARE(changed.size(), 0);
    appearance.setDesktop({.reducedMotion = true});
    QCOMPARE(changed.size(), 1);
    QVERIFY(appearance.look().reducedMotion);
    QVERIFY(!appearance.chosen().reducedMotion); // and it is not stored as if chosen
    appearance.setDesktop({});
    QVERIFY(!appearance.look().reducedMotion);
    appearance.setLook({.reducedMotion = true});
    QVERIFY(appearance.look().reducedMotion);
}

QTEST_MAIN(LookTest)
#include "looktest.moc"
