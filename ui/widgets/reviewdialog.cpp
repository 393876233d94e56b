// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/reviewdialog.h"

#include "ui/models/gatewaymodel.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/signs.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>

namespace mesh44 {

ReviewDialog::ReviewDialog(GatewayModel &gateway, QWidget *parent)
    : QDialog(parent),
      m_gateway(gateway),
      m_pane(new ReviewPane(gateway)),
      m_hindrance(new TextLabel(TextLabel::Tone::Plain, 1.0, this)),
      m_back(new QPushButton(tr("&Back"), this)),
      m_apply(new QPushButton(this))
{
    setWindowTitle(tr("Review the changes"));
    m_back->setObjectName(QStringLiteral("back"));
    m_apply->setObjectName(QStringLiteral("apply"));
    auto *scroll = new QScrollArea(this); // a small screen shows all of it too
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_pane);
    auto *row = new QHBoxLayout;
    row->addWidget(m_hindrance, 1);
    row->addStretch(0);
    row->addWidget(m_back);
    row->addWidget(m_apply);
    auto *lines = new QVBoxLayout(this);
    lines->addWidget(scroll, 1);
    lines->addLayout(row);
    connect(m_back, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_apply, &QPushButton::clicked, m_pane, &ReviewPane::apply);
    connect(m_pane, &ReviewPane::stateChanged, this, &ReviewDialog::refresh);
    refresh();
    const QSize wanted(em(this, 46), em(this, 32));
    resize(parent ? wanted.boundedTo(parent->window()->size() * 0.95) : wanted);
}

void ReviewDialog::refresh()
{
    const bool applying = m_pane->state() == ReviewPane::State::Applying;
    m_pane->dress(*m_apply);
    m_apply->setDefault(m_apply->isEnabled());
    m_back->setText(applying ? tr("&Close") : tr("&Back"));
    const QString why = applying ? QString() : applyHindrance(m_gateway);
    m_hindrance->setText(why);
    m_hindrance->setVisible(!why.isEmpty());
    if (m_pane->state() == ReviewPane::State::Applied && isVisible())
        accept();
}

} // namespace mesh44
