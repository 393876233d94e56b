// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/formats/registration.h"

#include <QDialog>

#include <vector>

class QCheckBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace mesh44 {

// Fetch the mesh from the portal, look at it, then give it to the gateway. It asks for both by signals, and shows what
// came of them; it knows no network and no keyring.
class PortalDialog : public QDialog
{
    Q_OBJECT

public:
    static constexpr const char *kStandardUrl = "https://portal.ampr.org/api/v2/encap/routes";

    struct List
    {
        qsizetype routes = 0;
        qsizetype refused = 0;
        QString serial; // empty: none is given
        std::vector<RegistrationFinding> registration;
    };

    explicit PortalDialog(QWidget *parent = nullptr);

    QString url() const;
    void setUrl(const QString &url);
    void setToken(const QString &token); // the kept one; what was typed already stays
    void setKeyringMissing(const QString &reason);
    // Since when there is nothing to fetch yet: "fetched 12 min ago". Empty: it is time.
    void setTooEarly(const QString &age);

public Q_SLOTS:
    void showProgress(qint64 received, qint64 total);
    void showList(const mesh44::PortalDialog::List &list);
    void showUnchanged();
    void showFailure(const QString &sentence);
    void showImported(uint added, qsizetype refused);

Q_SIGNALS:
    void fetchRequested(const QString &url, const QString &token, bool keep);
    void cancelRequested();
    void importRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    enum class Step { Asking, Fetching, Looking, Importing };

    void setStep(Step step);
    void say(const QString &sentence, bool isFailure = false);
    void lay();
    void fit();

    QLineEdit *m_url;
    QLineEdit *m_token;
    QCheckBox *m_keep;
    QLabel *m_keyring;
    QCheckBox *m_despite;
    QProgressBar *m_progress;
    QLabel *m_words;
    QLabel *m_findings;
    QPushButton *m_fetch;
    QPushButton *m_import;
    Step m_step = Step::Asking;
};

} // namespace mesh44
