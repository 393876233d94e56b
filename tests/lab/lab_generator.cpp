// SPDX-License-Identifier: GPL-3.0-or-later
//
// The generated mesh has the shape that it says.

#include "tests/lab/generator.h"

#include <QTest>
#include <algorithm>
#include <map>
#include <set>
#include <sstream>

using namespace mesh44;
using namespace mesh44::lab;

namespace {

struct Shape
{
    std::map<unsigned, size_t> lengths;
    std::vector<size_t> perEndpoint; // descending
    size_t nested = 0;
    size_t otherEndpoint = 0;
    size_t sold = 0;
};

const Announcement *around(const Mesh &mesh, const Announcement &inner)
{
    const Announcement *best = nullptr;
    for (const Announcement &outer : mesh) {
        if (outer.prefix != inner.prefix && outer.prefix.contains(inner.prefix)
            && (!best || best->prefix.length() < outer.prefix.length()))
            best = &outer;
    }
    return best;
}

Shape shapeOf(const Mesh &mesh)
{
    Shape shape;
    std::map<Ipv4Address, size_t> counts;
    for (const Announcement &a : mesh) {
        ++shape.lengths[a.prefix.length()];
        ++counts[a.endpoint];
        shape.sold += !isAmateur(a.prefix);
        if (const Announcement *outer = around(mesh, a)) {
            ++shape.nested;
            shape.otherEndpoint += outer->endpoint != a.endpoint;
        }
    }
    for (const auto &[endpoint, count] : counts)
        shape.perEndpoint.push_back(count);
    std::sort(shape.perEndpoint.rbegin(), shape.perEndpoint.rend());
    return shape;
}

Mesh generated(uint64_t seed, size_t routes = kRoutes2016, size_t endpoints = kEndpoints2016)
{
    const Result<Mesh> mesh = generate({seed, routes, endpoints});
    return mesh ? *mesh : Mesh{};
}

} // namespace

class LabGenerator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shapeOf2016_data()
    {
        QTest::addColumn<quint64>("seed");
        for (quint64 seed : {1, 2, 3, 44, 1000000007})
            QTest::addRow("seed %llu", seed) << seed;
    }
    void shapeOf2016()
    {
        QFETCH(quint64, seed);
        const Mesh mesh = generated(seed);
        const Shape shape = shapeOf(mesh);
        const std::map<unsigned, size_t> lengths{{15, 1},  {16, 10}, {17, 1},  {18, 2},   {19, 3},  {20, 12},
                                                 {21, 3},  {22, 10}, {23, 8},  {24, 173}, {25, 12}, {26, 15},
                                                 {27, 25}, {28, 43}, {29, 69}, {30, 24},  {31, 2},  {32, 118}};
        QCOMPARE(mesh.size(), size_t{531});
        QVERIFY(shape.lengths == lengths);
        QCOMPARE(shape.nested, size_t{63});
        QCOMPARE(shape.otherEndpoint, size_t{58});
        QCOMPARE(shape.sold, size_t{3});
        QCOMPARE(shape.perEndpoint.size(), size_t{353});
        QVERIFY(std::equal(shape.perEndpoint.begin(), shape.perEndpoint.begin() + 5,
                           std::vector<size_t>{21, 12, 11, 11, 10}.begin()));
    }

    void sameSeedSameMesh()
    {
        QCOMPARE(generated(44), generated(44));
        QVERIFY(generated(44) != generated(45));
    }

    void anySize_data()
    {
        QTest::addColumn<int>("routes");
        QTest::addColumn<int>("endpoints");
        QTest::newRow("one") << 1 << 1;
        QTest::newRow("five") << 5 << 3;
        QTest::newRow("one each") << 60 << 60;
        QTest::newRow("hundred") << 100 << 60;
        QTest::newRow("thousand") << 1000 << 660;
        QTest::newRow("ten thousand") << 10000 << 6600;
    }
    void anySize()
    {
        QFETCH(int, routes);
        QFETCH(int, endpoints);
        const Mesh mesh = generated(3, size_t(routes), size_t(endpoints));
        std::set<Ipv4Prefix> prefixes;
        std::set<Ipv4Address> addresses;
        const Ipv4Prefix subnet = Ipv4Prefix::covering(Ipv4Address(44, 128, 10, 0), 24);
        for (const Announcement &a : mesh) {
            prefixes.insert(a.prefix);
            addresses.insert(a.endpoint);
            QVERIFY(!a.prefix.overlaps(subnet));
            QVERIFY(Ipv4Prefix::covering(Ipv4Address(198, 18, 0, 0), 15).contains(a.endpoint));
        }
        QCOMPARE(prefixes.size(), size_t(routes));
        QCOMPARE(addresses.size(), size_t(endpoints));
        QVERIFY(std::is_sorted(mesh.rbegin(), mesh.rend(),
                               [](const auto &a, const auto &b) { return a.prefix < b.prefix; }));
    }

    void invalidShape_data()
    {
        QTest::addColumn<int>("routes");
        QTest::addColumn<int>("endpoints");
        QTest::addColumn<int>("code");
        QTest::newRow("no endpoints") << 10 << 0 << int(ErrorCode::InvalidArgument);
        QTest::newRow("fewer routes than endpoints") << 10 << 11 << int(ErrorCode::InvalidArgument);
        QTest::newRow("more endpoints than addresses") << 200000 << 150000 << int(ErrorCode::LimitExceeded);
    }
    void invalidShape()
    {
        QFETCH(int, routes);
        QFETCH(int, endpoints);
        QFETCH(int, code);
        const Result<Mesh> mesh = generate({1, size_t(routes), size_t(endpoints)});
        QVERIFY(!mesh);
        QCOMPARE(int(mesh.error().code), code);
    }

    void csvGoesAndReturns()
    {
        const Mesh mesh = generated(44);
        std::stringstream text;
        writeCsv(text, mesh);
        const Result<Mesh> read = readCsv(text);
        QVERIFY(read);
        QCOMPARE(*read, mesh);
    }

    void invalidCsv_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("too few fields") << QByteArray("44.4.8.0/24,198.51.100.7,4");
        QTest::newRow("too many fields") << QByteArray("44.4.8.0/24,198.51.100.7,4,1,");
        QTest::newRow("host bits") << QByteArray("44.4.8.1/24,198.51.100.7,4,1");
        QTest::newRow("no prefix") << QByteArray("all,198.51.100.7,4,1");
        QTest::newRow("no address") << QByteArray("44.4.8.0/24,gateway,4,1");
        QTest::newRow("tag") << QByteArray("44.4.8.0/24,198.51.100.7,70000,1");
        QTest::newRow("metric") << QByteArray("44.4.8.0/24,198.51.100.7,4,one");
    }
    void invalidCsv()
    {
        QFETCH(QByteArray, line);
        std::istringstream text("prefix,endpoint,tag,metric\n" + line.toStdString() + "\n");
        const Result<Mesh> mesh = readCsv(text);
        QVERIFY(!mesh);
        QVERIFY(mesh.error().message.starts_with("line 2: "));
    }

    void encapLeavesZeroOctetsOut()
    {
        std::ostringstream text;
        writeEncap(text, {{Ipv4Prefix::covering(Ipv4Address(44, 224, 0, 0), 15), Ipv4Address(198, 18, 0, 10)}});
        QVERIFY(text.str().ends_with("\nroute addprivate 44.224/15 encap 198.18.0.10\n"));
    }
};

QTEST_APPLESS_MAIN(LabGenerator)
#include "lab_generator.moc"
