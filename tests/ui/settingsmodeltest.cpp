// SPDX-License-Identifier: GPL-3.0-or-later
//
// The rows of the settings, and what they tell of facts and wishes.
#include "ui/models/settingsmodel.h"
#include "tests/ui/settingviews.h"
#include "ui/models/gatewaymodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace mesh44;
using namespace mesh44::test;

class SettingsModelTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<GatewayModel> m_gateway;
    std::unique_ptr<SettingsModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;

    QVariant of(const char *key, int role) const
    {
        return m_model->index(m_model->rowOf(QString::fromLatin1(key))).data(role);
    }

private Q_SLOTS:
    void init()
    {
        m_gateway = std::make_unique<GatewayModel>([] { return int64_t{1}; });
        m_model = std::make_unique<SettingsModel>(*m_gateway);
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                              QAbstractItemModelTester::FailureReportingMode::Fatal);
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void rowsFollowTheFacts()
    {
        QCOMPARE(m_model->rowCount(), 0);
        QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
        m_gateway->setSettings(makeSettings("[gateway]\nmode = mesh\n"));
        QCOMPARE(reset.size(), 1);
        QCOMPARE(m_model->rowCount(), 23);
        QCOMPARE(of("gateway.mode", SettingsModel::ValueRole).toString(), QStringLiteral("mesh"));
        QCOMPARE(of("gateway.mode", SettingsModel::DefaultRole).toString(), QStringLiteral("full"));
        QCOMPARE(of("gateway.mode", SettingsModel::OriginRole).toString(),
                 QStringLiteral("set in /etc/mesh44/gateway.conf, line 2"));
        QCOMPARE(of("rip44.announcer", SettingsModel::OriginRole).toString(), QStringLiteral("built in"));
        m_gateway->setSettings(makeSettings("[gateway]\nmode = bgp\n"));
        QCOMPARE(reset.size(), 1); // the same rows
        QCOMPARE(of("gateway.mode", SettingsModel::FactRole).toString(), QStringLiteral("bgp"));
        m_gateway->reset();
        QCOMPARE(m_model->rowCount(), 0);
        QCOMPARE(m_model->rowOf(QStringLiteral("gateway.mode")), -1);
    }

    void wishesAreTold()
    {
        m_gateway->setSettings(makeSettings());
        QSignalSpy changed(m_model.get(), &SettingsModel::draftChanged);
        m_model->set(QStringLiteral("gateway.mode"), QStringLiteral("bgp"));
        QCOMPARE(changed.size(), 1);
        QVERIFY(of("gateway.mode", SettingsModel::ChangedRole).toBool());
        m_model->set(QStringLiteral("routing.priority"), QStringLiteral("0"));
        QVERIFY(!of("routing.priority", SettingsModel::ProblemRole).toString().isEmpty());
        m_gateway->setSettings(makeSettings("[gateway]\nmode = mesh\n"));
        QVERIFY(of("gateway.mode", SettingsModel::ConflictRole).toBool());
        m_model->keepMine(QStringLiteral("gateway.mode"));
        QVERIFY(!of("gateway.mode", SettingsModel::ConflictRole).toBool());
        m_model->undo(QStringLiteral("gateway.mode"));
        QVERIFY(!of("gateway.mode", SettingsModel::ChangedRole).toBool());
        m_model->reset(QStringLiteral("gateway.mode"));
        QCOMPARE(of("gateway.mode", SettingsModel::ValueRole).toString(), QStringLiteral("full"));
        m_model->discard();
        QCOMPARE(m_model->draft().changeCount(), 0);
        m_model->setAll({{"gateway.callsign", "n0call"}, {"routing.mesh_table", "77"}});
        QCOMPARE(m_model->draft().changeCount(), 2);
    }

    void search_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<bool>("fits");
        QTest::newRow("nothing") << "" << true;
        QTest::newRow("key") << "rip44.ann" << true;
        QTest::newRow("label") << "Announcer" << true;
        QTest::newRow("value") << "169.228" << true;
        QTest::newRow("all words") << "announcements sender" << true;
        QTest::newRow("not all") << "announcer colour" << false;
    }

    void search()
    {
        QFETCH(QString, words);
        m_gateway->setSettings(makeSettings());
        QTEST(m_model->fits(m_model->rowOf(QStringLiteral("rip44.announcer")), words), "fits");
    }
};

QTEST_GUILESS_MAIN(SettingsModelTest)
#include "settingsmodeltest.moc"
