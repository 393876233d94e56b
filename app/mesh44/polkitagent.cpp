// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44/polkitagent.h"

#include "app/mesh44/passworddialog.h"

#include <polkitqt1-subject.h>

#include <QCoreApplication>

namespace mesh44 {

using PolkitQt1::Agent::AsyncResult;
using PolkitQt1::Agent::Session;

namespace {

constexpr int kTries = 3;

}

void PolkitAgent::registerIfNeeded()
{
    const QString path = QStringLiteral("/org/mesh44/AuthenticationAgent");
    const qint64 self = QCoreApplication::applicationPid();
    // A session with an agent refuses a second one; outside of any session we can speak for ourselves.
    const PolkitQt1::UnixSessionSubject session(self);
    if (session.isValid() && !session.sessionId().isEmpty())
        registerListener(session, path);
    else
        registerListener(PolkitQt1::UnixProcessSubject(self), path);
}

void PolkitAgent::initiateAuthentication(const QString &actionId, const QString &message, const QString &,
                                         const PolkitQt1::Details &, const QString &cookie,
                                         const PolkitQt1::Identity::List &identities, AsyncResult *result)
{
    if (m_result || identities.isEmpty()) {
        result->setError(tr("Somebody is being asked already."));
        result->setCompleted();
        delete result;
        return;
    }
    m_result = result;
    m_cookie = cookie;
    m_identities = identities;
    m_tries = 0;
    QStringList people;
    for (const PolkitQt1::Identity &identity : identities)
        people.append(identity.toString().section(u':', 1));
    m_dialog = new PasswordDialog(message, actionId, people, m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &PasswordDialog::personChanged, this, &PolkitAgent::startSession);
    connect(m_dialog, &PasswordDialog::answered, this, [this](const QString &answer) {
        if (m_session)
            m_session->setResponse(answer);
    });
    connect(m_dialog, &QDialog::rejected, this, [this] { finish(tr("The prompt was dismissed.")); });
    startSession();
    m_dialog->open();
}

void PolkitAgent::startSession()
{
    if (m_session) {
        m_session->disconnect(this);
        m_session->cancel();
        m_session->deleteLater();
    }
    m_session = new Session(m_identities.at(m_dialog->person()), m_cookie, nullptr, this);
    connect(m_session, &Session::request, m_dialog, &PasswordDialog::ask);
    connect(m_session, &Session::showError, m_dialog, &PasswordDialog::say);
    connect(m_session, &Session::showInfo, m_dialog, &PasswordDialog::say);
    connect(m_session, &Session::completed, this, &PolkitAgent::sessionCompleted);
    m_session->initiate();
}

void PolkitAgent::sessionCompleted(bool gained)
{
    if (!gained && ++m_tries < kTries && m_dialog) {
        m_dialog->say(tr("That was not right. Please try again."));
        startSession();
        return;
    }
    finish(gained ? QString() : tr("The authentication failed."));
}

void PolkitAgent::finish(const QString &error)
{
    if (!m_result)
        return;
    if (!error.isEmpty())
        m_result->setError(error);
    m_result->setCompleted();
    delete std::exchange(m_result, nullptr);
    if (m_session) {
        m_session->disconnect(this);
        m_session->cancel();
        m_session->deleteLater();
    }
    if (m_dialog) {
        m_dialog->disconnect(this);
        m_dialog->close();
    }
}

void PolkitAgent::cancelAuthentication()
{
    finish(tr("The request was withdrawn."));
}

} // namespace mesh44
