// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/hostdialog.h"

#include "ui/widgets/gatewayselector.h"
#include "ui/widgets/signs.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace mesh44 {

HostDialog::HostDialog(QWidget *parent)
    : QDialog(parent), m_host(new QLineEdit(this)), m_problem(new QLabel(this)), m_connect(nullptr)
{
    setWindowTitle(tr("A gateway on another computer"));
    auto *words = new QLabel(tr("The gateway is reached over ssh. It must be possible to log in without a question "
                                "(by a key), and mesh44d must run there."),
                             this);
    words->setWordWrap(true);
    m_host->setObjectName(QStringLiteral("host"));
    m_host->setPlaceholderText(tr("user@host"));
    m_host->setAccessibleName(tr("User and host"));
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_connect = buttons->addButton(tr("Connect"), QDialogButtonBox::AcceptRole);
    m_connect->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_host, &QLineEdit::textChanged, this, &HostDialog::check);

    auto *lines = new QVBoxLayout(this);
    lines->setSpacing(em(this, 0.6));
    lines->addWidget(words);
    lines->addWidget(m_host);
    lines->addWidget(m_problem);
    lines->addStretch();
    lines->addWidget(buttons);
    setMinimumWidth(em(this, 26));
    check();
}

QString HostDialog::host() const
{
    return m_host->text().trimmed();
}

void HostDialog::check()
{
    const QString problem = GatewaySelector::hostProblem(host());
    m_connect->setEnabled(problem.isEmpty());
    m_problem->setText(m_host->text().isEmpty() ? QString() : problem); // nobody is blamed for an empty field
}

} // namespace mesh44
