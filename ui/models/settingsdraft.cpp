// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/settingsdraft.h"

#include "core/config/keys.h"
#include "ui/models/settingwords.h"
#include "ui/models/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace mesh44 {

namespace {

struct Draft
{
    Q_DECLARE_TR_FUNCTIONS(mesh44::SettingsDraft)
};

// Our parser is the helper's, as far as can be told. Another contract's values are for the helper to judge.
const SettingKey *sameKey(const SettingView &fact)
{
    const SettingKey *key = findSettingKey(fact.key);
    return key && key->permitted == fact.permitted ? key : nullptr;
}

// As the helper prints it; as it is where it cannot be read.
std::string canonical(const SettingView &fact, const std::string &value)
{
    const SettingKey *key = sameKey(fact);
    Settings settings;
    return key && key->parse(value, settings) ? key->print(settings) : value;
}

} // namespace

void SettingsDraft::setFacts(std::vector<SettingView> facts)
{
    m_facts = std::move(facts);
    std::erase_if(m_wishes, [&](const auto &each) {
        const SettingView *known = fact(each.first);
        return !known || isFulfilled(each.second, *known);
    });
    check();
}

const SettingView *SettingsDraft::fact(const QString &key) const
{
    const auto found = std::ranges::find(m_facts, key.toStdString(), &SettingView::key);
    return found == m_facts.end() ? nullptr : &*found;
}

bool SettingsDraft::isFulfilled(const Wish &wish, const SettingView &fact) const
{
    return wish.isReset ? !isOwnOrigin(fact) : canonical(fact, wish.value.toStdString()) == fact.value;
}

void SettingsDraft::wish(const SettingView &fact, const QString &value, bool isReset)
{
    const QString key = text(fact.key);
    const auto before = m_wishes.find(key);
    const Wish wish{value, before == m_wishes.end() ? text(fact.value) : before->second.base, isReset};
    if (isFulfilled(wish, fact))
        m_wishes.erase(key);
    else
        m_wishes.insert_or_assign(key, wish);
    check();
}

void SettingsDraft::set(const QString &key, const QString &value)
{
    if (const SettingView *known = fact(key)) {
        const QString trimmed = value.trimmed();
        wish(*known, trimmed, trimmed.isEmpty() && isOwnOrigin(*known));
    }
}

void SettingsDraft::setAll(const std::vector<Assignment> &assignments)
{
    for (const auto &[key, value] : assignments)
        set(text(key), text(value));
}

void SettingsDraft::restore(const std::vector<Assignment> &assignments)
{
    for (const auto &[key, value] : assignments) {
        const SettingView *known = fact(text(key));
        if (known && !value.empty())
            set(text(key), text(value));
        else if (known && isOwnOrigin(*known))
            reset(text(key));
    }
}

bool SettingsDraft::canReset(const QString &key) const
{
    const SettingView *known = fact(key);
    if (!known || isReset(key))
        return false;
    if (isOwnOrigin(*known))
        return true;
    return !known->defaultValue.empty() && value(key) != text(known->defaultValue);
}

void SettingsDraft::reset(const QString &key)
{
    if (const SettingView *known = fact(key); known && canReset(key))
        wish(*known, text(known->defaultValue), isOwnOrigin(*known));
}

void SettingsDraft::undo(const QString &key)
{
    m_wishes.erase(key);
    check();
}

void SettingsDraft::discard()
{
    m_wishes.clear();
    check();
}

QString SettingsDraft::value(const QString &key) const
{
    if (const auto found = m_wishes.find(key); found != m_wishes.end())
        return found->second.value;
    const SettingView *known = fact(key);
    return known ? text(known->value) : QString();
}

bool SettingsDraft::isReset(const QString &key) const
{
    const auto found = m_wishes.find(key);
    return found != m_wishes.end() && found->second.isReset;
}

bool SettingsDraft::isConflict(const QString &key) const
{
    const auto found = m_wishes.find(key);
    return found != m_wishes.end() && found->second.base != text(fact(key)->value);
}

qsizetype SettingsDraft::conflictCount() const
{
    return std::ranges::count_if(m_wishes, [&](const auto &each) { return isConflict(each.first); });
}

void SettingsDraft::keepMine(const QString &key)
{
    if (const auto found = m_wishes.find(key); found != m_wishes.end())
        found->second.base = text(fact(key)->value);
}

QString SettingsDraft::problem(const QString &key) const
{
    const auto found = m_problems.find(key);
    return found == m_problems.end() ? QString() : found->second;
}

void SettingsDraft::check()
{
    m_problems.clear();
    for (const auto &[key, wish] : m_wishes)
        checkAlone(*fact(key), wish);
    if (m_problems.empty() && !m_wishes.empty())
        checkTogether();
}

void SettingsDraft::checkAlone(const SettingView &fact, const Wish &wish)
{
    if (wish.isReset)
        return;
    const QString key = text(fact.key);
    if (wish.value.isEmpty()) { // on the bus: take away what we set, which is nothing here
        m_problems[key] = fact.file.empty() ? Draft::tr("An empty value leaves it as it is: %1.").arg(text(fact.value))
                                            : Draft::tr("An empty value leaves it as %1 has it.").arg(text(fact.file));
        return;
    }
    Settings settings;
    const SettingKey *known = sameKey(fact);
    if (!known)
        return;
    if (const Status status = known->parse(wish.value.toStdString(), settings); !status)
        m_problems[key] = Draft::tr("%1. Permitted: %2.").arg(text(status.error().message), text(fact.permitted));
}

// What no key can say for itself, as the helper finds it when it loads all files. What a reset leads to is not known
// here.
void SettingsDraft::checkTogether()
{
    const auto isResetWish = [](const auto &each) { return each.second.isReset; };
    if (std::ranges::any_of(m_wishes, isResetWish))
        return;
    std::vector<Assignment> all;
    for (const SettingView &fact : m_facts) {
        const std::string wanted = value(text(fact.key)).toStdString();
        if (sameKey(fact) && !wanted.empty())
            all.emplace_back(fact.key, wanted);
    }
    const auto file = editConfig({}, all);
    if (!file)
        return; // a value that the helper has and that we cannot write: for the helper to judge
    const ConfigFile layer{{}, *file};
    for (const ConfigProblem &error : loadSettings({&layer, 1}).errors)
        m_problems.emplace(text(error.key), text(error.message) % u'.');
}

std::vector<SettingChange> SettingsDraft::changes() const
{
    std::vector<SettingChange> changes;
    for (const SettingView &fact : m_facts) {
        const QString key = text(fact.key);
        if (const auto found = m_wishes.find(key); found != m_wishes.end())
            changes.push_back({key, text(fact.value), found->second.value, found->second.isReset});
    }
    return changes;
}

std::vector<Assignment> SettingsDraft::assignments() const
{
    std::vector<Assignment> assignments;
    for (const SettingChange &change : changes())
        assignments.emplace_back(change.key.toStdString(), change.isReset ? std::string() : change.to.toStdString());
    return assignments;
}

} // namespace mesh44
