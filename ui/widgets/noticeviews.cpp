// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/noticeviews.h"

#include "ui/widgets/copyfield.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/signs.h"

#include <QFontDatabase>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>

namespace mesh44 {

namespace {

constexpr auto kSelectable = Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard;
constexpr double kTightEms = 30;
constexpr qsizetype kMaxDetails = 8; // lines in one notice; the rest is counted

BoundedLabel *wrapping(QWidget *parent)
{
    auto *label = new BoundedLabel(parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(kSelectable);
    label->setFocusPolicy(Qt::ClickFocus);
    return label;
}

} // namespace

void paintStrip(QWidget &widget, Sign sign)
{
    QPainter painter(&widget);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPalette palette = widget.palette();
    painter.setPen(QPen(signTint(sign, palette, 0.45), 1));
    painter.setBrush(signTint(sign, palette, isDark(palette) ? 0.16 : 0.09));
    const double radius = em(&widget, 0.3);
    painter.drawRoundedRect(QRectF(widget.contentsRect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

NoticeView::NoticeView(double signEms, double titleScale, QWidget *parent)
    : QFrame(parent),
      m_icon(new SignIcon(signEms, this)),
      m_title(wrapping(this)),
      m_text(wrapping(this)),
      m_details(wrapping(this)),
      m_command(new CopyField(this)),
      m_retry(new QPushButton(tr("Try again"), this))
{
    m_title->setFont(scaledFont(font(), titleScale, QFont::DemiBold));
    m_details->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    connect(m_retry, &QPushButton::clicked, this, &NoticeView::retryRequested);
}

void NoticeView::setNotice(const Notice &notice)
{
    if (notice == m_notice)
        return;
    m_notice = notice;
    QStringList details = notice.details.mid(0, kMaxDetails);
    if (notice.details.size() > kMaxDetails)
        details.append(tr("… and %1 more").arg(notice.details.size() - kMaxDetails));
    m_icon->setSign(notice.sign);
    m_title->setText(notice.title);
    m_text->setText(notice.text);
    m_text->setVisible(!notice.text.isEmpty());
    m_details->setText(details.join(u'\n'));
    m_details->setVisible(!details.isEmpty());
    m_command->setText(notice.command);
    m_command->setVisible(!notice.command.isEmpty());
    m_retry->setVisible(notice.canRetry);
    setAccessibleName(notice.title);
    setAccessibleDescription(notice.text);
    update();
}

QString NoticeView::command() const
{
    return m_command->isHidden() ? QString() : m_command->text();
}

bool NoticeView::offersRetry() const
{
    return !m_retry->isHidden();
}

Banner::Banner(QWidget *parent) : NoticeView(0.95, 1.0, parent)
{
    const int gap = em(this, 0.5);
    auto *grid = m_grid = new QGridLayout(this);
    grid->setContentsMargins(gap + em(this, 0.2), gap, gap, gap);
    grid->setHorizontalSpacing(gap);
    grid->setVerticalSpacing(em(this, 0.2));
    grid->addWidget(m_icon, 0, 0, Qt::AlignTop);
    grid->addWidget(m_title, 0, 1);
    grid->setColumnStretch(1, 1);
    place();
    // Not Maximum: that would be the height for another width.
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
}

// Where there is little room the text has the whole width.
void Banner::place()
{
    const int columns = m_tight ? 2 : 1;
    m_grid->addWidget(m_text, 1, 1, 1, columns);
    m_grid->addWidget(m_details, 2, 1, 1, columns);
    m_grid->addWidget(m_command, 3, 1, 1, columns, Qt::AlignLeft);
    m_grid->addWidget(m_retry, 0, 2, m_tight ? 1 : 2, 1, Qt::AlignVCenter);
    m_text->setMostLines(m_tight ? 2 : 0);
    m_details->setMostLines(m_tight ? 2 : 0);
}

void Banner::resizeEvent(QResizeEvent *event)
{
    NoticeView::resizeEvent(event);
    const bool tight = width() < em(this, kTightEms);
    if (tight == m_tight)
        return;
    m_tight = tight;
    place();
}

void Banner::paintEvent(QPaintEvent *)
{
    paintStrip(*this, notice().sign);
}

EmptyState::EmptyState(QWidget *parent) : NoticeView(2.4, 1.35, parent)
{
    for (QLabel *label : {m_title, m_text})
        label->setAlignment(Qt::AlignHCenter);
    auto *column = new QWidget(this);
    column->setMaximumWidth(em(this, 36));
    auto *lines = new QVBoxLayout(column);
    lines->setSpacing(em(this, 0.6));
    lines->setContentsMargins({});
    lines->addWidget(m_icon, 0, Qt::AlignHCenter);
    lines->addWidget(m_title);
    lines->addWidget(m_text);
    lines->addWidget(m_details);
    lines->addWidget(m_command, 0, Qt::AlignHCenter);
    lines->addWidget(m_retry, 0, Qt::AlignHCenter);

    auto *centred = new QWidget(this);
    auto *grid = new QGridLayout(centred);
    grid->setRowStretch(0, 2);
    grid->setRowStretch(2, 3); // a little above the middle
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1000);
    grid->setColumnStretch(2, 1);
    grid->addWidget(column, 1, 1);

    auto *scroll = new QScrollArea(this); // a small window shows all of it too
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(centred);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(scroll);
}

} // namespace mesh44
