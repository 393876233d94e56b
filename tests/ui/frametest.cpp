// SPDX-License-Identifier: GPL-3.0-or-later
// The window around its pages: the rail, the chosen peer beside them, the gateways to choose from.
#include "tests/ui/windowfixture.h"
#include "ui/map/mapcanvas.h"
#include "ui/widgets/gatewayselector.h"
#include "ui/widgets/inspector.h"
#include "ui/widgets/rail.h"
#include "ui/widgets/searchbox.h"

#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QScrollArea>
#include <QSettings>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace mesh44;
using namespace mesh44::test;

class FrameTest : public QObject, private WindowFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { m_window.reset(); }

    void keysChoosePages();
    void pagesHaveTheSameMargins();
    void mapStaysWholeForAChoiceElsewhere();
    void searchShowsWhatItFound();
    void oneSelection();
    void panelCanBeClosed();
    void narrowRailHasNames();
    void anotherGateway();
    void aGatewayWritesNoHtml();
    void settingsFromTheFuture();
};

void FrameTest::keysChoosePages()
{
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    for (int page = 0; page < int(m_window->pages().size()); ++page) {
        QTest::keyClick(m_window.get(), Qt::Key(Qt::Key_1 + page), Qt::ControlModifier);
        QCOMPARE(m_window->currentPage(), m_window->pages()[size_t(page)]);
        QCOMPARE(part<Rail>()->current(), page);
        QCOMPARE(part<Rail>()->button(page)->accessibleName(), m_window->currentPage()->windowTitle());
    }
    QTest::mouseClick(part<Rail>()->button(0), Qt::LeftButton);
    QCOMPARE(m_window->currentPage(), m_window->pages()[0]);
}

void FrameTest::pagesHaveTheSameMargins()
{
    m_window->resize(1280, 800);
    live(m_mesh);
    m_window->gateway().setChecks({{.id = "clock", .title = "The clock is set", .outcome = CheckOutcome::Pass}});
    for (int number = 0; number < int(m_window->pages().size()); ++number) {
        m_window->showPage(number);
        QApplication::processEvents();
        const Page *page = m_window->currentPage();
        QPoint corner(INT_MAX, INT_MAX); // of what is seen, not of what merely holds it
        for (const QWidget *part : page->findChildren<QWidget *>()) {
            const bool isSeen = part->isVisible() && part->metaObject() != &QWidget::staticMetaObject
                                && !qobject_cast<const QStackedWidget *>(part)
                                && !qobject_cast<const QScrollArea *>(part) && !part->inherits("QScrollBar");
            if (isSeen)
                corner = {std::min(corner.x(), part->mapTo(page, QPoint()).x()),
                          std::min(corner.y(), part->mapTo(page, QPoint()).y())};
        }
        const QMargins margins = pageMargins(page);
        QVERIFY2(corner == QPoint(margins.left(), margins.top()),
                 qPrintable(QStringLiteral("%1: %2, %3").arg(page->objectName()).arg(corner.x()).arg(corner.y())));
    }
}

void FrameTest::mapStaysWholeForAChoiceElsewhere()
{
    m_window->resize(1280, 800);
    live(m_mesh);
    for (int row = 0; row < 12; ++row) {
        choose(row * 5);
        m_window->showPage(pageOf("map"));
        QApplication::processEvents();
        const auto *canvas = m_window->currentPage()->findChild<MapCanvas *>();
        QVERIFY(canvas->view().isFitted());
        m_window->showPage(pageOf("peers"));
    }
}

void FrameTest::searchShowsWhatItFound()
{
    live(m_mesh);
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    auto *box = part<SearchBox>();
    QVERIFY(box->hasFocus());
    const Ipv4Prefix wanted = m_mesh.routes[20].prefix;
    part<QLineEdit>(QStringLiteral("peersFilter"))->setText(QStringLiteral("zzz"));
    QTest::keyClicks(box, QString::fromStdString(wanted.toString()));
    QTest::keyClick(box, Qt::Key_Return);
    QCOMPARE(m_window->currentPage()->objectName(), QStringLiteral("peers"));
    QCOMPARE(m_window->selection().current(), std::optional(wanted));
    QCOMPARE(part<PeersTable>()->currentPrefix(), std::optional(wanted)); // whatever the filter hid
}

void FrameTest::oneSelection()
{
    live(m_mesh);
    m_window->showPage(pageOf("peers"));
    choose(3);
    const auto prefix = part<PeersTable>()->currentPrefix();
    QCOMPARE(m_window->selection().current(), prefix);
    part<QLineEdit>(QStringLiteral("peersFilter"))->setText(QStringLiteral("zzz"));
    QCOMPARE(part<PeersTable>()->currentPrefix(), std::nullopt);
    QCOMPARE(m_window->selection().current(), prefix); // hidden, and still looked at
    part<QLineEdit>(QStringLiteral("peersFilter"))->clear();
    m_window->selection().choose(m_mesh.routes[7].prefix);
    QCOMPARE(part<PeersTable>()->currentPrefix(), std::optional(m_mesh.routes[7].prefix));
}

