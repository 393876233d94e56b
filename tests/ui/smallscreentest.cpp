// SPDX-License-Identifier: GPL-3.0-or-later
// The window on a small screen, 800x480, at every size of the text, in both languages, in every state and on every
// page: it fits, what it shows lies inside it, and nothing but the peers' table and the map is wider than its place.
#include "tests/ui/fitcheck.h"
#include "tests/ui/windowscenes.h"
#include "ui/models/translations.h"
#include "ui/pages/page.h"
#include "ui/widgets/inspector.h"
#include "ui/widgets/searchbox.h"
#include "ui/widgets/textscale.h"
#include "ui/wizard/setupwizard.h"

#include <QApplication>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <QTranslator>

using namespace mesh44;
using namespace mesh44::test;

namespace {

constexpr QSize kSmallScreen(800, 480);
constexpr int kPercents[] = {90, 100, 150, 175};
constexpr const char *kTongues[] = {"en", "de"};

// Who wants so much.
QStringList widest(const QWidget &window, int width)
{
    QStringList found;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        const int wanted = std::max(widget->minimumWidth(), widget->minimumSizeHint().width());
        if (wanted > width && widget->isVisible())
            found.append(QStringLiteral("%1 wants %2").arg(named(*widget)).arg(wanted));
    }
    return found;
}

QString sizeText(QSize size)
{
    return QStringLiteral("%1x%2").arg(size.width()).arg(size.height());
}

} // namespace

class SmallScreenTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();

    void everyStateFits_data();
    void everyStateFits();
    void growsWhereItStands_data();
    void growsWhereItStands();
    void peerTakesThePlace_data();
    void peerTakesThePlace();
    void shrinksStepByStep_data();
    void shrinksStepByStep();
    void searchLiesOverTheBar();
    void wizardFits_data();
    void wizardFits();

private:
    static void tongues();
    void speak(const char *language);
    void lookAtEveryPage(MainWindow &window);
};

void SmallScreenTest::cleanup()
{
    qDeleteAll(qApp->findChildren<QTranslator *>());
    applyTextScale(100);
}

void SmallScreenTest::speak(const char *language)
{
    const QLocale locale(QString::fromLatin1(language));
    QLocale::setDefault(locale);
    installTranslations(*qApp, locale);
}

void SmallScreenTest::lookAtEveryPage(MainWindow &window)
{
    QStringList troubles;
    for (Page *page : window.pages()) {
        window.showPage(pageNamed(window, page->objectName()));
        for (int i = 0; i < 5; ++i)
            QApplication::processEvents();
        QStringList found;
        const QSize least = window.minimumSizeHint();
        if (window.size() != kSmallScreen || least.expandedTo(kSmallScreen) != kSmallScreen)
            found.append(QStringLiteral("is %1, wants %2").arg(sizeText(window.size()), sizeText(least))
                         + widest(window, 560).join(u"\n    "));
        found += troublesOf(window);
        for (const QString &trouble : found)
            troubles.append(page->objectName() % u": " % trouble);
    }
    QStringList told = troubles.mid(0, 12); // one failure is no longer than a screen
    if (told.size() < troubles.size())
        told.append(QStringLiteral("… and %1 more").arg(troubles.size() - told.size()));
    QVERIFY2(troubles.isEmpty(), qPrintable(told.join(u'\n')));
}

void SmallScreenTest::everyStateFits_data()
{
    QTest::addColumn<int>("percent");
    QTest::addColumn<QByteArray>("language");
    QTest::addColumn<QByteArray>("scene");
    for (const WindowScene &scene : windowScenes()) {
        for (const int percent : kPercents) {
            for (const char *language : kTongues)
                QTest::addRow("%s, %d %%, %s", scene.name, percent, language)
                    << percent << QByteArray(language) << QByteArray(scene.name);
        }
    }
}

void SmallScreenTest::everyStateFits()
{
    QFETCH(int, percent);
    QFETCH(QByteArray, language);
    QFETCH(QByteArray, scene);
    speak(language.constData());
    applyTextScale(percent);
    WindowStage stage;
    stage.window.showPage(pageNamed(stage.window, QStringLiteral("peers")));
    stage.window.resize(kSmallScreen);
    stage.window.show();
    for (const WindowScene &each : windowScenes()) {
        if (each.name == scene)
            each.play(stage);
    }
    lookAtEveryPage(stage.window);
}

void SmallScreenTest::tongues()
{
    QTest::addColumn<QByteArray>("language");
    for (const char *language : kTongues)
        QTest::newRow(language) << QByteArray(language);
}

void SmallScreenTest::growsWhereItStands_data()
{
    tongues();
}

// The operator draws the text larger while the window is there.
void SmallScreenTest::growsWhereItStands()
{
    QFETCH(QByteArray, language);
    speak(language.constData());
    WindowStage stage;
    stage.window.resize(kSmallScreen);
    stage.window.show();
    playLive(stage);
    for (const int percent : {120, 175, 90, 175}) {
        applyTextScale(percent);
        lookAtEveryPage(stage.window);
    }
}

void SmallScreenTest::peerTakesThePlace_data()
{
    tongues();
}

