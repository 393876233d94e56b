// SPDX-License-Identifier: GPL-3.0-or-later
//
// The overview: what it asks for, where its clicks lead, and that it never shows a wish as done.
#include "tests/ui/pagefixture.h"
#include "ui/models/peersfilter.h"
#include "ui/models/words.h"
#include "ui/pages/overviewpage.h"
#include "ui/widgets/attentionrow.h"
#include "ui/widgets/masterswitch.h"
#include "ui/widgets/noticeviews.h"
#include "ui/widgets/signbutton.h"
#include "ui/widgets/sparkline.h"
#include "ui/widgets/toppeerscard.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

#include <algorithm>

using namespace mesh44;
using namespace mesh44::test;
using Kind = ConnectionState::Kind;

class OverviewTest : public QObject, private PageFixture<OverviewPage>
{
    Q_OBJECT

    bool shows(const QString &words) const
    {
        const auto labels = m_page->findChildren<QLabel *>();
        return std::ranges::any_of(
            labels, [&](const QLabel *label) { return label->isVisible() && label->text().contains(words); });
    }
    AttentionRow *row(const char *id) const
    {
        for (AttentionRow *each : m_page->findChildren<AttentionRow *>()) {
            if (each->isVisible() && each->item().id == QString::fromLatin1(id))
                return each;
        }
        return nullptr;
    }
    static QPushButton *button(AttentionRow *row, const char *name)
    {
        return row->findChild<QPushButton *>(QString::fromLatin1(name));
    }
    std::vector<PeerRateButton *> topPeers() const
    {
        std::vector<PeerRateButton *> seen;
        for (PeerRateButton *each : m_page->findChildren<PeerRateButton *>()) {
            if (each->isVisible())
                seen.push_back(each);
        }
        return seen;
    }
    // Two readings: the first endpoint is the fastest, the last one with more.
    void flow(uint64_t more = 0)
    {
        for (int reading = 0; reading < 2; ++reading) {
            std::vector<TrafficView> counters;
            for (size_t i = 0; i < 4; ++i) {
                const uint64_t bytes = uint64_t(reading) * (100'000 / (i + 1) + more * i);
                counters.push_back({.address = m_mesh.endpoints[i].address, .inBytes = bytes, .outBytes = bytes / 2});
            }
            m_gateway->setTraffic(counters);
            if (reading == 0)
                pass(5);
        }
    }
    Snapshot withDefault(bool suppressed) const
    {
        Snapshot snapshot = m_mesh;
        snapshot.status.hasDefault = true;
        snapshot.status.defaultSuppressed = suppressed;
        return snapshot;
    }

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void asksWhileItIsSeen()
    {
        QSignalSpy traffic(m_page.get(), &OverviewPage::trafficRequested);
        QSignalSpy findings(m_page.get(), &OverviewPage::findingsRequested);
        pass(1);
        QCOMPARE(traffic.size() + findings.size(), 0); // nobody there
        live(m_mesh);
        QCOMPARE(traffic.size(), 1);
        QCOMPARE(findings.size(), 1);
        for (int i = 0; i < 4; ++i)
            pass(1);
        QCOMPARE(traffic.size(), 1);
        pass(1);
        QCOMPARE(traffic.size(), 2);
        for (int i = 0; i < 55; ++i)
            pass(1);
        QCOMPARE(traffic.size(), 13);
        QCOMPARE(findings.size(), 2);
        m_page->hide();
        pass(600);
        QCOMPARE(traffic.size(), 13);
        m_page->show();
        QCOMPARE(traffic.size(), 14); // at once
        QCOMPARE(findings.size(), 3);
    }

    void states_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("data");
        QTest::addColumn<bool>("content");
        QTest::newRow("connecting") << int(Kind::Connecting) << false << false;
        QTest::newRow("absent") << int(Kind::Absent) << false << false;
        QTest::newRow("refused") << int(Kind::Refused) << false << false;
        QTest::newRow("unreachable") << int(Kind::Unreachable) << false << false;
        QTest::newRow("live") << int(Kind::Live) << true << true;
        QTest::newRow("vanished") << int(Kind::Absent) << true << true;
    }
    void states()
    {
        QFETCH(int, kind);
        QFETCH(bool, data);
        QFETCH(bool, content);
        if (data)
            live(m_mesh);
        connectAs(static_cast<Kind>(kind));
        QCOMPARE(part<EmptyState>()->isVisible(), !content);
        QCOMPARE(part<QLabel>("installedRoutes")->isVisible(), content);
        const bool stale = content && kind != int(Kind::Live);
        QCOMPARE(row("situation") != nullptr, stale);
        QSignalSpy retry(m_page.get(), &OverviewPage::retryRequested);
        if (stale)
            button(row("situation"), "act")->click();
        QCOMPARE(retry.size(), stale ? 1 : 0);
        QCOMPARE(muteButtons(), QStringList());
    }

