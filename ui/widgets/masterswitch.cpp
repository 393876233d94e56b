// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/masterswitch.h"

#include "ui/widgets/signs.h"

#include <QPainter>
#include <QStyleOptionFocusRect>

#include <algorithm>

namespace mesh44 {

MasterSwitch::MasterSwitch(QWidget *parent)
    : QAbstractButton(parent), m_tipOn(tr("Switch the gateway on")), m_tipOff(tr("Switch the gateway off"))
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setAccessibleName(tr("Gateway on or off"));
    connect(this, &QAbstractButton::clicked, this, &MasterSwitch::ask);
    connect(this, &QAbstractButton::toggled, this, [this](bool on) {
        if (on == m_truth.value_or(false))
            return;
        setChecked(!on); // a screen reader toggles without a click: that asks, too, and changes nothing by itself
        ask();
    });
    tell();
}

void MasterSwitch::ask()
{
    if (isEnabled() && m_truth && !m_pending)
        Q_EMIT switchRequested(!*m_truth);
}

void MasterSwitch::setTruth(std::optional<bool> on)
{
    m_truth = on;
    tell();
}

void MasterSwitch::setPending(std::optional<bool> wanted)
{
    m_pending = wanted;
    tell();
}

void MasterSwitch::setAccess(Access access)
{
    m_access = access;
    tell();
}

void MasterSwitch::setTips(const QString &on, const QString &off)
{
    m_tipOn = on;
    m_tipOff = off;
    tell();
}

QString MasterSwitch::stateText() const
{
    if (m_pending)
        return *m_pending ? tr("Switching on…") : tr("Switching off…");
    if (!m_truth)
        return tr("Unknown");
    return *m_truth ? tr("On") : tr("Off");
}

void MasterSwitch::tell()
{
    setChecked(m_truth.value_or(false));
    QString tip = m_truth.value_or(false) ? m_tipOff : m_tipOn;
    if (m_access == Access::Asks)
        tip += tr(" (asks for an administrator's password)");
    else if (m_access == Access::Denied)
        tip = tr("The system does not let you switch things from here.");
    setToolTip(tip);
    setAccessibleDescription(stateText());
    update();
}

QRectF MasterSwitch::trackRect() const
{
    const double height = em(this, 1.5);
    const double inset = em(this, 0.2);
    return {inset, (this->height() - height) / 2, height * 1.9, height};
}

QSize MasterSwitch::sizeHint() const
{
    int widest = 0;
    for (const QString &word : {tr("Switching on…"), tr("Switching off…"), tr("Unknown")})
        widest = std::max(widest, fontMetrics().horizontalAdvance(word));
    return {em(this, 1.5 * 1.9 + 0.9) + widest, em(this, 2.0)};
}

// The words that are short, and the padlock.
QSize MasterSwitch::minimumSizeHint() const
{
    const int widest = std::max(fontMetrics().horizontalAdvance(tr("On")), fontMetrics().horizontalAdvance(tr("Off")));
    return {em(this, 1.5 * 1.9 + 0.9 + 1.25) + widest, em(this, 2.0)};
}

// A long word is for where it fits; the tool tip and the screen reader have it anywhere.
QString MasterSwitch::wordFor(double room) const
{
    const QString whole = stateText();
    if (fontMetrics().horizontalAdvance(whole) <= room)
        return whole;
    return m_pending ? QStringLiteral("…") : m_truth ? whole : QStringLiteral("?");
}

void MasterSwitch::paintTrack(QPainter &painter, const QRectF &track) const
{
    const bool on = m_truth.value_or(false);
    const double radius = track.height() / 2;
    const QColor quiet = palette().color(QPalette::Disabled, QPalette::WindowText);
    const QColor colour = on && isEnabled() ? signColour(Sign::Ok, palette()) : quiet;
    const bool filled = on && !m_pending;
    painter.setPen(QPen(colour, track.height() * 0.08, m_pending ? Qt::DotLine : Qt::SolidLine));
    painter.setBrush(filled ? QBrush(colour) : QBrush(palette().color(QPalette::Base)));
    painter.drawRoundedRect(track, radius, radius);

    const double place = m_pending || !m_truth ? 0.5 : on ? 1.0 : 0.0;
    const double side = track.height() * 0.7;
    const double gap = (track.height() - side) / 2;
    const double x = track.left() + gap + place * (track.width() - 2 * gap - side);
    painter.setPen(Qt::NoPen);
    painter.setBrush(filled ? palette().color(QPalette::Base) : colour);
    painter.drawEllipse(QRectF(x, track.top() + gap, side, side));
}

void MasterSwitch::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF track = trackRect();
    paintTrack(painter, track);
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), em(this, 0.09)));
        painter.setBrush(Qt::NoBrush);
        const double out = em(this, 0.14);
        const QRectF ring = track.adjusted(-out, -out, out, out);
        painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2);
    }
    QRectF words = QRectF(rect()).adjusted(track.right() + em(this, 0.5), 0, 0, 0);
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::WindowText));
    const QString word = wordFor(words.width());
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft, word);
    if (m_access == Access::Asks || m_access == Access::Denied) {
        const double side = em(this, 0.8);
        words.setLeft(words.left() + fontMetrics().horizontalAdvance(word) + side / 2);
        paintPadlock(painter, {words.left(), (height() - side) / 2, side, side},
                     palette().color(QPalette::Disabled, QPalette::WindowText));
    }
}

} // namespace mesh44
