// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/portaldialog.h"

#include "ui/models/words.h"
#include "ui/widgets/signs.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QUrl>

namespace mesh44 {

namespace {

Sign signOf(Registration registration)
{
    switch (registration) {
    case Registration::Right: return Sign::Ok;
    case Registration::Elsewhere:
    case Registration::Missing: return Sign::Failed;
    case Registration::Unsure: break;
    }
    return Sign::Attention;
}

QString findingLine(const RegistrationFinding &finding, const QPalette &palette)
{
    const QString mark = finding.what == Registration::Right    ? QStringLiteral("✓")
                         : finding.what == Registration::Unsure ? QStringLiteral("?")
                                                                : QStringLiteral("✗");
    return QStringLiteral("<p><span style=\"color:%1\"><b>%2</b></span>&nbsp;&nbsp;%3.</p>")
        .arg(signColour(signOf(finding.what), palette).name(), mark, text(finding.sentence).toHtmlEscaped());
}

QLabel *newLabel(QWidget *parent, Qt::TextFormat format = Qt::PlainText)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(format);
    label->setWordWrap(true);
    label->hide();
    return label;
}

} // namespace

PortalDialog::PortalDialog(QWidget *parent)
    : QDialog(parent),
      m_url(new QLineEdit(QString::fromLatin1(kStandardUrl), this)),
      m_token(new QLineEdit(this)),
      m_keep(new QCheckBox(tr("&Keep it in the desktop's keyring"), this)),
      m_keyring(newLabel(this)),
      m_despite(new QCheckBox(this)),
      m_progress(new QProgressBar(this)),
      m_words(newLabel(this)),
      m_findings(newLabel(this, Qt::RichText)),
      m_fetch(new QPushButton(tr("&Fetch"), this)),
      m_import(new QPushButton(tr("&Give to the gateway"), this))
{
    setWindowTitle(tr("Fetch from the portal"));
    m_url->setAccessibleName(tr("Address of the list"));
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setPlaceholderText(tr("from your profile page at the portal"));
    m_token->setAccessibleName(tr("Token"));
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setTextVisible(false);
    m_despite->hide();
    m_fetch->setObjectName(QStringLiteral("fetch"));
    m_import->setObjectName(QStringLiteral("import"));
    m_words->setObjectName(QStringLiteral("words"));
    m_findings->setObjectName(QStringLiteral("findings"));
    lay();
    noteHost();

    connect(m_url, &QLineEdit::editingFinished, this, &PortalDialog::noteHost);
    connect(m_url, &QLineEdit::textChanged, this, &PortalDialog::urlEdited);
    connect(m_fetch, &QPushButton::clicked, this, [this] {
        noteHost();
        setStep(Step::Fetching);
        Q_EMIT fetchRequested(url(), m_token->text(), m_keep->isChecked());
    });
    connect(m_import, &QPushButton::clicked, this, [this] {
        setStep(Step::Importing);
        Q_EMIT importRequested();
    });
    connect(m_despite, &QCheckBox::toggled, this, [this] { setStep(m_step); });
    connect(this, &QDialog::finished, this, &PortalDialog::cancelRequested);
    setStep(Step::Asking);
}