    // The number that is clicked is the number of rows that the filter finds.
    void countsLeadToTheirPeers()
    {
        live(m_mesh);
        QSignalSpy asked(m_page.get(), &OverviewPage::peersRequested);
        PeersFilter filter(m_gateway->peers());
        int seen = 0;
        for (SignButton *count : m_page->findChildren<SignButton *>()) {
            if (!count->isVisible())
                continue;
            QTest::mouseClick(count, Qt::LeftButton);
            QCOMPARE(asked.size(), ++seen);
            filter.setQuery(PeerQuery::parse(asked.last()[0].toString()));
            QCOMPARE(QString::number(filter.rowCount()), count->text().section(u' ', 0, 0));
        }
        QVERIFY(seen >= 4);
    }

    void freshness()
    {
        live(m_mesh);
        QVERIFY(shows(QStringLiteral("41 s ago")));
        QVERIFY(shows(QStringLiteral("next within 4:19")));
        pass(300);
        QVERIFY(shows(QStringLiteral("overdue by 0:41")));
        QVERIFY(!row("overdue"));
        pass(30);
        QVERIFY(row("overdue"));
        m_gateway->setBurst({.time = m_now, .routes = 120, .complete = true, .nextBurst = m_now + 300 * kSecond});
        QApplication::processEvents();
        QVERIFY(!row("overdue"));
        QVERIFY(shows(QStringLiteral("just now")));
    }

    void trafficIsMeasured()
    {
        live(m_mesh);
        QCOMPARE(part<QLabel>("rateIn")->text(), QStringLiteral("measuring…"));
        flow();
        QCOMPARE(part<QLabel>("rateIn")->text(), QStringLiteral("42 kB/s"));
        QCOMPARE(part<QLabel>("rateOut")->text(), QStringLiteral("21 kB/s"));
        auto *line = part<Sparkline>();
        QCOMPARE(QAccessible::queryAccessibleInterface(line)->role(), QAccessible::Chart);
        QVERIFY(accessibleText(line, QAccessible::Name).contains(QStringLiteral("in")));
        QCOMPARE(accessibleText(line, QAccessible::Value), QStringLiteral("42 kB/s, peak 42 kB/s in the last 10 min"));
        pass(60); // nobody answers any more
        QCOMPARE(part<QLabel>("rateIn")->text(), QStringLiteral("measuring…"));
        connectAs(Kind::Absent);
        QCOMPARE(part<QLabel>("rateIn")->text(), QStringLiteral("not known"));
    }

