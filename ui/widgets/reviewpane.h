// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/settingsdraft.h"

#include <QWidget>

#include <vector>

class QPlainTextEdit;
class QProgressBar;
class QPushButton;

namespace mesh44 {

class ChangesTable;
class GatewayModel;
class SignIcon;
class TextLabel;

// Why nothing of the configuration can be changed now; empty: it can, perhaps after a password.
QString applyHindrance(const GatewayModel &gateway);

// What would change: the values, and what that does in the kernel, as the service works it out. Applying is a trial:
// without a word it is taken back.
class ReviewPane : public QWidget
{
    Q_OBJECT

public:
    enum class State : uint8_t {
        Nothing,  // there is nothing to look at
        Asking,   // for the preview
        Shown,    // the preview
        Blind,    // there is none, and why
        Applying, // asked for
        Refused,  // and why
        Applied,  // granted
    };
    static constexpr uint kTrialSeconds = 60;

    explicit ReviewPane(GatewayModel &gateway, QWidget *parent = nullptr); // the model must live longer

    // Asks for the preview of these, if they are others than before or the last answer was none. What is being applied
    // stays.
    void review(const SettingsDraft &draft);
    void apply();
    State state() const { return m_state; }
    bool canApply() const;
    // The button's words, padlock, and why it cannot be pressed.
    void dress(QPushButton &button) const;

public Q_SLOTS:
    void showPreview(const mesh44::PreviewView &preview);
    void showPreviewFailure(const QString &reason);
    void applied();
    void showApplyFailure(const QString &reason);

Q_SIGNALS:
    void previewRequested(const std::vector<mesh44::Assignment> &assignments);
    void applyRequested(const std::vector<mesh44::Assignment> &assignments, uint seconds);
    void stateChanged();

private:
    void lay();
    void ask();
    void setState(State state, const QString &words = {});
    void noteConnection();
    void forget();

    GatewayModel &m_gateway;
    State m_state = State::Nothing;
    bool m_asked = false; // an answer of the service is still to come
    bool m_stale = false; // and it will be about other changes
    std::vector<SettingChange> m_changes;
    std::vector<Assignment> m_assignments;
    ChangesTable *m_table;
    SignIcon *m_sign;
    TextLabel *m_words;
    QPushButton *m_again;
    QProgressBar *m_progress;
    TextLabel *m_notes;
    TextLabel *m_title;
    QPlainTextEdit *m_lines;
};

} // namespace mesh44
