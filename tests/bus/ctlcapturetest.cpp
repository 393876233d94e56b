// SPDX-License-Identifier: GPL-3.0-or-later
//
// mesh44ctl capture: what it prints and writes of what the service hands out.
#include "core/packet/pcap.h"
#include "ctlfixture.h"
#include "tests/core/planepackets.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <csignal>
#include <unistd.h>

using namespace mesh44;
using namespace mesh44::test;

namespace {

// A ping that comes in by the tunnel.
Octets tunnelledPing()
{
    Octets echo{8, 0, 0, 0, 0, 1, 0, 7};
    put16(echo, 2, slowChecksum(echo));
    const Octets inner = ipPacket({Ipv4Address(44, 4, 8, 1), Ipv4Address(44, 128, 10, 2), kProtocolIcmp, 0, 0}, echo);
    return ipPacket({Ipv4Address(198, 51, 100, 7), Ipv4Address(203, 0, 113, 9), kProtocolIpip, 0, 0}, inner);
}

CaptureView twoPackets(bool running)
{
    CaptureView view{.running = running, .ended = running ? "" : "time", .received = 2};
    const Octets ping = tunnelledPing();
    Octets damaged = ping;
    damaged[42] ^= 1;
    view.packets = {{1'700'000'000'000'042, "eth0", false, false, static_cast<uint32_t>(ping.size()), ping},
                    {1'700'000'000'000'043, "eth0", true, false, static_cast<uint32_t>(ping.size()), damaged}};
    return view;
}

} // namespace

class CtlCaptureTest : public QObject, private CtlFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }
    void printsLines();
    void printsLayers();
    void printsJson();
    void writesFiles();
    void writesToTheOutput();
    void tellsWhatWasLost();
    void endsWell();
    void requests_data();
    void requests();
    void refusals();
};

void CtlCaptureTest::printsLines()
{
    m_gateway->setCaptured(twoPackets(false));
    const Outcome outcome = run("capture");
    QCOMPARE(outcome.code, 0);
    QVERIFY(outcome.err.isEmpty()); // nobody looks
    const QStringList lines = outcome.out.split(QLatin1Char('\n'));
    QCOMPARE(lines.size(), 3);
    const QString way = words("  198.51.100.7 → 203.0.113.9 · 44.4.8.1 → 44.128.10.2 · ICMP echo request 7");
    static const QRegularExpression moment(QStringLiteral("^\\d\\d:\\d\\d:\\d\\d\\.00004[23]$"));
    QVERIFY(moment.match(lines[0].left(15)).hasMatch());
    QCOMPARE(lines[0].mid(15), words("  in  eth0  ") + way + words(" · 48 bytes"));
    QCOMPARE(lines[1].mid(15), words("  out eth0  ") + way + words("! · 48 bytes"));
}

void CtlCaptureTest::printsLayers()
{
    m_gateway->setCaptured(twoPackets(false));
    const Outcome outcome = run("capture --verbose");
    QCOMPARE(outcome.code, 0);
    QVERIFY(outcome.out.contains(words("\n  IPv4 44.4.8.1 → 44.128.10.2\n    version: 4\n")));
    QVERIFY(outcome.out.contains(words("\n  ICMP echo request 7\n    The checksum is 0x")));
    QVERIFY(outcome.out.contains(words("\n    sequence: 7\n")));
}

void CtlCaptureTest::printsJson()
{
    m_gateway->setCaptured(twoPackets(false));
    const QStringList lines = run("--json capture").out.split(QLatin1Char('\n'));
    QCOMPARE(lines.size(), 4);
    const auto packet = QJsonDocument::fromJson(lines[1].toUtf8()).object();
    QCOMPARE(packet[words("schema")].toInt(), 1);
    QCOMPARE(packet[words("type")].toString(), words("packet"));
    QCOMPARE(packet[words("time")].toString(), words("2023-11-14T22:13:20.000Z"));
    QCOMPARE(packet[words("direction")].toString(), words("out"));
    const QJsonArray layers = packet[words("layers")].toArray();
    QCOMPARE(layers.size(), 3);
    QCOMPARE(layers[2].toObject()[words("kind")].toString(), words("icmp"));
    QCOMPARE(layers[2].toObject()[words("offset")].toInt(), 40);
    const QJsonObject note = layers[2].toObject()[words("notes")].toArray().first().toObject();
    QCOMPARE(note[words("kind")].toString(), words("checksum"));
    QCOMPARE(note[words("level")].toString(), words("error"));
    const auto end = QJsonDocument::fromJson(lines[2].toUtf8()).object();
    QCOMPARE(end[words("type")].toString(), words("end"));
    QCOMPARE(end[words("received")].toInt(), 2);
}

void CtlCaptureTest::writesFiles()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(words("tunnel.pcap"));
    const CaptureView view = twoPackets(false);
    m_gateway->setCaptured(view);
    const Outcome outcome = run({words("capture"), words("--write"), path});
    QCOMPARE(outcome.code, 0);
    QVERIFY(outcome.out.isEmpty() && outcome.err.isEmpty());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    const QByteArray bytes = file.readAll();
    const auto packets = readPcap(
        {reinterpret_cast<const uint8_t *>(bytes.constData()), static_cast<size_t>(bytes.size())});
    QVERIFY(packets);
    QCOMPARE(packets->size(), size_t{2});
    QCOMPARE(packets->at(0).time, uint64_t{1'700'000'000'000'042'000});
    QVERIFY(packets->at(1).bytes == view.packets[1].bytes);
}

