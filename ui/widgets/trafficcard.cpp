// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/trafficcard.h"

#include "ui/models/gatewaymodel.h"
#include "ui/models/words.h"
#include "ui/widgets/signs.h"
#include "ui/widgets/sparkline.h"

#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>
#include <limits>
#include <utility>

namespace mesh44 {

namespace {

std::vector<ChartPoint> pointsOf(const TrafficMeter &meter, bool in)
{
    std::vector<ChartPoint> points;
    for (const TrafficMeter::Sample &sample : meter.samples()) {
        const double rate = in ? sample.rate.in : sample.rate.out;
        points.push_back({sample.time, sample.known ? rate : std::numeric_limits<double>::quiet_NaN()});
    }
    return points;
}

} // namespace

TrafficCard::TrafficCard(GatewayModel &gateway, QWidget *parent)
    : Card(tr("Traffic"), parent),
      m_gateway(gateway),
      m_in(add(tr("in"), tr("Traffic in"), new Sparkline(Sparkline::Form::Filled, this))),
      m_out(add(tr("out"), tr("Traffic out"), new Sparkline(Sparkline::Form::Line, this))),
      m_span(quietLabel(this))
{
    m_in.rate->setObjectName(QStringLiteral("rateIn"));
    m_out.rate->setObjectName(QStringLiteral("rateOut"));
    m_span->setText(tr("last 10 min"));
    lines()->addWidget(m_span);
}

TrafficCard::Direction TrafficCard::add(const QString &word, const QString &name, Sparkline *line)
{
    auto *label = quietLabel(this);
    label->setText(word);
    QLabel *rate = valueLabel(this);
    rate->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    rate->setAccessibleName(name);
    line->setAccessibleName(name);
    auto *row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(rate, 1);
    lines()->addLayout(row);
    lines()->addWidget(line, 1);
    lines()->addSpacing(em(this, 0.15));
    return {rate, line};
}

void TrafficCard::refresh()
{
    show(m_in, true);
    show(m_out, false);
}

void TrafficCard::show(const Direction &direction, bool in)
{
    const TrafficMeter &meter = m_gateway.meter();
    const int64_t now = m_gateway.now();
    const Rate total = meter.total(now);
    const Rate peak = meter.peak();
    const bool known = meter.isKnown(now) && m_gateway.isLive();
    const QString rate = known                ? rateText(in ? total.in : total.out)
                         : m_gateway.isLive() ? tr("measuring…")
                                              : tr("not known");
    direction.rate->setText(rate);
    direction.line->setEnabled(m_gateway.isLive());
    // One scale for both: what looks larger is larger.
    direction.line->setPoints(pointsOf(meter, in), now - TrafficMeter::kSpan, now, std::max(peak.in, peak.out) * 1.05);
    direction.line->setValueText(tr("%1, peak %2 in the last 10 min").arg(rate, rateText(in ? peak.in : peak.out)));
}

} // namespace mesh44
