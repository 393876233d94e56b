// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace mesh44 {

// Plain text from anywhere: a word without end is cut, and widens nothing.
class BoundedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit BoundedLabel(QWidget *parent = nullptr);
    // Of a longer text the beginning is shown, and all of it in the tool tip; 0: as many lines as it takes.
    void setMostLines(int lines);
    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    bool isCut() const;

    int m_mostLines = 0;
};

// Plain text that wraps, and follows colours that change; the size of its text is for applyTextScale().
class TextLabel : public BoundedLabel
{
    Q_OBJECT

public:
    // Quiet: second to what it stands by, but never under 4.5:1.
    // Failed: why something that was asked for did not happen.
    enum class Tone : uint8_t { Plain, Strong, Quiet, Failed };
    explicit TextLabel(Tone tone = Tone::Plain, double scale = 1.0, QWidget *parent = nullptr);
    explicit TextLabel(const QString &text, Tone tone = Tone::Plain, double scale = 1.0, QWidget *parent = nullptr);
    void setTone(Tone tone);

protected:
    bool event(QEvent *event) override;

private:
    void dress();

    Tone m_tone;
    double m_scale;
    bool m_dressing = false;
};

// One line that never widens the window: where there is no room for all of it, it ends in an ellipsis.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    // The room that it keeps for as much of its text; nothing otherwise.
    void setLeast(double ems);
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    double m_least = 0;
};

} // namespace mesh44
