// SPDX-License-Identifier: GPL-3.0-or-later
// What a report for a mailing list must not say.
#include "core/checkup/checks.h"
#include "core/checkup/redactor.h"
#include "core/checkup/report.h"
#include "tests/core/healthyfacts.h"

using namespace mesh44;
using namespace mesh44::test;

class CheckReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void redacts_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("redacted");
        const auto row = [](const char *name, const char *text, const char *redacted) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(redacted);
        };
        row("callsign", "N0CALL and n0call, (N0Call).", "CALLSIGN and CALLSIGN, (CALLSIGN).");
        row("callsign in a name", "n0call-gw", "CALLSIGN");
        row("name in ampr.org", "a.b.AMPR.org is N0CALL.ampr.org", "NAME-1 is NAME-2");
        row("the same name again", "x.ampr.org, x.ampr.org.", "NAME-1, NAME-1.");
        row("everybody's name", "portal.ampr.org", "portal.ampr.org");
        row("subnet", "44.128.10.0/24", "SUBNET-1");
        row("hosts of it", "44.128.10.1, 44.128.10.2 and 44.128.10.1",
            "SUBNET-1-HOST-1, SUBNET-1-HOST-2 and SUBNET-1-HOST-1");
        row("part of it", "44.128.10.128/25", "SUBNET-1-HOST-1/25");
        row("WAN", "203.0.113.9.", "WAN-ADDRESS.");
        row("somebody's", "198.51.100.7 198.51.100.8/32 198.51.100.7", "ADDRESS-1 ADDRESS-2/32 ADDRESS-1");
        row("in brackets", "(198.51.100.7), [198.51.100.7]:80", "(ADDRESS-1), [ADDRESS-1]:80");
        row("assignment", "gateway.external_address=198.51.100.7", "gateway.external_address=ADDRESS-1");
        row("the announcer", "169.228.34.84", "169.228.34.84");
        row("networks of all", "44.0.0.0/9 44.128.0.0/10 44.0.0.1 0.0.0.0/0",
            "44.0.0.0/9 44.128.0.0/10 44.0.0.1 0.0.0.0/0");
        row("no addresses", "1.2.3 version 0.1.0 net.ipv4.conf", "1.2.3 version 0.1.0 net.ipv4.conf");
        row("password with signs", "it is a b!c, and not more", "it is PASSWORD, and not more");
        row("nothing", "", "");
        row("bytes", "\xff N0CALL \xc3\xa9", "\xff CALLSIGN \xc3\xa9");
    }
    void redacts()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, redacted);
        Redactor redactor;
        redactor.hideWord("N0CALL", "CALLSIGN");
        redactor.hideWord("A b!c", "PASSWORD");
        redactor.hideWord("", "NOTHING");
        redactor.hideSubnet(prefix("44.128.10.0/24"));
        redactor.hideAddress(address("203.0.113.9"), "WAN-ADDRESS");
        redactor.keep(address("169.228.34.84"));
        QCOMPARE(QByteArray::fromStdString(redactor.redact(text.toStdString())), redacted);
    }

    // Every sentence of every check, with all that can stand in it.
    void noSecretSurvives()
    {
        CheckFacts facts = healthyFacts();
        facts.settings.callsign = "DL0XYZ";
        facts.burst->own[0].endpoint = address("203.0.113.77");
        facts.active->name->reverse = "gw.example.org"; // any name
        facts.findings = {{"ufw", Severity::Error, "dl0xyz-host has ufw for 192.168.7.0/24 of alice", ""}};
        facts.conflicts = {"route to 44.128.10.0/24 by 203.0.113.9"};
        ReportFacts report{
            .checks = runChecks(facts), .findings = facts.findings, .kernel = "Linux 6.1", .names = {"shack", "alice"}};
        facts.conflicts.clear();
        for (const Check &check : runChecks(facts))
            report.checks.push_back(check);
        report.status.callsign = facts.settings.callsign;
        report.status.subnets = facts.settings.subnets;
        report.status.version = "0.1.0";
        report.status.reason = "the host shack at home.example and 198.51.100.7";
        report.status.underlayAddress = address("203.0.113.9");
        report.status.underlayGateway = address("203.0.113.1");
        report.status.externalAddress = address("203.0.113.77");
        report.settings = {{"gateway.callsign", "DL0XYZ", ""},
                           {"gateway.external_address", "home.example", "gw.example", "auto"},
                           {"rip44.password", "geheim", "pLaInTeXtpAsSwD"},
                           {"gateway.mode", "full", "full"}};
        const std::string text = checkReport(report);
        for (const char *secret : {"dl0xyz", "203.0.113", "198.51.100", "44.128.10", "192.168.7", "geheim",
                                   "home.example", "gw.example", "shack", "alice"})
            QVERIFY2(!QString::fromStdString(text).contains(QLatin1StringView(secret), Qt::CaseInsensitive),
                     (std::string(secret) + " in\n" + text).c_str());
        for (const char *fact : {"Mesh44 0.1.0", "Linux 6.1",
                                 "SUBNET-1 is announced at EXTERNAL-ADDRESS, and we are at "
                                 "WAN-ADDRESS",
                                 "rip44.password = PASSWORD", "fail  tables.free"})
            QVERIFY2(text.find(fact) != std::string::npos, text.c_str());
    }

    void aWrongConfigurationIsNotQuoted()
    {
        ReportFacts report;
        report.status.state = GatewayState::Misconfigured;
        report.status.reason = "gateway.external_address is 'home.example'";
        const std::string text = checkReport(report);
        QVERIFY2(text.find("state: misconfigured\n") != std::string::npos, text.c_str());
        QVERIFY(text.find("home.example") == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(CheckReport)
#include "checkreport.moc"
