// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernel/drift.h"

#include <map>
#include <set>

namespace mesh44 {

// Repairs that are told together, in one line of the history. A second after the first of them; where it never ends,
// after 2, 4 … 60 s, until a minute passes without any. Times as in Fights.
class RepairReport
{
public:
    void add(const Repair &repair);
    // "ip (process 4711)"; who it was is not always known.
    void addAuthor(std::string author);
    bool isEmpty() const { return m_objects.empty(); }

    // How long to collect, from the first repair on.
    int64_t delay(int64_t now) const;
    // "3 rules and 528 routes of ours were removed by ip (process 4711); put right again". Then it is empty.
    std::string take(int64_t now);

private:
    std::string verb() const;

    std::map<DriftObject, Repair::Fault> m_objects;
    std::set<std::string> m_authors;
    int64_t m_told = 0;
    int64_t m_pause = 0; // before the one that was told last
};

} // namespace mesh44
