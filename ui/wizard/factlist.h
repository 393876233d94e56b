// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/wizardfacts.h"

#include <QWidget>

#include <vector>

namespace mesh44 {

// Facts, one below the other, each with its sign. Only what is other than before is written anew.
class FactList : public QWidget
{
    Q_OBJECT

public:
    explicit FactList(QWidget *parent = nullptr);

    void setFacts(const std::vector<Fact> &facts); // those without a title are left out
    const std::vector<Fact> &facts() const { return m_facts; }

private:
    void addLine();
    void write(int line, const Fact &fact);

    std::vector<Fact> m_facts;
};

} // namespace mesh44
