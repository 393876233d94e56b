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
        bool isUnchanged = false; // the one that was fetched before
    };

    explicit PortalDialog(QWidget *parent = nullptr);

    QString url() const;
    void setUrl(const QString &url);
    QString host() const { return m_host; } // which the token is for
    bool isForced() const;                  // "fetch all the same"
    void setToken(const QString &token);    // the kept one of that host; what was typed already stays
    void setKeyringMissing(const QString &reason);
    // Since when there is nothing to fetch yet: "fetched 12 min ago". Empty: it is time.
    void setTooEarly(const QString &age);

public Q_SLOTS:
    void showProgress(qint64 received, qint64 total);
    void showList(const mesh44::PortalDialog::List &list);
    void showFailure(const QString &sentence);
    void showImported(uint added, qsizetype refused);

Q_SIGNALS:
    // By whoever edits the address: the token of the old host is gone from its field.
    void hostChanged(const QString &host);
    void urlEdited();
    void fetchRequested(const QString &url, const QString &token, bool keep);
    void cancelRequested();
    void importRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    enum class Step { Asking, Fetching, Looking, Importing };

    void setStep(Step step);
    void noteHost();
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
    QString m_host;
    Step m_step = Step::Asking;
};

} // namespace mesh44
