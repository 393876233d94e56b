// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace mesh44 {

// The portal's token in the desktop's keyring (Secret Service or KWallet), by the portal's host. Nowhere else: without
// a keyring nothing is kept.
class TokenStore : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void load(const QString &host);
    void keep(const QString &host, const QString &token);
    void forget(const QString &host);

Q_SIGNALS:
    void loaded(const QString &host, const QString &token); // empty: none is kept
    void unavailable(const QString &reason);                // there is no keyring, or it refuses
};

} // namespace mesh44
