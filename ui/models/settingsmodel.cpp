// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/settingsmodel.h"

#include "ui/models/gatewaymodel.h"
#include "ui/models/settingwords.h"
#include "ui/models/words.h"

#include <QStringList>

#include <algorithm>

namespace mesh44 {

SettingsModel::SettingsModel(GatewayModel &gateway, QObject *parent) : QAbstractListModel(parent), m_gateway(gateway)
{
    connect(&gateway, &GatewayModel::settingsChanged, this, &SettingsModel::takeFacts);
    connect(&gateway, &GatewayModel::situationChanged, this, &SettingsModel::followTrial);
    takeFacts();
}

void SettingsModel::takeFacts()
{
    const auto &facts = m_gateway.settings();
    if (facts.empty())
        m_trial = Trial::None; // another gateway
    if (std::ranges::equal(facts, m_draft.facts(), {}, &SettingView::key, &SettingView::key)) {
        change([&] {
            m_draft.setFacts(facts);
            if (m_trial == Trial::Over) {
                m_draft.restore(m_applied);
                m_trial = Trial::None;
            }
        });
        return;
    }
    beginResetModel();
    m_draft.setFacts(facts);
    endResetModel();
    Q_EMIT draftChanged();
}

void SettingsModel::noteApplied()
{
    m_applied = m_draft.assignments();
    m_trial = Trial::Expected;
}

void SettingsModel::followTrial()
{
    if (!m_gateway.isLive())
        return;
    const bool isOnTrial = !m_gateway.status()->trial.by.empty();
    if (m_trial == Trial::Expected && isOnTrial) {
        m_trial = Trial::Seen;
    } else if (m_trial == Trial::Seen && !isOnTrial) {
        m_trial = Trial::Over;
        Q_EMIT factsWanted();
    }
}

// A wish may make or mend a problem of another row.
void SettingsModel::change(const std::function<void()> &edit)
{
    edit();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    Q_EMIT draftChanged();
}

int SettingsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_draft.facts().size());
}

QVariant SettingsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SettingView &fact = m_draft.facts()[static_cast<size_t>(index.row())];
    const QString key = text(fact.key);
    switch (role) {
    case Qt::DisplayRole: return settingLabel(key);
    case Qt::ToolTipRole: return settingMeaning(key);
    case KeyRole: return key;
    case SectionRole: return settingSection(key);
    case ValueRole: return m_draft.value(key);
    case FactRole: return text(fact.value);
    case DefaultRole: return text(fact.defaultValue);
    case OriginRole: return originText(fact);
    case ChangedRole: return m_draft.isChanged(key);
    case ConflictRole: return m_draft.isConflict(key);
    case ProblemRole: return m_draft.problem(key);
    case SearchRole: return searchText(fact);
    default: return {};
    }
}

QString SettingsModel::searchText(const SettingView &fact) const
{
    const QString key = text(fact.key);
    const QStringList parts{key, settingLabel(key), settingMeaning(key), sectionTitle(settingSection(key)),
                            text(fact.value)};
    return parts.join(u' ').toLower();
}

int SettingsModel::rowOf(const QString &key) const
{
    const auto &facts = m_draft.facts();
    const auto found = std::ranges::find(facts, key.toStdString(), &SettingView::key);
    return found == facts.end() ? -1 : static_cast<int>(found - facts.begin());
}

bool SettingsModel::fits(int row, const QString &words) const
{
    const QString all = index(row).data(SearchRole).toString();
    const QStringList wanted = words.toLower().split(u' ', Qt::SkipEmptyParts);
    return std::ranges::all_of(wanted, [&](const QString &word) { return all.contains(word); });
}

void SettingsModel::set(const QString &key, const QString &value)
{
    change([&] { m_draft.set(key, value); });
}

void SettingsModel::setAll(const std::vector<Assignment> &assignments)
{
    change([&] { m_draft.setAll(assignments); });
}

void SettingsModel::reset(const QString &key)
{
    change([&] { m_draft.reset(key); });
}

void SettingsModel::undo(const QString &key)
{
    change([&] { m_draft.undo(key); });
}

void SettingsModel::keepMine(const QString &key)
{
    change([&] { m_draft.keepMine(key); });
}

void SettingsModel::keepAllMine()
{
    if (m_draft.conflictCount() == 0)
        return;
    change([&] {
        for (const SettingChange &each : m_draft.changes())
            m_draft.keepMine(each.key);
    });
}

void SettingsModel::discard()
{
    change([&] { m_draft.discard(); });
}

} // namespace mesh44
