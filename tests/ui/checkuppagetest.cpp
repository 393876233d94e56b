// SPDX-License-Identifier: GPL-3.0-or-later
// The check-up's page: what failed is seen first and says what to do; the rest can be unfolded.
#include "ui/pages/checkuppage.h"
#include "tests/ui/meshmaker.h"
#include "ui/models/gatewaymodel.h"
#include "ui/widgets/checkrow.h"
#include "ui/widgets/noticeviews.h"
#include "ui/widgets/signs.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace mesh44;
using namespace mesh44::test;

static Check check(const char *id, CheckOutcome outcome, const char *blockedBy = "")
{
    return {.id = id,
            .title = std::string("title of ") + id,
            .outcome = outcome,
            .seen = std::string("seen of ") + id,
            .why = std::string("why of ") + id,
            .advice = outcome == CheckOutcome::Pass ? "" : std::string("advice of ") + id,
            .blockedBy = blockedBy,
            .fix = {}};
}

class CheckupPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_page.reset(); }
    void asksWhileItIsSeen();
    void tellsWhatFailedFirst();
    void foldsAndUnfolds();
    void keepsWhatWasFolded();
    void offersTheFix();
    void sendsPacketsWhenAsked();
    void withoutAGateway();
    void notesWhatIsBlocked();

private:
    void live()
    {
        m_gateway->setSnapshot({.revision = 7, .status = makeStatus(GatewayState::Up)});
        m_gateway->setConnection({.kind = ConnectionState::Kind::Live, .host = {}, .detail = {}, .since = kNow});
    }
    QList<CheckRow *> rows() const { return m_page->findChildren<CheckRow *>(); }
    template <class T> T *part(const QWidget *of, const char *name) const
    {
        return of->findChild<T *>(QString::fromLatin1(name));
    }
    QString headline() const { return part<QLabel>(m_page.get(), "headline")->text(); }

    int64_t m_now = kNow;
    std::unique_ptr<GatewayModel> m_gateway;
    std::unique_ptr<CheckupPage> m_page;
};

void CheckupPageTest::init()
{
    m_now = kNow;
    m_page.reset();
    m_gateway = std::make_unique<GatewayModel>([this] { return m_now; });
    m_page = std::make_unique<CheckupPage>(*m_gateway);
    m_page->resize(700, 500);
    m_page->show();
}

void CheckupPageTest::asksWhileItIsSeen()
{
    QSignalSpy asked(m_page.get(), &CheckupPage::checksRequested);
    m_gateway->secondPassed();
    QCOMPARE(asked.size(), 0); // nobody is there to ask
    live();
    QCOMPARE(asked.size(), 1);
    m_gateway->secondPassed();
    QCOMPARE(asked.size(), 1);
    m_now += CheckupPage::kInterval;
    m_gateway->secondPassed();
    QCOMPARE(asked.size(), 2);
    m_page->hide();
    m_now += CheckupPage::kInterval;
    m_gateway->secondPassed();
    QCOMPARE(asked.size(), 2);
    m_page->show();
    QCOMPARE(asked.size(), 3);
}

void CheckupPageTest::tellsWhatFailedFirst()
{
    live();
    m_gateway->setChecks({check("a", CheckOutcome::Pass), check("b", CheckOutcome::Warn),
                          check("c", CheckOutcome::Fail), check("d", CheckOutcome::NotTested, "c")});
    QCOMPARE(rows().size(), 4);
    QVERIFY2(headline().contains(QStringLiteral("title of c")), qPrintable(headline()));
    QVERIFY(headline().contains(QStringLiteral("1 of 4 check")));
    QCOMPARE(part<SignIcon>(rows()[2], "")->sign(), Sign::Failed);
    m_gateway->setChecks({check("a", CheckOutcome::Pass), check("b", CheckOutcome::Warn)});
    QCOMPARE(rows().size(), 2);
    QVERIFY(headline().contains(QStringLiteral("title of b")));
    m_gateway->setChecks({check("a", CheckOutcome::Pass)});
    QVERIFY(headline().startsWith(QStringLiteral("Nothing is wrong")));
}

void CheckupPageTest::foldsAndUnfolds()
{
    live();
    m_gateway->setChecks({check("a", CheckOutcome::Pass), check("c", CheckOutcome::Fail)});
    CheckRow *passed = rows()[0];
    CheckRow *failed = rows()[1];
    QVERIFY(!part<QLabel>(passed, "why")->isVisible());
    QVERIFY(part<QLabel>(failed, "why")->isVisible());
    QVERIFY(part<QLabel>(failed, "advice")->isVisible());
    auto *fold = part<QToolButton>(passed, "fold");
    fold->setFocus();
    QTest::keyClick(fold, Qt::Key_Space);
    QVERIFY(part<QLabel>(passed, "why")->isVisible());
    QVERIFY(!part<QLabel>(passed, "advice")->isVisible()); // it has none
}

