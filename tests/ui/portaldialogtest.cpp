// SPDX-License-Identifier: GPL-3.0-or-later
//
// The dialog by itself: what it asks for, and what it shows of the answers.
#include "ui/widgets/portaldialog.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace mesh44;

class PortalDialogTest : public QObject
{
    Q_OBJECT

    template <class T> T *part(const char *name) const { return m_dialog->findChild<T *>(QString::fromLatin1(name)); }
    QString words() const { return part<QLabel>("words")->text(); }
    QLineEdit *tokenField() const { return m_dialog->findChildren<QLineEdit *>().at(1); }
    QCheckBox *box(int number) const { return m_dialog->findChildren<QCheckBox *>().at(number); }
    bool isBusy() const { return m_dialog->findChild<QProgressBar *>()->isVisible(); }

    std::unique_ptr<PortalDialog> m_dialog;

private Q_SLOTS:
    void init()
    {
        m_dialog = std::make_unique<PortalDialog>();
        m_dialog->show();
    }

    void asksForAFetch()
    {
        QSignalSpy asked(m_dialog.get(), &PortalDialog::fetchRequested);
        QCOMPARE(m_dialog->url(), QStringLiteral("https://portal.ampr.org/api/v2/encap/routes"));
        QCOMPARE(tokenField()->echoMode(), QLineEdit::Password);
        m_dialog->setUrl(QStringLiteral(" https://example.org/list "));
        tokenField()->setText(QStringLiteral("secret"));
        box(0)->setChecked(true);
        QVERIFY(!isBusy() && !part<QPushButton>("import")->isEnabled());
        part<QPushButton>("fetch")->click();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].toString(), QStringLiteral("https://example.org/list"));
        QCOMPARE(asked[0][1].toString(), QStringLiteral("secret"));
        QCOMPARE(asked[0][2].toBool(), true);
        QVERIFY(isBusy() && !part<QPushButton>("fetch")->isEnabled() && !tokenField()->isEnabled());
    }

    void showsTheListAndGivesItOn()
    {
        part<QPushButton>("fetch")->click();
        m_dialog->showList({531,
                            2,
                            QStringLiteral("7"),
                            {{{}, Registration::Right, "44.128.10.0/24 is registered at 203.0.113.9, our address"},
                             {{}, Registration::Missing, "44.128.12.0/24 is <not> in the list"}}});
        QCOMPARE(words(), QStringLiteral("Routes at the portal: 531. Serial 7. Not readable: 2."));
        const QString findings = part<QLabel>("findings")->text();
        QVERIFY(findings.contains(QStringLiteral("✓")) && findings.contains(QStringLiteral("203.0.113.9")));
        QVERIFY(findings.contains(QStringLiteral("✗")) && findings.contains(QStringLiteral("&lt;not&gt;")));
        QSignalSpy asked(m_dialog.get(), &PortalDialog::importRequested);
        part<QPushButton>("import")->click();
        QCOMPARE(asked.size(), 1);
        QVERIFY(isBusy());
        m_dialog->showImported(528, 3);
        QCOMPARE(words(), QStringLiteral("Routes new to the mesh: 528. Not taken: 3, your own among them."));
        QVERIFY(!isBusy() && !part<QPushButton>("import")->isEnabled());
    }

    void failureLeavesWhatCanBeTriedAgain()
    {
        part<QPushButton>("fetch")->click();
        m_dialog->showFailure(QStringLiteral("There is no host."));
        QCOMPARE(words(), QStringLiteral("There is no host."));
        QVERIFY(!isBusy() && part<QPushButton>("fetch")->isEnabled() && !part<QPushButton>("import")->isEnabled());
        part<QPushButton>("fetch")->click();
        m_dialog->showList({1, 0, {}, {}});
        part<QPushButton>("import")->click();
        m_dialog->showFailure(QStringLiteral("The prompt was dismissed."));
        QVERIFY(part<QPushButton>("import")->isEnabled()); // the list is still there
    }

    void anHourMustPassUnlessToldOtherwise()
    {
        m_dialog->setTooEarly(QStringLiteral("12 min ago"));
        QVERIFY(!part<QPushButton>("fetch")->isEnabled());
        QVERIFY(box(1)->isVisible() && box(1)->text().contains(QStringLiteral("12 min ago")));
        box(1)->setChecked(true);
        QVERIFY(part<QPushButton>("fetch")->isEnabled());
        m_dialog->setTooEarly({});
        QVERIFY(!box(1)->isVisible() && part<QPushButton>("fetch")->isEnabled());
    }

    void keptTokenAndMissingKeyring()
    {
        m_dialog->setToken(QStringLiteral("kept"));
        QCOMPARE(tokenField()->text(), QStringLiteral("kept"));
        QVERIFY(box(0)->isChecked());
        m_dialog->setUrl(QStringLiteral("https://example.org/list"));
        QVERIFY(tokenField()->text().isEmpty() && !box(0)->isChecked()); // it was another host's
        tokenField()->setText(QStringLiteral("typed"));
        m_dialog->setToken(QStringLiteral("late"));
        QCOMPARE(tokenField()->text(), QStringLiteral("typed"));
        m_dialog->setKeyringMissing(QStringLiteral("no service"));
        QVERIFY(!box(0)->isEnabled() && !box(0)->isChecked());
    }
};

QTEST_MAIN(PortalDialogTest)
#include "portaldialogtest.moc"
