// SPDX-License-Identifier: GPL-3.0-or-later
// Our decoder beside Wireshark's, field by field: packets of every kind with random values are written as a pcap file,
// whole and cut, and for each of our fields tshark must show the same values in the same order.
#include "core/packet/describe.h"
#include "core/packet/pcap.h"
#include "tests/core/packetmaker.h"
#include "tests/core/packetsharkfields.h"
#include "tests/core/support.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <map>

using namespace mesh44;
using namespace mesh44::test;

namespace {

// A number in decimal, whatever way tshark writes it; other values as they are.
std::string plain(const QByteArray &value)
{
    if (value == "True" || value == "False")
        return value == "True" ? "1" : "0";
    bool isNumber = false;
    const qulonglong number = value.toULongLong(&isNumber, value.startsWith("0x") ? 16 : 10);
    return isNumber ? std::to_string(number) : value.toStdString();
}

using Values = std::map<std::string, std::vector<std::string>>; // by tshark's name

void addStatus(Values &values, const PcapPacket &packet, const DecodedPacket &decoded, size_t index)
{
    const Layer &layer = decoded.layers()[index];
    const ChecksumState state = checksumState(packet.bytes, decoded.layers().first(index + 1));
    // What is quoted, always the last layers, tshark judges and we do not; of a GRE header without one it says nothing.
    if (layer.quoted || (layer.kind == LayerKind::Gre && !state.checkable))
        return;
    for (const auto &[kind, theirs] : kSameSums) {
        if (kind == layer.kind)
            values[theirs].push_back(state.checkable ? (state.wrong ? "bad" : "good") : "unknown");
    }
}

Values ourValues(const PcapPacket &packet)
{
    Values values;
    const DecodedPacket decoded = decode(packet.bytes, packet.originalLength);
    for (size_t i = 0; i < decoded.layers().size(); ++i) {
        const LayerKind kind = decoded.layers()[i].kind;
        for (const Field &field : describe(decoded, packet.bytes, i).fields) {
            for (const SameField &same : kSameFields) {
                if (same.kind == kind && field.name == same.ours)
                    values[same.theirs].push_back(field.number ? std::to_string(*field.number * same.factor)
                                                               : field.text);
            }
        }
        addStatus(values, packet, decoded, i);
    }
    return values;
}

std::string statusWord(const std::string &value)
{
    if (value == "0" || value == "Bad")
        return "bad";
    return value == "1" || value == "Good" ? "good" : "unknown";
}

std::vector<std::string> fieldNames()
{
    std::vector<std::string> names;
    for (const SameField &same : kSameFields)
        names.emplace_back(same.theirs);
    for (const auto &same : kSameSums)
        names.emplace_back(same.second);
    return names;
}

QStringList tsharkArguments(const QString &file)
{
    std::vector<std::string> arguments{"-n", "-T",           "fields", "-E",          "separator=/t",
                                       "-E", "occurrence=a", "-E",     "aggregator=,"};
    for (const char *option :
         {"ip.check_checksum:TRUE", "udp.check_checksum:TRUE", "tcp.check_checksum:TRUE", "ip.defragment:FALSE",
          "ipv6.defragment:FALSE", "tcp.relative_sequence_numbers:FALSE", "tcp.analyze_sequence_numbers:FALSE"})
        arguments.insert(arguments.end(), {"-o", option});
    for (const std::string &name : fieldNames())
        arguments.insert(arguments.end(), {"-e", name});
    QStringList all;
    for (const std::string &argument : arguments)
        all.push_back(QString::fromStdString(argument));
    all.append({QStringLiteral("-r"), file});
    return all;
}

Values readLine(const QByteArray &line)
{
    Values values;
    const auto names = fieldNames();
    const QList<QByteArray> columns = line.split('\t');
    for (size_t i = 0; i < names.size() && static_cast<qsizetype>(i) < columns.size(); ++i) {
        for (const QByteArray &value : columns[static_cast<qsizetype>(i)].split(',')) {
            if (!value.isEmpty())
                values[names[i]].push_back(names[i].ends_with(".status") ? statusWord(plain(value)) : plain(value));
        }
    }
    return values;
}

// One for each packet of the file.
std::vector<Values> theirValues(const QString &file)
{
    QProcess tshark;
    tshark.start(QStringLiteral("tshark"), tsharkArguments(file));
    tshark.waitForFinished(100000);
    if (tshark.exitCode() != 0)
        qWarning("%s", tshark.readAllStandardError().constData());
    std::vector<Values> packets;
    const QByteArray output = tshark.readAllStandardOutput();
    for (const QByteArray &line : output.chopped(output.isEmpty() ? 0 : 1).split('\n'))
        packets.push_back(readLine(line));
    return packets;
}

std::string joined(const std::vector<std::string> &values)
{
    std::string all;
    for (const std::string &value : values)
        all += " " + value;
    return all;
}

} // namespace

