// SPDX-License-Identifier: GPL-3.0-or-later
// The window in other languages: everything goes through tr(), longer texts fit, and it can be mirrored.
#include "tests/ui/pseudolocale.h"
#include "tests/ui/windowfixture.h"
#include "ui/models/translations.h"
#include "ui/pages/page.h"

#include <QtTest>

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>

using namespace mesh44;
using namespace mesh44::test;

namespace {

// What is data and stands in no language: names, addresses, units.
bool isData(const QString &outside)
{
    static const QStringList known{QStringLiteral("N0CALL"), QStringLiteral("United"), QStringLiteral("States"),
                                   QStringLiteral("Mesh44"), QStringLiteral("tunl0"),  QStringLiteral("RIP44"),
                                   QStringLiteral("MTU")};
    static const QRegularExpression word(QStringLiteral("[A-Za-z0-9]*[A-Za-z]{3,}[A-Za-z0-9]*"));
    auto words = word.globalMatch(outside);
    while (words.hasNext()) {
        if (!known.contains(words.next().captured()))
            return false;
    }
    return true;
}

QString describe(const QWidget &widget, const QString &what)
{
    return QStringLiteral("%1 “%2” (%3x%4): %5")
        .arg(QString::fromLatin1(widget.metaObject()->className()), widget.objectName())
        .arg(widget.width())
        .arg(widget.height())
        .arg(what);
}

struct Texts
{
    QStringList texts;
    void add(const QString &text)
    {
        if (!text.isEmpty())
            texts.append(text);
    }
};

QStringList textsOf(const QWidget &widget)
{
    Texts found;
    found.add(widget.toolTip());
    found.add(widget.accessibleName());
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        found.add(label->text());
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
        found.add(button->text());
    if (const auto *line = qobject_cast<const QLineEdit *>(&widget))
        found.add(line->placeholderText());
    for (const QAction *action : widget.actions()) {
        found.add(action->text());
        if (action->toolTip() != QString(action->text()).remove(u'&'))
            found.add(action->toolTip());
    }
    return found.texts;
}

bool isOurs(const QWidget &widget)
{
    return widget.isVisible() && !widget.objectName().startsWith(u"qt_");
}

// A label that shows less than it says, a button that is narrower than its words.
bool isCutOff(const QWidget &widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget)) {
        if (label->text().isEmpty() || !label->toolTip().isEmpty())
            return false;
        if (label->wordWrap())
            return label->height() < label->heightForWidth(label->width());
        return label->width() < label->sizeHint().width() - 1;
    }
    const auto *button = qobject_cast<const QAbstractButton *>(&widget);
    return button && !button->text().isEmpty() && button->toolTip().isEmpty()
           && button->width() < button->minimumSizeHint().width() - 1;
}

} // namespace

class LocalesTest : public QObject, private WindowFixture
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void everythingIsTranslated_data() { sizes(); }
    void everythingIsTranslated();
    void longTextsFit_data() { sizes(); }
    void longTextsFit();
    void headersAreTranslated();
    void mirrored();
    void germanIsSpoken();
    void germanFits_data() { sizes(); }
    void germanFits();
    void pluralsAreEnglish();
    void unknownLanguageIsEnglish();

private:
    static void sizes()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("small") << QSize(800, 480);
        QTest::newRow("usual") << QSize(1280, 800);
    }
    void openAll(QSize size);
    template <class Look> void eachWidget(Look look);
    QString widest() const;
    void loadOnly(const QLocale &locale);
    void forget();

    PseudoLocale m_pseudo;
};

void LocalesTest::cleanup()
{
    m_window.reset();
    QCoreApplication::removeTranslator(&m_pseudo);
    forget();
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
}

void LocalesTest::forget()
{
    for (QTranslator *translator : qApp->findChildren<QTranslator *>())
        delete translator;
}

void LocalesTest::openAll(QSize size)
{
    open();
    live(m_mesh);
    m_window->resize(size);
    m_window->selection().choose(m_mesh.routes.front().prefix);
    QApplication::processEvents();
}

// On every page.
template <class Look> void LocalesTest::eachWidget(Look look)
{
    for (int page = 0; page < int(m_window->pages().size()); ++page) {
        m_window->showPage(page);
        QApplication::processEvents();
        for (const QWidget *widget : m_window->findChildren<QWidget *>()) {
            if (isOurs(*widget))
                look(*widget);
        }
    }
}

// Who it is that wants so much room.
QString LocalesTest::widest() const
{
    QStringList wishes;
    for (const QWidget *widget : m_window->findChildren<QWidget *>()) {
        if (widget->minimumSizeHint().width() > 500)
            wishes.append(describe(*widget, QString::number(widget->minimumSizeHint().width())));
    }
    return wishes.join(u'\n');
}

