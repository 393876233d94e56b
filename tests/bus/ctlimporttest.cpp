// SPDX-License-Identifier: GPL-3.0-or-later
//
// mesh44ctl and what other programs write and read: lists of routes, the options of ampr-ripd.
#include "ctlfixture.h"

#include <QTemporaryFile>

#include <algorithm>

using namespace mesh44;
using namespace mesh44::test;

class CtlImportTest : public QObject, private CtlFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }
    void exports();
    void imports();
    void importsFromTheStandardInput();
    void refusesWhatIsNoList_data();
    void refusesWhatIsNoList();
    void optionsOfAmprRipdAreShownAndApplied();
};

void CtlImportTest::exports()
{
    const Outcome encap = run("export encap");
    QCOMPARE(encap.code, 0);
    QVERIFY(encap.out.contains(words("198.51.100.7")));
    QVERIFY(!encap.out.contains(words("203.0.113.20"))); // refused
    QVERIFY(run("export csv").out.contains(words("44.4.8.0/24")));
}

void CtlImportTest::imports()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("route addprivate 44.4.8/24 encap 198.51.100.7\n");
    file.flush();
    m_gateway->setImportOutcome(0, {}); // known already
    QCOMPARE(run({words("import"), file.fileName()}).code, 0);
    m_gateway->setImportOutcome(1, {"line 2: no prefix"});
    const Outcome partly = run({words("import"), file.fileName()});
    QCOMPARE(partly.code, 0);
    QCOMPARE(partly.out, words("1 route new to the mesh.\n"));
    QCOMPARE(partly.err, words("line 2: no prefix\n"));
    m_gateway->setImportOutcome(0, {"line 1: \"odd\""});
    const Outcome none = run({words("--json"), words("import"), file.fileName()});
    QCOMPARE(none.code, 1);
    const auto object = QJsonDocument::fromJson(none.out.toUtf8()).object();
    QCOMPARE(object[words("refused")].toArray()[0].toString(), words("line 1: \"odd\""));
    file.write("route addprivate 44.128.10/24 encap 198.51.100.9\n");
    file.flush(); // known already, but for our own subnet, which each list holds
    m_gateway->setImportOutcome(0, {"44.128.10.0/24: ours"});
    QCOMPARE(run({words("import"), file.fileName()}).code, 0);
}

// What is written in, in a file of the service's own, and what it says of us.
void CtlImportTest::importsFromTheStandardInput()
{
    m_gateway->setImportOutcome(1, {});
    m_gateway->change([](Snapshot &snapshot) {
        snapshot.status.subnets = {*Ipv4Prefix::parse("44.128.10.0/24"), *Ipv4Prefix::parse("44.128.12.0/24")};
        snapshot.status.externalAddress = Ipv4Address(203, 0, 113, 9);
    });
    const QByteArray answer = R"({"serial": 7, "encap": [{"gatewayIP": "203.0.113.9", "network": "44.128.10.0/24"}]})";
    const Outcome outcome = run({words("import"), words("-")}, answer);
    QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
    QCOMPARE(outcome.out, words("1 route new to the mesh (serial 7).\n"
                                "44.128.10.0/24 is registered at 203.0.113.9, our address.\n"
                                "44.128.12.0/24 is not in the list: make a gateway in the portal and tick this subnet "
                                "on it.\n"));
    const auto calls = m_gateway->calls();
    QVERIFY(std::ranges::any_of(calls, [](const std::string &call) {
        return call.starts_with(R"(Import(h) {"serial": 7, "encap": [{"gatewayIP")");
    }));
    const auto object = QJsonDocument::fromJson(
        run({words("--json"), words("import"), words("-")}, answer).out.toUtf8());
    QCOMPARE(object[words("registration")][0][words("registration")].toString(), words("right"));
    QCOMPARE(object[words("registration")][1][words("registration")].toString(), words("missing"));
}

void CtlImportTest::refusesWhatIsNoList_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("nothing") << QByteArray() << QByteArray("There is no route in this file");
    QTest::newRow("broken JSON") << QByteArray("[{]")
                                 << QByteArray("This is not JSON: it goes wrong at line 1, column 3");
    QTest::newRow("no token") << QByteArray(R"({"message": "Unauthenticated."})")
                              << QByteArray("the portal says 'Unauthenticated.'");
    QTest::newRow("too large") << QByteArray(4 * 1024 * 1024 + 1, '#')
                               << QByteArray("The standard input is larger than 4 MiB");
}

void CtlImportTest::refusesWhatIsNoList()
{
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, message);
    const Outcome outcome = run({words("import"), words("-")}, input);
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains(QString::fromUtf8(message)), qPrintable(outcome.err));
    QVERIFY(m_gateway->calls().empty());
}

void CtlImportTest::optionsOfAmprRipdAreShownAndApplied()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("OPTIONS=\"-s -t 47 -a 44.128.10/24 -x /bin/true\"\n");
    file.flush();
    const QByteArray command = "import --ampr-ripd " + file.fileName().toUtf8();
    const size_t before = m_gateway->calls().size();
    const Outcome shown = run(command.constData());
    QCOMPARE(shown.code, 0);
    QVERIFY(shown.out.contains(words("routing.mesh_table = 47\n  gateway.subnets = 44.128.10.0/24")));
    QVERIFY(shown.out.contains(words("-x")) && shown.out.contains(words("encap.txt")));
    QCOMPARE(m_gateway->calls().size(), before);
    const Outcome tried = run(QByteArray(command + " --apply").constData());
    QCOMPARE(tried.code, 0);
    QVERIFY(tried.out.startsWith(words("These settings are put on trial:\n  routing.mesh_table = 47\n")));
    QVERIFY(tried.out.contains(words("On trial for 60 s, then taken back. To keep it: mesh44ctl confirm ")));
    QCOMPARE(m_gateway->calls().back(), std::string("Apply(ta(ss)u) 0 routing.mesh_table=47 "
                                                    "gateway.subnets=44.128.10.0/24 60 s interactive"));
    QCOMPARE(run(QByteArray(command + " --apply --yes").constData()).code, 0);
    QCOMPARE(m_gateway->calls().back(),
             std::string("Set(ta(ss)) 0 routing.mesh_table=47 gateway.subnets=44.128.10.0/24 interactive"));
    const QJsonObject object = json(QByteArray(command + " --json").constData());
    QCOMPARE(object[words("settings")].toObject()[words("routing.mesh_table")].toString(), words("47"));
    QCOMPARE(run("import --apply /dev/null").code, 1);
    const Outcome wrong = run("import --ampr-ripd /dev/null");
    QVERIFY(wrong.code == 1 && wrong.err.contains(words("no command line of ampr-ripd")));
}

QTEST_GUILESS_MAIN(CtlImportTest)
#include "ctlimporttest.moc"
