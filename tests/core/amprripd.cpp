// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/amprripd.h"
#include "core/config/settings.h"
#include "tests/core/support.h"

using namespace mesh44;

namespace {

// "KEY=VALUE; KEY=VALUE"
std::string settingsOf(const AmprRipdImport &import)
{
    std::string text;
    for (const auto &[key, value] : import.assignments)
        text += (text.empty() ? "" : "; ") + key + "=" + value;
    return text;
}

} // namespace

class AmprRipdTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void good_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("settings");
        QTest::addColumn<int>("notes");
        const auto row = [](const char *name, const char *text, const char *settings, int notes) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(settings) << notes;
        };
        row("the field's", "ampr-ripd -s -t 44 -i tunl0 -a 198.51.100.7,44.128.10/24",
            "routing.mesh_table=44; tunnel.device=tunl0; gateway.external_address=198.51.100.7; "
            "gateway.subnets=44.128.10.0/24",
            0);
        row("no options", "/usr/sbin/ampr-ripd\n", "", 0);
        row("options alone", "-t 45", "routing.mesh_table=45", 0);
        row("joined", "ampr-ripd -srt44 -iampr0", "routing.mesh_table=44; tunnel.device=ampr0", 0);
        row("the last one wins", "ampr-ripd -t 44 -t 47", "routing.mesh_table=47", 0);
        row("unit", "[Service]\nType=forking\nExecStart=/usr/sbin/ampr-ripd -t 44 -i ampr0 -d\nRestart=always\n",
            "routing.mesh_table=44; tunnel.device=ampr0", 0);
        row("defaults file", "# options\nDAEMON_OPTS=\"-s -t 44 -p 'secret word'\"\n",
            "routing.mesh_table=44; rip44.password=secret word", 0);
        row("comment", "#ampr-ripd -t 99\nampr-ripd -t 44 # -i nothing\n", "routing.mesh_table=44", 0);
        row("unit with a name", "[Service]\nExecStart=/usr/sbin/ampr-ripd -t 44\nSyslogIdentifier=ampr-ripd\n",
            "routing.mesh_table=44", 0);
        row("unit with a name first", "[Service]\nSyslogIdentifier=ampr-ripd\nExecStart=/usr/sbin/ampr-ripd -t 44\n",
            "routing.mesh_table=44", 0);
        row("process file", "DAEMON=/usr/sbin/ampr-ripd\nOPTIONS=\"-t 44\"\nNAME=ampr-ripd\n", "routing.mesh_table=44",
            0);
        row("goes on", "ampr-ripd -s \\\n  -t 44 \\\n  -i tunl0\n", "routing.mesh_table=44; tunnel.device=tunl0", 0);
        row("CRLF", "ampr-ripd -t 44\r\n", "routing.mesh_table=44", 0);
        row("behind other commands", "ifconfig tunl0 up\n/usr/sbin/ampr-ripd -s -t 44 >/dev/null &\n",
            "routing.mesh_table=44", 0);
        row("main table", "ampr-ripd -t main", "", 1);
        row("names", "ampr-ripd -a gateway.example.net,44.128.10.1", "", 2);
        row("several subnets", "ampr-ripd -a 44.128.10/24,44.60.44.16/28",
            "gateway.subnets=44.128.10.0/24 44.60.44.16/28", 0);
        row("call", "ampr-ripd -L n0call@JN00aa", "gateway.callsign=n0call", 0);
        row("what is not taken", "ampr-ripd -m 90 -w 840 -f eth0 -e 10.0.0.1 -F eth1 -E 10.0.0.2 -x /bin/x -g 10.0.0.3",
            "", 8);
    }
    void good()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, settings);
        QFETCH(int, notes);
        const auto import = readAmprRipd(text.toStdString());
        QVERIFY2(bool(import), import ? "" : import.error().message.c_str());
        QCOMPARE(settingsOf(*import), settings.toStdString());
        QCOMPARE(import->notes.size(), static_cast<size_t>(notes));
        QCOMPARE(import->savesRoutes, text.contains("-s"));
        QVERIFY(editConfig({}, import->assignments)); // every value is one that the settings take
    }

    void invalid_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char *name, const QByteArray &text, const char *words) {
            QTest::newRow(name) << text << QByteArray(words);
        };
        row("nothing", "", "no command line");
        row("something else", "hello world\n", "no command line");
        row("only in words", "# start ampr-ripd\nsystemctl status ampr-ripd.service\n", "no command line");
        row("unknown option", "ampr-ripd -z", "'-z'");
        row("a word", "ampr-ripd -s 44", "'44'");
        row("a long option", "ampr-ripd --table 44", "'--'");
        row("no value", "ampr-ripd -t", "-t has no value");
        row("variable", "ampr-ripd -i $TUNNEL", "-i '$TUNNEL'");
        row("table", "ampr-ripd -t mesh", "routing.mesh_table");
        row("table 255", "ampr-ripd -t 255", "routing.mesh_table");
        row("device", "ampr-ripd -i a/b", "tunnel.device");
        row("device too long", "ampr-ripd -i abcdefghijklmnop", "tunnel.device");
        row("password too long", "ampr-ripd -p 12345678901234567", "rip44.password");
        row("subnet outside 44", "ampr-ripd -a 192.0.2.0/24", "gateway.subnets");
        row("subnet with host bits", "ampr-ripd -a 44.128.10.1/24", "44.128.10.1/24");
        row("address", "ampr-ripd -a 198.51.100.256", "198.51.100.256");
        row("own address that is none", "ampr-ripd -a 127.0.0.1", "gateway.external_address");
        row("call", "ampr-ripd -L @JN00aa", "no call sign");
        row("too long", QByteArray(kMaxAmprRipdText + 1, 'x'), "64 KiB");
    }
    void invalid()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, words);
        const auto import = readAmprRipd(text.toStdString());
        QVERIFY(!import);
        QVERIFY2(import.error().message.find(words.toStdString()) != std::string::npos, import.error().message.c_str());
    }
};

QTEST_APPLESS_MAIN(AmprRipdTest)
#include "amprripd.moc"
