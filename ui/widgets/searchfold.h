// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

class QHBoxLayout;
class QToolButton;

namespace mesh44 {

class SearchBox;

// The search's place in a bar: the field itself, or where there is no room a button that lays it over the whole bar.
// There it stays until it is left: by a choice, by Escape, or by going elsewhere.
class SearchFold : public QWidget
{
    Q_OBJECT

public:
    SearchFold(SearchBox *field, QWidget *bar);
    void setFolded(bool folded);
    void open(); // the keyboard goes there

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeCover();
    void close();
    void follow(const QWidget *focus);

    SearchBox *m_field;
    QToolButton *m_button;
    QWidget *m_bar;
    QWidget *m_cover;
    QHBoxLayout *m_place;
    QHBoxLayout *m_coverPlace;
    QPointer<QWidget> m_before; // had the keyboard
    bool m_folded = false;
};

} // namespace mesh44
