// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/notifications.h"

#include "ui/models/words.h"

namespace mesh44 {

namespace {

// Without what is counted: 3 refused routes and then 4 are one cause.
QString withoutFigures(const std::string &reason)
{
    QString kept;
    for (const QChar letter : text(reason)) {
        if (!letter.isDigit())
            kept.append(letter);
    }
    return kept;
}

std::optional<QString> liveCause(const GatewayStatus &status, int64_t now)
{
    switch (status.state) {
    case GatewayState::Waiting:
        if (status.nextBurst == 0 || now <= status.nextBurst)
            return std::nullopt;
        return QStringLiteral("no burst");
    case GatewayState::Conflict: return QStringLiteral("conflict");
    case GatewayState::Unsupported: return QStringLiteral("unsupported");
    case GatewayState::NoRights: return QStringLiteral("no rights");
    case GatewayState::Misconfigured: return QStringLiteral("misconfigured");
    case GatewayState::Degraded: return QString(u"degraded: " % withoutFigures(status.reason));
    case GatewayState::Down:
    case GatewayState::Up: break;
    }
    return QString();
}

} // namespace

std::optional<QString> rootCause(const ConnectionState &connection, const GatewayStatus *status, int64_t now)
{
    switch (connection.kind) {
    case ConnectionState::Kind::Connecting: return std::nullopt;
    case ConnectionState::Kind::Absent: return QStringLiteral("absent");
    case ConnectionState::Kind::Refused: return QStringLiteral("refused");
    case ConnectionState::Kind::Unreachable: return QStringLiteral("unreachable");
    case ConnectionState::Kind::Failed: return QStringLiteral("failed");
    case ConnectionState::Kind::Live: break;
    }
    return status ? liveCause(*status, now) : std::nullopt;
}

NotificationGate::Step NotificationGate::look(const std::optional<QString> &cause, int64_t now, bool heeded)
{
    if (!cause)
        return Step::Nothing;
    if (*cause != m_candidate) {
        m_candidate = *cause;
        m_since = now;
    }
    if (m_candidate == m_told)
        return heeded && std::exchange(m_isShown, false) ? Step::Withdraw : Step::Nothing;
    if (now - m_since < kLasting)
        return Step::Nothing;
    m_told = m_candidate;
    return pass(heeded);
}

NotificationGate::Step NotificationGate::pass(bool heeded)
{
    const bool wasShown = std::exchange(m_isShown, !heeded && !m_told.isEmpty());
    if (heeded)
        return wasShown ? Step::Withdraw : Step::Nothing;
    if (!m_told.isEmpty())
        return Step::Tell;
    return wasShown ? Step::TellOver : Step::Nothing;
}

} // namespace mesh44