void SmallScreenTest::peerTakesThePlace()
{
    QFETCH(QByteArray, language);
    speak(language.constData());
    applyTextScale(175);
    WindowStage stage;
    MainWindow &window = stage.window;
    window.resize(kSmallScreen);
    window.show();
    playLive(stage);
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    const auto *inspector = window.findChild<Inspector *>();
    for (const QString &name : {QStringLiteral("peers"), QStringLiteral("map")}) {
        window.showPage(pageNamed(window, name));
        Page *page = window.currentPage();
        auto *button = page->findChild<QPushButton *>(QStringLiteral("inspect"));
        window.selection().choose({});
        QVERIFY(!button->isVisible());
        window.selection().choose(window.gateway().peers().routeAt(7).prefix);
        QVERIFY(page->isVisible() && !inspector->isVisible()); // who walks through the list goes on
        for (const Qt::Key back : {Qt::Key_F9, Qt::Key_Escape}) {
            QTest::mouseClick(button, Qt::LeftButton);
            QApplication::processEvents();
            QVERIFY(!page->isVisible() && inspector->isVisible());
            const QStringList troubles = troublesOf(window);
            QVERIFY2(troubles.isEmpty() && window.size() == kSmallScreen, qPrintable(troubles.join(u'\n')));
            QTest::keyClick(window.focusWidget(), back);
            QApplication::processEvents();
            QVERIFY(page->isVisible() && !inspector->isVisible());
            QVERIFY(page->isAncestorOf(window.focusWidget()));
        }
    }
    QTest::keyClick(&window, Qt::Key_F9);
    QVERIFY(inspector->isVisible());
    window.showPage(pageNamed(window, QStringLiteral("peers")));
    QVERIFY(window.currentPage()->isVisible() && !inspector->isVisible());
}

void SmallScreenTest::shrinksStepByStep_data()
{
    QTest::addColumn<int>("percent");
    QTest::addColumn<QByteArray>("language");
    for (const int percent : {100, 110, 125, 175}) {
        for (const char *language : kTongues)
            QTest::addRow("%d %%, %s", percent, language) << percent << QByteArray(language);
    }
}

// At no width is there a state that needs more than it has.
void SmallScreenTest::shrinksStepByStep()
{
    QFETCH(int, percent);
    QFETCH(QByteArray, language);
    speak(language.constData());
    applyTextScale(percent);
    WindowStage stage;
    stage.window.resize(1800, 800);
    stage.window.show();
    playLive(stage);
    stage.window.selection().choose(stage.window.gateway().peers().routeAt(7).prefix);
    stage.window.showPage(pageNamed(stage.window, QStringLiteral("peers")));
    for (int width = 1800; width >= kSmallScreen.width(); width -= 25) {
        stage.window.resize(width, 800);
        for (int i = 0; i < 3; ++i)
            QApplication::processEvents();
        const QStringList troubles = troublesOf(stage.window);
        QVERIFY2(stage.window.width() == width && troubles.isEmpty(),
                 qPrintable(QStringLiteral("%1: %2").arg(width).arg(troubles.join(u'\n'))));
    }
}

void SmallScreenTest::searchLiesOverTheBar()
{
    applyTextScale(175);
    WindowStage stage;
    MainWindow &window = stage.window;
    window.resize(kSmallScreen);
    window.show();
    playLive(stage);
    window.showPage(pageNamed(window, QStringLiteral("peers")));
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto *field = window.findChild<SearchBox *>();
    auto *button = window.findChild<QToolButton *>(QStringLiteral("openSearch"));
    QVERIFY(!field->isVisible() && button->isVisible() && !button->accessibleName().isEmpty());
    QWidget *before = window.focusWidget();
    QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
    QApplication::processEvents();
    QVERIFY(field->isVisible() && field->hasFocus());
    QVERIFY(field->width() > kSmallScreen.width() * 3 / 4);
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!field->isVisible());
    QCOMPARE(window.focusWidget(), before);

    QTest::mouseClick(button, Qt::LeftButton);
    QTest::keyClicks(field, QStringLiteral("history"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(!field->isVisible());
    QCOMPARE(window.currentPage()->objectName(), QStringLiteral("history"));

    QTest::mouseClick(button, Qt::LeftButton);
    window.currentPage()->takeFocus(); // elsewhere
    QVERIFY(!field->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    window.resize(1800, 800);
    QApplication::processEvents();
    QVERIFY(field->isVisible() && !button->isVisible());
}

void SmallScreenTest::wizardFits_data()
{
    QTest::addColumn<int>("percent");
    QTest::addColumn<QByteArray>("language");
    for (const int percent : kPercents) {
        for (const char *language : kTongues)
            QTest::addRow("%d %%, %s", percent, language) << percent << QByteArray(language);
    }
}

void SmallScreenTest::wizardFits()
{
    QFETCH(int, percent);
    QFETCH(QByteArray, language);
    speak(language.constData());
    applyTextScale(percent);
    WindowStage stage;
    playLive(stage);
    SetupWizard wizard(stage.window.gateway());
    wizard.resize(kSmallScreen);
    wizard.show();
    QStringList troubles;
    for (int step = 1; step <= 7; ++step) {
        wizard.goTo(step);
        for (int i = 0; i < 5; ++i)
            QApplication::processEvents();
        if (wizard.size() != kSmallScreen)
            troubles.append(QStringLiteral("step %1 is %2").arg(step).arg(sizeText(wizard.size())));
        for (const QString &trouble : troublesOf(wizard))
            troubles.append(QStringLiteral("step %1: %2").arg(step).arg(trouble));
    }
    QVERIFY2(troubles.isEmpty(), qPrintable(troubles.mid(0, 12).join(u'\n')));
}

QTEST_MAIN(SmallScreenTest)
#include "smallscreentest.moc"
