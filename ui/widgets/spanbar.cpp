// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/spanbar.h"

#include "ui/models/plaintip.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/signs.h"

#include <QButtonGroup>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace mesh44 {

namespace {

constexpr int64_t kMinuteOfSpan = 60'000'000; // µs
constexpr int64_t kDayOfSpan = 1440 * kMinuteOfSpan;

} // namespace

SpanBar::SpanBar(QWidget *parent)
    : QWidget(parent), m_spans(new QButtonGroup(this)), m_range(new ElidedLabel(this)), m_whole(new QToolButton(this))
{
    auto *line = new FlowLayout(this, em(this, 0.3));
    const QString words[] = {tr("24 hours"), tr("7 days"), tr("Since the start")};
    for (int id = 0; id < 3; ++id) {
        auto *button = new Chip(words[id], this);
        button->setAccessibleName(tr("Time line: %1").arg(words[id]));
        m_spans->addButton(button, id);
        line->addWidget(button);
    }
    m_spans->button(0)->setChecked(true);
    m_range->setAccessibleName(tr("Chosen range"));
    m_whole->setText(tr("Whole span"));
    m_whole->setObjectName(QStringLiteral("wholeSpan"));
    m_whole->setFocusPolicy(Qt::StrongFocus);
    m_whole->setToolTip(tr("Give up the chosen range"));
    m_range->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_range->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    line->addWidget(m_range);
    line->addWidget(m_whole);
    connect(m_spans, &QButtonGroup::idClicked, this, &SpanBar::spanChosen);
    connect(m_whole, &QToolButton::clicked, this, &SpanBar::wholeRequested);
    setRange({});
}

SpanBar::Span SpanBar::span() const
{
    return static_cast<Span>(m_spans->checkedId());
}

void SpanBar::setSpan(int span)
{
    QAbstractButton *button = m_spans->button(span);
    (button ? button : m_spans->button(0))->setChecked(true);
}

int64_t SpanBar::begin(int64_t now, int64_t start) const
{
    int64_t begin = now - (span() == Span::Week ? 7 * kDayOfSpan : kDayOfSpan);
    if (span() == Span::Start && start != 0)
        begin = start;
    return std::min(begin, now - kMinuteOfSpan) / kMinuteOfSpan * kMinuteOfSpan;
}

int64_t SpanBar::end(int64_t now)
{
    return (now / kMinuteOfSpan + 1) * kMinuteOfSpan;
}

// The button keeps its place: what is beside it must not move when a range is drawn.
void SpanBar::setRange(const QString &words)
{
    m_range->setText(words);
    m_range->setToolTip(plainTip(words)); // where it is cut
    m_whole->setEnabled(!words.isEmpty());
}

} // namespace mesh44
