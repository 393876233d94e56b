// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/labels.h"

#include "ui/models/plaintip.h"
#include "ui/widgets/signs.h"

#include <QApplication>
#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QTextLayout>
#include <QToolTip>

#include <algorithm>

namespace mesh44 {

namespace {

constexpr double kWidestWord = 12; // ems

QColor quietColour(const QPalette &palette)
{
    constexpr double kShare = 0.72; // of the text's own colour
    const QColor text = palette.color(QPalette::WindowText);
    const QColor ground = palette.color(QPalette::Window);
    const auto mix = [](double a, double b) { return a * kShare + b * (1 - kShare); };
    return QColor::fromRgbF(static_cast<float>(mix(text.redF(), ground.redF())),
                            static_cast<float>(mix(text.greenF(), ground.greenF())),
                            static_cast<float>(mix(text.blueF(), ground.blueF())));
}

// Of the application's; QFont() takes what is around.
QFont toneFont(TextLabel::Tone tone, double scale)
{
    const QFont application = QApplication::font();
    if (tone == TextLabel::Tone::Strong)
        return scaledFont(application, scale, QFont::DemiBold);
    return scale == 1.0 ? QFont() : scaledFont(application, scale);
}

} // namespace

BoundedLabel::BoundedLabel(QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
}

QSize BoundedLabel::minimumSizeHint() const
{
    const QSize asked = QLabel::minimumSizeHint();
    return {std::min(asked.width(), em(this, kWidestWord)), asked.height()};
}

void BoundedLabel::setMostLines(int lines)
{
    if (lines == m_mostLines)
        return;
    m_mostLines = lines;
    updateGeometry();
    update();
}

int BoundedLabel::heightForWidth(int width) const
{
    const int whole = QLabel::heightForWidth(width);
    return m_mostLines == 0 ? whole : std::min(whole, m_mostLines * fontMetrics().lineSpacing());
}

bool BoundedLabel::isCut() const
{
    return m_mostLines > 0 && QLabel::heightForWidth(width()) > height();
}

bool BoundedLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && isCut()) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), plainTip(text()), this);
        return true;
    }
    return QLabel::event(event);
}

void BoundedLabel::paintEvent(QPaintEvent *event)
{
    if (!isCut())
        return QLabel::paintEvent(event);
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    const QFontMetrics metrics = fontMetrics();
    QTextLayout layout(QString(text()).replace(u'\n', QChar::LineSeparator), font(), this);
    layout.beginLayout();
    for (int line = 0; line < m_mostLines; ++line) {
        QTextLine part = layout.createLine();
        if (!part.isValid())
            break;
        part.setLineWidth(width());
        const QRect box(0, line * metrics.lineSpacing(), width(), metrics.height());
        const bool last = line + 1 == m_mostLines;
        const QString words = text().mid(part.textStart(), last ? -1 : part.textLength()).simplified();
        painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(words, Qt::ElideRight, width()));
    }
    layout.endLayout();
}

TextLabel::TextLabel(Tone tone, double scale, QWidget *parent) : BoundedLabel(parent), m_tone(tone), m_scale(scale)
{
    setWordWrap(true);
    dress();
}

TextLabel::TextLabel(const QString &text, Tone tone, double scale, QWidget *parent) : TextLabel(tone, scale, parent)
{
    setText(text);
}

void TextLabel::setTone(Tone tone)
{
    m_tone = tone;
    dress();
}

void TextLabel::dress()
{
    setFont(toneFont(m_tone, m_scale));
    QPalette colours; // takes the others from around
    if (m_tone == Tone::Quiet)
        colours.setColor(QPalette::WindowText, quietColour(QApplication::palette()));
    else if (m_tone == Tone::Failed)
        colours.setColor(QPalette::WindowText, signColour(Sign::Failed, QApplication::palette()));
    m_dressing = true;
    setPalette(colours);
    m_dressing = false;
}

// What the application's new palette is told to is the windows; the others hear that theirs is another.
bool TextLabel::event(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && !m_dressing)
        dress();
    return BoundedLabel::event(event);
}

ElidedLabel::ElidedLabel(QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
}

void ElidedLabel::setLeast(double ems)
{
    if (ems == m_least)
        return;
    m_least = ems;
    updateGeometry();
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), em(this, m_least)), QLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent *event)
{
    const QRect box = contentsRect();
    if (fontMetrics().horizontalAdvance(text()) <= box.width())
        return QLabel::paintEvent(event);
    QPainter painter(this);
    drawFrame(&painter);
    style()->drawItemText(&painter, box, static_cast<int>(alignment()), palette(), isEnabled(),
                          fontMetrics().elidedText(text(), Qt::ElideRight, box.width()), foregroundRole());
}

} // namespace mesh44
