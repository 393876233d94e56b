// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44/accesswatch.h"

#include "core/bus/names.h"

#include <polkitqt1-subject.h>

#include <QCoreApplication>
#include <unistd.h>

namespace mesh44 {

using PolkitQt1::Authority;

void AccessWatch::start()
{
    if (geteuid() == 0) { // the helper never asks about root
        Q_EMIT accessChanged(Access::Granted);
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
    const PolkitQt1::UnixProcessSubject self(QCoreApplication::applicationPid());
    Authority::instance()->checkAuthorization(QString::fromLatin1(bus::kActionControl), self, Authority::None);
}

void AccessWatch::tell(Authority::Result result)
{
    Access access = Access::Unknown;
    if (result == Authority::Yes)
        access = Access::Granted;
    else if (result == Authority::Challenge)
        access = Access::Asks;
    else if (result == Authority::No)
        access = Access::Denied;
    if (access == m_access)
        return;
    m_access = access;
    Q_EMIT accessChanged(access);
}

} // namespace mesh44