    void topPeersLead_data()
    {
        QTest::addColumn<bool>("byKey");
        QTest::newRow("mouse") << false;
        QTest::newRow("key") << true;
    }
    void topPeersLead()
    {
        QFETCH(bool, byKey);
        live(m_mesh);
        flow();
        const auto peers = topPeers();
        QCOMPARE(peers.size(), size_t(4));
        QSignalSpy asked(m_page.get(), &OverviewPage::peersRequested);
        peers[1]->setFocus();
        if (byKey)
            QTest::keyClick(peers[1], Qt::Key_Space);
        else
            QTest::mouseClick(peers[1], Qt::LeftButton);
        const Ipv4Address endpoint = m_mesh.endpoints[1].address;
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].toString(), text(endpoint));
        QCOMPARE(*m_selection->current(), m_gateway->peers().routesOf(endpoint).front().prefix);
    }

    void nobodyMovesUnderTheFocus()
    {
        live(m_mesh);
        flow();
        QApplication::setActiveWindow(m_page.get());
        const auto names = [this] {
            QStringList list;
            for (const PeerRateButton *each : topPeers())
                list.append(each->accessibleName().section(u':', 0, 0));
            return list;
        };
        const QStringList before = names();
        topPeers()[0]->setFocus();
        QCOMPARE(QApplication::focusWidget(), topPeers()[0]);
        pass(5);
        flow(1'000'000); // the last one is the fastest now
        QCOMPARE(names(), before);
        m_page->takeFocus();
        pass(5);
        flow(1'000'000);
        QVERIFY(names() != before);
    }

    void defaultRouteIsOnlyAskedFor_data()
    {
        QTest::addColumn<bool>("suppressed");
        QTest::newRow("switch off") << false;
        QTest::newRow("switch on") << true;
    }
    void defaultRouteIsOnlyAskedFor()
    {
        QFETCH(bool, suppressed);
        live(withDefault(suppressed));
        auto *toggle = part<MasterSwitch>("defaultSwitch");
        QVERIFY(toggle->isVisible());
        QCOMPARE(*toggle->truth(), !suppressed);
        QSignalSpy off(m_page.get(), &OverviewPage::suppressDefaultRequested);
        QSignalSpy on(m_page.get(), &OverviewPage::allowDefaultRequested);
        QTest::mouseClick(toggle, Qt::LeftButton, {}, QPoint(5, toggle->height() / 2));
        QCOMPARE(int(off.size()), suppressed ? 0 : 1);
        QCOMPARE(int(on.size()), suppressed ? 1 : 0);
        QCOMPARE(*toggle->truth(), !suppressed);
        QVERIFY(!toggle->pending());
        const Action action{suppressed ? Action::Kind::AllowDefault : Action::Kind::SuppressDefault, {}};
        m_gateway->begin(action);
        QCOMPARE(toggle->pending(), std::optional(suppressed));
        m_gateway->refused(action);
        m_page->showFailure(action, QStringLiteral("The prompt was dismissed."));
        QVERIFY(shows(QStringLiteral("The prompt was dismissed.")));
        QVERIFY(!toggle->pending());
        QCOMPARE(*toggle->truth(), !suppressed);
        QTest::keyClick(toggle, Qt::Key_Space);
        QVERIFY(!shows(QStringLiteral("The prompt was dismissed.")));
        live(withDefault(!suppressed));
        QCOMPARE(*toggle->truth(), suppressed);
    }

    void withoutADefaultThereIsNoSwitch()
    {
        live(m_mesh);
        QVERIFY(!part<MasterSwitch>("defaultSwitch")->isVisible());
        live(withDefault(false));
        m_gateway->setAccess(Access::Denied);
        QVERIFY(!part<MasterSwitch>("defaultSwitch")->isEnabled());
    }

    // The bar over the pages has the trial: it has no room for both.
    void heldChangeIsDecided()
    {
        Snapshot held = m_mesh;
        held.status.heldChange = "15 of 50 routes gone";
        live(held);
        QVERIFY(!row("held"));
        held.status.trial = {"root", {"gateway.mode"}, kNow + 41 * kSecond, 41, false};
        live(held);
        AttentionRow *change = row("held");
        QVERIFY(change);
        QSignalSpy decided(m_page.get(), &OverviewPage::decisionRequested);
        button(change, "act")->click();
        button(change, "no")->click();
        QCOMPARE(decided.size(), 2);
        QCOMPARE(decided[0][0].value<Action::Kind>(), Action::Kind::AcceptChanges);
        QCOMPARE(decided[1][0].value<Action::Kind>(), Action::Kind::RejectChanges);
        m_gateway->begin({Action::Kind::AcceptChanges, {}});
        QVERIFY(!button(change, "act")->isEnabled() && !button(change, "no")->isEnabled());
        m_gateway->refused({Action::Kind::AcceptChanges, {}});
        m_page->showFailure({Action::Kind::AcceptChanges, {}}, QStringLiteral("not authorised"));
        QVERIFY(shows(QStringLiteral("not authorised")));
        QVERIFY(button(change, "act")->isEnabled());
        m_gateway->setAccess(Access::Denied);
        QVERIFY(!button(change, "act")->isEnabled() && !button(change, "act")->toolTip().isEmpty());
        live(m_mesh);
        QVERIFY(!row("held"));
    }

    void causesLead()
    {
        Snapshot broken = m_mesh;
        broken.status.problems = {{"/etc/mesh44/gateway.conf", 3, "gateway.subnets", "host bits"}};
        live(broken);
        QSignalSpy settings(m_page.get(), &OverviewPage::settingsRequested);
        button(row("situation"), "act")->click();
        QCOMPARE(settings.size(), 1);
        QCOMPARE(settings[0][0].toString(), QStringLiteral("gateway.subnets"));

        Snapshot fresh = m_mesh;
        fresh.status = makeStatus(GatewayState::Misconfigured);
        fresh.status.subnets.clear();
        live(fresh);
        QSignalSpy wizard(m_page.get(), &OverviewPage::wizardRequested);
        button(row("situation"), "act")->click();
        QCOMPARE(wizard.size(), 1);
    }

    // A row keeps the focus while others come and go, and notes are folded away.
    void rowsStay()
    {
        live(m_mesh);
        m_gateway->setFindings({{"raw4", Severity::Warning, "another program reads", "See who it is"},
                                {"docker", Severity::Note, "Docker drops", ""}});
        QApplication::processEvents();
        AttentionRow *known = row("finding:raw4");
        QVERIFY(known && !row("finding:docker"));
        m_gateway->setFindings({{"ampr-ripd.running", Severity::Error, "ampr-ripd is running", "Stop it"},
                                {"raw4", Severity::Warning, "another program reads", "See who it is"},
                                {"docker", Severity::Note, "Docker drops", ""}});
        QApplication::processEvents();
        QCOMPARE(row("finding:raw4"), known);
        QVERIFY(row("finding:ampr-ripd.running")->y() < known->y());
        part<QToolButton>("notes")->click();
        QApplication::processEvents();
        QVERIFY(row("finding:docker"));
        m_gateway->setFindings({});
        QApplication::processEvents();
        QVERIFY(!row("finding:raw4") && !row("finding:docker"));
    }

    void fits_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<double>("scale");
        for (const QSize size : {QSize(640, 380), QSize(745, 390), QSize(1090, 680), QSize(3600, 1900)}) {
            for (const double scale : {0.9, 1.0, 1.75})
                QTest::addRow("%d at %g", size.width(), scale) << size << scale;
        }
    }
    void fits()
    {
        QFETCH(QSize, size);
        QFETCH(double, scale);
        const QFont before = QApplication::font();
        QFont font = before;
        font.setPointSizeF(font.pointSizeF() * scale);
        QApplication::setFont(font);
        close();
        open();
        Snapshot much = withDefault(false);
        much.status.externalAddress = Ipv4Address(203, 0, 113, 119);
        much.status.underlayDevice = "enp0s31f6";
        much.status.underlayAddress = Ipv4Address(192, 168, 100, 120);
        live(much);
        flow();
        m_page->resize(size);
        for (int i = 0; i < 4; ++i)
            QApplication::processEvents();
        auto *scroll = part<QScrollArea>();
        for (QScrollArea *each : m_page->findChildren<QScrollArea *>()) {
            if (each->isVisible())
                scroll = each;
        }
        QVERIFY2(scroll->widget()->width() <= scroll->viewport()->width(),
                 qPrintable(QStringLiteral("%1 > %2").arg(scroll->widget()->width()).arg(scroll->viewport()->width())));
        QApplication::setFont(before);
    }
};

QTEST_MAIN(OverviewTest)
#include "overviewtest.moc"
