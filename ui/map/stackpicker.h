// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/prefix.h"

#include <QFrame>

#include <optional>
#include <vector>

class QListWidget;

namespace mesh44 {

class PeersModel;

// Several routes at one point, or without one: which of them is meant? Deletes itself when it closes.
class StackPicker : public QFrame
{
    Q_OBJECT

public:
    StackPicker(PeersModel &peers, std::vector<Ipv4Prefix> prefixes, std::optional<Ipv4Prefix> current,
                QWidget *parent);

    void popUp(QPoint global); // on the screen as a whole, near the point
    QListWidget *list() { return m_list; }

Q_SIGNALS:
    void picked(mesh44::Ipv4Prefix prefix);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill(PeersModel &peers, std::optional<Ipv4Prefix> current);
    void addRow(PeersModel &peers, Ipv4Prefix prefix, const QStringList &cells);
    void pick(int row);

    std::vector<Ipv4Prefix> m_prefixes;
    QListWidget *m_list;
};

} // namespace mesh44