// The checks come again every few seconds.
void CheckupPageTest::keepsWhatWasFolded()
{
    live();
    const std::vector<Check> checks{check("a", CheckOutcome::Pass), check("c", CheckOutcome::Fail)};
    m_gateway->setChecks(checks);
    for (CheckRow *row : rows())
        part<QToolButton>(row, "fold")->click();
    m_gateway->setChecks(checks);
    QVERIFY(rows()[0]->isUnfolded());
    QVERIFY(!rows()[1]->isUnfolded());
    m_gateway->setChecks({check("a", CheckOutcome::Fail), check("c", CheckOutcome::Pass)});
    QVERIFY(rows()[0]->isUnfolded());
    QVERIFY(!rows()[1]->isUnfolded());
}

void CheckupPageTest::offersTheFix()
{
    live();
    Check off = check("gateway.on", CheckOutcome::Fail);
    off.fix = {.kind = FixKind::Up, .assignment = {}};
    Check passed = off;
    passed.outcome = CheckOutcome::Pass;
    m_gateway->setChecks({off, passed, check("c", CheckOutcome::Fail)});
    QVERIFY(part<QPushButton>(rows()[0], "fix")->isVisible());
    QVERIFY(!part<QPushButton>(rows()[1], "fix")->isVisible());
    QVERIFY(!part<QPushButton>(rows()[2], "fix")->isVisible());
    QSignalSpy wanted(m_page.get(), &CheckupPage::fixRequested);
    part<QPushButton>(rows()[0], "fix")->click();
    QCOMPARE(wanted.size(), 1);
    QVERIFY(wanted[0][0].value<CheckFix>() == off.fix);
    m_gateway->setConnection({.kind = ConnectionState::Kind::Absent, .host = {}, .detail = {}, .since = kNow});
    QVERIFY(!part<QPushButton>(rows()[0], "fix")->isEnabled());
}

void CheckupPageTest::sendsPacketsWhenAsked()
{
    live();
    m_gateway->setChecks({check("a", CheckOutcome::Pass)});
    QSignalSpy wanted(m_page.get(), &CheckupPage::activeChecksRequested);
    auto *active = part<QPushButton>(m_page.get(), "active");
    active->click();
    QCOMPARE(wanted.size(), 1);
    const Action action{Action::Kind::CheckUp, {}};
    m_gateway->begin(action);
    QVERIFY(!active->isEnabled());
    m_gateway->refused(action);
    QVERIFY(active->isEnabled());
    m_page->setFailure(QStringLiteral("not permitted"));
    QVERIFY(part<QLabel>(m_page.get(), "failure")->isVisible());
    active->click();
    QVERIFY(!part<QLabel>(m_page.get(), "failure")->isVisible());
    // What a look without packets finds must not wipe the answer away at once.
    QSignalSpy asked(m_page.get(), &CheckupPage::checksRequested);
    m_now += CheckupPage::kInterval;
    m_gateway->secondPassed();
    QCOMPARE(asked.size(), 0);
    m_now += CheckupPage::kLetRead;
    m_gateway->secondPassed();
    QCOMPARE(asked.size(), 1);
}

void CheckupPageTest::withoutAGateway()
{
    m_gateway->setConnection({.kind = ConnectionState::Kind::Absent, .host = {}, .detail = {}, .since = kNow});
    QVERIFY(m_page->findChild<EmptyState *>()->isVisible());
    live();
    m_gateway->setChecks({check("a", CheckOutcome::Pass)});
    QVERIFY(!m_page->findChild<EmptyState *>()->isVisible());
    m_gateway->setConnection({.kind = ConnectionState::Kind::Absent, .host = {}, .detail = {}, .since = kNow});
    QVERIFY(headline().startsWith(QStringLiteral("As it was")));
    QVERIFY(!part<QPushButton>(m_page.get(), "active")->isEnabled());
    m_gateway->reset();
    QCOMPARE(rows().size(), 0);
    QVERIFY(m_page->findChild<EmptyState *>()->isVisible());
}

void CheckupPageTest::notesWhatIsBlocked()
{
    live();
    m_gateway->setChecks({check("c", CheckOutcome::Fail), check("d", CheckOutcome::NotTested, "c")});
    QVERIFY(part<QLabel>(rows()[1], "seen")->text().contains(QStringLiteral("title of c")));
    QVERIFY(rows()[1]->accessibleDescription().startsWith(QStringLiteral("Not tested")));
}

QTEST_MAIN(CheckupPageTest)
#include "checkuppagetest.moc"
