// SPDX-License-Identifier: GPL-3.0-or-later
// The theme changes while the window is open: every word on every page can be read in the new one, also on pages that
// were not in sight when it changed.
#include "tests/ui/settingviews.h"
#include "tests/ui/windowfixture.h"
#include "ui/map/mapcolours.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <QTest>

using namespace mesh44;
using namespace mesh44::test;

class ThemeChangeTest : public QObject, protected WindowFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_window.reset(); }
    void wordsCanBeRead_data();
    void wordsCanBeRead();

private:
    void read() const;
};

void ThemeChangeTest::init()
{
    applyTheme(*qApp, Theme::Light);
    open();
    live(m_mesh);
    m_window->gateway().setSettings(makeSettings());
    choose(3);
}

void ThemeChangeTest::wordsCanBeRead_data()
{
    QTest::addColumn<QString>("page");
    for (const char *page : {"overview", "peers", "map", "history", "settings"})
        QTest::newRow(page) << QString::fromLatin1(page);
}

void ThemeChangeTest::read() const
{
    int words = 0;
    for (const QLabel *label : m_window->findChildren<QLabel *>()) {
        if (!label->isVisible() || label->text().isEmpty() || !label->isEnabled())
            continue;
        const QColor ink = label->palette().color(label->foregroundRole());
        const QColor ground = label->palette().color(label->backgroundRole());
        const double found = contrast(ink, ground);
        QVERIFY2(found >= 4.5, qPrintable(QStringLiteral("%1 on %2: %3: %4")
                                              .arg(ink.name(), ground.name(), QString::number(found), label->text())));
        ++words;
    }
    QVERIFY(words > 5);
}

void ThemeChangeTest::wordsCanBeRead()
{
    QFETCH(QString, page);
    const int number = pageOf(qPrintable(page));
    for (const bool inSight : {true, false}) {
        for (const Theme theme : {Theme::Dark, Theme::Light}) {
            m_window->showPage(inSight ? number : pageOf(page == QLatin1String("peers") ? "map" : "peers"));
            applyTheme(*qApp, theme);
            m_window->showPage(number);
            QTest::qWait(0);
            read();
            if (QTest::currentTestFailed())
                return;
        }
    }
}

QTEST_MAIN(ThemeChangeTest)
#include "themechangetest.moc"
