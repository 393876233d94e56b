// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QHash>
#include <QPainter>
#include <QRectF>
#include <QStaticText>
#include <QString>

#include <vector>

namespace mesh44 {

// Keeps labels off each other: the first that asks for a place has it.
class LabelPlacer
{
public:
    static constexpr int kMost = 300;

    explicit LabelPlacer(const QRectF &room) : m_room(room) {}

    void block(const QRectF &rect) { m_taken.push_back(rect); }
    bool isFree(const QRectF &rect) const;
    // Beside a mark: right, left, below or above it, whichever is free first; empty: nowhere, or there are enough.
    QRectF beside(QPointF mark, double distance, QSizeF size);
    // There or not at all.
    bool take(const QRectF &rect);

private:
    QRectF m_room;
    std::vector<QRectF> m_taken;
    int m_placed = 0;
};

// Texts laid out once.
class LabelCache
{
public:
    void setFont(const QFont &font);
    QSizeF sizeOf(const QString &text);
    void draw(QPainter &painter, QPointF topLeft, const QString &text);

private:
    const QStaticText &laidOut(const QString &text);

    QFont m_font;
    QHash<QString, QStaticText> m_texts;
};

} // namespace mesh44
