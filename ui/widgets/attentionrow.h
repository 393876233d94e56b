// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/attention.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace mesh44 {

class CopyField;
class SignIcon;

// One cause with what follows from it and its action. A strip; a note, or that all is well, is a plain line.
class AttentionRow : public QFrame
{
    Q_OBJECT

public:
    AttentionRow(bool strip, QWidget *parent);

    void setItem(const AttentionItem &item);
    const AttentionItem &item() const { return m_item; }
    void setFailure(const QString &reason);
    // A decision can be made: not while the answer to one is awaited, nor by who may not.
    void setDecidable(bool decidable, const QString &obstacle);

Q_SIGNALS:
    void actRequested(const mesh44::AttentionItem &item);
    void decided(mesh44::Action::Kind kind);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void arrange();
    void showNotice();
    void showButtons();

    bool m_strip;
    AttentionItem m_item;
    SignIcon *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QLabel *m_follows;
    QLabel *m_details;
    QLabel *m_failure;
    CopyField *m_command;
    QPushButton *m_act;
    QPushButton *m_no;
};

} // namespace mesh44
