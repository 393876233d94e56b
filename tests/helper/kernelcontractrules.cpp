// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/helper/kernelcontract.h"

#include <QTest>
#include <cerrno>

namespace mesh44::test {

namespace {

KernelRule ourRule(uint32_t priority)
{
    return {.priority = priority, .table = 44, .protocol = kOurProtocol};
}
KernelRule ruleFrom(uint32_t priority, const char *source)
{
    KernelRule rule = ourRule(priority);
    rule.source = prefix(source);
    return rule;
}
KernelRule ruleTo(uint32_t priority, const char *destination)
{
    KernelRule rule = ourRule(priority);
    rule.destination = prefix(destination);
    return rule;
}
KernelRule floorRule()
{
    KernelRule rule = ruleFrom(47, "44.128.10.0/24");
    rule.action = RuleAction::Unreachable;
    rule.table = 0;
    return rule;
}

} // namespace

void KernelContract::ruleIsDumpedAsAdded_data()
{
    QTest::addColumn<KernelRule>("rule");
    KernelRule suppressing = ruleTo(44, "44.128.10.0/24");
    suppressing.table = kMainTable;
    suppressing.suppressPrefixLength = 0U;
    KernelRule both = ruleFrom(44, "44.128.10.0/24");
    both.destination = prefix("192.168.7.0/24");
    KernelRule marked = ourRule(46);
    marked.mark = 0x44;
    marked.markMask = 0xffffffff;
    KernelRule masked = marked;
    masked.markMask = 0xff;
    KernelRule largeTable = ruleFrom(46, "44.128.10.1/32");
    largeTable.table = 70000;
    QTest::newRow("to, suppress_prefixlength 0") << suppressing;
    QTest::newRow("from and to") << both;
    QTest::newRow("amateur space") << ruleTo(45, "44.128.0.0/10");
    QTest::newRow("fwmark") << marked;
    QTest::newRow("fwmark under a mask") << masked;
    QTest::newRow("table above 255") << largeTable;
    QTest::newRow("unreachable") << floorRule();
    QTest::newRow("no selector") << ourRule(48);
}

void KernelContract::ruleIsDumpedAsAdded()
{
    QFETCH(KernelRule, rule);
    const auto before = dump().rules;
    QCOMPARE(apply(AddRule{rule}), Errors{0});
    const auto rules = dump().rules;
    QVERIFY(holds(rules, rule));
    QVERIFY(std::ranges::is_sorted(rules, {}, &KernelRule::priority));
    QCOMPARE(apply(RemoveRule{rule}), Errors{0});
    QCOMPARE(dump().rules, before);
}

void KernelContract::ruleErrors()
{
    const KernelRule rule = floorRule();
    QCOMPARE(apply(AddRule{rule}, AddRule{rule}), (Errors{0, EEXIST}));
    QCOMPARE(apply(RemoveRule{rule}, RemoveRule{rule}), (Errors{0, ENOENT}));
    KernelRule other = rule;
    other.action = RuleAction::Other;
    KernelRule selective = rule;
    selective.unmodelled = true;
    QCOMPARE(apply(AddRule{other}, RemoveRule{other}, AddRule{selective}, RemoveRule{selective}),
             (Errors{EINVAL, EINVAL, EINVAL, EINVAL}));
}

void KernelContract::ruleOfAnotherAuthorIsAnotherRule()
{
    const KernelRule ours = floorRule();
    KernelRule theirs = ours;
    theirs.protocol = 4;
    QCOMPARE(m_world.outside(AddRule{theirs}).error, 0);
    QCOMPARE(apply(AddRule{ours}), Errors{0});
    QVERIFY(holds(dump().rules, ours) && holds(dump().rules, theirs));
    QCOMPARE(apply(RemoveRule{ours}, RemoveRule{ours}), (Errors{0, ENOENT}));
    QVERIFY(holds(dump().rules, theirs));
}

// A selector that is not named fits any: the plan must not have two rules of one priority of which one only
// says less than the other.
void KernelContract::aRuleThatSaysLessFitsOneThatSaysMore()
{
    KernelRule narrow = ruleFrom(46, "44.128.10.0/24");
    narrow.destination = prefix("192.168.7.0/24");
    const KernelRule wide = ruleFrom(46, "44.128.10.0/24");
    QCOMPARE(apply(AddRule{narrow}, AddRule{wide}), (Errors{0, EEXIST}));
    QCOMPARE(apply(RemoveRule{narrow}, AddRule{wide}, AddRule{narrow}), (Errors{0, 0, 0}));
    QCOMPARE(apply(RemoveRule{wide}), Errors{0}); // the first that fits
    QVERIFY(holds(dump().rules, narrow) && !holds(dump().rules, wide));
    QCOMPARE(apply(RemoveRule{wide}), Errors{0});
    QVERIFY(!holds(dump().rules, narrow));
}

} // namespace mesh44::test
