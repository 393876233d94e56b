// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/firewall/nftnotices.h"

#include <QByteArray>
#include <QTest>

#include <random>

#include <arpa/inet.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>

using namespace mesh44;

namespace {

constexpr int kSelf = 100;

QByteArray attribute(uint16_t kind, const QByteArray &content)
{
    const nlattr header{static_cast<uint16_t>(NLA_HDRLEN + content.size()), kind};
    QByteArray bytes(reinterpret_cast<const char *>(&header), sizeof header);
    bytes += content;
    return bytes + QByteArray(NLA_ALIGN(static_cast<int>(bytes.size())) - static_cast<int>(bytes.size()), '\0');
}

QByteArray message(unsigned kind, const QByteArray &attributes)
{
    nlmsghdr header{};
    header.nlmsg_len = static_cast<uint32_t>(NLMSG_HDRLEN + sizeof(nfgenmsg))
                       + static_cast<uint32_t>(attributes.size());
    header.nlmsg_type = static_cast<uint16_t>(NFNL_SUBSYS_NFTABLES << 8 | kind);
    return QByteArray(reinterpret_cast<const char *>(&header), sizeof header) + QByteArray(sizeof(nfgenmsg), '\0')
           + attributes;
}

QByteArray touches(unsigned kind, const char *table)
{
    return message(kind, attribute(1, QByteArray(table) + '\0') + attribute(2, QByteArray("whatever\0", 9)));
}

QByteArray generation(int process, const char *name)
{
    const uint32_t number = htonl(static_cast<uint32_t>(process));
    return message(NFT_MSG_NEWGEN, attribute(NFTA_GEN_ID, QByteArray(4, '\1'))
                                       + attribute(NFTA_GEN_PROC_PID,
                                                   QByteArray(reinterpret_cast<const char *>(&number), sizeof number))
                                       + attribute(NFTA_GEN_PROC_NAME, QByteArray(name) + '\0'));
}

void read(NftNotices &notices, const QByteArray &bytes)
{
    notices.read(std::as_bytes(std::span(bytes.constData(), static_cast<size_t>(bytes.size()))));
}

} // namespace

class NftNoticesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void authors_data()
    {
        QTest::addColumn<QByteArray>("heard");
        QTest::addColumn<QByteArray>("author");
        const QByteArray nft = generation(4711, "nft");
        const QByteArray someone("nft (process 4711)");
        QTest::newRow("table deleted") << touches(NFT_MSG_DELTABLE, "mesh44") + nft << someone;
        QTest::newRow("rule deleted") << touches(NFT_MSG_DELRULE, "mesh44") + nft << someone;
        QTest::newRow("among others") << touches(NFT_MSG_DELTABLE, "theirs") + touches(NFT_MSG_DELTABLE, "mesh44")
                                             + touches(NFT_MSG_NEWTABLE, "theirs") + nft
                                      << someone;
        QTest::newRow("another table") << touches(NFT_MSG_DELTABLE, "theirs") + nft << QByteArray();
        QTest::newRow("a longer name") << touches(NFT_MSG_DELTABLE, "mesh44x") + nft << QByteArray();
        QTest::newRow("ourselves") << touches(NFT_MSG_NEWTABLE, "mesh44") + generation(kSelf, "mesh44d")
                                   << QByteArray();
        QTest::newRow("ours, then theirs of another")
            << touches(NFT_MSG_NEWTABLE, "mesh44") + generation(kSelf, "mesh44d") + touches(NFT_MSG_NEWTABLE, "theirs")
                   + nft
            << QByteArray();
        QTest::newRow("no name") << touches(NFT_MSG_DELTABLE, "mesh44") + generation(4711, "")
                                 << QByteArray("process 4711");
        QTest::newRow("control characters")
            << touches(NFT_MSG_DELTABLE, "mesh44") + generation(4711, "a\x1b[m") << QByteArray("a?[m (process 4711)");
        QTest::newRow("not the end yet") << touches(NFT_MSG_DELTABLE, "mesh44") << QByteArray();
    }
    void authors()
    {
        QFETCH(QByteArray, heard);
        QFETCH(QByteArray, author);
        NftNotices notices("mesh44", kSelf);
        read(notices, heard);
        const auto authors = notices.takeAuthors();
        QCOMPARE(authors.empty(), author.isEmpty());
        QVERIFY(author.isEmpty() || authors == std::set<std::string>{author.toStdString()});
        QVERIFY(notices.takeAuthors().empty());
    }

    void overSeveralDatagrams()
    {
        NftNotices notices("mesh44", kSelf);
        read(notices, touches(NFT_MSG_DELTABLE, "mesh44"));
        read(notices, generation(7, "nft"));
        for (int i = 0; i < 10; ++i)
            read(notices, touches(NFT_MSG_DELTABLE, "mesh44") + generation(1000 + i, "loop"));
        QCOMPARE(notices.takeAuthors().size(), NftNotices::kMostAuthors);
    }

    // The kernel is believed, but a datagram may be longer than what is read of it.
    void cutOffAndNoise()
    {
        const unsigned seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        const QByteArray whole = touches(NFT_MSG_DELTABLE, "mesh44") + generation(4711, "nft");
        for (int length = 0; length < whole.size(); ++length) {
            NftNotices notices("mesh44", kSelf);
            read(notices, whole.left(length));
            QVERIFY(notices.takeAuthors().empty());
        }
        for (int i = 0; i < 20'000; ++i) {
            QByteArray bytes = whole;
            for (int change = 0; change < 3; ++change)
                bytes[static_cast<int>(random() % static_cast<unsigned>(bytes.size()))] = static_cast<char>(random());
            NftNotices notices("mesh44", kSelf);
            read(notices, bytes);
            QVERIFY(notices.takeAuthors().size() <= 1);
        }
    }
};

QTEST_GUILESS_MAIN(NftNoticesTest)
#include "nftnotices.moc"
