// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/mesh44/tokenstore.h"

#include <qt6keychain/keychain.h>

namespace mesh44 {

namespace {

constexpr auto kServiceName = "org.mesh44.portal";

template <class Job> Job *newJob(TokenStore *store, const QString &host)
{
    auto *job = new Job(QString::fromLatin1(kServiceName), store); // deletes itself
    job->setKey(host);
    job->setInsecureFallback(false);
    return job;
}

} // namespace

void Keyring::load(const QString &host)
{
    auto *job = newJob<QKeychain::ReadPasswordJob>(this, host);
    connect(job, &QKeychain::Job::finished, this, [this, job, host] {
        if (job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound)
            Q_EMIT loaded(host, job->textData());
        else
            Q_EMIT unavailable(job->errorString());
    });
    job->start();
}

void Keyring::keep(const QString &host, const QString &token)
{
    auto *job = newJob<QKeychain::WritePasswordJob>(this, host);
    job->setTextData(token);
    connect(job, &QKeychain::Job::finished, this, [this, job] {
        if (job->error() != QKeychain::NoError)
            Q_EMIT unavailable(job->errorString());
    });
    job->start();
}

void Keyring::forget(const QString &host)
{
    newJob<QKeychain::DeletePasswordJob>(this, host)->start();
}

} // namespace mesh44
