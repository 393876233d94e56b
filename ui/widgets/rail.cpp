// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rail.h"

#include "ui/widgets/signs.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace mesh44 {

namespace {

constexpr double kCompactEms = 2.7;
constexpr double kLeastRailEms = 4.5; // of a low window's rail: the page that is shown, and its neighbours

} // namespace

RailButton::RailButton(Glyph glyph, const QString &title, QWidget *parent) : QAbstractButton(parent), m_glyph(glyph)
{
    setText(title);
    setCheckable(true);
    setAutoExclusive(true); // arrow keys go from one to the next
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    setAttribute(Qt::WA_Hover);
    tell();
}

void RailButton::setCompact(bool compact)
{
    m_compact = compact;
    tell();
    updateGeometry();
    update();
}

void RailButton::setCount(const QString &count)
{
    if (count == m_count)
        return;
    m_count = count;
    tell();
    updateGeometry();
    update();
}

void RailButton::tell()
{
    setAccessibleName(text());
    setAccessibleDescription(m_count);
    setToolTip(!m_compact ? QString() : m_count.isEmpty() ? text() : text() % u" – " % m_count);
}

QSize RailButton::sizeHint() const
{
    const int height = em(this, 2.1);
    if (m_compact)
        return {em(this, kCompactEms), height};
    const int words = fontMetrics().horizontalAdvance(text());
    const int count = m_count.isEmpty() ? 0 : fontMetrics().horizontalAdvance(m_count) + em(this, 0.6);
    return {em(this, 3.3) + std::max(words + count, em(this, 5.5)), height};
}

// A low window brings them closer together; a narrow one makes them compact.
QSize RailButton::minimumSizeHint() const
{
    return {em(this, kCompactEms), em(this, 1.5)};
}

void RailButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(em(this, 0.35), em(this, 0.1), -em(this, 0.35), -em(this, 0.1));
    const QColor accent = palette().color(QPalette::Highlight);
    QColor ground = accent;
    ground.setAlphaF(isChecked() ? 0.20F : underMouse() ? 0.09F : 0.0F);
    painter.setPen(hasFocus() ? QPen(accent, em(this, 0.09)) : QPen(Qt::NoPen));
    painter.setBrush(ground);
    painter.drawRoundedRect(box, em(this, 0.35), em(this, 0.35));

    const QColor ink = palette().color(QPalette::WindowText);
    const double side = em(this, 1.05);
    const double left = m_compact ? box.center().x() - side / 2 : box.left() + em(this, 0.55);
    paintGlyph(painter, {left, box.center().y() - side / 2, side, side}, m_glyph, ink);
    if (m_compact)
        return;
    const QRectF words = box.adjusted(em(this, 2.15), 0, -em(this, 0.5), 0);
    painter.setFont(scaledFont(font(), 1.0, isChecked() ? QFont::DemiBold : QFont::Normal));
    painter.setPen(ink);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft, text());
    painter.setFont(font());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignRight, m_count);
}

void RailButton::changeEvent(QEvent *event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

namespace {

// As wide as its buttons.
class RailArea : public QScrollArea
{
public:
    using QScrollArea::QScrollArea;
    QSize sizeHint() const override { return widget()->sizeHint(); }
    QSize minimumSizeHint() const override { return {widget()->minimumSizeHint().width(), em(this, kLeastRailEms)}; }

protected:
    bool event(QEvent *event) override
    {
        if (event->type() == QEvent::LayoutRequest)
            updateGeometry(); // a count came, or words went
        return QScrollArea::event(event);
    }
};

} // namespace

Rail::Rail(QWidget *parent) : QWidget(parent), m_area(new RailArea(this))
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    auto *pages = new QWidget;
    pages->setAccessibleName(tr("Pages"));
    m_lines = new QVBoxLayout(pages);
    m_lines->setContentsMargins(0, em(this, 0.4), 0, em(this, 0.4));
    m_lines->setSpacing(0);
    m_lines->addStretch();
    m_area->setWidget(pages);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    auto *beside = new QHBoxLayout(this);
    beside->setContentsMargins(0, 0, 1, 0); // for the line
    beside->addWidget(m_area);
}

void Rail::add(Glyph glyph, const QString &title)
{
    auto *button = new RailButton(glyph, title, m_area->widget());
    const int page = static_cast<int>(m_buttons.size());
    // By the keyboard, too: an arrow key chooses.
    connect(button, &QAbstractButton::toggled, this, [this, page](bool on) {
        if (!on)
            return;
        m_area->ensureWidgetVisible(m_buttons[static_cast<size_t>(page)], 0, 0);
        Q_EMIT pageRequested(page);
    });
    connect(button, &QAbstractButton::clicked, this, [this, page] { Q_EMIT pageRequested(page); }); // again: alone
    m_lines->insertWidget(page, button);
    m_buttons.push_back(button);
}

void Rail::setCurrent(int page)
{
    button(page)->setChecked(true);
}

int Rail::current() const
{
    const auto found = std::ranges::find_if(m_buttons, &RailButton::isChecked);
    return found == m_buttons.end() ? -1 : static_cast<int>(found - m_buttons.begin());
}

void Rail::setCount(int page, const QString &count)
{
    button(page)->setCount(count);
}

void Rail::setCompact(bool compact)
{
    for (RailButton *each : m_buttons)
        each->setCompact(compact);
}

void Rail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::Mid));
    const int x = isRightToLeft() ? 0 : width() - 1;
    painter.drawLine(x, 0, x, height());
}

} // namespace mesh44
