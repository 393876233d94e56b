// SPDX-License-Identifier: GPL-3.0-or-later
//
// Wishes beside facts: what is a change, what is wrong with it, and what becomes of it when the facts move.
#include "ui/models/settingsdraft.h"
#include "core/config/keys.h"
#include "tests/ui/settingviews.h"
#include "ui/models/settingwords.h"

#include <QTest>

#include <algorithm>

using namespace mesh44;
using namespace mesh44::test;

static const QString kMode = QStringLiteral("gateway.mode");
static const QString kSubnets = QStringLiteral("gateway.subnets");
static const QString kCallsign = QStringLiteral("gateway.callsign");

class SettingsDraftTest : public QObject
{
    Q_OBJECT

    SettingsDraft m_draft;

private Q_SLOTS:
    void init()
    {
        m_draft = {};
        m_draft.setFacts(
            makeSettings("[gateway]\ncallsign = N0CALL\nsubnets = 44.128.10.0/24\n", "[gateway]\nmode = mesh\n"));
    }

    void aWishIsAChange()
    {
        QVERIFY(!m_draft.canApply());
        m_draft.set(kMode, QStringLiteral("full"));
        QVERIFY(m_draft.isChanged(kMode) && m_draft.canApply());
        QCOMPARE(m_draft.value(kMode), QStringLiteral("full"));
        const std::vector<SettingChange> expected{{kMode, QStringLiteral("mesh"), QStringLiteral("full"), false}};
        QVERIFY(m_draft.changes() == expected);
        QVERIFY((m_draft.assignments() == std::vector<Assignment>{{"gateway.mode", "full"}}));
    }

