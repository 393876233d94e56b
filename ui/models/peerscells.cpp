// SPDX-License-Identifier: GPL-3.0-or-later
// What the cells of PeersModel hold, role by role.
#include "ui/models/peersmodel.h"
#include "ui/models/words.h"

namespace mesh44 {

QVariant PeersModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = at(index.row());
    switch (role) {
    case Qt::DisplayRole: return display(row, index.column());
    case SortRole: return sortValue(row, index.column());
    case CopyRole: return copyText(row, index.column());
    case Qt::ToolTipRole: return toolTip(row, index.column());
    case SignRole:
        return index.column() == State ? QVariant(static_cast<int>(signOf(conditionOf(row.route)))) : QVariant();
    default: return {};
    }
}

QVariant PeersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case State: return tr("State");
    case Prefix: return tr("Prefix");
    case Endpoint: return tr("Endpoint");
    case Region: return tr("Region");
    case Announced: return tr("Announced");
    case Installed: return tr("Installed");
    case LastAnnounced: return tr("Last announced");
    case LastHeard: return tr("Heard");
    case Reason: return tr("Reason");
    default: return {};
    }
}

QString PeersModel::display(const Row &row, int column) const
{
    switch (column) {
    case State: return wordOf(conditionOf(row.route));
    case Prefix: return text(row.route.prefix);
    case Endpoint: return text(row.route.endpoint);
    case Region: return row.region ? row.region->title() : QString();
    case Announced: return yesNo(row.route.announced);
    case Installed: return yesNo(row.route.installed);
    case LastAnnounced: return ageText(m_now, row.route.lastAnnounced);
    case LastHeard: return row.route.lastHeard == 0 ? QStringLiteral("–") : ageText(m_now, row.route.lastHeard);
    case Reason: return text(row.route.reason);
    default: return {};
    }
}

QVariant PeersModel::sortValue(const Row &row, int column) const
{
    switch (column) {
    case State: return static_cast<int>(conditionOf(row.route));
    case Prefix: return (quint64{row.route.prefix.address().value()} << 8) | row.route.prefix.length();
    case Endpoint: return row.route.endpoint.value();
    case Announced: return row.route.announced;
    case Installed: return row.route.installed;
    case LastAnnounced: return static_cast<qint64>(row.route.lastAnnounced);
    case LastHeard: return static_cast<qint64>(row.route.lastHeard);
    default: return display(row, column);
    }
}

QVariant PeersModel::toolTip(const Row &row, int column) const
{
    switch (column) {
    case State: return sentenceOf(conditionOf(row.route));
    case Region:
        return row.region ? tr("%1 was allocated to %2. Nobody says that the station is there.")
                                .arg(text(row.region->prefix), row.region->title())
                          : tr("No region is known for this prefix.");
    case LastAnnounced: return momentText(m_now, row.route.lastAnnounced);
    case LastHeard:
        return row.route.lastHeard == 0 ? tr("No packet came from this endpoint since the gateway service started.")
                                        : momentText(m_now, row.route.lastHeard);
    case Reason: return tipText(text(row.route.reason));
    default: return {};
    }
}

QString PeersModel::copyText(const Row &row, int column) const
{
    if (column == LastAnnounced)
        return momentText(m_now, row.route.lastAnnounced);
    if (column == LastHeard)
        return row.route.lastHeard == 0 ? QString() : momentText(m_now, row.route.lastHeard);
    return display(row, column);
}

} // namespace mesh44
