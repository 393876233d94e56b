// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen reader finds, asked of Qt itself; screenreader.py asks the real AT-SPI.
#include "tests/ui/windowfixture.h"
#include "ui/pages/page.h"
#include "ui/widgets/masterswitch.h"
#include "ui/widgets/spokenlabels.h"

#include <QtTest>

#include <QAccessible>
#include <QApplication>
#include <QLabel>

using namespace mesh44;
using namespace mesh44::test;

class AccessibilityTest : public QObject, private WindowFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { speakLabels(); }
    void init();
    void cleanup() { m_window.reset(); }
    void whatTakesTheFocusHasAName();
    void togglingTheSwitchOnlyAsks();
    void lockedSwitchAsksNothing();
    void choosingARowShowsThePeer();
    void valuesAreHeard();
};

void AccessibilityTest::init()
{
    open();
    live(m_mesh);
}

void AccessibilityTest::whatTakesTheFocusHasAName()
{
    m_window->selection().choose(m_mesh.routes.front().prefix);
    for (int page = 0; page < int(m_window->pages().size()); ++page) {
        m_window->showPage(page);
        QApplication::processEvents();
        for (QWidget *widget : m_window->findChildren<QWidget *>()) {
            if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible())
                continue;
            QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(seen, widget->metaObject()->className());
            const QString name = seen->text(QAccessible::Name);
            QVERIFY2(!name.isEmpty(), qPrintable(QString(QString::fromLatin1(widget->metaObject()->className()) % u' '
                                                         % widget->objectName())));
        }
    }
}

// A screen reader toggles a check box without a click.
void AccessibilityTest::togglingTheSwitchOnlyAsks()
{
    auto *control = part<MasterSwitch>();
    QSignalSpy asked(control, &MasterSwitch::switchRequested);
    QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(control);
    QVERIFY(seen && seen->actionInterface());
    QVERIFY(seen->state().checked);
    seen->actionInterface()->doAction(QAccessibleActionInterface::toggleAction());
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().first().toBool(), false);
    QVERIFY(seen->state().checked);
    seen->actionInterface()->doAction(QAccessibleActionInterface::toggleAction());
    QCOMPARE(asked.size(), 1); // the first wish is not answered yet
}

void AccessibilityTest::lockedSwitchAsksNothing()
{
    m_window->setAccess(Access::Denied);
    auto *control = part<MasterSwitch>();
    QSignalSpy asked(control, &MasterSwitch::switchRequested);
    control->toggle();
    QCOMPARE(asked.size(), 0);
    QVERIFY(control->isChecked());
}

// It chooses without the keyboard's current cell.
void AccessibilityTest::choosingARowShowsThePeer()
{
    QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(part<PeersTable>());
    QVERIFY(seen && seen->tableInterface());
    QVERIFY(seen->tableInterface()->selectRow(3));
    const QString prefix = seen->tableInterface()->cellAt(3, PeersModel::Prefix)->text(QAccessible::Name);
    QVERIFY(m_window->selection().current());
    QCOMPARE(QString::fromStdString(m_window->selection().current()->toString()), prefix);
    part<PeersTable>()->clearSelection();
    QVERIFY(seen->tableInterface()->selectRow(5));
    QVERIFY(QString::fromStdString(m_window->selection().current()->toString()) != prefix);
}

// A label with a name is not read by its name alone.
void AccessibilityTest::valuesAreHeard()
{
    m_window->selection().choose(m_mesh.routes.front().prefix);
    QApplication::processEvents();
    int named = 0;
    for (QLabel *label : m_window->findChildren<QLabel *>()) {
        if (label->accessibleName().isEmpty() || label->text().isEmpty() || !label->isVisible())
            continue;
        ++named;
        const QString heard = QAccessible::queryAccessibleInterface(label)->text(QAccessible::Name);
        QVERIFY2(heard.contains(label->text()) && heard.contains(label->accessibleName()), qPrintable(heard));
    }
    QVERIFY(named > 5);
}

QTEST_MAIN(AccessibilityTest)
#include "accessibilitytest.moc"