    void whatIsSoAlreadyIsNone_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::newRow("the same") << kMode << "mesh";
        QTest::newRow("blanks") << kMode << "  mesh ";
        QTest::newRow("case") << kCallsign << "n0call";
        QTest::newRow("an unknown key") << "gateway.colour" << "blue";
    }

    void whatIsSoAlreadyIsNone()
    {
        QFETCH(QString, key);
        QFETCH(QString, value);
        m_draft.set(key, value);
        QCOMPARE(m_draft.changeCount(), 0);
    }

    void backAndForthIsNoChange()
    {
        m_draft.set(kMode, QStringLiteral("full"));
        m_draft.set(kMode, QStringLiteral("mesh"));
        QCOMPARE(m_draft.changeCount(), 0);
        m_draft.set(kMode, QStringLiteral("full"));
        m_draft.undo(kMode);
        QCOMPARE(m_draft.changeCount(), 0);
        m_draft.set(kMode, QStringLiteral("full"));
        m_draft.set(kCallsign, QStringLiteral("N1CALL"));
        QCOMPARE(m_draft.changeCount(), 2);
        m_draft.discard();
        QCOMPARE(m_draft.changeCount(), 0);
    }

    void ownValueIsTakenBackByReset()
    {
        QVERIFY(m_draft.canReset(kMode));
        m_draft.reset(kMode);
        QVERIFY(m_draft.isReset(kMode) && !m_draft.canReset(kMode));
        QCOMPARE(m_draft.value(kMode), QStringLiteral("full")); // the default
        QVERIFY((m_draft.assignments() == std::vector<Assignment>{{"gateway.mode", ""}}));
        m_draft.setFacts(makeSettings("[gateway]\ncallsign = N0CALL\nsubnets = 44.128.10.0/24\n"));
        QCOMPARE(m_draft.changeCount(), 0);
    }

    void operatorsValueIsOverridden()
    {
        m_draft.setFacts(makeSettings("[gateway]\nmode = mesh\ncallsign = N0CALL\n"));
        QVERIFY(m_draft.canReset(kMode));
        m_draft.reset(kMode);
        QVERIFY((m_draft.assignments() == std::vector<Assignment>{{"gateway.mode", "full"}}));
        QVERIFY(!m_draft.canReset(kMode));
        QVERIFY(!m_draft.canReset(kCallsign));                        // the default is nothing, which cannot be set
        QVERIFY(!m_draft.canReset(QStringLiteral("rip44.password"))); // built in
    }

    void refused_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("says");
        QTest::newRow("callsign") << kCallsign << "?" << "is not a callsign";
        QTest::newRow("host bits") << kSubnets << "44.128.10.1/24" << "44.128.10.0/24";
        QTest::newRow("outside") << kSubnets << "10.0.0.0/8" << "lies outside";
        QTest::newRow("sold") << kSubnets << "44.192.0.0/24" << "lies outside";
        QTest::newRow("overlap") << kSubnets << "44.128.10.0/24 44.128.10.0/28" << "overlaps";
        QTest::newRow("mode") << kMode << "fast" << "full | mesh";
        QTest::newRow("device") << "tunnel.device" << "mesh44" << "not free";
        QTest::newRow("announcer") << "rip44.announcer" << "amprgw" << "amprgw";
        QTest::newRow("password") << "rip44.password" << "12345678901234567" << "1 to 16";
        QTest::newRow("most") << "rip44.max_routes" << "0" << "1 to 65536";
        QTest::newRow("table") << "routing.mesh_table" << "254" << "kernel's own";
        QTest::newRow("tables") << "routing.mesh_table" << "45" << "must differ";
        QTest::newRow("address") << "gateway.address" << "44.9.9.9" << "none of the subnets";
        QTest::newRow("local") << "routing.local" << "0.0.0.0/0" << "wider";
        QTest::newRow("clients") << "routing.clients" << "44.128.0.0/16" << "amateur space";
        QTest::newRow("open") << "firewall.open" << "tcp/99999" << "Permitted";
        QTest::newRow("yes") << "start.enabled" << "maybe" << "yes | no";
        QTest::newRow("nothing over a file") << kCallsign << "" << "/etc/mesh44/gateway.conf";
        QTest::newRow("nothing over a default") << "rip44.announcer" << " " << "169.228.34.84";
        QTest::newRow("interface missing") << "forward.format" << "rip2" << "forward.format is not off";
    }

    void refused()
    {
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(QString, says);
        m_draft.set(key, value);
        QVERIFY(m_draft.problemCount() > 0 && !m_draft.canApply());
        QString all;
        for (const SettingView &fact : m_draft.facts())
            all += m_draft.problem(QString::fromStdString(fact.key));
        QVERIFY2(all.contains(says), qPrintable(all));
        m_draft.discard();
        QCOMPARE(m_draft.problemCount(), 0);
    }

    void oneWishMendsAnother()
    {
        m_draft.set(QStringLiteral("forward.format"), QStringLiteral("rip2"));
        QVERIFY(!m_draft.canApply());
        m_draft.set(QStringLiteral("forward.interface"), QStringLiteral("lan0"));
        QVERIFY(m_draft.canApply());
    }

    void aFulfilledWishIsGone()
    {
        m_draft.set(kCallsign, QStringLiteral("n1call"));
        m_draft.setFacts(makeSettings("[gateway]\ncallsign = N0CALL\n", "[gateway]\ncallsign = N1CALL\n"));
        QCOMPARE(m_draft.changeCount(), 0);
    }

    void anotherHandIsAConflict()
    {
        m_draft.set(kMode, QStringLiteral("full"));
        m_draft.setFacts(makeSettings("[gateway]\nsubnets = 44.128.10.0/24\n", "[gateway]\nmode = bgp\n"));
        QVERIFY(m_draft.isConflict(kMode) && !m_draft.canApply());
        QCOMPARE(m_draft.value(kMode), QStringLiteral("full")); // nothing is taken away silently
        m_draft.keepMine(kMode);
        QVERIFY(!m_draft.isConflict(kMode) && m_draft.canApply());
        QCOMPARE(m_draft.changes().at(0).from, QStringLiteral("bgp"));
    }

    void aKeyThatVanishesTakesItsWishAlong()
    {
        m_draft.set(kMode, QStringLiteral("full"));
        m_draft.setFacts({});
        QCOMPARE(m_draft.changeCount(), 0);
        QVERIFY(m_draft.value(kMode).isEmpty());
    }

    void anotherContractIsLeftToTheHelper()
    {
        auto facts = makeSettings();
        const auto mode = std::ranges::find(facts, "gateway.mode", &SettingView::key);
        mode->permitted = "full | mesh | mirror";
        facts.push_back({"gateway.colour", "red", "red", "", 0, "red | blue"});
        m_draft.setFacts(facts);
        m_draft.set(kMode, QStringLiteral("mirror"));
        m_draft.set(QStringLiteral("gateway.colour"), QStringLiteral("blue"));
        QVERIFY(m_draft.canApply());
        QCOMPARE(m_draft.assignments().size(), 2u);
    }

    void shapes_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("permitted");
        QTest::addColumn<int>("kind");
        using Kind = SettingShape::Kind;
        QTest::newRow("choice") << kMode << "full | mesh" << int(Kind::Choice);
        QTest::newRow("yes") << "start.enabled" << "yes | no" << int(Kind::YesNo);
        QTest::newRow("number") << "rip44.max_routes" << "a number from 1 to 65536" << int(Kind::Number);
        QTest::newRow("large") << "routing.mesh_table" << "a number from 1 to 4294967295" << int(Kind::Text);
        QTest::newRow("auto or more") << "gateway.address" << "auto | an address inside" << int(Kind::Text);
        QTest::newRow("new to us") << "gateway.colour" << "red | blue" << int(Kind::Text);
        QTest::newRow("nothing") << kMode << "" << int(Kind::Text);
    }

    void shapes()
    {
        QFETCH(QString, key);
        QFETCH(QString, permitted);
        SettingView setting{.key = key.toStdString(), .permitted = permitted.toStdString()};
        QTEST(int(shapeOf(setting).kind), "kind");
    }

    void everyKeyHasItsWords()
    {
        for (const SettingKey &known : settingKeys()) {
            const QString key = QString::fromUtf8(known.name.data(), qsizetype(known.name.size()));
            QVERIFY2(settingLabel(key) != key, qPrintable(key));
            QVERIFY2(settingMeaning(key).endsWith(u'.'), qPrintable(key));
            QVERIFY2(sectionTitle(settingSection(key)) != settingSection(key), qPrintable(key));
            const SettingView view{.key = std::string(known.name), .permitted = std::string(known.permitted)};
            for (const QString &choice : shapeOf(view).choices)
                QVERIFY2(choiceText(key, choice) != choice, qPrintable(key + choice));
        }
        QCOMPARE(settingLabel(QStringLiteral("gateway.colour")), QStringLiteral("gateway.colour"));
    }
};

QTEST_APPLESS_MAIN(SettingsDraftTest)
#include "settingsdrafttest.moc"
