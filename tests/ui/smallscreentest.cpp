// SPDX-License-Identifier: GPL-3.0-or-later
// The window on a small screen, 800x480, at every size of the text, in both languages, in every state and on every
// page: it fits, what it shows lies inside it, and nothing but the peers' table and the map is wider than its place.
#include "tests/ui/windowscenes.h"
#include "ui/models/translations.h"
#include "ui/pages/page.h"
#include "ui/widgets/textscale.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QTest>
#include <QTranslator>

using namespace mesh44;
using namespace mesh44::test;

namespace {

constexpr QSize kSmallScreen(800, 480);
constexpr int kPercents[] = {90, 100, 150, 175};
constexpr const char *kTongues[] = {"en", "de"};

QString shownBy(const QWidget &widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        return label->text();
    const auto *button = qobject_cast<const QAbstractButton *>(&widget);
    return button ? button->text() : QString();
}

QString named(const QWidget &widget)
{
    return QStringLiteral("%1 '%2' '%3' '%4' %5x%6")
        .arg(QString::fromLatin1(widget.metaObject()->className()), widget.objectName(), widget.accessibleName(),
             shownBy(widget).left(40))
        .arg(widget.width())
        .arg(widget.height());
}

bool isControl(const QWidget &widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        return !label->text().isEmpty();
    if (qobject_cast<const QHeaderView *>(&widget))
        return false;
    return qobject_cast<const QAbstractButton *>(&widget) || qobject_cast<const QLineEdit *>(&widget)
           || qobject_cast<const QComboBox *>(&widget) || qobject_cast<const QAbstractSpinBox *>(&widget)
           || qobject_cast<const QAbstractItemView *>(&widget);
}

bool isViewport(const QWidget &widget)
{
    const auto *area = qobject_cast<const QAbstractScrollArea *>(widget.parentWidget());
    return area && area->viewport() == &widget;
}

// It lies inside all that it lies in. What scrolls up and down may begin and end anywhere, but is no wider than its
// place, which must lie inside in turn.
QString whereItLeaves(const QWidget &widget)
{
    QRect place = widget.rect();
    for (const QWidget *part = &widget; !part->isWindow(); part = part->parentWidget()) {
        const QWidget *around = part->parentWidget();
        place.translate(part->pos());
        const bool scrolls = isViewport(*around);
        const bool inside = place.left() >= 0 && place.right() < around->width()
                            && (scrolls || (place.top() >= 0 && place.bottom() < around->height()));
        if (!inside)
            return QStringLiteral(" leaves %1 at %2,%3 %4x%5")
                .arg(named(*around))
                .arg(place.x())
                .arg(place.y())
                .arg(place.width())
                .arg(place.height());
        if (scrolls)
            place = around->rect();
    }
    return {};
}

// Less room than its words take, and no tool tip that would tell them.
bool isCut(const QWidget &widget)
{
    const QSize least = widget.minimumSizeHint();
    if (const auto *label = qobject_cast<const QLabel *>(&widget)) {
        if (!label->toolTip().isEmpty() || !label->parentWidget()->toolTip().isEmpty())
            return false;
        return label->wordWrap() ? label->height() < label->heightForWidth(label->width())
                                 : label->width() < label->sizeHint().width() - 1;
    }
    return widget.width() < least.width() - 1 || widget.height() < least.height() - 1;
}

// What was given less than it needs lies over its neighbours.
QString whomItCovers(const QWidget &widget)
{
    for (const QObject *other : widget.parentWidget()->children()) {
        const auto *beside = qobject_cast<const QWidget *>(other);
        const bool isLaidOut = beside && beside->isVisible() && beside != &widget && !beside->isWindow()
                               && widget.parentWidget()->layout()
                               && widget.parentWidget()->layout()->indexOf(beside) >= 0;
        if (isLaidOut && beside->geometry().intersects(widget.geometry()))
            return QStringLiteral(" lies over ") + named(*beside);
    }
    return {};
}

bool mayScrollSideways(const QAbstractScrollArea &area)
{
    return area.accessibleName() == QApplication::translate("mesh44::PeersTable", "Peers")
           || qobject_cast<const QLineEdit *>(area.parentWidget());
}

QStringList troublesOf(const QWidget &window)
{
    QStringList troubles;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->window() != &window || widget->objectName().startsWith(u"qt_"))
            continue;
        if (isControl(*widget) && !qobject_cast<const QLineEdit *>(widget->parentWidget())) {
            if (const QString where = whereItLeaves(*widget); !where.isEmpty())
                troubles.append(named(*widget) + where);
            if (isCut(*widget))
                troubles.append(named(*widget) + QStringLiteral(" is cut off"));
        }
        if (const QString whom = whomItCovers(*widget); !whom.isEmpty())
            troubles.append(named(*widget) + whom);
        const auto *area = qobject_cast<const QAbstractScrollArea *>(widget);
        if (area && !mayScrollSideways(*area) && area->horizontalScrollBar()->maximum() > 0)
            troubles.append(named(*area) + QStringLiteral(" scrolls sideways"));
    }
    return troubles;
}

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

private:
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

QTEST_MAIN(SmallScreenTest)
#include "smallscreentest.moc"
