// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>

#include <vector>

namespace mesh44 {

// One after the other, in as many lines as it takes; what can grow takes the rest of its line. spacing() is the gap
// both ways, which applyTextScale() knows.
class FlowLayout : public QLayout
{
    Q_OBJECT

public:
    explicit FlowLayout(QWidget *parent, int gap);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override { m_items.push_back(item); }
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return place(QRect(0, 0, width, 0), false); }
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect &box) override;

private:
    static bool grows(const QLayoutItem &item);
    static int leastWidth(const QLayoutItem &item);
    std::vector<QLayoutItem *> lineFrom(size_t first, int room) const;
    int placeLine(const std::vector<QLayoutItem *> &line, const QRect &box, int top, bool forGood) const;
    int place(const QRect &box, bool forGood) const; // the height that it takes

    std::vector<QLayoutItem *> m_items;
};

} // namespace mesh44
