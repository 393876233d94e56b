// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/checkuppage.h"

#include "ui/models/gatewaymodel.h"
#include "ui/models/words.h"
#include "ui/widgets/checkrow.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/noticeviews.h"
#include "ui/widgets/scrolledcontent.h"

#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace mesh44 {

namespace {

constexpr double kWidestChecks = 60; // ems: longer lines are hard to read

const Action kActiveCheckUp{Action::Kind::CheckUp, {}};

qsizetype checksWith(const std::vector<Check> &checks, CheckOutcome outcome)
{
    return std::ranges::count(checks, outcome, &Check::outcome);
}

QString checkTitle(const std::vector<Check> &checks, const std::string &id)
{
    const auto found = std::ranges::find(checks, id, &Check::id);
    return found == checks.end() ? QString() : text(found->title);
}

QPushButton *headButton(const char *name, const QString &word, const QString &tip, QWidget *parent)
{
    auto *made = new QPushButton(word, parent);
    made->setObjectName(QString::fromLatin1(name));
    made->setToolTip(tip);
    return made;
}

} // namespace

CheckupPage::CheckupPage(GatewayModel &gateway, QWidget *parent)
    : Page(parent),
      m_gateway(gateway),
      m_stack(new QStackedWidget(this)),
      m_empty(new EmptyState(this)),
      m_scroll(new QScrollArea(this)),
      m_headline(new TextLabel(TextLabel::Tone::Strong, 1.15, this)),
      m_failure(new TextLabel(TextLabel::Tone::Failed, 1.0, this)),
      m_active(headButton("active", tr("Test through the &tunnel"),
                          tr("Sends a few packets into the mesh, and asks for the answers"), this)),
      m_copy(headButton("copyReport", tr("Copy &report"),
                        tr("For a mailing list: without addresses, names and passwords of yours"), this))
{
    setWindowTitle(tr("Check-up"));
    m_headline->setObjectName(QStringLiteral("headline"));
    m_failure->setObjectName(QStringLiteral("failure"));
    m_failure->hide();
    auto *column = new QWidget;
    column->setMaximumWidth(em(this, kWidestChecks));
    m_lines = new QVBoxLayout(column);
    m_lines->setContentsMargins(pageMargins(this));
    m_lines->setSpacing(em(this, 0.25));
    m_lines->addWidget(makeHead());
    m_lines->addWidget(m_failure);
    m_lines->addStretch();
    auto *content = new ScrolledContent; // as wide as the page: what scrolls must not have a bound of its own
    auto *beside = new QHBoxLayout(content);
    beside->setContentsMargins({});
    beside->addWidget(column, 1000);
    beside->addStretch(1);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::StrongFocus); // the arrow keys scroll
    m_scroll->setAccessibleName(windowTitle());
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_scroll);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins({});
    outer->addWidget(m_stack);
    connect(m_empty, &NoticeView::retryRequested, this, &CheckupPage::retryRequested);
    connect(m_copy, &QPushButton::clicked, this, &CheckupPage::reportRequested);
    connect(m_active, &QPushButton::clicked, this, [this] {
        setFailure({});
        m_readUntil = m_gateway.now() + kLetRead;
        Q_EMIT activeChecksRequested();
    });
    connect(&m_gateway, &GatewayModel::checksChanged, this, &CheckupPage::showChecks);
    connect(&m_gateway, &GatewayModel::settingsChanged, this, &CheckupPage::refreshButtons);
    connect(&m_gateway, &GatewayModel::situationChanged, this, &CheckupPage::refresh);
    connect(&m_gateway, &GatewayModel::pendingChanged, this, &CheckupPage::refreshButtons);
    connect(&m_gateway, &GatewayModel::replaced, this, [this] {
        m_asked.restart();
        m_readUntil = 0;
        setFailure({});
    });
    showChecks();
}

