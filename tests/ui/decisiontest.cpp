// SPDX-License-Identifier: GPL-3.0-or-later
//
// What waits for the operator's word: the words, the bar and what its buttons ask for.
#include "tests/ui/windowfixture.h"
#include "ui/widgets/decisionbar.h"
#include "ui/widgets/noticeviews.h"
#include "ui/widgets/signs.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

#include <algorithm>

using namespace mesh44;
using namespace mesh44::test;

Q_DECLARE_METATYPE(mesh44::TrialView)

class DecisionTest : public QObject, private WindowFixture
{
    Q_OBJECT

    static TrialView someTrial(uint32_t secondsLeft = 41)
    {
        return {"user 1000", {"gateway.mode", "tunnel.mtu"}, kNow - 3600 * kSecond, secondsLeft, false};
    }
    Snapshot with(const TrialView &trial, const std::string &held = {}) const
    {
        Snapshot snapshot = m_mesh;
        snapshot.status.trial = trial;
        snapshot.status.heldChange = held;
        return snapshot;
    }
    bool shows(const QString &part_) const
    {
        const auto labels = part<DecisionBar>()->findChildren<QLabel *>();
        return std::ranges::any_of(
            labels, [&](const QLabel *label) { return label->isVisible() && label->text().contains(part_); });
    }
    QPushButton *button(const char *name) const
    {
        return part<DecisionBar>()->findChild<QPushButton *>(QString::fromLatin1(name));
    }

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { m_window.reset(); }

    // However narrow it is: all words of a notice are seen.
    void wrappedWordsAreNotCut_data()
    {
        QTest::addColumn<int>("width");
        for (const int ems : {60, 40, 28, 20})
            QTest::addRow("%d em", ems) << ems;
    }
    void wrappedWordsAreNotCut()
    {
        QFETCH(int, width);
        m_window->setSnapshot(with({}, "15 of 531 routes gone and 225 re-pointed at once"));
        QWidget page;
        auto *lines = new QVBoxLayout(&page);
        auto *banner = new Banner(&page);
        auto *bar = new DecisionBar(m_window->gateway(), &page);
        banner->setNotice({.sign = Sign::Failed,
                           .title = QStringLiteral("The gateway service is not running on this computer"),
                           .text = QStringLiteral("The list below is its last word. ").repeated(4)});
        lines->addWidget(banner);
        lines->addWidget(bar);
        lines->addStretch(1);
        page.resize(em(&page, width), 2000);
        page.show();
        QApplication::processEvents();
        for (const QWidget *notice : {static_cast<QWidget *>(banner), static_cast<QWidget *>(bar)}) {
            for (const QLabel *label : notice->findChildren<QLabel *>())
                QVERIFY2(!label->isVisible() || label->height() >= label->heightForWidth(label->width()),
                         qPrintable(label->text()));
        }
    }

    void words_data()
    {
        QTest::addColumn<TrialView>("trial");
        QTest::addColumn<QString>("held");
        QTest::addColumn<QString>("text"); // empty: nothing waits
        TrialView goingBack = someTrial();
        goingBack.rollingBack = true;
        const QString change = QStringLiteral("15 of 50 routes gone");
        QTest::newRow("nothing") << TrialView() << QString() << QString();
        QTest::newRow("trial") << someTrial() << QString()
                               << QStringLiteral("gateway.mode, tunnel.mtu, by user 1000: taken back in 0:41 unless");
        QTest::newRow("taken back already") << goingBack << QString() << QString();
        QTest::newRow("held") << TrialView() << change << QStringLiteral("15 of 50 routes gone. The routes stay");
        QTest::newRow("both") << someTrial() << change << QStringLiteral("taken back in 0:41");
        QTest::newRow("held, behind one that goes back") << goingBack << change << QStringLiteral("The routes stay");
    }
    void words()
    {
        QFETCH(TrialView, trial);
        QFETCH(QString, held);
        QFETCH(QString, text);
        const Snapshot snapshot = with(trial, held.toStdString());
        const auto decision = decisionOf(snapshot.status, kNow, kNow + 41 * kSecond);
        QCOMPARE(decision.has_value(), !text.isEmpty());
        if (decision)
            QVERIFY2(decision->text.contains(text), qPrintable(decision->text));
        live(snapshot);
        QCOMPARE(part<DecisionBar>()->isVisible(), !text.isEmpty());
    }