void LocalesTest::everythingIsTranslated()
{
    QFETCH(QSize, size);
    QCoreApplication::installTranslator(&m_pseudo);
    openAll(size);
    QStringList bare;
    eachWidget([&bare](const QWidget &widget) {
        for (const QString &text : textsOf(widget)) {
            if (!isData(PseudoLocale::outsideBrackets(text)))
                bare.append(describe(widget, text));
        }
    });
    QVERIFY2(bare.isEmpty(), qPrintable(bare.join(u'\n')));
}

void LocalesTest::longTextsFit()
{
    QFETCH(QSize, size);
    QCoreApplication::installTranslator(&m_pseudo);
    openAll(size);
    QStringList cut;
    eachWidget([&cut](const QWidget &widget) {
        if (isCutOff(widget))
            cut.append(describe(widget, textsOf(widget).join(u'|')));
    });
    QVERIFY2(m_window->size() == size, qPrintable(widest()));
    QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u'\n')));
}

void LocalesTest::headersAreTranslated()
{
    QCoreApplication::installTranslator(&m_pseudo);
    openAll({1280, 800});
    const PeersModel &peers = m_window->gateway().peers();
    for (int column = 0; column < peers.columnCount(); ++column) {
        const QString title = peers.headerData(column, Qt::Horizontal).toString();
        QVERIFY2(isData(PseudoLocale::outsideBrackets(title)), qPrintable(title));
    }
}

// From the right to the left: the rail changes sides, and nothing leaves the window.
void LocalesTest::mirrored()
{
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    openAll({800, 480});
    QVERIFY(!m_window->grab().isNull());
    const QWidget *rail = m_window->findChild<QWidget *>(QStringLiteral("rail"));
    if (rail)
        QVERIFY(rail->mapTo(m_window.get(), QPoint()).x() > m_window->width() / 2);
    eachWidget([this](const QWidget &widget) {
        const QRect place(widget.mapTo(m_window.get(), QPoint()), widget.size());
        const bool scrolls = widget.parentWidget()->objectName() == u"qt_scrollarea_viewport";
        QVERIFY2(scrolls || widget.isWindow() || place.right() >= 0, qPrintable(describe(widget, {})));
        QVERIFY2(scrolls || widget.isWindow() || place.left() <= m_window->width(), qPrintable(describe(widget, {})));
    });
}

void LocalesTest::loadOnly(const QLocale &locale)
{
    forget();
    installTranslations(*qApp, locale);
}

void LocalesTest::germanIsSpoken()
{
    loadOnly(QLocale(QLocale::German, QLocale::Switzerland));
    open();
    live(m_mesh);
    QCOMPARE(m_window->gateway().situation().word, QStringLiteral("Läuft"));
    const auto found = [](int count) {
        return QCoreApplication::translate("mesh44::Search", "Region, %n route(s)", nullptr, count);
    };
    QCOMPARE(found(1), QStringLiteral("Region, 1 Route"));
    QCOMPARE(found(2), QStringLiteral("Region, 2 Routen"));
}

void LocalesTest::germanFits()
{
    QFETCH(QSize, size);
    loadOnly(QLocale(QLocale::German));
    openAll(size);
    QStringList cut;
    eachWidget([&cut](const QWidget &widget) {
        if (isCutOff(widget))
            cut.append(describe(widget, textsOf(widget).join(u'|')));
    });
    QVERIFY2(m_window->size() == size, qPrintable(widest()));
    QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u'\n')));
}

void LocalesTest::pluralsAreEnglish()
{
    loadOnly(QLocale(QLocale::English));
    const auto found = [](int count) {
        return QCoreApplication::translate("mesh44::Search", "Region, %n route(s)", nullptr, count);
    };
    QCOMPARE(found(1), QStringLiteral("Region, 1 route"));
    QCOMPARE(found(2), QStringLiteral("Region, 2 routes"));
    QCOMPARE(found(0), QStringLiteral("Region, 0 routes"));
}

void LocalesTest::unknownLanguageIsEnglish()
{
    loadOnly(QLocale(QLocale::Icelandic));
    open();
    live(m_mesh);
    QCOMPARE(m_window->gateway().situation().word, QStringLiteral("Up"));
    QCOMPARE(QCoreApplication::translate("mesh44::Search", "Region, %n route(s)", nullptr, 1),
             QStringLiteral("Region, 1 route"));
}

QTEST_MAIN(LocalesTest)
#include "localestest.moc"