QWidget *CheckupPage::makeHead()
{
    auto *head = new QWidget(this);
    auto *buttons = new QWidget(head);
    auto *line = new FlowLayout(buttons, em(this, 0.5));
    line->setContentsMargins({});
    line->addWidget(m_active);
    line->addWidget(m_copy);
    auto *lines = new QVBoxLayout(head);
    lines->setContentsMargins(0, 0, 0, em(this, 0.5));
    lines->setSpacing(em(this, 0.5));
    lines->addWidget(m_headline);
    lines->addWidget(buttons);
    return head;
}

// Rows stay where they are: the order of the checks is always the same.
void CheckupPage::showChecks()
{
    const std::vector<Check> &checks = m_gateway.checks();
    while (m_rows.size() > checks.size()) {
        delete m_rows.back();
        m_rows.pop_back();
    }
    while (m_rows.size() < checks.size()) {
        auto *row = new CheckRow(m_lines->parentWidget());
        connect(row, &CheckRow::fixRequested, this, &CheckupPage::fixRequested);
        m_lines->insertWidget(m_lines->count() - 1, row);
        m_rows.push_back(row);
    }
    for (size_t i = 0; i < checks.size(); ++i)
        m_rows[i]->setCheck(checks[i], checkTitle(checks, checks[i].blockedBy));
    refresh();
}

void CheckupPage::refresh()
{
    const Situation situation = m_gateway.situation();
    const bool known = !m_rows.empty();
    if (!known)
        m_empty->setNotice(situation.notice ? *situation.notice
                                            : Notice{.sign = Sign::Unknown,
                                                     .title = tr("Asking the gateway for its checks"),
                                                     .text = tr("A gateway of an older version has none.")});
    m_stack->setCurrentWidget(known ? static_cast<QWidget *>(m_scroll) : m_empty);
    if (known)
        showHeadline();
    refreshButtons();
    ask();
}

void CheckupPage::showHeadline()
{
    const std::vector<Check> &checks = m_gateway.checks();
    const auto all = static_cast<int>(checks.size());
    const auto passed = static_cast<int>(checksWith(checks, CheckOutcome::Pass));
    const Check *first = firstFailure(checks);
    QString words;
    if (!m_gateway.isLive())
        words = tr("As it was when the gateway was last seen");
    else if (first && first->outcome == CheckOutcome::Fail)
        words = tr("The first thing to mend: %1").arg(text(first->title));
    else if (first)
        words = tr("It works, but look at: %1").arg(text(first->title));
    else
        words = tr("Nothing is wrong");
    m_headline->setText(words % u" – " % tr("%1 of %n check(s) passed", nullptr, all).arg(passed));
}

void CheckupPage::refreshButtons()
{
    const bool live = m_gateway.isLive() && !m_gateway.isForeign();
    const bool pending = m_gateway.isPending(kActiveCheckUp);
    m_active->setEnabled(live && !pending);
    m_active->setText(pending ? tr("Testing …") : tr("Test through the &tunnel"));
    m_copy->setEnabled(!m_rows.empty() && !m_gateway.settings().empty());
    const QString obstacle = live ? QString() : tr("There is no connection to the gateway.");
    for (CheckRow *row : m_rows)
        row->setFixObstacle(obstacle);
}

void CheckupPage::setFailure(const QString &reason)
{
    m_failure->setText(reason);
    m_failure->setVisible(!reason.isEmpty());
}

void CheckupPage::ask()
{
    if (isVisible() && !window()->isMinimized() && m_gateway.isLive() && !m_gateway.isPending(kActiveCheckUp)
        && m_gateway.now() >= m_readUntil && m_asked.isDue(m_gateway.now())) {
        Q_EMIT checksRequested();
        if (m_gateway.settings().empty())
            Q_EMIT settingsRequested();
    }
}

void CheckupPage::takeFocus()
{
    if (m_stack->currentWidget() == m_scroll)
        m_scroll->setFocus();
    else
        m_empty->setFocus();
}

void CheckupPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_asked.restart();
    m_readUntil = 0;
    refresh();
}

} // namespace mesh44
