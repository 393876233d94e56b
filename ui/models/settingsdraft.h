// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The settings as the helper tells them, and beside them what the operator wants them to be. A wish stays until the
// facts are so, or it is taken back; a fact that changes meanwhile makes it a conflict, which only the operator ends.

#include "core/mesh/view.h"

#include <QString>

#include <map>
#include <vector>

namespace mesh44 {

struct SettingChange
{
    QString key;
    QString from;
    QString to;           // after a reset: the default, which a file of the operator's may override
    bool isReset = false; // what we set is taken back
    bool operator==(const SettingChange &) const = default;
};

class SettingsDraft
{
public:
    void setFacts(std::vector<SettingView> facts);
    const std::vector<SettingView> &facts() const { return m_facts; }
    const SettingView *fact(const QString &key) const; // null: the helper does not know it

    // A value that the helper does not know is not taken.
    void set(const QString &key, const QString &value);
    void setAll(const std::vector<Assignment> &assignments);
    // What was applied and is perhaps taken back, as wishes again; what is so remains no wish.
    void restore(const std::vector<Assignment> &assignments);
    // Back to the default: by taking away what we set, or by setting it where a file of the operator's says otherwise.
    bool canReset(const QString &key) const;
    void reset(const QString &key);
    void undo(const QString &key);
    void discard();

    QString value(const QString &key) const; // as wanted, else as it is
    bool isChanged(const QString &key) const { return m_wishes.contains(key); }
    bool isReset(const QString &key) const;
    bool isConflict(const QString &key) const;
    void keepMine(const QString &key); // the conflict is seen, the wish remains
    // Why it cannot be so, in the words of the parser that the helper has, too; empty: nothing is wrong with it.
    QString problem(const QString &key) const;

    std::vector<SettingChange> changes() const; // in the order of the facts
    std::vector<Assignment> assignments() const;
    qsizetype changeCount() const { return static_cast<qsizetype>(m_wishes.size()); }
    qsizetype problemCount() const { return static_cast<qsizetype>(m_problems.size()); }
    qsizetype conflictCount() const;
    bool canApply() const { return !m_wishes.empty() && m_problems.empty() && conflictCount() == 0; }

private:
    struct Wish
    {
        QString value;
        QString base; // the fact when the operator began
        bool isReset = false;
    };
    void wish(const SettingView &fact, const QString &value, bool isReset);
    bool isFulfilled(const Wish &wish, const SettingView &fact) const;
    void check();
    void checkAlone(const SettingView &fact, const Wish &wish);
    void checkTogether();

    std::vector<SettingView> m_facts;
    std::map<QString, Wish> m_wishes;
    std::map<QString, QString> m_problems;
};

} // namespace mesh44
