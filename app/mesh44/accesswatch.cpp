// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44/accesswatch.h"

#include "core/bus/names.h"

#include <polkitqt1-subject.h>

#include <QCoreApplication>
#include <unistd.h>
#include <utility>

namespace mesh44 {

using PolkitQt1::Authority;

namespace {

Access accessFrom(Authority::Result result)
{
    switch (result) {
    case Authority::Yes: return Access::Granted;
    case Authority::Challenge: return Access::Asks;
    case Authority::No: return Access::Denied;
    case Authority::Unknown: break;
    }
    return Access::Unknown;
}

} // namespace

void AccessWatch::start()
{
    if (geteuid() == 0) { // the helper never asks about root
        take(Question::Control, Access::Granted);
        take(Question::Configure, Access::Granted);
        return;
    }
    Authority *authority = Authority::instance();
    if (authority->hasError()) // no polkit: nothing is known beforehand
        return;
    m_started = true;
    connect(authority, &Authority::checkAuthorizationFinished, this, &AccessWatch::tell);
    connect(authority, &Authority::configChanged, this, &AccessWatch::check);
    check();
}

void AccessWatch::check()
{
    if (!m_started)
        return;
    if (Authority::instance()->hasError()) { // polkit went away: an answer may never come
        Authority::instance()->clearError();
        m_round = {};
    }
    ask(m_round.begin());
}

void AccessWatch::ask(std::optional<Question> question)
{
    if (!question)
        return;
    const char *action = question == Question::Control ? bus::kActionControl : bus::kActionConfigure;
    const PolkitQt1::UnixProcessSubject self(QCoreApplication::applicationPid());
    Authority::instance()->checkAuthorization(QString::fromLatin1(action), self, Authority::None);
}

void AccessWatch::tell(Authority::Result result)
{
    if (const auto question = m_round.answered())
        take(*question, accessFrom(result));
    ask(m_round.next());
}

void AccessWatch::take(Question question, Access access)
{
    if (std::exchange(m_access[static_cast<size_t>(question)], access) == access)
        return;
    if (question == Question::Control)
        Q_EMIT accessChanged(access);
    else
        Q_EMIT configureAccessChanged(access);
}

} // namespace mesh44
