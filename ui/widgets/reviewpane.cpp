// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/reviewpane.h"

#include "ui/models/gatewaymodel.h"
#include "ui/models/words.h"
#include "ui/widgets/changestable.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/signs.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QPainter>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>

#include <utility>

namespace mesh44 {

namespace {

QString linesOf(const PreviewView &preview)
{
    QStringList lines;
    const auto add = [&](const QString &title, const std::vector<std::string> &all) {
        if (all.empty())
            return;
        lines.append(QStringLiteral("# ") % title);
        for (const std::string &line : all)
            lines.append(text(line));
    };
    add(ReviewPane::tr("in the kernel, in this order"), preview.kernel);
    if (preview.more > 0)
        lines.append(QStringLiteral("# ") % ReviewPane::tr("… and %n more", nullptr, static_cast<int>(preview.more)));
    add(ReviewPane::tr("in the firewall"), preview.firewall);
    return lines.join(u'\n');
}

QString notesOf(const PreviewView &preview)
{
    QStringList notes;
    for (const std::string &note : preview.notes)
        notes.append(QStringLiteral("• ") % text(note));
    return notes.join(u'\n');
}

QIcon padlock(const QWidget &widget)
{
    const int side = em(&widget, 0.9);
    const qreal ratio = widget.devicePixelRatioF();
    QPixmap picture(QSize(side, side) * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    paintPadlock(painter, QRectF(0, 0, side, side), widget.palette().color(QPalette::ButtonText));
    return picture;
}

} // namespace

QString applyHindrance(const GatewayModel &gateway)
{
    if (!gateway.isLive())
        return ReviewPane::tr("The gateway does not answer now.");
    if (gateway.isForeign())
        return ReviewPane::tr("The gateway speaks another version: it can be looked at, and not changed.");
    if (gateway.configureAccess() == Access::Denied)
        return ReviewPane::tr("The system does not let you change the configuration from here.");
    if (!gateway.status()->trial.by.empty())
        return gateway.status()->trial.rollingBack
                   ? ReviewPane::tr("A change is being taken back. Wait until that is done.")
                   : ReviewPane::tr("A change is on trial: keep it or take it back first.");
    return {};
}

ReviewPane::ReviewPane(GatewayModel &gateway, QWidget *parent)
    : QWidget(parent),
      m_gateway(gateway),
      m_table(new ChangesTable(this)),
      m_sign(new SignIcon(0.95, this)),
      m_words(new TextLabel(TextLabel::Tone::Plain, 1.0, this)),
      m_again(new QPushButton(tr("Try again"), this)),
      m_progress(new QProgressBar(this)),
      m_notes(new TextLabel(TextLabel::Tone::Plain, 1.0, this)),
      m_title(new TextLabel(tr("What it does"), TextLabel::Tone::Strong, 1.0, this)),
      m_lines(new QPlainTextEdit(this))
{
    lay();
    connect(m_again, &QPushButton::clicked, this, &ReviewPane::ask);
    connect(&gateway, &GatewayModel::situationChanged, this, &ReviewPane::noteConnection);
    connect(&gateway, &GatewayModel::pendingChanged, this, &ReviewPane::stateChanged);
    connect(&gateway, &GatewayModel::replaced, this, &ReviewPane::forget);
    setState(State::Nothing);
}

void ReviewPane::lay()
{
    m_words->setObjectName(QStringLiteral("words"));
    m_notes->setObjectName(QStringLiteral("notes"));
    m_again->setObjectName(QStringLiteral("again"));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress"));
    m_lines->setReadOnly(true);
    m_lines->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_lines->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_lines->setTabChangesFocus(true);
    m_lines->setMinimumHeight(em(this, 7));
    m_lines->setAccessibleName(tr("What changes in the kernel and the firewall"));

    auto *row = new QHBoxLayout;
    row->addWidget(m_sign, 0, Qt::AlignTop);
    row->addWidget(m_words, 1);
    row->addWidget(m_again, 0, Qt::AlignTop);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins({});
    lines->setSpacing(em(this, 0.5));
    lines->addWidget(m_table);
    lines->addLayout(row);
    lines->addWidget(m_progress);
    lines->addWidget(m_title);
    lines->addWidget(m_notes);
    lines->addWidget(m_lines, 1);
    lines->addStretch(0);
}

void ReviewPane::review(const SettingsDraft &draft)
{
    if (m_state == State::Applying)
        return;
    const bool same = draft.changes() == m_changes && !m_changes.empty();
    if (same && (m_state == State::Asking || m_state == State::Shown))
        return;
    m_changes = draft.changes();
    m_assignments = draft.assignments();
    m_table->setChanges(m_changes);
    if (m_changes.empty())
        setState(State::Nothing);
    else
        ask();
}

void ReviewPane::ask()
{
    m_stale = m_asked; // its answer is about what was asked before
    m_asked = true;
    setState(State::Asking, tr("Asking the gateway what this would change. Nothing is applied."));
    m_gateway.begin({Action::Kind::Preview, {}});
    Q_EMIT previewRequested(m_assignments);
}

void ReviewPane::showPreview(const PreviewView &preview)
{
    m_gateway.granted({Action::Kind::Preview, {}});
    m_asked = std::exchange(m_stale, false);
    if (m_asked || m_state != State::Asking)
        return;
    const QString lines = linesOf(preview);
    m_lines->setPlainText(lines);
    m_notes->setText(notesOf(preview));
    setState(State::Shown, lines.isEmpty() ? tr("Nothing changes in the kernel or the firewall.")
                                           : tr("Nothing is applied yet. Applied, it is on trial for %1 s: unless "
                                                "somebody keeps it, it is taken back by itself.")
                                                 .arg(kTrialSeconds));
}

void ReviewPane::showPreviewFailure(const QString &reason)
{
    m_gateway.refused({Action::Kind::Preview, {}});
    m_asked = std::exchange(m_stale, false);
    if (m_asked || m_state != State::Asking)
        return;
    setState(State::Blind, tr("What it would change in the kernel is not known: %1").arg(reason) % u'\n'
                               % tr("It can be applied all the same: after %1 s it is taken back, unless somebody "
                                    "keeps it.")
                                     .arg(kTrialSeconds));
}

bool ReviewPane::canApply() const
{
    const bool seen = m_state == State::Shown || m_state == State::Blind || m_state == State::Refused;
    return seen && !m_gateway.isPending({Action::Kind::Apply, {}}) && applyHindrance(m_gateway).isEmpty();
}

void ReviewPane::apply()
{
    if (!canApply())
        return;
    setState(State::Applying, tr("Applying. The system may ask for a password."));
    m_gateway.begin({Action::Kind::Apply, {}});
    Q_EMIT applyRequested(m_assignments, kTrialSeconds);
}

void ReviewPane::applied()
{
    if (m_state != State::Applying)
        return;
    m_gateway.granted({Action::Kind::Apply, {}});
    m_changes.clear();
    setState(State::Applied, tr("Applied, and on trial. Keep it if all is well."));
}

void ReviewPane::showApplyFailure(const QString &reason)
{
    if (m_state != State::Applying)
        return;
    m_gateway.refused({Action::Kind::Apply, {}});
    setState(State::Refused, tr("Not applied: %1").arg(reason));
}

// Without a connection no answer will come.
void ReviewPane::noteConnection()
{
    if (!m_gateway.isLive()) {
        m_asked = m_stale = false;
        if (m_state == State::Asking)
            setState(State::Blind, tr("The connection was lost before the answer came."));
        else if (m_state == State::Applying)
            setState(State::Refused,
                     tr("The connection was lost before the answer came: it may have been applied. If it "
                        "was, it is taken back by itself unless somebody keeps it."));
    }
    Q_EMIT stateChanged();
}

// What was reviewed was another gateway's.
void ReviewPane::forget()
{
    m_asked = m_stale = false;
    m_changes.clear();
    m_assignments.clear();
    m_lines->clear();
    m_notes->clear();
    m_table->setChanges(m_changes);
    setState(State::Nothing);
}

void ReviewPane::setState(State state, const QString &words)
{
    m_state = state;
    const bool failed = state == State::Blind || state == State::Refused;
    m_sign->setSign(state == State::Refused ? Sign::Failed : state == State::Blind ? Sign::Attention : Sign::Unknown);
    m_sign->setVisible(failed);
    m_words->setText(state == State::Nothing ? tr("There is nothing to change.") : words);
    m_again->setVisible(state == State::Blind);
    m_progress->setVisible(state == State::Asking || state == State::Applying);
    m_table->setVisible(state != State::Nothing);
    const bool seen = state == State::Shown || state == State::Applying || state == State::Refused;
    const bool hasLines = seen && !m_lines->document()->isEmpty();
    if (state == State::Asking || state == State::Blind) {
        m_lines->clear();
        m_notes->clear();
    }
    m_lines->setVisible(hasLines);
    m_notes->setVisible(seen && !m_notes->text().isEmpty());
    m_title->setVisible(hasLines || !m_notes->isHidden());
    Q_EMIT stateChanged();
}

void ReviewPane::dress(QPushButton &button) const
{
    button.setText(tr("&Apply for %1 s").arg(kTrialSeconds));
    button.setIcon(m_gateway.configureAccess() == Access::Asks ? padlock(button) : QIcon());
    button.setEnabled(canApply());
    const QString why = applyHindrance(m_gateway);
    button.setToolTip(!why.isEmpty()                                ? why
                      : m_gateway.configureAccess() == Access::Asks ? tr("Asks for a password")
                                                                    : QString());
}

} // namespace mesh44
