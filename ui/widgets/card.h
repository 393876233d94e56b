// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QProgressBar>

#include <map>
#include <vector>

class QGridLayout;
class QLabel;
class QVBoxLayout;

namespace mesh44 {

class CopyButton;

// A quiet surface with a heading: what belongs together.
class Card : public QFrame
{
    Q_OBJECT

public:
    explicit Card(const QString &title, QWidget *parent = nullptr);
    QVBoxLayout *lines() const { return m_lines; } // below the heading

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *m_lines;
};

// Cards beside each other, as many as fit; those of one row are equally high.
class CardGrid : public QWidget
{
    Q_OBJECT

public:
    explicit CardGrid(QWidget *parent = nullptr);
    // wide: takes the room of two where there are four in a row.
    void add(Card *card, bool wide = false);
    int columns() const { return m_columns; }
    // One card is enough: the others go below.
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Place
    {
        Card *card;
        bool wide;
    };
    int columnsFor(int width) const;
    void arrange(int columns);

    QGridLayout *m_grid;
    std::vector<Place> m_cards;
    int m_columns = 0;
};

// Names and values below each other: "Device   tunl0", with a button to copy where that is of use.
class CardFacts : public QWidget
{
    Q_OBJECT

public:
    explicit CardFacts(QWidget *parent = nullptr);
    QLabel *add(const QString &name, bool copyable = false);
    // Nothing known: said in quiet words, without a button.
    void set(QLabel *value, const QString &text, const QString &otherwise);

private:
    QGridLayout *m_grid;
    std::map<QLabel *, CopyButton *> m_buttons;
};

// How much of a time has passed: a thin line.
class ThinBar : public QProgressBar
{
    Q_OBJECT

public:
    explicit ThinBar(QWidget *parent = nullptr);
    void setPassed(double share); // of 1
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
};

QLabel *quietLabel(QWidget *parent);    // of less weight
QLabel *valueLabel(QWidget *parent);    // can be selected and copied
QLabel *headlineLabel(QWidget *parent); // the one value that counts

} // namespace mesh44
