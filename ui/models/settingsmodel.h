// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/settingsdraft.h"

#include <QAbstractListModel>

#include <functional>

namespace mesh44 {

class GatewayModel;

// The settings, one row each, with what the operator wants of them.
class SettingsModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        KeyRole = Qt::UserRole, // "gateway.mode"
        SectionRole,
        ValueRole, // as wanted, else as it is
        FactRole,
        DefaultRole,
        OriginRole,
        ChangedRole,
        ConflictRole,
        ProblemRole,
        SearchRole, // all words of it, in lower case
    };

    explicit SettingsModel(GatewayModel &gateway, QObject *parent = nullptr); // the model must live longer

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    const SettingsDraft &draft() const { return m_draft; }
    int rowOf(const QString &key) const; // -1: not known
    // Whether all words are found in it.
    bool fits(int row, const QString &words) const;

    void set(const QString &key, const QString &value);
    void setAll(const std::vector<Assignment> &assignments);
    void reset(const QString &key);
    void undo(const QString &key);
    void keepMine(const QString &key);
    void keepAllMine();
    void discard();
    // The changes were applied, on trial: taken back, they are wishes again.
    void noteApplied();

Q_SIGNALS:
    void factsWanted();  // the trial is over, one way or the other
    void draftChanged(); // facts or wishes

private:
    void takeFacts();
    void followTrial();
    void change(const std::function<void()> &edit);
    QString searchText(const SettingView &fact) const;

    GatewayModel &m_gateway;
    SettingsDraft m_draft;
    enum class Trial : uint8_t { None, Expected, Seen, Over };
    Trial m_trial = Trial::None;
    std::vector<Assignment> m_applied; // in it
};

} // namespace mesh44
