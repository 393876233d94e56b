// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/situation.h"

#include <QFrame>

class QGridLayout;
class QPushButton;

namespace mesh44 {

class BoundedLabel;
class CopyField;
class SignIcon;

// The ground of one tinted strip above the data.
void paintStrip(QWidget &widget, Sign sign);

// A Notice in one of two shapes, with the same parts.
class NoticeView : public QFrame
{
    Q_OBJECT

public:
    void setNotice(const Notice &notice);
    const Notice &notice() const { return m_notice; }
    QString command() const;
    bool offersRetry() const;

Q_SIGNALS:
    void retryRequested();

protected:
    NoticeView(double signEms, double titleScale, QWidget *parent);

    SignIcon *m_icon;
    BoundedLabel *m_title;
    BoundedLabel *m_text;
    BoundedLabel *m_details;
    CopyField *m_command;
    QPushButton *m_retry;
    Notice m_notice;
};

// Above data that are still there: one tinted strip.
class Banner : public NoticeView
{
    Q_OBJECT

public:
    explicit Banner(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void place();

    QGridLayout *m_grid;
    bool m_tight = false;
};

// In place of data that are not there.
class EmptyState : public NoticeView
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget *parent = nullptr);
};

} // namespace mesh44
