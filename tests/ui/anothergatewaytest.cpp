// SPDX-License-Identifier: GPL-3.0-or-later
// Another gateway is looked at: nothing that was meant for the one before reaches it, and nothing of it is shown.
#include "tests/ui/settingviews.h"
#include "tests/ui/windowfixture.h"
#include "ui/models/settingsmodel.h"
#include "ui/pages/settingspage.h"
#include "ui/widgets/reviewdialog.h"
#include "ui/widgets/reviewpane.h"
#include "ui/wizard/setupwizard.h"

#include <QCheckBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace mesh44;
using namespace mesh44::test;

class AnotherGatewayTest : public QObject, private WindowFixture
{
    Q_OBJECT

    static inline const PreviewView kEffect{.kernel = {"ip link set dev tunl0 up"}};

    SetupWizard &wizard() const
    {
        if (!m_window->findChild<SetupWizard *>())
            Q_EMIT page().wizardRequested();
        return *m_window->findChild<SetupWizard *>();
    }
    SettingsPage &page() const { return *m_window->findChild<SettingsPage *>(); }
    ReviewDialog &dialog() const { return *page().findChild<ReviewDialog *>(); }
    void configured()
    {
        live({.revision = 7, .status = makeStatus(GatewayState::Up)});
        m_window->gateway().setConfigureAccess(Access::Granted);
    }
    void known()
    {
        configured();
        m_window->gateway().setSettings(makeSettings("[gateway]\ncallsign = N0CALL\nsubnets = 44.128.10.0/24\n"));
    }
    // What the session does.
    void another()
    {
        m_window->forget();
        m_window->setConnection({.kind = ConnectionState::Kind::Connecting, .host = QStringLiteral("a@b")});
        configured();
    }
    void wish(SettingsModel &settings) { settings.set(QStringLiteral("gateway.callsign"), QStringLiteral("N1CALL")); }

private Q_SLOTS:
    void init()
    {
        open();
        known();
    }
    void cleanup() { m_window.reset(); }

    void noApplyFromTheWizard()
    {
        QSignalSpy apply(m_window.get(), &MainWindow::applyRequested);
        wizard().start();
        wish(wizard().settings());
        wizard().goTo(6);
        m_window->showPreview(kEffect);
        auto *button = wizard().findChild<QPushButton *>(QStringLiteral("next"));
        button->click();
        QCOMPARE(apply.size(), 1); // and no answer yet
        another();
        button->click();
        QCOMPARE(apply.size(), 1);
        QVERIFY(!wizard().isVisible());
        QCOMPARE(wizard().findChild<ReviewPane *>()->state(), ReviewPane::State::Nothing);
    }

    void noApplyFromTheReview()
    {
        QSignalSpy apply(m_window.get(), &MainWindow::applyRequested);
        m_window->showPage(pageOf("settings"));
        wish(page().model());
        page().findChild<QPushButton *>(QStringLiteral("review"))->click();
        m_window->showPreview(kEffect);
        auto *button = dialog().findChild<QPushButton *>(QStringLiteral("apply"));
        button->click();
        QCOMPARE(apply.size(), 1);
        another();
        button->click();
        QCOMPARE(apply.size(), 1);
        QVERIFY(!dialog().isVisible());
    }

    void aPreviewIsOfItsOwnGateway()
    {
        QSignalSpy preview(m_window.get(), &MainWindow::previewRequested);
        wish(page().model());
        page().findChild<QPushButton *>(QStringLiteral("review"))->click();
        m_window->showPreview(kEffect);
        dialog().reject();
        another();
        known();
        wish(page().model()); // the same
        page().findChild<QPushButton *>(QStringLiteral("review"))->click();
        QCOMPARE(preview.size(), 2);
        QCOMPARE(dialog().pane().state(), ReviewPane::State::Asking);
    }

    void theFoundSetupStaysHere()
    {
        wizard().start();
        m_window->setFoundSetup(FoundSetup{.program = QStringLiteral("ampr-ripd"),
                                           .assignments = {{"gateway.callsign", "N1CALL"}},
                                           .routes = "addprivate 44.1.0.0/16 encap 198.51.100.7\n",
                                           .notes = {}});
        another();
        known();
        wizard().start();
        QVERIFY(!wizard().findChild<QCheckBox *>(QStringLiteral("take"))->isVisible());
        wizard().findChild<QPushButton *>(QStringLiteral("next"))->click();
        QCOMPARE(wizard().settings().draft().changeCount(), 0);
    }

    void itsFactsAreAskedForAtOnce_data()
    {
        QTest::addColumn<QByteArray>("page");
        QTest::addColumn<QByteArray>("wish");
        QTest::newRow("findings") << QByteArray("overview") << QByteArray(SIGNAL(findingsRequested()));
        QTest::newRow("traffic") << QByteArray("overview") << QByteArray(SIGNAL(trafficRequested()));
        QTest::newRow("time line") << QByteArray("history") << QByteArray(SIGNAL(timelineRequested()));
        QTest::newRow("settings, of a twin") << QByteArray("settings") << QByteArray(SIGNAL(settingsRequested()));
    }

    void itsFactsAreAskedForAtOnce()
    {
        QFETCH(QByteArray, page);
        QFETCH(QByteArray, wish);
        m_window->showPage(pageOf(page.constData()));
        QSignalSpy asked(m_window.get(), wish.constData());
        another();
        QCOMPARE(asked.size(), 1);
    }
};

QTEST_MAIN(AnotherGatewayTest)
#include "anothergatewaytest.moc"
