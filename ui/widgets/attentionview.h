// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/attention.h"

#include <QWidget>

#include <vector>

class QToolButton;
class QVBoxLayout;

namespace mesh44 {

class AttentionRow;

// Everything that needs attention, the worst first, and the notes behind a fold. While the mouse is over it nothing
// comes in between: what is new stands at the end until it leaves.
class AttentionView : public QWidget
{
    Q_OBJECT

public:
    explicit AttentionView(QWidget *parent = nullptr);

    void setAttention(const Attention &attention);
    void setDecidable(bool decidable, const QString &obstacle);
    void setFailure(const QString &reason); // of a decision; empty: none

Q_SIGNALS:
    void actRequested(const mesh44::AttentionItem &item);
    void decided(mesh44::Action::Kind kind);

protected:
    void leaveEvent(QEvent *event) override;

private:
    using Rows = std::vector<AttentionRow *>;
    void fill(Rows &rows, const std::vector<AttentionItem> &items, QVBoxLayout *lines, bool strip);
    AttentionRow *rowFor(const Rows &rows, const AttentionItem &item, bool strip);
    void refreshFold();

    Attention m_attention;
    QVBoxLayout *m_lines;
    AttentionRow *m_calm;
    QToolButton *m_fold;
    QWidget *m_notesPage;
    QVBoxLayout *m_notesLines;
    Rows m_items;
    Rows m_notes;
    bool m_unfolded = false;
    bool m_decidable = false;
    QString m_obstacle;
};

// The wanted order, but what was there keeps its place.
std::vector<AttentionItem> steady(const std::vector<AttentionItem> &wanted, const QStringList &before);

} // namespace mesh44
