// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace mesh44 {

// Where the portal's token is kept, by the portal's host.
class TokenStore : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void load(const QString &host) = 0;
    virtual void keep(const QString &host, const QString &token) = 0;
    virtual void forget(const QString &host) = 0; // none there is as good

Q_SIGNALS:
    void loaded(const QString &host, const QString &token); // empty: none is kept
    void unavailable(const QString &reason);                // there is no keyring, or it refuses
};

// In the desktop's keyring (Secret Service or KWallet), and nowhere else: without one nothing is kept.
class Keyring : public TokenStore
{
    Q_OBJECT

public:
    using TokenStore::TokenStore;

    void load(const QString &host) override;
    void keep(const QString &host, const QString &token) override;
    void forget(const QString &host) override;
};

} // namespace mesh44
