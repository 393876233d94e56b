// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/settingsdraft.h"

#include <QTableWidget>

#include <vector>

namespace mesh44 {

// What would be changed in the configuration, beside what it is now. As high as its rows: who shows it scrolls.
class ChangesTable : public QTableWidget
{
    Q_OBJECT

public:
    explicit ChangesTable(QWidget *parent = nullptr);
    void setChanges(const std::vector<SettingChange> &changes);
};

} // namespace mesh44
