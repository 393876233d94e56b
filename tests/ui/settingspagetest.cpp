// SPDX-License-Identifier: GPL-3.0-or-later
//
// The settings page by clicks and keys: changes gather, are reviewed, applied on trial, refused; and the locks.
#include "ui/pages/settingspage.h"
#include "tests/ui/meshmaker.h"
#include "tests/ui/settingviews.h"
#include "ui/models/gatewaymodel.h"
#include "ui/models/settingsmodel.h"
#include "ui/widgets/changebar.h"
#include "ui/widgets/lookpanel.h"
#include "ui/widgets/noticeviews.h"
#include "ui/widgets/reviewdialog.h"
#include "ui/widgets/settingrow.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace mesh44;
using namespace mesh44::test;
using State = ReviewPane::State;

static const PreviewView kPreview{.kernel = {"ip rule add from 44.128.10.0/24 lookup 45"},
                                  .firewall = {"- tcp dport 22 accept", "+ tcp dport 23 accept"},
                                  .notes = {"hears another announcer"},
                                  .more = 3};

class SettingsPageTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<GatewayModel> m_gateway;
    std::unique_ptr<SettingsPage> m_page;

    template <class T> T *part(const char *name) const { return m_page->findChild<T *>(QString::fromLatin1(name)); }
    ChangeBar *bar() const { return m_page->findChild<ChangeBar *>(); }
    ReviewDialog *dialog() const { return m_page->findChild<ReviewDialog *>(); }
    ReviewPane &pane() const { return dialog()->pane(); }
    QPushButton *barButton(const char *name) const
    {
        return bar()->findChild<QPushButton *>(QString::fromLatin1(name));
    }
    QPushButton *applyButton() const { return dialog()->findChild<QPushButton *>(QStringLiteral("apply")); }
    QString reviewWords() const { return pane().findChild<QLabel *>(QStringLiteral("words"))->text(); }
    SettingRow *row(const char *key) const
    {
        for (auto *each : m_page->findChildren<SettingRow *>()) {
            if (each->key() == QLatin1String(key))
                return each;
        }
        return nullptr;
    }
    void type(const char *key, const QString &value)
    {
        auto *line = part<QLineEdit>(key);
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, value);
    }
    void live(GatewayStatus status = makeStatus(GatewayState::Up))
    {
        m_gateway->setSnapshot({.revision = 7, .status = std::move(status)});
        m_gateway->setConnection({.kind = ConnectionState::Kind::Live, .host = {}, .detail = {}, .since = kNow});
    }
    // One change, and the review of it.
    void review()
    {
        type("gateway.callsign", QStringLiteral("n1call"));
        barButton("review")->click();
        QCOMPARE(pane().state(), State::Asking);
    }

