// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A dbus-daemon of our own: where a test says "system bus" it is this one.

#include <QProcess>
#include <QTemporaryDir>

namespace mesh44::test {

class PrivateBus
{
public:
    // Starts the daemon and points DBUS_SYSTEM_BUS_ADDRESS at it. False with a word why when it does not come up.
    bool start();
    void stop();
    bool letOthersIn(); // users but ours may reach it
    ~PrivateBus();

    QString address() const { return m_address; }
    QString error() const { return m_error; }

private:
    QTemporaryDir m_directory;
    QProcess m_daemon;
    QString m_address;
    QString m_error;
};

} // namespace mesh44::test
