// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <set>
#include <string>
#include <vector>

namespace mesh44 {

class Chip;

// The kinds of events to choose from; none chosen means all of them.
class KindChips : public QWidget
{
    Q_OBJECT

public:
    explicit KindChips(QWidget *parent = nullptr);
    std::set<std::string> chosen() const;
    void choose(const std::set<std::string> &kinds);
    // The same, to be kept.
    QStringList names() const;
    void chooseNames(const QStringList &names);

Q_SIGNALS:
    void chosenChanged();

private:
    std::vector<Chip *> m_chips; // in the order of eventKinds()
};

} // namespace mesh44
