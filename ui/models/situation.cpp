// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/situation.h"

#include "ui/models/words.h"

#include <QCoreApplication>

namespace mesh44 {

namespace {

struct Say
{
    Q_DECLARE_TR_FUNCTIONS(mesh44::Situation)
};

QString onHost(const ConnectionState &connection, const QString &command)
{
    return connection.host.isEmpty() ? command : QStringLiteral("ssh %1 %2").arg(connection.host, command);
}

QString placeOf(const ConnectionState &connection)
{
    return connection.host.isEmpty() ? Say::tr("this computer") : connection.host;
}

// After data were there: they stay, with their age.
QString lastWord(const ConnectionState &connection, int64_t now)
{
    return Say::tr("Gone since %1 (%2). The list below is its last word; the gateway's kernel may still forward.")
        .arg(momentText(now, connection.since), ageText(now, connection.since));
}

Situation connecting(const ConnectionState &connection, bool hasData)
{
    const QString sentence = Say::tr("Asking the gateway on %1 for its state.").arg(placeOf(connection));
    const QString word = hasData ? Say::tr("Connecting again") : Say::tr("Connecting");
    return {Sign::Unknown, word, sentence, Notice{.sign = Sign::Unknown, .title = word, .text = sentence}, false};
}

Situation absent(const ConnectionState &connection, bool hasData, int64_t now)
{
    Notice notice{.sign = Sign::Failed, .title = Say::tr("The gateway service is not running")};
    notice.text = hasData ? lastWord(connection, now)
                          : Say::tr("mesh44d does not answer on the system bus of %1. Start it, and this window "
                                    "fills by itself.")
                                .arg(placeOf(connection));
    notice.command = onHost(connection, QStringLiteral("sudo systemctl enable --now mesh44d"));
    notice.canRetry = true;
    const QString sentence = hasData ? Say::tr("The service vanished %1.").arg(ageText(now, connection.since))
                                     : Say::tr("mesh44d does not run on %1.").arg(placeOf(connection));
    return {Sign::Failed, Say::tr("No gateway service"), sentence, notice, false};
}

Situation refused(const ConnectionState &connection)
{
    Notice notice{.sign = Sign::Failed, .title = Say::tr("Access refused")};
    notice.text = Say::tr("The system bus of %1 does not let you speak to the gateway service.")
                      .arg(placeOf(connection));
    if (!connection.detail.isEmpty())
        notice.details.append(connection.detail);
    notice.canRetry = true;
    return {Sign::Failed, notice.title, notice.text, notice, false};
}

Situation unreachable(const ConnectionState &connection, bool hasData, int64_t now)
{
    Notice notice{.sign = Sign::Failed};
    notice.title = connection.host.isEmpty() ? Say::tr("No system bus")
                                             : Say::tr("No connection to %1").arg(connection.host);
    notice.text =
        hasData ? lastWord(connection, now)
        : connection.host.isEmpty()
            ? Say::tr("This computer's system bus does not answer, so nothing can be asked of the gateway service.")
            : Say::tr("The gateway could not be reached over ssh. It must be possible to log in without a question, "
                      "and systemd-stdio-bridge must be there.");
    if (!connection.detail.isEmpty())
        notice.details.append(connection.detail);
    notice.canRetry = true;
    return {Sign::Failed, notice.title, Say::tr("Trying again by itself."), notice, false};
}

Situation failed(const ConnectionState &connection)
{
    Notice notice{.sign = Sign::Failed, .title = Say::tr("The gateway service cannot be understood")};
    notice.text = connection.detail;
    notice.canRetry = true;
    return {Sign::Failed, notice.title, Say::tr("Trying again by itself."), notice, false};
}

QString countsOf(const GatewayStatus &status)
{
    return Say::tr("%1 of %2 announced routes installed.").arg(status.routesInstalled).arg(status.routesAnnounced);
}

QString orElse(const std::string &reason, const QString &otherwise)
{
    return reason.empty() ? otherwise : text(reason);
}

QStringList linesOf(const std::vector<ConfigProblem> &problems)
{
    QStringList lines;
    for (const ConfigProblem &problem : problems) {
        QString line = text(problem.file);
        if (problem.line)
            line += u':' % QString::number(problem.line);
        if (!problem.key.empty())
            line += u": " % text(problem.key);
        lines.append(line % u": " % text(problem.message));
    }
    return lines;
}

Situation waiting(const GatewayStatus &status, int64_t now)
{
    const bool overdue = status.nextBurst != 0 && now > status.nextBurst;
    Notice notice{.sign = overdue ? Sign::Attention : Sign::Unknown, .title = Say::tr("No burst heard yet")};
    notice.text = Say::tr("The announcer %1 sends the whole mesh about every five minutes.").arg(text(status.announcer))
                  % u' ' % nextBurstText(status, now);
    if (overdue)
        notice.text += u' '
                       % Say::tr("Does the router pass protocol 4 (not a port) to this gateway, and is its "
                                 "public address the one in the portal?");
    return {notice.sign, Say::tr("Waiting"), nextBurstText(status, now), notice, true};
}

Situation broken(const QString &word, const GatewayStatus &status, const QString &otherwise)
{
    Notice notice{.sign = Sign::Failed, .title = word, .text = orElse(status.reason, otherwise)};
    return {Sign::Failed, word, notice.text, notice, true};
}

Situation conflict(const GatewayStatus &status)
{
    Situation situation = broken(Say::tr("Table conflict"), status,
                                 Say::tr("Somebody else's routes are in our table."));
    situation.notice->text += u' '
                              % Say::tr("Nothing was installed, and nothing of theirs was touched. Take the "
                                        "other routes away, or give the gateway a free table (routing.mesh_table, "
                                        "routing.source_table).");
    return situation;
}

Situation unsupported(const ConnectionState &connection, const GatewayStatus &status)
{
    Situation situation = broken(Say::tr("Nothing can carry packets"), status,
                                 Say::tr("The mesh is made of IP-in-IP tunnels: either the kernel has them (ipip), or "
                                         "the service carries the packets itself and needs /dev/net/tun."));
    situation.notice->command = onHost(connection, QStringLiteral("sudo modprobe -a ipip tun"));
    return situation;
}

Situation noRights(const ConnectionState &connection, const GatewayStatus &status)
{
    Situation situation = broken(Say::tr("No rights"), status,
                                 Say::tr("The service lacks CAP_NET_ADMIN or CAP_NET_RAW."));
    situation.notice->text += u' ' % Say::tr("Its unit gives it both: start it by that.");
    situation.notice->command = onHost(connection, QStringLiteral("sudo systemctl restart mesh44d"));
    return situation;
}

Situation misconfigured(const GatewayStatus &status)
{
    Situation situation = broken(Say::tr("Misconfigured"), status, Say::tr("There is no usable configuration."));
    situation.notice->text += u' ' % Say::tr("The gateway stays down until this is put right:");
    situation.notice->details = linesOf(status.problems);
    return situation;
}

Situation healthy(const GatewayStatus &status)
{
    Situation situation{Sign::Ok, Say::tr("Up"), countsOf(status), {}, true};
    if (status.state == GatewayState::Degraded) {
        situation.sign = Sign::Attention;
        situation.word = Say::tr("Degraded");
        situation.sentence = orElse(status.reason, countsOf(status));
    }
    return situation;
}

Situation down()
{
    const QString sentence = Say::tr("Nothing is tunnelled.");
    Notice notice{.sign = Sign::Off, .title = Say::tr("The gateway is switched off"), .text = sentence};
    notice.text += u' ' % Say::tr("The switch at the top brings it up.");
    return {Sign::Off, Say::tr("Switched off"), sentence, notice, true};
}

Situation live(const ConnectionState &connection, const GatewayStatus &status, int64_t now)
{
    switch (status.state) {
    case GatewayState::Down: return down();
    case GatewayState::Waiting: return waiting(status, now);
    case GatewayState::Conflict: return conflict(status);
    case GatewayState::Unsupported: return unsupported(connection, status);
    case GatewayState::NoRights: return noRights(connection, status);
    case GatewayState::Misconfigured: return misconfigured(status);
    case GatewayState::Up:
    case GatewayState::Degraded: break;
    }
    return healthy(status);
}

// The gateway runs on its last good configuration, but the files say something else.
Notice problemNotice(const GatewayStatus &status)
{
    return {.sign = Sign::Attention,
            .title = Say::tr("The configuration has problems"),
            .text = Say::tr("What is refused is not in force:"),
            .details = linesOf(status.problems),
            .command = {},
            .canRetry = false};
}

Notice foreignNotice(const ConnectionState &connection, const GatewayStatus &status)
{
    const bool newer = status.apiMajor > kApiMajor;
    Notice notice{.sign = Sign::Attention, .title = Say::tr("The gateway service speaks another version")};
    notice.text = Say::tr("It is version %1; this window can show it, and not switch it.").arg(text(status.version))
                  % u' '
                  % (newer ? Say::tr("Start this window anew; if that does not help, install its newer version.")
                           : Say::tr("Start the service anew; if that does not help, install its newer version."));
    if (!newer)
        notice.command = onHost(connection, QStringLiteral("sudo systemctl restart mesh44d"));
    return notice;
}

} // namespace

QString nextBurstText(const GatewayStatus &status, int64_t now)
{
    if (status.nextBurst == 0)
        return Say::tr("It is not known when the next burst comes.");
    if (now <= status.nextBurst)
        return Say::tr("The next burst is expected within %1.").arg(clockText(status.nextBurst - now));
    return Say::tr("The burst is overdue by %1.").arg(clockText(now - status.nextBurst));
}

Situation situationOf(const ConnectionState &connection, const GatewayStatus *status, int64_t now)
{
    switch (connection.kind) {
    case ConnectionState::Kind::Absent: return absent(connection, status, now);
    case ConnectionState::Kind::Refused: return refused(connection);
    case ConnectionState::Kind::Unreachable: return unreachable(connection, status, now);
    case ConnectionState::Kind::Failed: return failed(connection);
    case ConnectionState::Kind::Connecting: return connecting(connection, status);
    case ConnectionState::Kind::Live: break;
    }
    if (!status)
        return connecting(connection, false);
    Situation situation = live(connection, *status, now);
    if (status->apiMajor != kApiMajor)
        situation.notice = foreignNotice(connection, *status);
    if (!status->problems.empty() && !situation.notice)
        situation.notice = problemNotice(*status);
    return situation;
}

} // namespace mesh44
