// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/glyphs.h"

#include <QAbstractButton>

#include <vector>

class QScrollArea;
class QVBoxLayout;

namespace mesh44 {

// One page's place in the rail: glyph, word, and a count or a sign of what waits there.
class RailButton : public QAbstractButton
{
    Q_OBJECT

public:
    RailButton(Glyph glyph, const QString &title, QWidget *parent);

    void setCompact(bool compact);
    void setCount(const QString &count); // empty: none
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void tell();

    Glyph m_glyph;
    QString m_count;
    bool m_compact = false;
};

// The pages by name, one above the other. Compact: glyphs alone, the names as tool tips. A low window scrolls them: the
// one that is shown, or has the keyboard, is always in sight.
class Rail : public QWidget
{
    Q_OBJECT

public:
    explicit Rail(QWidget *parent = nullptr);

    void add(Glyph glyph, const QString &title);
    void setCurrent(int page);
    int current() const;
    void setCount(int page, const QString &count);
    void setCompact(bool compact);
    RailButton *button(int page) const { return m_buttons[static_cast<size_t>(page)]; }

Q_SIGNALS:
    void pageRequested(int page);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<RailButton *> m_buttons;
    QScrollArea *m_area;
    QVBoxLayout *m_lines;
};

} // namespace mesh44