void PortalDialog::lay()
{
    auto *purpose = new QLabel(tr("The portal knows the whole mesh, and where it has your gateway. The routes fill the "
                                  "time until the first announcement; announced ones go before them."),
                               this);
    purpose->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->addButton(m_fetch, QDialogButtonBox::ActionRole);
    buttons->addButton(m_import, QDialogButtonBox::ActionRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *form = new QFormLayout(this);
    form->setVerticalSpacing(em(this, 0.5));
    form->addRow(purpose);
    form->addRow(tr("&Address:"), m_url);
    form->addRow(tr("&Token:"), m_token);
    form->addRow(QString(), m_keep);
    form->addRow(QString(), m_keyring);
    form->addRow(m_despite);
    form->addRow(m_progress);
    form->addRow(m_words);
    form->addRow(m_findings);
    form->addRow(buttons);
    setMinimumWidth(em(this, 36));
}

QString PortalDialog::url() const
{
    return m_url->text().trimmed();
}

void PortalDialog::setUrl(const QString &url)
{
    m_url->setText(url);
    noteHost();
}

// A token is for one host. Nobody else may see it, and it must not be kept under another's name.
void PortalDialog::noteHost()
{
    const QString host = QUrl(url()).host();
    if (host == m_host)
        return;
    m_host = host;
    m_token->clear();
    m_keep->setChecked(false);
    Q_EMIT hostChanged(host);
}

bool PortalDialog::isForced() const
{
    return !m_despite->isHidden() && m_despite->isChecked();
}

void PortalDialog::setToken(const QString &token)
{
    if (!m_token->text().isEmpty() || token.isEmpty())
        return;
    m_token->setText(token);
    m_keep->setChecked(true);
}

void PortalDialog::setKeyringMissing(const QString &reason)
{
    m_keep->setChecked(false);
    m_keep->setEnabled(false);
    m_keyring->setText(tr("The token is not kept, and is asked for each time: %1").arg(reason));
    m_keyring->setForegroundRole(QPalette::PlaceholderText);
    m_keyring->show();
}

void PortalDialog::setTooEarly(const QString &age)
{
    m_despite->setText(tr("Fetched %1; the portal asks for once an hour at most. Fetch &all the same").arg(age));
    m_despite->setChecked(false);
    m_despite->setVisible(!age.isEmpty());
    setStep(m_step);
}

void PortalDialog::setStep(Step step)
{
    m_step = step;
    const bool busy = step == Step::Fetching || step == Step::Importing;
    m_progress->setVisible(busy);
    m_progress->setRange(0, 0);
    m_fetch->setEnabled(!busy && (m_despite->isHidden() || m_despite->isChecked()));
    m_import->setEnabled(step == Step::Looking);
    m_fetch->setDefault(step != Step::Looking);
    m_import->setDefault(step == Step::Looking);
    for (QWidget *field : {static_cast<QWidget *>(m_url), static_cast<QWidget *>(m_token)})
        field->setEnabled(!busy);
    if (step == Step::Fetching) {
        say({});
        m_findings->hide();
    }
    fit();
}

// As high as what it shows: a layout with wrapped lines would rather keep what it once had.
void PortalDialog::fit()
{
    layout()->activate();
    resize(width(), layout()->totalHeightForWidth(width()));
}

void PortalDialog::showEvent(QShowEvent *event)
{
    fit();
    QDialog::showEvent(event);
}

void PortalDialog::say(const QString &sentence, bool isFailure)
{
    QPalette colours = palette();
    if (isFailure)
        colours.setColor(QPalette::WindowText, signColour(Sign::Failed, colours));
    m_words->setPalette(colours);
    m_words->setText(sentence);
    m_words->setVisible(!sentence.isEmpty());
    fit();
}

void PortalDialog::showProgress(qint64 received, qint64 total)
{
    if (total <= 0)
        return;
    m_progress->setRange(0, static_cast<int>(total));
    m_progress->setValue(static_cast<int>(received));
}

void PortalDialog::showList(const List &list)
{
    QString words = list.isUnchanged ? tr("The portal has nothing new since the last time. ") : QString();
    words += tr("Routes at the portal: %1.").arg(list.routes);
    if (!list.serial.isEmpty())
        words += tr(" Serial %1.").arg(list.serial);
    if (list.refused > 0)
        words += tr(" Not readable: %1.").arg(list.refused);
    say(words);
    QString findings;
    for (const RegistrationFinding &finding : list.registration)
        findings += findingLine(finding, palette());
    m_findings->setText(findings);
    m_findings->setVisible(!findings.isEmpty());
    setStep(Step::Looking);
}

void PortalDialog::showFailure(const QString &sentence)
{
    setStep(m_step == Step::Importing ? Step::Looking : Step::Asking);
    say(sentence, true);
}

void PortalDialog::showImported(uint added, qsizetype refused)
{
    setStep(Step::Asking);
    QString words = tr("Routes new to the mesh: %1.").arg(added);
    if (refused > 0)
        words += tr(" Not taken: %1, your own among them.").arg(refused);
    say(words);
}

} // namespace mesh44
