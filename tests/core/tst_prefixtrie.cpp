// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/prefixtrie.h"
#include "tests/core/support.h"

#include <map>
#include <optional>

using namespace mesh44;

namespace {

using Reference = std::map<Ipv4Prefix, uint32_t>;

// All that contain the address, by walking over everything; a map of prefixes has the wider ones first.
std::vector<std::pair<Ipv4Prefix, uint32_t>> coveringIn(const Reference &reference, Ipv4Address address)
{
    std::vector<std::pair<Ipv4Prefix, uint32_t>> found;
    for (const auto &[prefix, value] : reference) {
        if (prefix.contains(address))
            found.emplace_back(prefix, value);
    }
    return found;
}

std::vector<std::pair<Ipv4Prefix, uint32_t>> coveringIn(const PrefixTrie<uint32_t> &trie, Ipv4Address address)
{
    std::vector<std::pair<Ipv4Prefix, uint32_t>> found;
    trie.forEachCovering(address, [&](Ipv4Prefix prefix, uint32_t value) { found.emplace_back(prefix, value); });
    return found;
}

// Few different bits, so that prefixes nest, meet again and share branches.
Ipv4Prefix randomPrefix(std::mt19937 &random)
{
    const uint32_t bits = (random() & 0x8000c003u) | 0x2c000000u;
    return Ipv4Prefix::covering(Ipv4Address(bits), static_cast<unsigned>(random() % 33));
}

Ipv4Address randomAddress(std::mt19937 &random)
{
    return Ipv4Address((static_cast<uint32_t>(random()) & 0x8000c003u) | 0x2c000000u);
}

} // namespace

class TestPrefixTrie : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void empty()
    {
        PrefixTrie<int> trie;
        QVERIFY(trie.empty());
        QVERIFY(!trie.longestMatch(test::address("44.0.0.1")));
        QVERIFY(!trie.find(Ipv4Prefix()));
        QVERIFY(!trie.erase(Ipv4Prefix()));
    }

    void longestWins()
    {
        PrefixTrie<int> trie;
        QVERIFY(trie.insert(test::prefix("44.128.0.0/16"), 16));
        QVERIFY(trie.insert(test::prefix("0.0.0.0/0"), 0));
        QVERIFY(trie.insert(test::prefix("44.128.10.1/32"), 32));
        QVERIFY(trie.insert(test::prefix("44.128.10.0/24"), 24));
        QCOMPARE(*trie.longestMatch(test::address("44.128.10.1")).value, 32);
        QCOMPARE(*trie.longestMatch(test::address("44.128.10.2")).value, 24);
        QCOMPARE(trie.longestMatch(test::address("44.128.11.1")).prefix, test::prefix("44.128.0.0/16"));
        QCOMPARE(*trie.longestMatch(test::address("1.2.3.4")).value, 0);
        QCOMPARE(coveringTexts(trie, "44.128.10.1"), "0.0.0.0/0 44.128.0.0/16 44.128.10.0/24 44.128.10.1/32 ");
    }

    void replaceKeepsTheSize()
    {
        PrefixTrie<int> trie;
        QVERIFY(trie.insert(test::prefix("44.128.10.0/24"), 1));
        QVERIFY(!trie.insert(test::prefix("44.128.10.0/24"), 2));
        QCOMPARE(trie.size(), size_t{1});
        QCOMPARE(*trie.find(test::prefix("44.128.10.0/24")), 2);
        QVERIFY(!trie.find(test::prefix("44.128.10.0/25")));
        QVERIFY(!trie.find(test::prefix("44.128.0.0/16")));
    }

    void branchingPointsHaveNoValue()
    {
        PrefixTrie<int> trie;
        trie.insert(test::prefix("44.128.0.0/24"), 1);
        trie.insert(test::prefix("44.128.1.0/24"), 2); // branches at 44.128.0.0/23
        QVERIFY(!trie.find(test::prefix("44.128.0.0/23")));
        QVERIFY(!trie.erase(test::prefix("44.128.0.0/23")));
        QVERIFY(trie.insert(test::prefix("44.128.0.0/23"), 3));
        QCOMPARE(trie.size(), size_t{3});
    }

    void agreesWithReference()
    {
        std::mt19937 random = test::seededGenerator();
        for (int round = 0; round < 200; ++round) {
            PrefixTrie<uint32_t> trie;
            Reference reference;
            size_t most = 0;
            for (int step = 0; step < 200; ++step) {
                changeBoth(random, trie, reference);
                QCOMPARE(trie.size(), reference.size());
                most = std::max(most, reference.size());
                QVERIFY(trie.nodeCount() <= 2 * most);
                const Ipv4Address address = randomAddress(random);
                QVERIFY2(coveringIn(trie, address) == coveringIn(reference, address), address.toString().c_str());
            }
            for (const auto &[prefix, value] : reference)
                QVERIFY(trie.find(prefix) && *trie.find(prefix) == value);
        }
    }

    // Prefixes that come and go for ever must not fill the memory.
    void memoryFollowsTheSize()
    {
        PrefixTrie<int> trie;
        for (uint32_t i = 0; i < 100000; ++i) {
            trie.insert(Ipv4Prefix::host(Ipv4Address(0x2c000000u + i * 977)), 1);
            if (i >= 10)
                QVERIFY(trie.erase(Ipv4Prefix::host(Ipv4Address(0x2c000000u + (i - 10) * 977))));
        }
        QCOMPARE(trie.size(), size_t{10});
        QVERIFY(trie.nodeCount() <= 22);
    }

    void copiesAreIndependent()
    {
        PrefixTrie<std::string> trie;
        trie.insert(test::prefix("44.128.10.0/24"), "one");
        PrefixTrie<std::string> copy = trie;
        copy.insert(test::prefix("44.128.10.0/24"), "two");
        QCOMPARE(*trie.find(test::prefix("44.128.10.0/24")), std::string("one"));
    }

private:
    static std::string coveringTexts(const PrefixTrie<int> &trie, const char *address)
    {
        std::string texts;
        trie.forEachCovering(test::address(address), [&](Ipv4Prefix prefix, int) { texts += prefix.toString() + ' '; });
        return texts;
    }

    static void changeBoth(std::mt19937 &random, PrefixTrie<uint32_t> &trie, Reference &reference)
    {
        const Ipv4Prefix prefix = randomPrefix(random);
        const auto value = static_cast<uint32_t>(random());
        if (random() % 3 != 0)
            QCOMPARE(trie.insert(prefix, value), reference.insert_or_assign(prefix, value).second);
        else
            QCOMPARE(trie.erase(prefix), reference.erase(prefix) == 1);
    }
};

QTEST_APPLESS_MAIN(TestPrefixTrie)
#include "tst_prefixtrie.moc"
