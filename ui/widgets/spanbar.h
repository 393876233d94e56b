// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <cstdint>

class QButtonGroup;
class QLabel;
class QToolButton;

namespace mesh44 {

// How much of the past is shown, and beside it the range that was chosen within.
class SpanBar : public QWidget
{
    Q_OBJECT

public:
    enum class Span { Day, Week, Start };

    explicit SpanBar(QWidget *parent = nullptr);
    Span span() const;
    void setSpan(int span); // another number: the day
    // When it began and ends, to the minute; start: of the gateway, 0: not known. µs
    int64_t begin(int64_t now, int64_t start) const;
    static int64_t end(int64_t now);
    // Empty: none is chosen.
    void setRange(const QString &words);

Q_SIGNALS:
    void spanChosen();
    void wholeRequested();

private:
    QButtonGroup *m_spans;
    QLabel *m_range;
    QToolButton *m_whole;
};

} // namespace mesh44
