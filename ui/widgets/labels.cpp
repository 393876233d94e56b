// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/labels.h"

#include "ui/widgets/signs.h"

#include <QApplication>
#include <QEvent>

namespace mesh44 {

namespace {

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

} // namespace

Words::Words(Tone tone, double scale, QWidget *parent) : QLabel(parent), m_tone(tone), m_scale(scale)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    dress();
}

Words::Words(const QString &text, Tone tone, double scale, QWidget *parent) : Words(tone, scale, parent)
{
    setText(text);
}

void Words::setTone(Tone tone)
{
    m_tone = tone;
    dress();
}

void Words::dress()
{
    if (m_tone == Tone::Strong || m_scale != 1.0)
        setFont(scaledFont(QApplication::font(), m_scale, m_tone == Tone::Strong ? QFont::DemiBold : QFont::Normal));
    QPalette colours; // takes the others from around
    if (m_tone == Tone::Quiet)
        colours.setColor(QPalette::WindowText, quietColour(QApplication::palette()));
    else if (m_tone == Tone::Failed)
        colours.setColor(QPalette::WindowText, signColour(Sign::Failed, QApplication::palette()));
    setPalette(colours);
}

bool Words::event(QEvent *event)
{
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::ApplicationPaletteChange)
        dress();
    return QLabel::event(event);
}

} // namespace mesh44