class PacketTshark : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    // Nothing, or where they differ.
    std::string differences(const std::vector<MadePacket> &made, size_t snapLength)
    {
        std::string file = pcapHeader(kMostPcapBytes);
        std::vector<PcapPacket> packets;
        for (const MadePacket &one : made) {
            PcapPacket packet{.originalLength = static_cast<uint32_t>(one.bytes.size()), .bytes = one.bytes};
            packet.bytes.resize(std::min(packet.bytes.size(), snapLength));
            appendPcap(file, packet, kMostPcapBytes);
            packets.push_back(std::move(packet));
        }
        QFile out(m_folder.filePath(QStringLiteral("packets.pcap")));
        if (!out.open(QIODevice::WriteOnly) || out.write(file.data(), static_cast<qint64>(file.size())) < 0)
            return "cannot write the file";
        out.close();
        const auto theirs = theirValues(out.fileName());
        if (theirs.size() != packets.size())
            return "tshark shows " + std::to_string(theirs.size()) + " packets";
        std::string found;
        for (size_t i = 0; i < packets.size(); ++i)
            found += difference(made[i].name, ourValues(packets[i]), theirs[i], snapLength < 65536);
        return found;
    }

    // Where a packet is cut, one of the two may have stopped earlier.
    std::string difference(const std::string &name, Values ours, Values theirs, bool cut)
    {
        std::string found;
        for (const std::string &field : fieldNames()) {
            auto &a = ours[field];
            auto &b = theirs[field];
            if (cut || field.ends_with(".status"))
                b.resize(std::min(a.size(), b.size()));
            if (cut)
                a.resize(b.size());
            m_compared += a.size();
            if (a != b)
                found += name + ": " + field + ": ours" + joined(a) + ", theirs" + joined(b) + "\n";
        }
        return found;
    }

    size_t m_compared = 0;

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("tshark")).isEmpty()) {
            if (qgetenv("MESH44_REQUIRE_LAB") == "1")
                QFAIL("tshark is not installed: packaging/setup.sh --for test");
            QSKIP("tshark is not installed");
        }
        QVERIFY(m_folder.isValid());
    }

    void agrees_data()
    {
        QTest::addColumn<int>("snapLength");
        QTest::addColumn<bool>("damaged");
        QTest::newRow("whole") << 65536 << false;
        QTest::newRow("headers only") << 128 << false;
        QTest::newRow("cut early") << 45 << false;
        QTest::newRow("one byte wrong") << 65536 << true;
    }
    void agrees()
    {
        QFETCH(int, snapLength);
        QFETCH(bool, damaged);
        std::mt19937 random = seededGenerator();
        PacketMaker maker(random);
        std::vector<MadePacket> made;
        while (made.size() < 1000) {
            for (MadePacket &packet : maker.all())
                made.push_back(std::move(packet));
        }
        // Behind the outer header's checksum, so that it is the payload's sums that tell.
        for (size_t i = 0; damaged && i < made.size(); ++i) {
            if (made[i].bytes.size() > 60)
                made[i].bytes.back() ^= 1;
        }
        m_compared = 0;
        const std::string found = differences(made, static_cast<size_t>(snapLength));
        qInfo("%zu packets, %zu values compared", made.size(), m_compared);
        QVERIFY2(found.empty(), found.substr(0, 4000).c_str());
        QVERIFY(m_compared > 1000);
    }
};

QTEST_GUILESS_MAIN(PacketTshark)
#include "packettshark.moc"