void FrameTest::panelCanBeClosed()
{
    m_window->resize(1280, 800);
    live(m_mesh);
    m_window->showPage(pageOf("peers"));
    auto *inspector = part<Inspector>();
    QVERIFY(inspector->isVisible());
    QApplication::processEvents(); // laid out
    QTest::mouseClick(part<QToolButton>(QStringLiteral("closeInspector")), Qt::LeftButton);
    QVERIFY(!inspector->isVisible());
    choose(2);
    QVERIFY(!inspector->isVisible()); // who closed it does not want it
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTest::keyClick(m_window.get(), Qt::Key_F9);
    QVERIFY(inspector->isVisible());
    part<QToolButton>(QStringLiteral("closeInspector"))->setFocus();
    QTest::keyClick(m_window->focusWidget(), Qt::Key_F9); // also from within
    QVERIFY(!inspector->isVisible());
    QVERIFY(m_window->currentPage()->isAncestorOf(m_window->focusWidget()));
    QTest::keyClick(m_window.get(), Qt::Key_F9);
    m_window->resize(800, 480);
    QVERIFY(inspector->isVisible()); // it has something to show
    m_window->selection().choose({});
    QVERIFY(!inspector->isVisible());
}

void FrameTest::narrowRailHasNames()
{
    m_window->resize(1280, 800);
    QApplication::processEvents();
    const int wide = part<Rail>()->width();
    m_window->resize(700, 480);
    QApplication::processEvents();
    QTRY_VERIFY(part<Rail>()->width() < wide / 2);
    for (size_t page = 0; page < m_window->pages().size(); ++page)
        QVERIFY(part<Rail>()->button(int(page))->toolTip().startsWith(m_window->pages()[page]->windowTitle()));
}

void FrameTest::anotherGateway()
{
    auto *selector = part<GatewaySelector>();
    QSignalSpy asked(m_window.get(), &MainWindow::hostRequested);
    QVERIFY(selector->hosts().isEmpty());
    m_window->setConnection({.kind = ConnectionState::Kind::Connecting, .host = QStringLiteral("a@b")});
    QVERIFY(selector->hosts().isEmpty()); // nobody answered yet
    m_window->setConnection({.kind = ConnectionState::Kind::Live, .host = QStringLiteral("a@b"), .since = kNow});
    QCOMPARE(selector->hosts(), QStringList{QStringLiteral("a@b")});
    Q_EMIT selector->menu()->aboutToShow();
    const QList<QAction *> actions = selector->menu()->actions();
    QVERIFY(actions[1]->isChecked());
    const auto children = selector->menu()->children().size();
    actions[0]->trigger();
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked[0][0].toString(), QString()); // this computer
    Q_EMIT selector->menu()->aboutToShow();
    QCOMPARE(selector->menu()->children().size(), children); // each time the same
}

// What a gateway says is drawn as it stands, also where a tool tip guesses.
void FrameTest::aGatewayWritesNoHtml()
{
    const std::string bold = "<b>all is well</b>";
    m_mesh.status.callsign = m_mesh.status.device = bold;
    m_mesh.routes[0].reason = bold;
    live(m_mesh);
    m_window->addEvent({.time = kNow, .kind = "route", .subject = {}, .text = bold});
    const auto isMarkup = [](const QString &tip) { return tip.contains(QStringLiteral("<b>")); };
    for (const QWidget *widget : m_window->findChildren<QWidget *>())
        QVERIFY2(!isMarkup(widget->toolTip()), qPrintable(widget->toolTip()));
    const auto tipOf = [](QAbstractItemModel &model, int column) {
        return model.index(0, column).data(Qt::ToolTipRole).toString();
    };
    const int row = m_window->gateway().peers().rowOf(m_mesh.routes[0].prefix);
    const QString reason = m_window->gateway().peers().index(row, PeersModel::Reason).data(Qt::ToolTipRole).toString();
    QVERIFY(!reason.isEmpty() && !isMarkup(reason));
    const QString event = tipOf(m_window->gateway().events(), 0);
    QVERIFY(!event.isEmpty() && !isMarkup(event));
}

void FrameTest::settingsFromTheFuture()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("ui.conf")), QSettings::IniFormat);
    settings.beginGroup(QStringLiteral("window-2"));
    settings.setValue(QStringLiteral("page"), QStringLiteral("holodeck"));
    settings.setValue(QStringLiteral("size"), QStringLiteral("enormous"));
    settings.setValue(QStringLiteral("split"), QByteArray("\xff\x00garbage", 9));
    settings.setValue(QStringLiteral("hosts"), QStringList{QStringLiteral("-oProxyCommand=id"), QStringLiteral("a@b")});
    settings.setValue(QStringLiteral("peers/header"), 42);
    settings.endGroup();
    const QSize before = m_window->size();
    const Page *page = m_window->currentPage();
    m_window->restoreFrom(settings);
    QCOMPARE(m_window->size(), before);
    QCOMPARE(m_window->currentPage(), page);
    QCOMPARE(part<GatewaySelector>()->hosts(), QStringList{QStringLiteral("a@b")});
    live(m_mesh);
    QVERIFY(part<PeersTable>()->model()->rowCount() == 60);
}

QTEST_MAIN(FrameTest)
#include "frametest.moc"
