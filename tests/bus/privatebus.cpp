// SPDX-License-Identifier: GPL-3.0-or-later
#include "privatebus.h"

#include <QFile>

namespace mesh44::test {

namespace {

constexpr int kStartMs = 20'000;

const char *const kConfig = R"(<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=%1/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
)";

} // namespace

bool PrivateBus::start()
{
    const QString path = m_directory.filePath(QStringLiteral("bus.conf"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        m_error = file.errorString();
        return false;
    }
    file.write(QString::fromUtf8(kConfig).arg(m_directory.path()).toUtf8());
    file.close();
    m_daemon.start(QStringLiteral("dbus-daemon"),
                   {QStringLiteral("--config-file=") + path, QStringLiteral("--nofork"), QStringLiteral("--nopidfile"),
                    QStringLiteral("--nosyslog"), QStringLiteral("--print-address")});
    // It prints the address once it listens.
    while (!m_daemon.canReadLine()) {
        if (!m_daemon.waitForReadyRead(kStartMs)) {
            m_error = QStringLiteral("dbus-daemon did not start: ") + m_daemon.errorString();
            return false;
        }
    }
    // Without its guid, as the system bus has it: a daemon that is started again answers for the same address.
    m_address = QString::fromUtf8(m_daemon.readLine()).trimmed().section(QLatin1Char(','), 0, 0);
    qputenv("DBUS_SYSTEM_BUS_ADDRESS", m_address.toUtf8());
    return true;
}

bool PrivateBus::letOthersIn()
{
    return QFile::setPermissions(m_directory.path(), QFile::Permissions(0x7755));
}

void PrivateBus::stop()
{
    if (m_daemon.state() == QProcess::NotRunning)
        return;
    m_daemon.kill();
    m_daemon.waitForFinished();
}

PrivateBus::~PrivateBus()
{
    stop();
}

} // namespace mesh44::test