    // By the seconds that the gateway says, not by its clock; they pass here, too.
    void countsDown()
    {
        live(with(someTrial()));
        QVERIFY(shows(QStringLiteral("in 0:41")));
        m_now += 11 * kSecond;
        m_window->gateway().secondPassed();
        QVERIFY(shows(QStringLiteral("in 0:30")));
        m_now += 60 * kSecond;
        m_window->gateway().secondPassed();
        QVERIFY(shows(QStringLiteral("at its deadline")));
    }

    // A delta tells that there is one, not how long: that is asked for, once.
    void aTrialThatBeginsIsAskedAfter()
    {
        live(m_mesh);
        QSignalSpy asked(m_window.get(), &MainWindow::refreshRequested);
        Snapshot next = with(someTrial(0));
        next.revision = m_mesh.revision + 1;
        m_window->applyDelta(difference(m_mesh, next));
        QCOMPARE(asked.size(), 1);
        QVERIFY(shows(QStringLiteral("at its deadline")));
        Snapshot whole = with(someTrial());
        whole.revision = next.revision;
        m_window->setSnapshot(whole);
        QVERIFY(shows(QStringLiteral("in 0:41")));
        Snapshot end = m_mesh;
        end.revision = next.revision + 1;
        m_window->applyDelta(difference(whole, end));
        QCOMPARE(asked.size(), 1);
        QVERIFY(!part<DecisionBar>()->isVisible());
    }

    void buttonsAsk_data()
    {
        QTest::addColumn<bool>("trial");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<int>("kind");
        QTest::newRow("keep") << true << QByteArray("yes") << int(Action::Kind::Confirm);
        QTest::newRow("take back") << true << QByteArray("no") << int(Action::Kind::Rollback);
        QTest::newRow("accept") << false << QByteArray("yes") << int(Action::Kind::AcceptChanges);
        QTest::newRow("reject") << false << QByteArray("no") << int(Action::Kind::RejectChanges);
    }
    void buttonsAsk()
    {
        QFETCH(bool, trial);
        QFETCH(QByteArray, name);
        QFETCH(int, kind);
        live(trial ? with(someTrial()) : with({}, "15 of 50 routes gone"));
        QSignalSpy asked(m_window.get(), &MainWindow::decisionRequested);
        button(name.constData())->click();
        QCOMPARE(asked.size(), 1);
        const auto what = asked[0][0].value<Action::Kind>();
        QCOMPARE(int(what), kind);
        QVERIFY(!button("yes")->isEnabled() && !button("no")->isEnabled());
        m_window->actionFailed({what, {}}, QStringLiteral("The prompt was dismissed."));
        QVERIFY(shows(QStringLiteral("The prompt was dismissed.")));
        QVERIFY(button("yes")->isEnabled() && button("no")->isEnabled());
        button(name.constData())->click();
        QVERIFY(!shows(QStringLiteral("The prompt was dismissed.")));
        Snapshot after = m_mesh;
        ++after.revision;
        live(after);
        m_window->actionDone({what, {}});
        QVERIFY(!part<DecisionBar>()->isVisible());
        QVERIFY(!m_window->gateway().isPending({what, {}}));
    }

    void asksNobodyWhoCannotAnswer()
    {
        live(with(someTrial()));
        m_window->setAccess(Access::Denied);
        QVERIFY(!button("yes")->isEnabled() && !button("yes")->toolTip().isEmpty());
        m_window->setConnection({.kind = ConnectionState::Kind::Absent, .host = {}, .detail = {}, .since = kNow});
        QVERIFY(!part<DecisionBar>()->isVisible());
    }
};

QTEST_MAIN(DecisionTest)
#include "decisiontest.moc"
