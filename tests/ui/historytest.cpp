// SPDX-License-Identifier: GPL-3.0-or-later
//
// The history page: the range on the time line, the events below it, and that nothing moves under the cursor.
#include "tests/ui/pagefixture.h"
#include "ui/pages/historypage.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/eventsexport.h"
#include "ui/widgets/eventstable.h"
#include "ui/widgets/kindchips.h"
#include "ui/widgets/noticeviews.h"
#include "ui/widgets/spanbar.h"
#include "ui/widgets/timelinechart.h"

#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>

using namespace mesh44;
using namespace mesh44::test;
using Kind = ConnectionState::Kind;

class HistoryTest : public QObject, private PageFixture<HistoryPage>
{
    Q_OBJECT

    static std::vector<TimelineView> day()
    {
        std::vector<TimelineView> points;
        for (int64_t back = 288; back >= 0; --back)
            points.push_back({kNow - back * 300 * kSecond, 500u + uint32_t(back % 7), 499, 3'000'000, 600'000});
        return points;
    }
    // One each ten minutes, the newest now.
    static std::vector<EventView> many(int count)
    {
        std::vector<EventView> events;
        for (int i = 0; i < count; ++i)
            events.push_back(
                {kNow - i * 600 * kSecond, i % 2 ? "route" : "config", "44.128.77.0/24", "event" + std::to_string(i)});
        return events;
    }
    void fill(int count = 100)
    {
        live(m_mesh);
        m_gateway->setHistory(many(count));
        m_gateway->setTimeline(day());
        QApplication::processEvents();
    }
    EventsTable *table() const { return part<EventsTable>(); }
    TimelineChart *chart() const { return part<TimelineChart>(); }
    int rows() const { return table()->model()->rowCount(); }
    QString cell(int row, int column = EventsModel::Text) const
    {
        return table()->model()->index(row, column).data().toString();
    }
    QString topText() const { return cell(table()->rowAt(0)); }
    void drag(double from, double to)
    {
        const int y = chart()->height() / 2;
        const auto at = [&](double share) {
            const int left = chart()->width() / 8;
            return QPoint(left + int((chart()->width() - left) * share), y);
        };
        QTest::mousePress(chart(), Qt::LeftButton, {}, at(from));
        QTest::mouseMove(chart(), at((from + to) / 2));
        QTest::mouseMove(chart(), at(to));
        QTest::mouseRelease(chart(), Qt::LeftButton, {}, at(to));
    }

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void asksEachMinuteWhileItIsSeen()
    {
        QSignalSpy asked(m_page.get(), &HistoryPage::timelineRequested);
        pass(1);
        QCOMPARE(asked.size(), 0);
        live(m_mesh);
        QCOMPARE(asked.size(), 1);
        pass(59);
        QCOMPARE(asked.size(), 1);
        pass(1);
        QCOMPARE(asked.size(), 2);
        m_page->hide();
        pass(300);
        QCOMPARE(asked.size(), 2);
        m_page->show();
        QCOMPARE(asked.size(), 3);
    }

    void states()
    {
        connectAs(Kind::Absent);
        QVERIFY(part<EmptyState>()->isVisible());
        live(m_mesh);
        QVERIFY(!part<EmptyState>()->isVisible() && !part<Banner>()->isVisible() && table()->isVisible());
        QCOMPARE(chart()->readout(), QStringLiteral("nothing recorded yet"));
        fill();
        connectAs(Kind::Absent);
        QVERIFY(part<Banner>()->isVisible() && table()->isVisible());
        QSignalSpy retry(m_page.get(), &HistoryPage::retryRequested);
        for (QPushButton *button : part<Banner>()->findChildren<QPushButton *>()) {
            if (button->text() == QStringLiteral("Try again"))
                button->click();
        }
        QCOMPARE(retry.size(), 1);
        QCOMPARE(muteButtons(), QStringList());
    }

    void spansFilterTheEvents()
    {
        fill(300);             // 50 hours
        QCOMPARE(rows(), 145); // both ends
        QCOMPARE(cell(0), QStringLiteral("event0"));
        m_gateway->setHistory(many(300));
        QTest::mouseClick(part<SpanBar>()->findChildren<Chip *>()[1], Qt::LeftButton);
        QCOMPARE(rows(), 300);
        QTest::mouseClick(part<SpanBar>()->findChildren<Chip *>()[2], Qt::LeftButton);
        QCOMPARE(rows(), 13); // started two hours ago
    }

    void draggingChoosesARange()
    {
        fill();
        const int all = rows();
        QSignalSpy changed(chart(), &TimelineChart::rangeChanged);
        drag(0.5, 0.8);
        QVERIFY(!changed.isEmpty());
        const auto range = chart()->range();
        QVERIFY(range && range->from < range->to);
        QVERIFY(rows() > 0 && rows() < all);
        const auto *filter = static_cast<EventsFilter *>(table()->model());
        for (const EventView &event : filter->events())
            QVERIFY(event.time >= range->from && event.time <= range->to);
        pass(1); // and stays
        QCOMPARE(chart()->range(), range);
        QTest::mouseClick(part<QToolButton>("wholeSpan"), Qt::LeftButton);
        QCOMPARE(rows(), all);
        drag(0.8, 0.5); // from the other side
        QVERIFY(chart()->range()->from < chart()->range()->to);
        QTest::mouseClick(chart(), Qt::LeftButton, {}, QPoint(chart()->width() / 2, chart()->height() / 2));
        QVERIFY(!chart()->range());
        QCOMPARE(rows(), all);
    }

    void keysReadAndChoose()
    {
        fill();
        const QString end = chart()->readout();
        QTest::keyClick(chart(), Qt::Key_Left);
        QVERIFY(chart()->readout() != end);
        QCOMPARE(accessibleText(chart(), QAccessible::Value), chart()->readout());
        QCOMPARE(QAccessible::queryAccessibleInterface(chart())->role(), QAccessible::Chart);
        QVERIFY(!chart()->range());
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(chart(), Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(chart()->range());
        QCOMPARE(chart()->range()->to - chart()->range()->from, 3 * 300 * kSecond);
        QVERIFY(accessibleText(chart(), QAccessible::Value).contains(QStringLiteral("Range:")));
        QTest::keyClick(chart(), Qt::Key_Home, Qt::ShiftModifier);
        QVERIFY(chart()->range()->from <= kNow - 86'000 * kSecond);
        QTest::keyClick(chart(), Qt::Key_Escape);
        QVERIFY(!chart()->range());
        QCOMPARE(chart()->readout(), end);
    }

    void textAndKindsFilter()
    {
        fill();
        part<QLineEdit>("eventsFilter")->setText(QStringLiteral("event4"));
        QCOMPARE(rows(), 11);
        part<KindChips>()->choose({"config"});
        QCOMPARE(rows(), 6); // 4, 40, 42 …
        part<QLineEdit>("eventsFilter")->clear();
        QCOMPARE(rows(), 50);
        QTest::keyClick(part<KindChips>()->findChildren<QAbstractButton *>()[1], Qt::Key_Space);
        QCOMPARE(rows(), 100);
    }

    // New ones on top: who looks at the top sees them, who looks at something keeps it.
    void nothingMovesUnderTheCursor()
    {
        fill();
        const auto tell = [this](int number) {
            m_gateway->addEvent({kNow + number * kSecond, "route", "44.1.0.0/16", "new " + std::to_string(number)});
        };
        tell(1);
        QCOMPARE(topText(), QStringLiteral("new 1"));
        table()->verticalScrollBar()->setValue(20);
        const QString top = topText();
        tell(2);
        tell(3);
        QCOMPARE(topText(), top);
        table()->scrollToTop();
        QCOMPARE(topText(), QStringLiteral("new 3"));
        table()->selectRow(2);
        const QString chosen = cell(table()->currentIndex().row());
        const int y = table()->visualRect(table()->currentIndex()).top();
        tell(4);
        QCOMPARE(cell(table()->currentIndex().row()), chosen);
        QCOMPARE(table()->visualRect(table()->currentIndex()).top(), y);
        m_gateway->setHistory(many(100)); // another history: from the beginning
        QCOMPARE(topText(), QStringLiteral("event0"));
    }

    void anEventChoosesItsPeer()
    {
        fill();
        const Ipv4Address endpoint = m_mesh.endpoints[3].address;
        m_gateway->addEvent({kNow, "endpoint", endpoint.toString(), "Moved."});
        m_gateway->addEvent({kNow, "config", "gateway.mode", "set to full"});
        QSignalSpy asked(m_page.get(), &HistoryPage::peersRequested);
        table()->selectRow(0);
        QVERIFY(!m_selection->current());
        QTest::keyClick(table(), Qt::Key_Return);
        QCOMPARE(asked.size(), 0);
        QTest::keyClick(table(), Qt::Key_Down);
        QCOMPARE(*m_selection->current(), m_gateway->peers().routesOf(endpoint).front().prefix);
        QTest::keyClick(table(), Qt::Key_Return);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].toString(), QString::fromStdString(endpoint.toString()));
        QTest::keyClick(table(), Qt::Key_Down);
        QCOMPARE(QString::fromStdString(m_selection->current()->toString()), QStringLiteral("44.128.77.0/24"));
    }

    void rowsAreCopied()
    {
        fill();
        table()->selectRow(0);
        QTest::keyClick(table(), Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QApplication::clipboard()->text().split(u'\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines[0].endsWith(QStringLiteral("\tconfig\t44.128.77.0/24\tevent0")));
    }

    void whatIsShownIsSaved()
    {
        fill();
        part<QLineEdit>("eventsFilter")->setText(QStringLiteral("event42"));
        const QTemporaryDir folder;
        auto *button = part<EventsExport>();
        QSignalSpy failed(button, &EventsExport::failed);
        for (const auto &[name, format, start] :
             {std::tuple("events.csv", EventsExport::Format::Csv, "time,kind,subject,text\r\n2026-05-17T"),
              std::tuple("events.json", EventsExport::Format::Json, "{")}) {
            QFile file(folder.filePath(QString::fromLatin1(name)));
            button->save(file.fileName(), format);
            QVERIFY(failed.takeLast()[0].toString().isEmpty());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray content = file.readAll();
            QVERIFY2(content.startsWith(start), content.constData());
            QCOMPARE(content.count("event42"), 1);
        }
        button->save(folder.filePath(QStringLiteral("nowhere/events.csv")), EventsExport::Format::Csv);
        const QString reason = failed.takeLast()[0].toString();
        QVERIFY(reason.contains(QStringLiteral("nowhere")));
        bool shown = false;
        for (const QLabel *label : m_page->findChildren<QLabel *>())
            shown |= label->isVisible() && label->text() == reason;
        QVERIFY(shown);
    }

    void comesBackAsItWas()
    {
        fill(300);
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat);
        part<SpanBar>()->setSpan(1);
        part<QLineEdit>("eventsFilter")->setText(QStringLiteral("event2"));
        part<KindChips>()->choose({"route"});
        m_page->saveTo(settings);
        close();
        open();
        m_page->restoreFrom(settings);
        fill(300);
        QCOMPARE(part<SpanBar>()->span(), SpanBar::Span::Week);
        QCOMPARE(part<KindChips>()->chosen(), std::set<std::string>{"route"});
        QCOMPARE(rows(), 55); // 21, 23 … 29, 201 … 299
        settings.setValue(QStringLiteral("span"), QStringLiteral("of the future"));
        settings.setValue(QStringLiteral("kinds"), QStringList{QStringLiteral("weather")});
        m_page->restoreFrom(settings);
        QCOMPARE(part<SpanBar>()->span(), SpanBar::Span::Day);
        QVERIFY(part<KindChips>()->chosen().empty());
    }
};

QTEST_MAIN(HistoryTest)
#include "historytest.moc"
