// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/action.h"

#include <polkitqt1-authority.h>

#include <QObject>

namespace mesh44 {

// Asks polkit, without any prompt, how switching would go, so that the window can show a lock beforehand.
// Only a hint: the helper asks polkit itself for every request.
class AccessWatch : public QObject
{
    Q_OBJECT

public:
    explicit AccessWatch(QObject *parent = nullptr) : QObject(parent) {}
    void start();
    void check(); // again: a prompt may have changed the answer

Q_SIGNALS:
    void accessChanged(mesh44::Access access);

private:
    void tell(PolkitQt1::Authority::Result result);

    bool m_started = false;
    Access m_access = Access::Unknown;
};

} // namespace mesh44
