// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/look.h"
#include "ui/pages/page.h"

#include "core/mesh/view.h"

#include <vector>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace mesh44 {

class Banner;
class ChangeBar;
class GatewayModel;
class ReviewDialog;
class SettingsModel;
class SettingsView;

// Every setting with its default, its origin and a reset. Changes gather in a bar; nothing is applied before the
// review.
class SettingsPage : public Page
{
    Q_OBJECT

public:
    explicit SettingsPage(GatewayModel &gateway, QWidget *parent = nullptr); // the model must live longer

    void takeFocus() override;
    void focusFilter() override;
    void saveTo(QSettings &settings) const override;
    void restoreFrom(QSettings &settings) override;

    SettingsModel &model() { return *m_model; } // for whoever searches everything
    void setLook(const Look &look);
    bool showsReview() const;

public Q_SLOTS:
    void showPreview(const mesh44::PreviewView &preview);
    void showPreviewFailure(const QString &reason);
    void applied();
    void showApplyFailure(const QString &reason);
    // "gateway.mode": shown, with the keyboard in its editor.
    void openKey(const QString &key);
    // As if the operator had typed it.
    void propose(const QString &key, const QString &value);

Q_SIGNALS:
    void settingsRequested(); // what is shown may be out of date
    void previewRequested(const std::vector<mesh44::Assignment> &assignments);
    void applyRequested(const std::vector<mesh44::Assignment> &assignments, uint seconds);
    void lookChanged(const mesh44::Look &look);
    void wizardRequested();
    void retryRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void lay();
    QWidget *makeTop();
    void connectParts();
    void connectReview();
    void fillJump();
    void refresh();
    void askAgain();

    GatewayModel &m_gateway;
    SettingsModel *m_model;
    QLineEdit *m_filter;
    QComboBox *m_jump;
    QPushButton *m_wizard;
    Banner *m_banner;
    SettingsView *m_view;
    ChangeBar *m_changes;
    ReviewDialog *m_review;
    QString m_configuration; // as the status tells it, as far as it does
};

} // namespace mesh44
