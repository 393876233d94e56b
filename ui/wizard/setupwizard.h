// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mesh/view.h"
#include "core/net/prefix.h"
#include "ui/models/action.h"
#include "ui/models/foundsetup.h"

#include <QDialog>

#include <optional>
#include <vector>

class QPushButton;
class QStackedWidget;

namespace mesh44 {

class GatewayModel;
class ListenStep;
class PlaceStep;
class ReviewStep;
class SettingsModel;
class SignIcon;
class WizardStep;
class TextLabel;

// From a computer to a gateway in seven steps. What was typed stays while the dialog lives, also closed; what was
// applied is the gateway's, and stays with it.
class SetupWizard : public QDialog
{
    Q_OBJECT

public:
    explicit SetupWizard(GatewayModel &gateway, QWidget *parent = nullptr); // the model must live longer

    // Opens it where there is something to do: at the last step, where a change is on trial or the first burst awaited.
    void start();
    int step() const; // from 1
    void goTo(int step);
    SettingsModel &settings() { return *m_settings; }

public Q_SLOTS:
    // What another program of the field has on this computer; nothing, or one without a name: there is none.
    void setFoundSetup(const std::optional<mesh44::FoundSetup> &found);
    void showPreview(const mesh44::PreviewView &preview);
    void showPreviewFailure(const QString &reason);
    void applied();
    void showApplyFailure(const QString &reason);
    void showDecisionFailure(const QString &reason);
    void showImportFailure(const QString &reason);

Q_SIGNALS:
    void settingsRequested();
    void findingsRequested();
    void foundSetupRequested();
    void previewRequested(const std::vector<mesh44::Assignment> &assignments);
    void applyRequested(const std::vector<mesh44::Assignment> &assignments, uint seconds);
    void importRequested(const QByteArray &routes); // after what was applied with it
    void decisionRequested(mesh44::Action::Kind kind);
    void formRequested(); // "I know what I do": the settings page
    void showPeerRequested(mesh44::Ipv4Prefix prefix);
    void showMapRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    WizardStep *current() const;
    void addStep(WizardStep *step);
    QWidget *makeRail();
    void lay();
    void connectSteps();
    void next();
    void forget();
    int numberOf(const WizardStep *step) const; // from 1
    void refresh();
    void refreshRail();

    GatewayModel &m_gateway;
    SettingsModel *m_settings;
    QStackedWidget *m_stack;
    PlaceStep *m_place;
    ReviewStep *m_review;
    ListenStep *m_listen;
    std::vector<WizardStep *> m_steps;
    QWidget *m_rail = nullptr;
    std::vector<std::pair<SignIcon *, TextLabel *>> m_marks; // of the rail
    TextLabel *m_count;
    TextLabel *m_title;
    TextLabel *m_hindrance;
    QPushButton *m_form;
    QPushButton *m_close;
    QPushButton *m_back;
    QPushButton *m_next;
};

} // namespace mesh44
