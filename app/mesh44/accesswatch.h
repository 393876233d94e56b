// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/mesh44/accessround.h"
#include "ui/models/action.h"

#include <polkitqt1-authority.h>

#include <QObject>

#include <array>

namespace mesh44 {

// Asks polkit, without any prompt, how switching and configuring would go, so that the window can show a lock
// beforehand. Only a hint: the helper asks polkit itself for every request.
class AccessWatch : public QObject
{
    Q_OBJECT

public:
    explicit AccessWatch(QObject *parent = nullptr) : QObject(parent) {}
    void start();
    void check(); // again: a prompt may have changed the answers

Q_SIGNALS:
    void accessChanged(mesh44::Access access);          // org.mesh44.control
    void configureAccessChanged(mesh44::Access access); // org.mesh44.configure

private:
    using Question = AccessRound::Question;
    void ask(std::optional<Question> question);
    void tell(PolkitQt1::Authority::Result result);
    void take(Question question, Access access);

    bool m_started = false;
    AccessRound m_round;
    std::array<Access, 2> m_access{}; // by question
};

} // namespace mesh44
