// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/action.h"

#include <QAbstractButton>

#include <optional>

namespace mesh44 {

// The gateway's switch, or that of a part of it. It shows what the helper says, never what was clicked: a click only
// asks, and until the answer is there the knob stands in the middle.
class MasterSwitch : public QAbstractButton
{
    Q_OBJECT

public:
    explicit MasterSwitch(QWidget *parent = nullptr);

    // Nothing: nobody knows.
    void setTruth(std::optional<bool> on);
    void setPending(std::optional<bool> wanted);
    void setAccess(Access access);
    // What a click would do, for another subject than the gateway: tool tips for either way.
    void setTips(const QString &on, const QString &off);

    std::optional<bool> truth() const { return m_truth; }
    std::optional<bool> pending() const { return m_pending; }
    QString stateText() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void switchRequested(bool on);

protected:
    void nextCheckState() override {} // a click changes nothing by itself
    void paintEvent(QPaintEvent *event) override;

private:
    QRectF trackRect() const;
    QString wordFor(double room) const;
    void paintTrack(QPainter &painter, const QRectF &track) const;
    void tell();
    void ask();

    std::optional<bool> m_truth;
    std::optional<bool> m_pending;
    Access m_access = Access::Unknown;
    QString m_tipOn;
    QString m_tipOff;
};

} // namespace mesh44
