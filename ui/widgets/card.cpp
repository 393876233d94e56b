// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/card.h"

#include "ui/widgets/copybutton.h"
#include "ui/widgets/signs.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QResizeEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace mesh44 {

namespace {

constexpr double kNarrowest = 15.5; // ems of a card
constexpr double kGap = 0.7;

} // namespace

Card::Card(const QString &title, QWidget *parent) : QFrame(parent), m_lines(new QVBoxLayout(this))
{
    const int margin = em(this, 0.8);
    m_lines->setContentsMargins(margin, em(this, 0.65), margin, margin);
    m_lines->setSpacing(em(this, 0.3));
    auto *heading = new QLabel(title, this);
    heading->setFont(scaledFont(font(), 1.0, QFont::DemiBold));
    m_lines->addWidget(heading);
    m_lines->addSpacing(em(this, 0.1));
    setAccessibleName(title);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor edge = palette().color(QPalette::Mid);
    edge.setAlphaF(isDark(palette()) ? 0.55f : 0.6f);
    painter.setPen(QPen(edge, 1));
    painter.setBrush(palette().color(QPalette::Base));
    const double radius = em(this, 0.35);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

CardGrid::CardGrid(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins({});
    m_grid->setSpacing(em(this, kGap));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void CardGrid::add(Card *card, bool wide)
{
    m_cards.push_back({card, wide});
    card->setParent(this);
    arrange(m_columns ? m_columns : 1);
}

QSize CardGrid::minimumSizeHint() const
{
    int widest = 0;
    for (const Place &place : m_cards)
        widest = qMax(widest, place.card->minimumSizeHint().width());
    return {widest, QWidget::minimumSizeHint().height()};
}

// One, two or four: nothing else leaves no hole.
int CardGrid::columnsFor(int width) const
{
    const auto fits = [&](int count) { return width >= count * em(this, kNarrowest) + (count - 1) * em(this, kGap); };
    return fits(4) ? 4 : fits(2) ? 2 : 1;
}

void CardGrid::arrange(int columns)
{
    m_columns = columns;
    int cell = 0;
    for (const Place &place : m_cards) {
        const int span = place.wide && columns == 4 ? 2 : 1;
        m_grid->addWidget(place.card, cell / columns, cell % columns, 1, span);
        cell += span;
    }
    for (int column = 0; column < 4; ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
}

void CardGrid::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (const int columns = columnsFor(width()); columns != m_columns)
        arrange(columns);
}

CardFacts::CardFacts(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins({});
    m_grid->setHorizontalSpacing(em(this, 0.6));
    m_grid->setVerticalSpacing(em(this, 0.25));
    m_grid->setColumnStretch(1, 1);
}

QLabel *CardFacts::add(const QString &name, bool copyable)
{
    const int row = m_grid->rowCount();
    auto *label = quietLabel(this);
    label->setText(name);
    auto *value = valueLabel(this);
    value->setAccessibleName(name);
    m_grid->addWidget(label, row, 0, Qt::AlignTop);
    m_grid->addWidget(value, row, 1, Qt::AlignTop);
    if (copyable)
        m_grid->addWidget(m_buttons[value] = new CopyButton(name, value, this), row, 2, Qt::AlignTop);
    return value;
}

void CardFacts::set(QLabel *value, const QString &text, const QString &otherwise)
{
    value->setText(text.isEmpty() ? otherwise : text);
    value->setForegroundRole(text.isEmpty() ? QPalette::PlaceholderText : QPalette::WindowText);
    if (const auto button = m_buttons.find(value); button != m_buttons.end())
        button->second->setVisible(!text.isEmpty());
}

ThinBar::ThinBar(QWidget *parent) : QProgressBar(parent)
{
    setRange(0, 1000);
    setTextVisible(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

// The bar of Qt would paint at once, and with it everything in the window that waits to be painted.
void ThinBar::setPassed(double share)
{
    const int thousandths = static_cast<int>(std::clamp(share, 0.0, 1.0) * maximum());
    if (thousandths == value())
        return;
    setUpdatesEnabled(false);
    setValue(thousandths);
    setUpdatesEnabled(true);
}

QSize ThinBar::sizeHint() const
{
    return {em(this, 6), em(this, 0.28)};
}

void ThinBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QRectF box(rect());
    const double radius = box.height() / 2;
    QColor ground = palette().color(QPalette::Mid);
    ground.setAlphaF(0.6f);
    painter.setBrush(ground);
    painter.drawRoundedRect(box, radius, radius);
    const double share = static_cast<double>(value()) / qMax(maximum(), 1);
    painter.setBrush(signColour(isEnabled() ? Sign::Ok : Sign::Unknown, palette()));
    painter.drawRoundedRect(QRectF(box.topLeft(), QSizeF(qMax(share * box.width(), box.height()), box.height())),
                            radius, radius);
}

QLabel *quietLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QLabel *valueLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setFocusPolicy(Qt::ClickFocus);
    label->setWordWrap(true);
    return label;
}

QLabel *headlineLabel(QWidget *parent)
{
    QLabel *label = valueLabel(parent);
    label->setFont(scaledFont(label->font(), 1.45, QFont::DemiBold));
    return label;
}

} // namespace mesh44