private Q_SLOTS:
    void init()
    {
        m_gateway = std::make_unique<GatewayModel>([] { return kNow; });
        m_page = std::make_unique<SettingsPage>(*m_gateway);
        m_page->resize(900, 600);
        live();
        m_gateway->setConfigureAccess(Access::Granted);
        m_gateway->setSettings(
            makeSettings("[gateway]\ncallsign = N0CALL\nsubnets = 44.128.10.0/24\n", "[gateway]\nmode = mesh\n"));
        m_page->show();
    }
    void cleanup() { m_page.reset(); }

    void everyKeyHasARowAndAName()
    {
        QCOMPARE(m_page->findChildren<SettingRow *>().size(), 23);
        for (const SettingView &fact : m_gateway->settings()) {
            auto *control = part<QWidget>(fact.key.c_str());
            QVERIFY2(control, fact.key.c_str());
            QVERIFY(!control->accessibleName().isEmpty());
            QVERIFY(control->focusPolicy() & Qt::TabFocus);
        }
        QVERIFY(part<QComboBox>("gateway.mode") && part<QCheckBox>("start.enabled"));
        QVERIFY(part<QSpinBox>("routing.priority") && part<QLineEdit>("routing.mesh_table"));
    }

    void asksForWhatItShows()
    {
        QSignalSpy asked(m_page.get(), &SettingsPage::settingsRequested);
        m_page->hide();
        GatewayStatus changed = makeStatus(GatewayState::Up);
        changed.mode = "bgp";
        live(changed);
        QCOMPARE(asked.size(), 0); // nobody looks
        m_page->show();
        QCOMPARE(asked.size(), 1);
        m_gateway->secondPassed();
        QCOMPARE(asked.size(), 1);
        changed.callsign = "N1CALL";
        live(changed);
        QCOMPARE(asked.size(), 2);
    }

    void changesGather()
    {
        QVERIFY(!bar()->isVisible());
        type("gateway.callsign", QStringLiteral("n1call"));
        QTest::mouseClick(part<QCheckBox>("start.lockdown"), Qt::LeftButton, {}, QPoint(5, 8));
        part<QSpinBox>("routing.priority")->setFocus();
        QTest::keyClick(part<QSpinBox>("routing.priority"), Qt::Key_Up);
        auto *mode = part<QComboBox>("gateway.mode");
        mode->setFocus();
        QTest::keyClick(mode, Qt::Key_Up);
        QVERIFY(bar()->isVisible() && barButton("review")->isEnabled());
        const std::vector<Assignment> expected{{"gateway.callsign", "n1call"},
                                               {"gateway.mode", "full"},
                                               {"routing.priority", "45"},
                                               {"start.lockdown", "yes"}};
        QVERIFY(m_page->model().draft().assignments() == expected);
        barButton("discard")->click();
        QVERIFY(!bar()->isVisible());
        QCOMPARE(part<QLineEdit>("gateway.callsign")->text(), QStringLiteral("N0CALL"));
        QCOMPARE(mode->currentData().toString(), QStringLiteral("mesh"));
    }

    void whatIsTypedStaysAsItIsTyped()
    {
        type("gateway.callsign", QStringLiteral("n0call"));
        QCOMPARE(part<QLineEdit>("gateway.callsign")->text(), QStringLiteral("n0call"));
        QVERIFY(!bar()->isVisible()); // it is the same
    }

    void wrongValueIsSaidAtItsPlace()
    {
        type("gateway.subnets", QStringLiteral("44.128.10.1/24"));
        QVERIFY(bar()->isVisible() && !barButton("review")->isEnabled());
        const auto labels = row("gateway.subnets")->findChildren<QLabel *>();
        QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
            return label->isVisible() && label->text().contains(QStringLiteral("44.128.10.0/24. Permitted"));
        }));
        row("gateway.subnets")->findChild<QToolButton *>(QStringLiteral("back"))->click();
        QVERIFY(!bar()->isVisible());
    }

    void resetTakesOursBack()
    {
        auto *back = row("gateway.mode")->findChild<QToolButton *>(QStringLiteral("back"));
        QVERIFY(back->isVisible());
        QVERIFY(!row("rip44.announcer")->findChild<QToolButton *>(QStringLiteral("back"))->isVisible());
        back->setFocus();
        QTest::keyClick(back, Qt::Key_Space);
        QVERIFY((m_page->model().draft().assignments() == std::vector<Assignment>{{"gateway.mode", ""}}));
    }

    void conflictIsDecidedByTheOperator()
    {
        part<QComboBox>("gateway.mode")->setFocus();
        m_page->model().set(QStringLiteral("gateway.mode"), QStringLiteral("full"));
        m_gateway->setSettings(makeSettings("", "[gateway]\nmode = bgp\n"));
        auto *mine = row("gateway.mode")->findChild<QPushButton *>(QStringLiteral("mine"));
        QVERIFY(mine->isVisible() && !barButton("review")->isEnabled());
        mine->click();
        QVERIFY(!mine->isVisible() && barButton("review")->isEnabled());
        m_gateway->setSettings(makeSettings("", "[gateway]\nmode = hybrid\n"));
        row("gateway.mode")->findChild<QPushButton *>(QStringLiteral("theirs"))->click();
        QCOMPARE(part<QComboBox>("gateway.mode")->currentData().toString(), QStringLiteral("hybrid"));
        QVERIFY(!bar()->isVisible());
    }

    void reviewShowsAndApplies()
    {
        QSignalSpy preview(m_page.get(), &SettingsPage::previewRequested);
        QSignalSpy apply(m_page.get(), &SettingsPage::applyRequested);
        QSignalSpy asked(m_page.get(), &SettingsPage::settingsRequested);
        review();
        QCOMPARE(preview.size(), 1);
        QVERIFY(dialog()->isVisible() && !applyButton()->isEnabled());
        QVERIFY(m_gateway->isPending({Action::Kind::Preview, {}}));
        QCOMPARE(pane().findChild<QTableWidget *>()->item(0, 2)->text(), QStringLiteral("n1call"));
        m_page->showPreview(kPreview);
        QVERIFY(!m_gateway->isPending({Action::Kind::Preview, {}}));
        QCOMPARE(pane().findChild<QPlainTextEdit *>()->toPlainText(),
                 QStringLiteral("# in the kernel, in this order\nip rule add from 44.128.10.0/24 lookup 45\n"
                                "# … and 3 more\n# in the firewall\n- tcp dport 22 accept\n+ tcp dport 23 accept"));
        QVERIFY(pane().findChild<QLabel *>(QStringLiteral("notes"))->text().contains(QStringLiteral("announcer")));
        QVERIFY(applyButton()->isEnabled());
        QTest::keyClick(dialog(), Qt::Key_Return);
        QCOMPARE(apply.size(), 1);
        QVERIFY(
            (apply[0][0].value<std::vector<Assignment>>() == std::vector<Assignment>{{"gateway.callsign", "n1call"}}));
        QCOMPARE(apply[0][1].toUInt(), 60u);
        QVERIFY(m_gateway->isPending({Action::Kind::Apply, {}}) && !applyButton()->isEnabled());
        QVERIFY(bar()->isVisible()); // nothing is known to be so
        m_page->applied();
        QVERIFY(!dialog()->isVisible());
        QCOMPARE(asked.size(), 1);
        QVERIFY(bar()->isVisible());
        m_gateway->setSettings(makeSettings("", "[gateway]\ncallsign = N1CALL\n"));
        QVERIFY(!bar()->isVisible());
    }

    void theTrialEnds_data()
    {
        QTest::addColumn<bool>("kept");
        QTest::newRow("kept") << true;
        QTest::newRow("taken back") << false;
    }

    void theTrialEnds()
    {
        QFETCH(bool, kept);
        const auto before = m_gateway->settings();
        const auto after = makeSettings("[gateway]\ncallsign = N0CALL\nsubnets = 44.128.10.0/24\n",
                                        "[gateway]\ncallsign = N1CALL\n");
        m_page->model().reset(QStringLiteral("gateway.mode"));
        review();
        m_page->showPreview(kPreview);
        applyButton()->click();
        m_page->applied();
        GatewayStatus onTrial = makeStatus(GatewayState::Up);
        onTrial.trial = {"root", {"gateway.callsign"}, kNow, 60, false};
        live(onTrial);
        m_gateway->setSettings(after);
        QVERIFY(!bar()->isVisible());
        m_page->hide(); // so that only the trial's end asks
        QSignalSpy asked(m_page.get(), &SettingsPage::settingsRequested);
        live();
        QCOMPARE(asked.size(), 1);
        m_gateway->setSettings(kept ? after : before);
        QCOMPARE(m_page->model().draft().changeCount(), kept ? 0 : 2); // nothing that was typed is lost
        QCOMPARE(m_page->model().draft().isReset(QStringLiteral("gateway.mode")), !kept);
        m_page->model().discard();
        m_gateway->setSettings(before);
        QCOMPARE(m_page->model().draft().changeCount(), 0);
    }

    void nothingToDoIsSaid()
    {
        review();
        m_page->showPreview({});
        QVERIFY(reviewWords().startsWith(QStringLiteral("Nothing changes in the kernel")));
        QVERIFY(applyButton()->isEnabled());
    }

    void refusals()
    {
        review();
        m_page->showPreviewFailure(QStringLiteral("too old"));
        QCOMPARE(pane().state(), State::Blind);
        QVERIFY(reviewWords().contains(QStringLiteral("too old")) && applyButton()->isEnabled());
        QSignalSpy preview(m_page.get(), &SettingsPage::previewRequested);
        pane().findChild<QPushButton *>(QStringLiteral("again"))->click();
        QCOMPARE(preview.size(), 1);
        m_page->showPreview(kPreview);
        applyButton()->click();
        m_page->showApplyFailure(QStringLiteral("The prompt was dismissed."));
        QCOMPARE(pane().state(), State::Refused);
        QVERIFY(reviewWords().contains(QStringLiteral("dismissed")) && dialog()->isVisible());
        QVERIFY(applyButton()->isEnabled()); // once more
        QTest::keyClick(dialog(), Qt::Key_Escape);
        QVERIFY(!dialog()->isVisible() && bar()->isVisible());
    }

    void anAnswerToAnEarlierQuestionIsNotShown()
    {
        review();
        dialog()->reject();
        type("gateway.callsign", QStringLiteral("n2call"));
        barButton("review")->click();
        m_page->showPreview(kPreview); // about n1call
        QCOMPARE(pane().state(), State::Asking);
        m_page->showPreviewFailure(QStringLiteral("really"));
        QCOMPARE(pane().state(), State::Blind);
    }

    void theConnectionIsLost()
    {
        review();
        m_gateway->setConnection({.kind = ConnectionState::Kind::Absent, .host = {}, .detail = {}, .since = kNow});
        QCOMPARE(pane().state(), State::Blind);
        QVERIFY(!applyButton()->isEnabled());
        live();
        QVERIFY(applyButton()->isEnabled());
        applyButton()->click();
        m_gateway->setConnection({.kind = ConnectionState::Kind::Absent, .host = {}, .detail = {}, .since = kNow});
        QCOMPARE(pane().state(), State::Refused);
        QVERIFY(reviewWords().contains(QStringLiteral("may have been applied")));
    }

    void locks_data()
    {
        QTest::addColumn<int>("access");
        QTest::addColumn<bool>("editable");
        QTest::addColumn<bool>("padlock");
        QTest::newRow("granted") << int(Access::Granted) << true << false;
        QTest::newRow("asks") << int(Access::Asks) << true << true;
        QTest::newRow("unknown") << int(Access::Unknown) << true << false;
        QTest::newRow("denied") << int(Access::Denied) << false << false;
    }

    void locks()
    {
        QFETCH(int, access);
        QFETCH(bool, editable);
        QFETCH(bool, padlock);
        review();
        m_page->showPreview(kPreview);
        m_gateway->setConfigureAccess(static_cast<Access>(access));
        QCOMPARE(part<QLineEdit>("gateway.callsign")->isEnabled(), editable);
        QCOMPARE(part<QPushButton>("wizard")->isEnabled(), editable);
        QCOMPARE(applyButton()->isEnabled(), editable);
        QCOMPARE(!applyButton()->icon().isNull(), padlock);
        QCOMPARE(m_page->findChild<Banner *>()->isVisible(), !editable);
    }

    void noReviewDuringATrial()
    {
        type("gateway.callsign", QStringLiteral("n1call"));
        GatewayStatus status = makeStatus(GatewayState::Up);
        status.trial = {"root", {"gateway.mode"}, kNow, 41, false};
        live(status);
        QVERIFY(!barButton("review")->isEnabled() && bar()->hindrance().contains(QStringLiteral("on trial")));
        live();
        QVERIFY(barButton("review")->isEnabled());
    }

    void filterAndSearch()
    {
        auto *filter = part<QLineEdit>("filter");
        m_page->focusFilter();
        QTest::keyClicks(filter, QStringLiteral("announcer sender"));
        QVERIFY(row("rip44.announcer")->isVisible() && !row("rip44.password")->isVisible());
        QVERIFY(!row("gateway.mode")->isVisible());
        QSignalSpy asked(m_page.get(), &SettingsPage::wizardRequested);
        part<QPushButton>("wizard")->click();
        QCOMPARE(asked.size(), 1);
        m_page->openKey(QStringLiteral("start.lockdown"));
        QVERIFY(filter->text().isEmpty());
        QVERIFY(!part<QCheckBox>("start.lockdown")->visibleRegion().isEmpty());
        m_page->openKey(QStringLiteral("no.such"));
    }

    void sectionsLeadToTheirRows()
    {
        auto *list = part<QListWidget>("sections");
        QCOMPARE(list->count(), 8);
        list->setCurrentRow(0);
        QVERIFY(!part<QLineEdit>("gateway.callsign")->visibleRegion().isEmpty());
        list->setCurrentRow(6);
        QVERIFY(part<QLineEdit>("gateway.callsign")->visibleRegion().isEmpty());
        QVERIFY(!part<QCheckBox>("start.enabled")->visibleRegion().isEmpty());
        m_page->resize(560, 400);
        QVERIFY(!list->isVisible());
    }

    void aNewerHelpersKeyIsAText()
    {
        auto facts = makeSettings();
        facts.push_back({"aliens.colour", "red", "green", "/etc/mesh44/new.conf", 2, "red | green"});
        m_gateway->setSettings(facts);
        type("aliens.colour", QStringLiteral("green"));
        QVERIFY(barButton("review")->isEnabled());
        QCOMPARE(part<QListWidget>("sections")->item(7)->text(), QStringLiteral("aliens"));
    }

    void withoutSettings()
    {
        m_gateway->setSettings({});
        QCOMPARE(m_page->findChildren<SettingRow *>().size(), 0);
        QVERIFY(m_page->findChild<Banner *>()->isVisible());
        QVERIFY(m_page->findChild<LookPanel *>()->isVisible()); // the window's own
    }

    void lookIsTheWindows()
    {
        QSignalSpy changed(m_page.get(), &SettingsPage::lookChanged);
        m_page->setLook({.theme = Theme::Dark, .textPercent = 900, .reducedMotion = true});
        QCOMPARE(changed.size(), 0);
        auto *slider = part<QSlider>("look.text");
        QCOMPARE(slider->value(), 175);
        slider->setFocus();
        QTest::keyClick(slider, Qt::Key_Left);
        QTest::keyClick(part<QComboBox>("look.theme"), Qt::Key_Up);
        QCOMPARE(changed.size(), 2);
        QVERIFY(
            (changed[1][0].value<Look>() == Look{.theme = Theme::Light, .textPercent = 170, .reducedMotion = true}));
        QVERIFY(!bar()->isVisible());
    }
};

QTEST_MAIN(SettingsPageTest)
#include "settingspagetest.moc"