void CtlCaptureTest::writesToTheOutput()
{
    m_gateway->setCaptured(twoPackets(false));
    QProcess process;
    process.start(words(MESH44CTL), {words("capture"), words("--write"), words("-")});
    QVERIFY(process.waitForFinished(kPatienceMs));
    const QByteArray bytes = process.readAllStandardOutput();
    const auto packets = readPcap(
        {reinterpret_cast<const uint8_t *>(bytes.constData()), static_cast<size_t>(bytes.size())});
    QVERIFY(packets && packets->size() == 2);
}

void CtlCaptureTest::tellsWhatWasLost()
{
    m_gateway->setCaptured({.ended = "time", .received = 7, .dropped = 5, .overwritten = 2});
    QCOMPARE(run("capture").err,
             words("7 packets, and 5 more that came too fast; 2 of them were not fetched in time.\n"));
}

// Ctrl+C ends the capture, and what came before it is shown.
void CtlCaptureTest::endsWell()
{
    m_gateway->setCaptured(twoPackets(true));
    QProcess process;
    process.start(words(MESH44CTL), {words("capture")});
    QByteArray out;
    while (out.count('\n') < 2 && process.waitForReadyRead(kPatienceMs))
        out += process.readAllStandardOutput();
    QCOMPARE(out.count('\n'), 2);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(kPatienceMs));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    const auto calls = m_gateway->calls();
    QVERIFY(std::ranges::find(calls, "StopCapture()") != calls.end());
    QCOMPARE(calls.back(), std::string("GetCaptured()"));
}

void CtlCaptureTest::requests_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("call");
    const auto row = [](const char *command, const char *call) {
        QTest::newRow(command) << QByteArray(command) << QByteArray("StartCapture(ssub) ") + call + " interactive";
    };
    row("capture", "all  60 headers");
    row("capture --full --seconds 3600", "all  3600 full");
    row("capture --only endpoint 198.51.100.7", "endpoint 198.51.100.7 60 headers");
    row("capture --only prefix 44.4.8.0/24 --seconds 5", "prefix 44.4.8.0/24 5 headers");
    row("capture --only rip44 --full", "rip44  60 full");
    row("capture --only device", "device  60 headers");
}

void CtlCaptureTest::requests()
{
    QFETCH(QByteArray, command);
    QFETCH(QByteArray, call);
    QCOMPARE(run(command.constData()).code, 0);
    QCOMPARE(QByteArray::fromStdString(m_gateway->calls().front()), call);
}

void CtlCaptureTest::refusals()
{
    m_gateway->fail("StartCapture", "org.mesh44.Error.NotAuthorized", "the caller may not do this");
    QVERIFY(run("capture").err.startsWith(words("Not permitted: ")));
    m_gateway->fail("StartCapture", "org.freedesktop.DBus.Error.UnknownMethod");
    QVERIFY(run("capture").err.contains(words("too old")));
    m_gateway->fail("StartCapture", "");
    QVERIFY(run("capture --write /nonexistent/a.pcap").err.contains(words("/nonexistent/a.pcap cannot be written")));
    m_gateway->fail("GetCaptured", "org.mesh44.Error.NotFound", "gone");
    QCOMPARE(run("capture").code, 1);
}

QTEST_GUILESS_MAIN(CtlCaptureTest)
#include "ctlcapturetest.moc"
